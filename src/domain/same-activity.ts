import { hasRegister, type ActivityKind } from "./activity-kind.ts"
import type { Activity } from "./activity.ts"
import type { Day } from "./day.ts"

/** What tells one activity from another: a second one like it opens the first. */
export interface Likeness {
  readonly kind: ActivityKind
  readonly day: Day
  readonly classes: readonly string[]
  /** Empty: the whole class. */
  readonly group: readonly string[]
  readonly start: string
  readonly title: string
}

/**
 * Whether two plans mean the very same activity: kind, day and a class in common. Two groups of one class are
 * two consultations; events without a class are told apart by their hour and title.
 */
export function isSameActivity(one: Likeness, other: Likeness): boolean {
  if (one.kind !== other.kind || one.day !== other.day) return false
  if (!hasRegister(one.kind)) {
    return (
      sameSet(one.classes, other.classes) && one.start === other.start && one.title === other.title
    )
  }
  if (!one.classes.some((id) => other.classes.includes(id))) return false
  if (one.group.length === 0 || other.group.length === 0) return true
  return sameSet(one.group, other.group)
}

/** The activity of this day that the plan would repeat; a deleted one is none. */
export function sameAmong(plan: Likeness, onDay: readonly Activity[]): Activity | undefined {
  const same = onDay.filter((activity) => !activity.gone && isSameActivity(plan, activity))
  // One that was called off gives way to one that stands.
  return same.find(({ status }) => status !== "cancelled") ?? same[0]
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id))
}
