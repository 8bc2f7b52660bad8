import { isActivityKind, type ActivityKind } from "./activity-kind.ts"
import type { Day } from "./day.ts"
import { isGone, numberOf, textOf, textsOf, type ShownRecord } from "./record.ts"

export type ActivityStatus = "planned" | "held" | "cancelled"

/** One thing of the season that is planned and held: a lesson, a diagnostic, a visit, an evening. */
export interface Activity {
  readonly id: string
  readonly kind: ActivityKind
  readonly season: string
  readonly step: string
  readonly classes: readonly string[]
  /** A part of the class (a consultation, a trial); empty when the whole class takes part. */
  readonly group: readonly string[]
  readonly title: string
  readonly day: Day
  /** `HH:MM` or empty. */
  readonly start: string
  readonly end: string
  readonly place: string
  /** The person who leads it; empty without a server, then `leaderName` may say who. */
  readonly leader: string
  readonly leaderName: string
  readonly status: ActivityStatus
  readonly note: string
  readonly instrument: string
  readonly stage: string
  /** People counted at events for parents and teachers. */
  readonly people: number | undefined
  readonly gone: boolean
  readonly record: ShownRecord
}

export function activityOf(record: ShownRecord): Activity | undefined {
  const kind = textOf(record, "kind")
  if (!isActivityKind(kind)) return undefined
  return {
    id: record.id,
    kind,
    season: textOf(record, "season"),
    step: textOf(record, "step"),
    classes: textsOf(record, "classes"),
    group: textsOf(record, "group"),
    title: textOf(record, "title"),
    day: textOf(record, "day"),
    start: textOf(record, "start"),
    end: textOf(record, "end"),
    place: textOf(record, "place"),
    leader: textOf(record, "leader"),
    leaderName: textOf(record, "leaderName"),
    status: statusOf(record),
    note: textOf(record, "note"),
    instrument: textOf(record, "instrument"),
    stage: textOf(record, "stage"),
    people: numberOf(record, "people"),
    gone: isGone(record),
    record,
  }
}

/** In the order of a day; those without a time come last. */
export function byTime(one: Activity, other: Activity): number {
  return (
    one.day.localeCompare(other.day) ||
    (one.start || "99").localeCompare(other.start || "99") ||
    one.id.localeCompare(other.id)
  )
}

/** Said by one tablet while another still had it planned, «held» or «cancelled» stands: no question is needed. */
function statusOf(record: ShownRecord): ActivityStatus {
  const cell = record.cells["status"]
  const said = [cell?.value, cell?.rival?.value].find(
    (value) => value === "held" || value === "cancelled",
  )
  return said === "held" || said === "cancelled" ? said : "planned"
}
