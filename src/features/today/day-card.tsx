import type { ReactNode } from "react"

import type { SchoolClass } from "#/domain/school-class.ts"
import { paths } from "#/features/paths.ts"
import { useServices } from "#/platform/services.tsx"
import { activityWords } from "#/text/activities.ts"
import { dateWords } from "#/text/dates.ts"
import { todayWords } from "#/text/today.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Entries, Entry } from "#/ui/entries.tsx"
import { Icon, type IconName } from "#/ui/icon.tsx"
import type { State } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

import { joined, shortLabel, turnout } from "./activity-label.ts"
import type { TodayView, WithRegister } from "./read-today.ts"

type Props = {
  readonly view: TodayView
  readonly nextId: string | undefined
  readonly nowMs: number
  /** What stands below the list: the ways to put something into it. */
  readonly foot: ReactNode
}

/** The day by the hour, as in a log. */
export function DayCard({ view, nextId, nowMs, foot }: Props) {
  const words = useWords(todayWords)
  const today = useServices().today()
  const day = view.ahead.filter(({ activity }) => activity.day === today)
  const week = (
    <LinkButton look="quiet" to={paths.week}>
      {words.week}
    </LinkButton>
  )
  return (
    <Card title={words.day} aside={week} flush>
      {day.length === 0 && <p className="today-line muted">{words.emptyDay}</p>}
      {day.length > 0 && (
        <Entries margin="time" ordered label={words.day}>
          {day.map((held) => (
            <DayEntry
              key={held.activity.id}
              held={held}
              classes={view.classes}
              isNext={held.activity.id === nextId}
              nowMs={nowMs}
            />
          ))}
        </Entries>
      )}
      {foot}
    </Card>
  )
}

type EntryProps = {
  readonly held: WithRegister
  readonly classes: readonly SchoolClass[]
  readonly isNext: boolean
  readonly nowMs: number
}

const signs: Readonly<Record<string, readonly [State, IconName]>> = {
  held: ["present", "check"],
  cancelled: ["unmarked", "cross"],
}

/** One line of a day: the hour, the class and how it stands. */
export function DayEntry({ held, classes, isNext, nowMs }: EntryProps) {
  const kinds = useWords(activityWords)
  const { activity } = held
  const otherwise = isNext ? (["waiting", "next"] as const) : (["unmarked", "clock"] as const)
  const [state, icon] = signs[activity.status] ?? otherwise
  return (
    <Entry
      margin={activity.start || "–"}
      title={shortLabel(activity, classes, kinds)}
      detail={useDetail(held, isNext ? nowMs : undefined)}
      to={paths.activity(activity.id)}
      now={isNext}
      state={state}
      sign={<Icon name={icon} />}
    />
  )
}

function useDetail({ activity, register }: WithRegister, nowMs: number | undefined): string {
  const words = useWords(todayWords)
  const kinds = useWords(activityWords)
  const dates = useWords(dateWords)
  const came = turnout(activity, register, words)
  if (activity.status !== "planned") return joined([kinds.status[activity.status], came])
  const startMs =
    activity.start === "" ? 0 : new Date(`${activity.day}T${activity.start}:00`).getTime()
  const isAhead = nowMs !== undefined && startMs > nowMs
  const parts = [activity.place, isAhead ? dates.fromNow(startMs, nowMs) : "", came]
  return joined(parts) || kinds.status.planned
}
