import { activityWords } from "#/text/activities.ts"
import { headWords } from "#/text/head.ts"
import { Card } from "#/ui/card.tsx"
import { Meter } from "#/ui/meter.tsx"
import { useWords } from "#/ui/words.tsx"

import type { MissingTablet } from "./missing-tablets.ts"
import type { HeadBoard } from "./read-head-board.ts"

type Props = { readonly board: HeadBoard; readonly missing: readonly MissingTablet[] }

/** How far the pupils of the school are with each step. */
export function SeasonMeters({ board, missing }: Props) {
  const words = useWords(headWords)
  const kinds = useWords(activityWords)
  const without = [...new Set(missing.flatMap(({ classes }) => classes))]
  return (
    <Card title={words.way} aside={<span className="muted num">{words.pupils(board.pupils)}</span>}>
      <ul className="head-meters" aria-label={words.wayLabel}>
        {board.meters.map(({ step, done, of }) => {
          const name = step.kind === null ? kinds.step.consents : kinds.kindName[step.kind]
          const told = words.share(done, of)
          return (
            <li key={step.code}>
              <b>{name}</b>
              <span className="muted num">{told}</span>
              <Meter label={`${name}: ${told}`} value={done} of={of} />
            </li>
          )
        })}
      </ul>
      {without.length > 0 && (
        <p className="muted head-without">{words.without(without.join(", "))}</p>
      )}
    </Card>
  )
}
