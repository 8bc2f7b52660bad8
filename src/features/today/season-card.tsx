import { daysBetween } from "#/domain/day.ts"
import { currentWay, type StepWay } from "#/domain/season-way.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords, seasonName, stepName } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { Card } from "#/ui/card.tsx"
import { Scale } from "#/ui/scale.tsx"
import { useWords } from "#/ui/words.tsx"

import type { SeasonNow } from "./read-season-way.ts"

/** How far the season is, on the log's own scale. */
export function SeasonCard({ found }: { readonly found: SeasonNow }) {
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const today = useServices().today()
  const { season, ways } = found
  const done = ways.filter(({ isDone }) => isDone).length
  const current = currentWay(ways, today)
  // What is done comes first: a scale tells how far, the season's screen tells in which order.
  const order = [...ways.filter(({ isDone }) => isDone), ...ways.filter(({ isDone }) => !isDone)]
  const here = order.findIndex(({ isDone }) => !isDone)
  return (
    <Card
      title={seasonName(kinds, season.code)}
      aside={<span className="muted num">{words.steps(done, ways.length)}</span>}
    >
      <div className="today-scale">
        <Scale
          label={words.stepsLabel(done, ways.length)}
          notches={order.map(({ isDone }, place) => {
            if (isDone) return "done"
            return place === here ? "here" : "ahead"
          })}
        />
      </div>
      <p>{current === undefined ? words.seasonDone : <Where way={current} />}</p>
    </Card>
  )
}

function Where({ way }: { readonly way: StepWay }) {
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const today = useServices().today()
  const { step } = way
  const named = stepName(kinds, step.code)
  const name = named.slice(0, 1).toLowerCase() + named.slice(1)
  if (step.from > today) {
    return (
      <>
        {words.stepAhead(name)} <span className="muted">{words.since(dates.day(step.from))}</span>
      </>
    )
  }
  const left = daysBetween(today, step.due)
  const due = dates.day(step.due)
  const until = left > 0 ? words.until(due, dates.days(left)) : words.overdue(due)
  return (
    <>
      {words.stepNow(name)} <span className="muted">{left === 0 ? words.dueToday : until}</span>
    </>
  )
}
