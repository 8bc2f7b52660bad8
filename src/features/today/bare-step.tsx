import { className, type SchoolClass } from "#/domain/school-class.ts"
import type { StepWay } from "#/domain/season-way.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords, stepName } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Entry } from "#/ui/entries.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { joined } from "./activity-label.ts"

type Props = { readonly way: StepWay; readonly classes: readonly SchoolClass[] }

/** Plans the step where one class misses it; shows the season where several do. */
export function BareStep({ way, classes }: Props) {
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const today = useServices().today()
  const { step, kind, bare } = way
  const named = bare.flatMap((id) => classes.find((known) => known.id === id) ?? []).map(className)
  const [only] = bare
  const due = words.bareDue(dates.day(step.due), dates.daysFrom(step.due, today))
  const isOne = bare.length <= 1
  const query = new URLSearchParams({ kind, step: step.code, ...(only && { class: only }) })
  return (
    <Entry
      margin={bare.length === 0 ? <Icon name="calendar" /> : bare.length}
      state="late"
      title={words.bare(lowerFirst(stepName(kinds, step.code)))}
      detail={joined([named.join(", "), due])}
      action={
        <LinkButton look="quiet" to={isOne ? `${paths.plan}?${query.toString()}` : paths.season}>
          {isOne ? words.plan : words.toSeason}
        </LinkButton>
      }
    />
  )
}

/** The rest of them, in one line. */
export function MoreSteps({ count }: { readonly count: number }) {
  const words = useWords(todayWords)
  return (
    <Entry
      margin={count}
      state="late"
      title={words.bareMore(count)}
      detail={words.bareMoreWhy}
      action={
        <LinkButton look="quiet" to={paths.season}>
          {words.toSeason}
        </LinkButton>
      }
    />
  )
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
