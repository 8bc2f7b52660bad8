import type { ServerRow } from "#/data/rows.ts"
import { useServices } from "#/platform/services.tsx"
import { dateWords } from "#/text/dates.ts"
import { queueWords } from "#/text/queue.ts"
import { spanWords } from "#/text/spans.ts"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

const minuteMs = 60_000

/** When the tablet last agreed with the server, and whether their clocks agree. */
export function TimesCard({ server }: { readonly server: ServerRow }) {
  const words = useWords(queueWords)
  const dates = useWords(dateWords)
  const spans = useWords(spanWords)
  const { nowMs } = useServices()
  const when = (at: number | null): string =>
    at === null ? words.facts.never : dates.moment(at, nowMs())
  const clock = (): string => {
    const minutes = Math.round((server.offsetMs ?? 0) / minuteMs)
    if (Math.abs(minutes) < 1) return words.clockRight
    // The offset is what must be added to the tablet's time.
    return minutes > 0 ? words.clockBehind(spans.by(minutes)) : words.clockAhead(spans.by(-minutes))
  }
  const facts = [
    [words.facts.sent, when(server.allSentAt)],
    [words.facts.fetched, when(server.fetchedAt)],
    ...(server.offsetMs === null ? [] : [[words.facts.clock, clock()] as const]),
  ] as const
  return (
    <Card label={words.title}>
      <dl className="sync-times">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
