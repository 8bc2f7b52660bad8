import type { ActivityKind } from "./activity-kind.ts"
import { tookPart } from "./mark.ts"
import type { ClassInSeason } from "./overdue.ts"
import { classSeason, type ClassSeason, type HeldActivity } from "./participation.ts"
import { isDay } from "./read-day.ts"
import type { Season } from "./season.ts"

/** What was held of one kind in a month. */
export interface HeldInMonth {
  readonly kind: ActivityKind
  readonly times: number
  /** Ids of the classes, once each, in the order of the school. */
  readonly classes: readonly string[]
  /** How often pupils took part: one who came twice counts twice. */
  readonly took: number
}

export interface ClassProgress {
  readonly id: string
  readonly progress: ClassSeason["progress"]
}

export interface MonthReport {
  readonly held: readonly HeldInMonth[]
  readonly columns: ClassSeason["columns"]
  readonly rows: readonly ClassProgress[]
  /** Sums of the columns over all classes. */
  readonly total: ClassSeason["progress"]
}

/** `YYYY-MM` of a month that there is. */
export function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`)
}

/** The month so many months after another. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number)
  const count = year * 12 + number - 1 + months
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, "0")}`
}

/**
 * What a school has done in a month, and how far it is with the season now. An activity counts as held when it was said
 * to be, or when somebody was marked in it; one for several classes is one activity.
 */
export function monthReport(
  season: Season,
  classes: readonly ClassInSeason[],
  month: string,
): MonthReport {
  const rows = classes.map((one) => {
    const { progress } = classSeason(season, one.schoolClass.grade, one)
    return { id: one.schoolClass.id, progress }
  })
  const { columns } = classSeason(season, 0, { pupils: [], activities: [] })
  const total = columns.map((_, index) => ({
    done: rows.reduce((sum, { progress }) => sum + (progress[index]?.done ?? 0), 0),
    of: rows.reduce((sum, { progress }) => sum + (progress[index]?.of ?? 0), 0),
  }))
  return { held: heldIn(classes, month), columns, rows, total }
}

function heldIn(classes: readonly ClassInSeason[], month: string): readonly HeldInMonth[] {
  const activities = new Map<string, HeldActivity>()
  for (const { activities: own } of classes) {
    for (const one of own) if (isHeldIn(one, month)) activities.set(one.activity.id, one)
  }
  const byKind = new Map<ActivityKind, HeldActivity[]>()
  for (const one of activities.values()) {
    byKind.set(one.activity.kind, [...(byKind.get(one.activity.kind) ?? []), one])
  }
  return [...byKind].map(([kind, all]) => ({
    kind,
    times: all.length,
    classes: classes
      .map(({ schoolClass }) => schoolClass.id)
      .filter((id) => all.some(({ activity }) => activity.classes.includes(id))),
    took: all.reduce((sum, { register }) => sum + tookPartIn(register), 0),
  }))
}

function isHeldIn({ activity, register }: HeldActivity, month: string): boolean {
  const { status, gone, day } = activity
  if (gone || status === "cancelled" || !day.startsWith(month)) return false
  return status === "held" || register.marks.size > 0
}

function tookPartIn({ marks }: HeldActivity["register"]): number {
  return [...marks.values()].filter(({ mark }) => tookPart(mark)).length
}
