import { readByIds } from "#/data/read.ts"
import { pupilOf, shortName } from "#/domain/pupil.ts"
import { useLive } from "#/platform/use-live.ts"
import type { RetentionAnswer } from "#/sync/api.ts"
import { dateWords } from "#/text/dates.ts"
import { retentionWords } from "#/text/retention.ts"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly withdrawn: RetentionAnswer["withdrawn"] }

/** Whose consent was withdrawn, and on which day the server erases what the pupil answered. */
export function WithdrawnCard({ withdrawn }: Props) {
  const { withdrawn: words } = useWords(retentionWords)
  const dates = useWords(dateWords)
  const ids = withdrawn.map(({ pupil }) => pupil)
  const names = useLive(`withdrawn ${ids.join(" ")}`, async (journal) => {
    const pupils = (await readByIds(journal, ids)).map(pupilOf)
    return new Map(pupils.map((pupil) => [pupil.id, shortName(pupil, pupils)]))
  })
  return (
    <Card title={words.title}>
      <p className="muted">{words.why}</p>
      <ul className="retention-past">
        {withdrawn.map(({ pupil, eraseOn }) => (
          <li key={pupil}>
            <p>
              <b>{names?.get(pupil) ?? words.someone}</b>
              <span className="muted">{words.on(dates.dayWithYear(eraseOn))}</span>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}
