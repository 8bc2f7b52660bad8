import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { queueWords } from "#/text/queue.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

/** The spare way out without any server: what is only here goes into a file or to another tablet's camera. */
export function SafetyCard({ unsent }: { readonly unsent: number }) {
  const words = useWords(queueWords)
  const { place } = useServices()
  const nothing = place.mode === "joined" ? words.nothingUnsent : words.nothingLocal
  return (
    <Card title={words.safety}>
      <div className="stack stack-close">
        <p>{unsent === 0 ? nothing : words.rescueWhy(unsent)}</p>
        <LinkButton icon="download" to={paths.rescue}>
          {words.rescue}
        </LinkButton>
      </div>
    </Card>
  )
}
