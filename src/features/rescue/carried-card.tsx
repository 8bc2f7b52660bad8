import { putCarriedDown, readCarried, type Carried } from "#/data/carried.ts"
import type { Journal } from "#/data/journal.ts"
import { readByIds } from "#/data/read.ts"
import { textOf } from "#/domain/record.ts"
import { deliverCarried } from "#/platform/rescue-import.ts"
import { useServices } from "#/platform/services.tsx"
import { useLive } from "#/platform/use-live.ts"
import { dateWords } from "#/text/dates.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

interface CarriedLine extends Carried {
  readonly name: string
}

async function readLines(journal: Journal): Promise<readonly CarriedLine[]> {
  const carried = await readCarried(journal)
  const ids = carried.flatMap(({ person }) => (person === null ? [] : [person]))
  const people = await readByIds(journal, [...new Set(ids)])
  const names = new Map(people.map((record) => [record.id, textOf(record, "name")]))
  return carried.map((one) => ({ ...one, name: names.get(one.person ?? "") ?? "" }))
}

/** Others' work that this tablet brings to the server when it can. */
export function CarriedCard() {
  const { carried: words, fault } = useWords(rescueWords)
  const dates = useWords(dateWords)
  const services = useServices()
  const lines = useLive("rescue carried", readLines, ["drafts"])
  if (lines === undefined || lines.length === 0) return null
  return (
    <Card title={words.title} aside={lines.length} flush>
      <Entries label={words.title}>
        {lines.map((line) => (
          <Entry
            key={line.id}
            margin={<Icon name={line.fault === null ? "wait" : "refused"} />}
            state={line.fault === null ? "waiting" : "refused"}
            title={words.of(line.name || words.someone, line.ops)}
            detail={faultOf(line, fault) ?? words.when(dates.moment(line.madeAt, services.nowMs()))}
            action={
              line.fault === null ? undefined : (
                <Button
                  look="quiet"
                  aria-label={words.putAwayFrom(line.name || words.someone)}
                  onClick={() => void putCarriedDown(services.journal, line.id)}
                >
                  {words.putAway}
                </Button>
              )
            }
          />
        ))}
      </Entries>
      <div className="rescue-foot">
        <Button look="quiet" icon="upload" onClick={() => void deliverCarried(services)}>
          {words.send}
        </Button>
      </div>
    </Card>
  )
}

function faultOf(
  { fault }: CarriedLine,
  words: Readonly<Record<string, string>>,
): string | undefined {
  return fault === null ? undefined : words[fault]
}
