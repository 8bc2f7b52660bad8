import { useServices } from "#/platform/services.tsx"
import { showInvitationCode } from "#/sync/invitation-code.ts"
import { factorWords } from "#/text/factor.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly codes: readonly string[]; readonly onDone: () => void }

/** The only time they are seen. On paper stands what they are for, and whose school. */
export function RecoveryCodes({ codes, onDone }: Props) {
  const { codes: words } = useWords(factorWords)
  const { place } = useServices()
  return (
    <Card title={words.title} next>
      <div className="stack">
        <p className="print-only">{words.paper(place.schoolName)}</p>
        <p>{words.why}</p>
        <ol className="factor-codes" aria-label={words.list}>
          {codes.map((code) => (
            <li key={code}>{showInvitationCode(code)}</li>
          ))}
        </ol>
        <div className="line no-print">
          <Button icon="print" onClick={() => globalThis.print()}>
            {words.print}
          </Button>
          <Button look="main" onClick={onDone}>
            {words.done}
          </Button>
        </div>
      </div>
    </Card>
  )
}
