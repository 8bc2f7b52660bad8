import { queueWords } from "#/text/queue.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import type { About } from "./about-record.ts"
import type { ClashLine } from "./read-sending.ts"
import { useAbout } from "./use-about.ts"

/** Two values that did not know each other: chosen where the pupil stands, so each line leads there. */
export function ClashCard({ lines }: { readonly lines: readonly ClashLine[] }) {
  const words = useWords(queueWords)
  const what = useSubject()
  if (lines.length === 0) return null
  return (
    <Card title={words.clashes} aside={lines.length} flush>
      <Entries label={words.clashes}>
        {lines.map((line) => (
          <Entry
            key={line.rec}
            margin={<Icon name="clash" />}
            state="conflict"
            title={words.about.clash(what(line.about), line.pupils)}
            action={
              line.to !== undefined && (
                <LinkButton look="quiet" to={line.to}>
                  {words.choose}
                </LinkButton>
              )
            }
          />
        ))}
      </Entries>
    </Card>
  )
}

/** The record alone, without what happened to it. */
function useSubject(): (about: About) => string {
  const { tell, name } = useAbout()
  return (about) => {
    if ("of" in about) return name(about.of)
    return "name" in about ? about.name : tell(about)
  }
}
