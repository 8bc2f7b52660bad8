import { hasRegister } from "./activity-kind.ts"
import type { Activity } from "./activity.ts"
import { daysBetween, type Day } from "./day.ts"
import { unmarkedIn, type Register } from "./register.ts"

/** What «Сегодня» says is missing, the most pressing first. */
export type Missing =
  | { readonly kind: "clash"; readonly activity: Activity; readonly pupils: readonly string[] }
  | { readonly kind: "unmarked"; readonly activity: Activity; readonly count: number }
  /** Its day has passed and nobody has said whether it was held. */
  | { readonly kind: "not-logged"; readonly activity: Activity }
  | { readonly kind: "unfinished"; readonly activity: Activity; readonly count: number }

/** Older than this, an unlogged lesson is history and no longer a reminder. */
export const reminderDaysMax = 60

export function missingIn(
  given: readonly { readonly activity: Activity; readonly register: Register }[],
  today: Day,
): readonly Missing[] {
  return given
    .flatMap(({ activity, register }) => missingOf(activity, register, today))
    .sort((one, other) => order[one.kind] - order[other.kind] || later(one, other))
}

const order: Readonly<Record<Missing["kind"], number>> = {
  clash: 0,
  unmarked: 1,
  "not-logged": 2,
  unfinished: 3,
}

function later(one: Missing, other: Missing): number {
  return other.activity.day.localeCompare(one.activity.day)
}

function missingOf(activity: Activity, register: Register, today: Day): readonly Missing[] {
  if (activity.gone || activity.status === "cancelled") return []
  if (daysBetween(activity.day, today) > reminderDaysMax) return []
  const missing: Missing[] = []
  if (register.clashes.size > 0) {
    missing.push({ kind: "clash", activity, pupils: [...register.clashes.keys()] })
  }
  const begun = register.marks.size > 0
  const unmarked = hasRegister(activity.kind) && (begun || activity.status === "held")
  const count = unmarked ? unmarkedIn(register).length : 0
  if (count > 0 && activity.day <= today) missing.push({ kind: "unmarked", activity, count })
  if (activity.status === "planned" && activity.day < today && !begun) {
    missing.push({ kind: "not-logged", activity })
  }
  const unfinished = [...register.marks.values()].filter(({ mark }) => mark === "unfinished").length
  if (unfinished > 0) missing.push({ kind: "unfinished", activity, count: unfinished })
  return missing
}
