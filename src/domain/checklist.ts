import type { Json } from "#/base/json.ts"

import type { ActivityKind } from "./activity-kind.ts"
import type { Activity } from "./activity.ts"
import type { Day, TimeOfDay } from "./day.ts"
import { recordIds } from "./record-ids.ts"
import { valueOf, type Edit, type ShownRecord } from "./record.ts"

export const phases = ["before", "during", "after"] as const
/** When a thing is done: before the lesson, at it, after it. */
export type Phase = (typeof phases)[number]

export interface ChecklistItem {
  readonly id: string
  readonly phase: Phase
  readonly text: string
  /** How long it takes, in minutes. */
  readonly minutes?: number
}

/**
 * The checklist of one activity. With its first tick or change it takes its own copy of the items, so that a
 * lesson of the past stays as it was when the pattern changes; until then it shows the pattern.
 */
export interface Checklist {
  readonly id: string
  readonly activity: string
  readonly items: readonly ChecklistItem[]
  readonly itemsAreOwn: boolean
  /** Ids of the items ticked. */
  readonly done: ReadonlySet<string>
}

export const tickCell = (itemId: string): string => `t:${itemId}`

/** @param pattern what the checklist shows while it has no items of its own */
export function checklistOf(
  activity: string,
  record: ShownRecord | undefined,
  pattern: readonly ChecklistItem[],
): Checklist {
  const own = record === undefined ? undefined : itemsOf(record)
  const ticked = Object.entries(record?.cells ?? {}).flatMap(([name, cell]) =>
    name.startsWith("t:") && cell.value === true ? [name.slice(2)] : [],
  )
  return {
    id: recordIds.checklist(activity),
    activity,
    items: own ?? pattern,
    itemsAreOwn: own !== undefined,
    done: new Set(ticked),
  }
}

/** The items of a checklist or of a template as stored; undefined when there are none of its own. */
export function itemsOf(record: ShownRecord): readonly ChecklistItem[] | undefined {
  const value = valueOf(record, "items")
  return Array.isArray(value) ? value.flatMap((item: Json) => itemOf(item) ?? []) : undefined
}

function itemOf(value: Json): ChecklistItem | undefined {
  if (typeof value !== "object" || value === null || !("id" in value)) return undefined
  const { id, text, minutes } = value
  const phase = phases.find((known) => known === value["phase"])
  if (typeof id !== "string" || typeof text !== "string" || phase === undefined) return undefined
  return typeof minutes === "number" ? { id, phase, text, minutes } : { id, phase, text }
}

/** Ticks an item or takes the tick away. The first tick makes the items the checklist's own. */
export function tickEdit(checklist: Checklist, itemId: string, done: boolean): Edit {
  const { id, activity } = checklist
  const frame = checklist.itemsAreOwn ? {} : { activity, items: stored(checklist.items) }
  return { id, kind: "checklist", cells: { ...frame, [tickCell(itemId)]: done ? true : null } }
}

/** Gives this one activity its own items. */
export function itemsEdit(checklist: Checklist, items: readonly ChecklistItem[]): Edit {
  const { id, activity } = checklist
  return { id, kind: "checklist", cells: { activity, items: stored(items) } }
}

/** Makes these items the pattern for every later activity of the kind; null goes back to the shipped one. */
export function templateEdit(
  kind: ActivityKind,
  variant: string,
  items: readonly ChecklistItem[] | null,
): Edit {
  const cells = { kind, band: variant, items: items === null ? null : stored(items) }
  return { id: recordIds.template(kind, variant), kind: "template", cells }
}

function stored(items: readonly ChecklistItem[]): Json {
  return items.map(({ id, phase, text, minutes }) => ({
    id,
    phase,
    text,
    ...(minutes === undefined ? {} : { minutes }),
  }))
}

/**
 * What is due at this moment of the activity. Without a start time its whole day is «at the lesson».
 * @param activity `until` is the last day of one that takes several, empty otherwise
 */
export function phaseAt(
  activity: Pick<Activity, "day" | "start" | "end" | "status"> & { readonly until?: Day },
  now: { readonly day: Day; readonly time: TimeOfDay },
): Phase {
  if (activity.day > now.day) return "before"
  const last = activity.until || activity.day
  if (last < now.day || activity.status !== "planned") return "after"
  if (activity.day < last) return "during"
  if (activity.start !== "" && now.time < activity.start) return "before"
  return activity.end !== "" && now.time > activity.end ? "after" : "during"
}

/** The phase that is due first, then the others in their order. */
export function phasesFrom(current: Phase): readonly Phase[] {
  return [current, ...phases.filter((phase) => phase !== current)]
}

/** Minutes of these items together; 0 when none has any. */
export function minutesOf(items: readonly ChecklistItem[]): number {
  return items.reduce((sum, item) => sum + (item.minutes ?? 0), 0)
}
