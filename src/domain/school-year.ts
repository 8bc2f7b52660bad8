import type { Day } from "./day.ts"

/** The year in which the school year of this day began: it starts on 1 September, lists are made from August on. */
export function schoolYear(day: Day): number {
  const year = Number(day.slice(0, 4))
  return Number(day.slice(5, 7)) >= 8 ? year : year - 1
}
