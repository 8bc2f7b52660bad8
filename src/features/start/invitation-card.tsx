import { sectionsFor } from "#/domain/screen-access.ts"
import type { Looked } from "#/platform/join.ts"
import { dayOf, dateWords } from "#/text/dates.ts"
import { roleWords } from "#/text/roles.ts"
import { startWords } from "#/text/start.ts"
import { Button } from "#/ui/button.tsx"
import { Card, Facts } from "#/ui/card.tsx"
import { Icon } from "#/ui/icon.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

type Invitation = Looked & { readonly kind: "invitation" }

type Props = {
  readonly looked: Invitation
  readonly busy: boolean
  readonly onAccept: () => void
}

/** What the invitation says, and what accepting it does to this tablet. */
export function InvitationCard({ looked, busy, onAccept }: Props) {
  const { join: words } = useWords(startWords)
  const dates = useWords(dateWords)
  const role = useWords(roleWords)
  const { look } = looked
  const isOfArea = sectionsFor(look.role).includes("area")
  const facts = [
    { term: isOfArea ? words.area : words.school, value: look.schoolName },
    { term: words.who, value: role.name[look.role] },
    { term: words.until, value: words.untilWhen(dates.day(dayOf(look.expiresAt))) },
  ]
  return (
    <Card title={words.greeting(look.name)} next>
      <Facts facts={facts} />
      <div className="stack">
        <p className="start-note">
          <Icon name="tablet" />
          <span>{useTabletSentence(looked)}</span>
        </p>
        <Button look="main" big disabled={busy} onClick={onAccept}>
          {isOfArea ? words.acceptArea : words.accept}
        </Button>
        {busy && <Wait text={words.accepting} />}
      </div>
    </Card>
  )
}

function useTabletSentence({ look, tablet }: Invitation): string {
  const { join: words } = useWords(startWords)
  switch (tablet.kind) {
    case "empty":
      return sectionsFor(look.role).includes("area") ? words.nothingHereArea : words.nothingHere
    case "local":
      return words.localGoes(tablet.unsent, look.schoolName)
    case "joined":
      return words.keeps(tablet.unsent)
    case "beside":
      return words.beside(tablet.names)
  }
}
