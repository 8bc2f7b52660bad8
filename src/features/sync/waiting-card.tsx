import { useServices } from "#/platform/services.tsx"
import { dateWords } from "#/text/dates.ts"
import { queueWords } from "#/text/queue.ts"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import type { WaitingLine } from "./read-sending.ts"
import { useAbout } from "./use-about.ts"

type Props = { readonly lines: readonly WaitingLine[]; readonly records: number }

/** What the server does not have yet, record by record, the latest first. */
export function WaitingCard({ lines, records }: Props) {
  const words = useWords(queueWords)
  const dates = useWords(dateWords)
  const { nowMs, place } = useServices()
  const { tell } = useAbout()
  const isLocal = place.mode === "local"
  // Then the card above says it all.
  if (records === 0) return null
  return (
    <Card title={isLocal ? words.onlyHere : words.waiting} aside={records} flush>
      <Entries label={isLocal ? words.onlyHere : words.waiting}>
        {lines.map((line) => (
          <Entry
            key={line.rec}
            margin={<Icon name={isLocal ? "tablet" : "wait"} />}
            state={isLocal ? "unmarked" : "waiting"}
            title={tell(line.about)}
            detail={words.when(dates.moment(line.at, nowMs()))}
            {...(line.to === undefined ? {} : { to: line.to })}
          />
        ))}
      </Entries>
      {records > lines.length && (
        <p className="sync-rest muted">{words.more(records - lines.length)}</p>
      )}
    </Card>
  )
}
