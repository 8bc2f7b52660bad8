import type { Crumb } from "#/platform/crumb.ts"
import { dateWords } from "#/text/dates.ts"
import { startWords } from "#/text/start.ts"
import { Banner } from "#/ui/banner.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = { readonly was: NonNullable<Crumb["own"]> }

/** The browser was emptied: says so first, and what there was, instead of greeting an old friend as a stranger. */
export function EmptiedCard({ was }: Props) {
  const { emptied } = useWords(startWords)
  const dates = useWords(dateWords)
  // Against the first of days, so that the date always stands there: «18.11 16:40».
  const when = dates.moment(was.seenAt, 0)
  return (
    <Card title={emptied.title} className="stack stack-close">
      <Banner state="late" icon="warning">
        {emptied.were(was.classes, was.waiting, when)}
      </Banner>
      <p>{emptied.why}</p>
      <ul className="start-points">
        <li>{emptied.again}</li>
        {was.waiting > 0 && <li>{emptied.rescue}</li>}
      </ul>
    </Card>
  )
}
