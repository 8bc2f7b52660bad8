import { useState, type SyntheticEvent } from "react"

import { invitedRoles, takesClasses } from "#/domain/access.ts"
import type { InvitationAnswer, Member } from "#/sync/api.ts"
import { schoolWords } from "#/text/school.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { ChoiceField } from "#/ui/choice-field.tsx"
import { TextField } from "#/ui/field.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { ClassTicks } from "./class-ticks.tsx"
import { FailureLine } from "./failure-line.tsx"
import type { NamedClass } from "./read-class-names.ts"
import { StepUpForm } from "./step-up-form.tsx"
import type { Invited, PeopleStore, SchoolFailure } from "./use-people.ts"

type Props = {
  readonly store: PeopleStore
  readonly classes: readonly NamedClass[]
  readonly onInvited: (fresh: {
    readonly person: Member
    readonly invitation: InvitationAnswer
  }) => void
}

export function InviteForm({ store, classes, onInvited }: Props) {
  const words = useWords(schoolWords)
  const [name, setName] = useState("")
  const [role, setRole] = useState<Invited["role"]>("navigator")
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [insist, setInsist] = useState(false)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<SchoolFailure>()
  const [needsCode, setNeedsCode] = useState(false)
  const submit = async (): Promise<void> => {
    setInsist(true)
    if (name.trim() === "") return
    setWorking(true)
    setFailure(undefined)
    const outcome = await store.invite({ name: name.trim(), role, classes: [...chosen] })
    setWorking(false)
    setNeedsCode(outcome.kind === "step-up")
    if (outcome.kind === "step-up") return
    if (outcome.kind === "failed") setFailure(outcome.failure)
    else if (outcome.invitation !== null) {
      onInvited({ person: outcome.person, invitation: outcome.invitation })
    }
  }
  const roles = invitedRoles.map((value) => ({
    value,
    label: words.roleTitle[value],
    detail: words.roleDetail[value],
  }))
  return (
    <Card title={words.inviteTitle}>
      <form
        className="stack"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField
          label={words.name}
          hint={words.nameExample}
          value={name}
          onChange={setName}
          fault={name.trim() === "" ? { text: words.nameMissing } : undefined}
          insist={insist}
          maxLength={200}
          autoComplete="off"
          required
        />
        <ChoiceField label={words.roleLabel} options={roles} value={role} onChange={setRole} />
        {takesClasses(role) && (
          <div className="stack stack-close">
            <p className="school-label">{words.classes}</p>
            <ClassTicks
              label={words.classes}
              classes={classes}
              chosen={chosen}
              onChange={setChosen}
            />
            {classes.length > 0 && <p className="muted">{words.classesHint}</p>}
          </div>
        )}
        {failure && <FailureLine failure={failure} />}
        <Button type="submit" look="main" big disabled={working}>
          {words.makeInvitation}
        </Button>
        {working && <Wait text={words.making} />}
      </form>
      {needsCode && (
        <StepUpForm onDone={() => void submit()} onCancel={() => setNeedsCode(false)} />
      )}
    </Card>
  )
}
