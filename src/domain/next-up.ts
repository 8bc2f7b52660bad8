import type { Activity } from "./activity.ts"
import type { Day, TimeOfDay } from "./day.ts"
import { laterBy } from "./time-of-day.ts"

/** A school period: the length of an activity whose end nobody wrote down. */
export const periodMinutes = 45

/** When an activity is over; empty when it has no hour. */
export function endOf({ start, end }: Pick<Activity, "start" | "end">): TimeOfDay | "" {
  return end === "" && start !== "" ? laterBy(start, periodMinutes) : end
}

/**
 * What comes next: the one going on, else the first that is still ahead. One already held stays next while its
 * hour lasts and somebody in it is not marked yet.
 * @param activities in the order of time
 * @param isOpen whether somebody is unmarked
 */
export function nextUp(
  activities: readonly Activity[],
  now: { readonly day: Day; readonly time: TimeOfDay },
  isOpen: (activity: Activity) => boolean,
): Activity | undefined {
  return activities.find((activity) => {
    if (activity.gone || activity.status === "cancelled") return false
    if (activity.day !== now.day) return activity.day > now.day && activity.status === "planned"
    const end = endOf(activity)
    const isOver = end !== "" && end < now.time
    if (activity.status === "planned") return !isOver
    return !isOver && activity.start !== "" && activity.start <= now.time && isOpen(activity)
  })
}
