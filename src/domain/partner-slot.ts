import type { Activity } from "./activity.ts"
import { daysBetween, type Day } from "./day.ts"
import type { RecordKind } from "./record.ts"

/** What a partner site is given: never a lesson or a diagnostic, whoever stands as its leader. */
const slotKinds: ReadonlySet<string> = new Set(["exhibition", "trial"])

/** So many days after its day a slot still lies with the partner: time to write down who came. */
export const slotOpenDays = 14

/**
 * Whether this activity is a slot that a partner who leads it may have and mark today.
 * @param today by the server's clock, in UTC
 */
export function isOpenSlot(activity: Pick<Activity, "kind" | "day">, today: Day): boolean {
  return slotKinds.has(activity.kind) && daysBetween(activity.day, today) <= slotOpenDays
}

const cellsTold: Readonly<Partial<Record<RecordKind, readonly string[]>>> = {
  class: ["year", "grade", "letter", "archived", "gone"],
  pupil: ["class", "last", "first", "middle", "status", "gone"],
  activity: [
    "season",
    "step",
    "kind",
    "classes",
    "group",
    "title",
    "day",
    "start",
    "end",
    "place",
    "mode",
    "leader",
    "status",
    "partner",
    "gone",
  ],
  register: ["activity", "list", "gone"],
}

/** Whether a partner is told this cell: whom to expect and where, no date of birth and nobody's note. */
export function isToldToPartner(kind: string, cell: string): boolean {
  if (kind === "register" && cell.startsWith("m:")) return true
  return Object.entries(cellsTold).some(([known, cells]) => known === kind && cells.includes(cell))
}
