import { useState } from "react"

import { dateWords, dayOf } from "#/text/dates.ts"
import { schoolAreaWords } from "#/text/school-area.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { TextField } from "#/ui/field.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import {
  useSchoolArea,
  type AreaFailure,
  type Outcome,
  type SchoolAreaStore,
} from "./use-school-area.ts"

/** The head puts the school under a city, or takes it out again: nobody else can. */
export function AreaCard() {
  const words = useWords(schoolAreaWords)
  const dates = useWords(dateWords)
  const store = useSchoolArea()
  if (store.standing === undefined) return null
  const { area, removedAt } = store.standing
  return (
    <Card title={words.title}>
      <div className="stack">
        {removedAt !== null && (
          <Banner state="late" icon="warning">
            {words.removed(dates.day(dayOf(removedAt)))}
          </Banner>
        )}
        {area === null ? <JoinArea store={store} /> : <LeaveArea store={store} area={area} />}
      </div>
    </Card>
  )
}

function JoinArea({ store }: { readonly store: SchoolAreaStore }) {
  const words = useWords(schoolAreaWords)
  const toasts = useToast()
  const [code, setCode] = useState("")
  const [found, setFound] = useState<string>()
  const [failure, setFailure] = useState<AreaFailure>()
  const [working, setWorking] = useState(false)
  const attempt = async <Value,>(doing: Promise<Outcome<Value>>): Promise<Value | undefined> => {
    setWorking(true)
    setFailure(undefined)
    const outcome = await doing
    setWorking(false)
    if (outcome.kind === "done") return outcome.value
    setFailure(outcome.failure)
    return undefined
  }
  const look = async (): Promise<void> => setFound((await attempt(store.look(code)))?.name)
  const join = async (): Promise<void> => {
    const joined = await attempt(store.join(code))
    if (joined?.area) toasts.show({ text: words.joined(joined.area.name) })
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void look()
      }}
    >
      <p>{words.none}</p>
      <p className="muted">{words.what}</p>
      {failure !== undefined && (
        <div role="alert">
          <Banner state="late" icon="warning">
            {words.failure[failure]}
          </Banner>
        </div>
      )}
      {found === undefined ? (
        <>
          <TextField
            label={words.code}
            hint={words.codeExample}
            value={code}
            onChange={setCode}
            maxLength={60}
            autoComplete="off"
          />
          <div className="line">
            <Button type="submit" disabled={working || code.trim() === ""}>
              {words.look}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p role="status">
            <b>{words.joins(found)}</b>
          </p>
          <div className="line">
            <Button look="main" disabled={working} onClick={() => void join()}>
              {words.join(found)}
            </Button>
            <Button look="quiet" onClick={() => setFound(undefined)}>
              {words.another}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}

type LeaveProps = {
  readonly store: SchoolAreaStore
  readonly area: NonNullable<NonNullable<SchoolAreaStore["standing"]>["area"]>
}

function LeaveArea({ store, area }: LeaveProps) {
  const words = useWords(schoolAreaWords)
  const dates = useWords(dateWords)
  const toasts = useToast()
  const [failure, setFailure] = useState<AreaFailure>()
  const leave = async (): Promise<void> => {
    const outcome = await store.leave()
    if (outcome.kind === "failed") setFailure(outcome.failure)
    else toasts.show({ text: words.left(area.name) })
  }
  return (
    <div className="stack">
      <p>{words.since(area.name, dates.day(dayOf(area.since)))}</p>
      <p className="muted">{words.what}</p>
      {failure !== undefined && (
        <div role="alert">
          <Banner state="late" icon="warning">
            {words.failure[failure]}
          </Banner>
        </div>
      )}
      <details className="school-harm">
        <summary>
          {words.leave}
          <Icon name="down" />
        </summary>
        <div className="stack stack-close">
          <p>{words.leaveWhy}</p>
          <div className="line">
            <Button look="harm" onClick={() => void leave()}>
              {words.leave}
            </Button>
          </div>
        </div>
      </details>
    </div>
  )
}
