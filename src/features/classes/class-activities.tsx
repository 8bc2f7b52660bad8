import type { Activity } from "#/domain/activity.ts"
import type { Day } from "#/domain/day.ts"
import type { HeldActivity } from "#/domain/participation.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords } from "#/text/activities.ts"
import { classWords } from "#/text/classes.ts"
import { dateWords } from "#/text/dates.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { useWords } from "#/ui/words.tsx"

import type { ClassView } from "./read-class-view.ts"

import "./class-activities.css"

type Props = {
  readonly view: ClassView
  /** How many of those to come, and how many of those past. */
  readonly coming: number
  readonly past: number
  readonly mayPlan: boolean
}

/** What the class has before it and behind it, with the way to plan more. */
export function ClassActivities({ view, coming, past, mayPlan }: Props) {
  const words = useWords(classWords).activities
  const today = useServices().today()
  const { next, held } = split(view.activities, today)
  const plan = (
    <LinkButton look="quiet" to={`${paths.plan}?class=${view.schoolClass.id}`}>
      {words.plan}
    </LinkButton>
  )
  return (
    <Card title={words.next} aside={mayPlan && plan} flush className="class-activities">
      {next.length === 0 ? (
        <p className="class-none">{words.none}</p>
      ) : (
        <ActivityEntries activities={next.slice(0, coming)} label={words.next} />
      )}
      {past > 0 && held.length > 0 && (
        <>
          <h3 className="class-past">{words.past}</h3>
          <ActivityEntries activities={held.slice(0, past)} label={words.past} />
        </>
      )}
    </Card>
  )
}

/** Those to come with the nearest first, those past with the latest first; what was called off is neither. */
function split(
  activities: readonly HeldActivity[],
  today: Day,
): { readonly next: readonly Activity[]; readonly held: readonly Activity[] } {
  const standing = activities
    .map(({ activity }) => activity)
    .filter(({ status }) => status !== "cancelled")
  const isNext = ({ day, status }: Activity): boolean => day >= today && status === "planned"
  return {
    next: standing.filter(isNext),
    held: standing.filter((activity) => !isNext(activity)).reverse(),
  }
}

type ListProps = { readonly activities: readonly Activity[]; readonly label: string }

function ActivityEntries({ activities, label }: ListProps) {
  const dates = useWords(dateWords)
  const words = useWords(activityWords)
  const today = useServices().today()
  return (
    <Entries margin="time" label={label}>
      {activities.map((activity) => (
        <Entry
          key={activity.id}
          margin={dates.numbers(activity.day)}
          title={activity.title || words.kindName[activity.kind]}
          detail={[dates.daysFrom(activity.day, today), activity.start, activity.place]
            .filter((part) => part !== "")
            .join(" · ")}
          to={paths.activity(activity.id)}
        />
      ))}
    </Entries>
  )
}
