import { useState } from "react"

import { canBeRevoked, takesClasses } from "#/domain/access.ts"
import type { InvitationAnswer, Member } from "#/sync/api.ts"
import { roleWords } from "#/text/roles.ts"
import { schoolWords } from "#/text/school.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import { ClassTicks } from "./class-ticks.tsx"
import { FailureLine } from "./failure-line.tsx"
import { useStateWord } from "./people-list.tsx"
import type { NamedClass } from "./read-class-names.ts"
import { StepUpForm } from "./step-up-form.tsx"
import type { PeopleStore, PersonChange, SchoolFailure } from "./use-people.ts"

type Props = {
  readonly person: Member
  readonly store: PeopleStore
  readonly classes: readonly NamedClass[]
  readonly onInvited: (fresh: {
    readonly person: Member
    readonly invitation: InvitationAnswer
  }) => void
}

interface Guarded {
  readonly made: PersonChange
  readonly told: string | undefined
}

/** One person of the school: the classes appointed, a new invitation, the end of the access. */
export function PersonCard({ person, store, classes, onInvited }: Props) {
  const words = useWords(schoolWords)
  const role = useWords(roleWords)
  const toasts = useToast()
  const [chosen, setChosen] = useState<readonly string[]>(person.classes)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<SchoolFailure>()
  /** What waits for a code of the second factor. */
  const [guarded, setGuarded] = useState<Guarded>()
  const stateWord = useStateWord(person)
  const change = async (made: PersonChange, told?: string): Promise<void> => {
    setWorking(true)
    setFailure(undefined)
    const outcome = await store.change(person.id, made)
    setWorking(false)
    setGuarded(undefined)
    if (outcome.kind === "step-up") {
      setGuarded({ made, told })
      return
    }
    if (outcome.kind === "failed") {
      setFailure(outcome.failure)
      return
    }
    if (told !== undefined) toasts.show({ text: told })
    if (outcome.invitation !== null) {
      onInvited({ person: outcome.person, invitation: outcome.invitation })
    }
  }
  const isChanged = [...chosen].sort().join() !== [...person.classes].sort().join()
  const status = [role.name[person.role], stateWord].filter((part) => part !== "").join(" · ")
  return (
    <Card title={person.name}>
      <div className="stack">
        <p className="muted">{status}</p>
        {failure && <FailureLine failure={failure} />}
        {!canBeRevoked(person.role) && <p>{words.headOnly}</p>}
        {takesClasses(person.role) && person.state !== "revoked" && (
          <div className="stack stack-close">
            <p className="school-label">{words.appoint}</p>
            <ClassTicks
              label={words.appoint}
              classes={classes}
              chosen={chosen}
              onChange={setChosen}
            />
            {isChanged && (
              <div className="line">
                <Button
                  look="main"
                  disabled={working}
                  onClick={() =>
                    void change({ classes: [...chosen] }, words.appointed(person.name))
                  }
                >
                  {words.save}
                </Button>
              </div>
            )}
          </div>
        )}
        <div className="stack stack-close">
          <div className="line">
            <Button icon="qr" disabled={working} onClick={() => void change({ invite: true })}>
              {words.again}
            </Button>
          </div>
          <p className="muted">{words.againWhy}</p>
        </div>
        {canBeRevoked(person.role) && person.state !== "revoked" && (
          <details className="school-harm">
            <summary>
              {words.revoke}
              <Icon name="down" />
            </summary>
            <div className="stack stack-close">
              <p>{words.revokeWhy}</p>
              <div className="line">
                <Button
                  look="harm"
                  disabled={working}
                  onClick={() => void change({ revoke: true }, words.revoked(person.name))}
                >
                  {words.revokeAction(person.name)}
                </Button>
              </div>
            </div>
          </details>
        )}
        {guarded && (
          <StepUpForm
            onDone={() => void change(guarded.made, guarded.told)}
            onCancel={() => setGuarded(undefined)}
          />
        )}
      </div>
    </Card>
  )
}
