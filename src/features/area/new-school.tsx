import { useState, type SyntheticEvent } from "react"

import { callApi } from "#/platform/api-client.ts"
import { areaApi } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { TextField } from "#/ui/field.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { failureOf, type AreaFailure } from "./call-failure.ts"
import { FreshLink } from "./fresh-link.tsx"
import type { StepUp as StepUpForm } from "./step-up.ts"

type Props = { readonly onMade: () => void; readonly StepUp: StepUpForm }

interface Made {
  readonly schoolName: string
  readonly token: string
  readonly code: string
}

/** A school that is not on this server yet, and the invitation of its head, shown once. */
export function NewSchool({ onMade, StepUp }: Props) {
  const { join: words } = useWords(areaWords)
  const [made, setMade] = useState<Made>()
  if (made !== undefined) {
    return (
      <FreshLink
        invitation={made}
        title={words.made(made.schoolName)}
        onDone={() => {
          setMade(undefined)
          onMade()
        }}
      />
    )
  }
  return (
    <details className="area-new">
      <summary>
        {words.new}
        <Icon name="down" />
      </summary>
      <SchoolForm onMade={setMade} StepUp={StepUp} />
    </details>
  )
}

type FormProps = { readonly onMade: (made: Made) => void; readonly StepUp: StepUpForm }

function SchoolForm({ onMade, StepUp }: FormProps) {
  const { join: words, failure: failures } = useWords(areaWords)
  const [schoolName, setSchoolName] = useState("")
  const [name, setName] = useState("")
  const [insist, setInsist] = useState(false)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<AreaFailure>()
  const submit = async (): Promise<void> => {
    setInsist(true)
    if (schoolName.trim() === "" || name.trim() === "") return
    setWorking(true)
    setFailure(undefined)
    const request = { schoolName: schoolName.trim(), name: name.trim() }
    const called = await callApi({ endpoint: areaApi.newSchool, request })
    setWorking(false)
    if (called.kind !== "answer") setFailure(failureOf(called))
    else onMade({ schoolName: called.answer.schoolName, ...called.answer.invitation })
  }
  // What was typed stays, and goes out once the code was right.
  if (failure === "step-up") return <StepUp onDone={() => void submit()} />
  const missing = (written: string) => (written.trim() === "" ? { text: words.missing } : undefined)
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className="muted">{words.newWhy}</p>
      <TextField
        label={words.schoolName}
        hint={words.schoolExample}
        value={schoolName}
        onChange={setSchoolName}
        fault={missing(schoolName)}
        insist={insist}
        maxLength={200}
        autoComplete="off"
        required
      />
      <TextField
        label={words.headName}
        value={name}
        onChange={setName}
        fault={missing(name)}
        insist={insist}
        maxLength={200}
        autoComplete="off"
        required
      />
      {failure !== undefined && (
        <div role="alert">
          <Banner state="late" icon="warning">
            {failures[failure]}
          </Banner>
        </div>
      )}
      <div className="line">
        <Button type="submit" look="main" disabled={working}>
          {words.make}
        </Button>
      </div>
      {working && <Wait text={words.making} />}
    </form>
  )
}
