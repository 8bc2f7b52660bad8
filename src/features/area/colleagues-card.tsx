import { useEffect, useState, type SyntheticEvent } from "react"

import { callApi } from "#/platform/api-client.ts"
import { useServices } from "#/platform/services.tsx"
import type { InvitationAnswer } from "#/sync/api.ts"
import { areaApi, type Colleague } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { TextField } from "#/ui/field.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { failureOf, type AreaFailure } from "./call-failure.ts"
import { FreshLink } from "./fresh-link.tsx"
import type { StepUp as StepUpForm } from "./step-up.ts"

type Props = { readonly StepUp: StepUpForm }

interface Made {
  readonly name: string
  readonly invitation: InvitationAnswer
}

/** Whom is asked for, for a second try once the code of the second factor was right. */
type Wanted = { readonly name: string } | { readonly again: string }

/** Who else sees this summary, and inviting one more: without a second person a leave of one closes the city. */
export function ColleaguesCard({ StepUp }: Props) {
  const { colleagues: words, failure: failures } = useWords(areaWords)
  const { place } = useServices()
  const [people, reload] = useColleagues()
  const [wanted, setWanted] = useState<Wanted>()
  const [made, setMade] = useState<Made>()
  const [failure, setFailure] = useState<AreaFailure>()
  const invite = async (whom: Wanted): Promise<void> => {
    setWanted(whom)
    setFailure(undefined)
    const called = await ask(whom)
    if (called.kind !== "answer") {
      setFailure(failureOf(called))
      return
    }
    setWanted(undefined)
    setMade(called.answer)
    reload()
  }
  if (people === undefined) return null
  return (
    <Card title={words.title}>
      <div className="stack">
        <Entries label={words.title}>
          {people.map(({ id, name, state }) => (
            <Entry
              key={id}
              margin={<Icon name="people" />}
              title={name}
              detail={id === place.person?.id ? words.you : words.state[state]}
              action={
                id !== place.person?.id && (
                  <Button look="quiet" onClick={() => void invite({ again: id })}>
                    {words.again}
                  </Button>
                )
              }
            />
          ))}
        </Entries>
        {failure === "step-up" && wanted !== undefined && (
          <StepUp onDone={() => void invite(wanted)} />
        )}
        {failure !== undefined && failure !== "step-up" && (
          <div role="alert">
            <Banner state="late" icon="warning">
              {failures[failure]}
            </Banner>
          </div>
        )}
        {made === undefined ? (
          <InviteForm onInvite={(name) => void invite({ name })} />
        ) : (
          <FreshLink
            invitation={made.invitation}
            title={words.made(made.name)}
            onDone={() => setMade(undefined)}
          />
        )}
      </div>
    </Card>
  )
}

function ask(whom: Wanted) {
  return "name" in whom
    ? callApi({ endpoint: areaApi.inviteColleague, request: whom })
    : callApi({ endpoint: areaApi.inviteAgain, request: {}, id: whom.again })
}

/** Undefined without the server: then there is nobody to invite through. */
function useColleagues(): readonly [readonly Colleague[] | undefined, () => void] {
  const [people, setPeople] = useState<readonly Colleague[]>()
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await askForColleagues()
      if (!isOver) setPeople(found)
    })()
    return () => {
      isOver = true
    }
  }, [])
  const reload = async (): Promise<void> => {
    const found = await askForColleagues()
    if (found !== undefined) setPeople(found)
  }
  return [people, () => void reload()]
}

async function askForColleagues(): Promise<readonly Colleague[] | undefined> {
  const called = await callApi({ endpoint: areaApi.colleagues, request: {} })
  return called.kind === "answer" ? called.answer.people : undefined
}

function InviteForm({ onInvite }: { readonly onInvite: (name: string) => void }) {
  const { colleagues: words } = useWords(areaWords)
  const [name, setName] = useState("")
  const [insist, setInsist] = useState(false)
  return (
    <details className="area-new">
      <summary>
        {words.invite}
        <Icon name="down" />
      </summary>
      <form
        className="stack"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          setInsist(true)
          if (name.trim() !== "") onInvite(name.trim())
        }}
      >
        <p className="muted">{words.why}</p>
        <TextField
          label={words.name}
          value={name}
          onChange={setName}
          fault={name.trim() === "" ? { text: words.missing } : undefined}
          insist={insist}
          maxLength={200}
          autoComplete="off"
          required
        />
        <div className="line">
          <Button type="submit" look="main">
            {words.make}
          </Button>
        </div>
      </form>
    </details>
  )
}
