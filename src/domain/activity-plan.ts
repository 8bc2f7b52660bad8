import type { Json } from "#/base/json.ts"

import { hasRegister, type ActivityKind } from "./activity-kind.ts"
import type { Activity } from "./activity.ts"
import type { Day } from "./day.ts"
import { numberOf, textOf } from "./record.ts"

export const placeModes = ["school", "partner", "online"] as const
export type PlaceMode = (typeof placeModes)[number]

export const stages = ["first", "repeat", "final"] as const
export type Stage = (typeof stages)[number]

/** An activity as it is being written: text as it was typed, numbers too. */
export interface ActivityPlan {
  readonly kind: ActivityKind
  readonly classes: readonly string[]
  /** Only some of the class take part; `group` says who. */
  readonly isPart: boolean
  readonly group: readonly string[]
  /** `YYYY-MM-DD` or empty; the first day of a course. */
  readonly day: Day
  readonly until: Day
  readonly start: string
  readonly end: string
  readonly place: string
  readonly mode: PlaceMode
  readonly leader: string
  readonly leaderName: string
  readonly title: string
  readonly topic: string
  readonly instrument: string
  readonly stage: Stage
  readonly partner: string
  readonly people: string
  readonly provider: string
  readonly hours: string
  readonly modules: string
  readonly certificate: string
}

export type PlanField = Exclude<keyof ActivityPlan, "kind" | "isPart">

const own: Readonly<Record<ActivityKind, readonly PlanField[]>> = {
  lesson: ["classes", "start", "end", "place", "title", "topic"],
  diagnostic: ["classes", "group", "start", "end", "place", "instrument", "stage"],
  consultation: ["classes", "group", "start", "end", "place"],
  exhibition: ["classes", "group", "start", "end", "place", "mode", "partner", "title"],
  trial: ["classes", "group", "start", "end", "place", "mode", "partner", "title"],
  parents: ["classes", "start", "end", "place", "title", "people"],
  teachers: ["start", "end", "place", "title", "people"],
  training: ["until", "title", "provider", "hours", "modules", "certificate"],
}

const everywhere: ReadonlySet<PlanField> = new Set(["day", "leader", "leaderName"])

/** Whether a kind of activity has this field. */
export function hasField(kind: ActivityKind, field: PlanField): boolean {
  return own[kind].includes(field) || everywhere.has(field)
}

export function emptyPlan(
  given: Pick<ActivityPlan, "kind" | "classes" | "day" | "leader">,
): ActivityPlan {
  return {
    isPart: false,
    group: [],
    until: "",
    start: "",
    end: "",
    place: "",
    mode: given.kind === "exhibition" || given.kind === "trial" ? "partner" : "school",
    leaderName: "",
    title: "",
    topic: "",
    instrument: "",
    stage: "first",
    partner: "",
    people: "",
    provider: "",
    hours: "",
    modules: "",
    certificate: "",
    ...given,
  }
}

/** The plan of an activity that is there already, to be changed. */
export function planOf(activity: Activity): ActivityPlan {
  const { record } = activity
  const written = (cell: string): string => numberOf(record, cell)?.toString() ?? ""
  return {
    kind: activity.kind,
    classes: activity.classes,
    isPart: activity.group.length > 0,
    group: activity.group,
    day: activity.day,
    until: textOf(record, "until"),
    start: activity.start,
    end: activity.end,
    place: activity.place,
    mode: placeModes.find((mode) => mode === textOf(record, "mode")) ?? "school",
    leader: activity.leader,
    leaderName: activity.leaderName,
    title: activity.title,
    topic: written("topic"),
    instrument: activity.instrument,
    stage: stages.find((stage) => stage === activity.stage) ?? "first",
    partner: textOf(record, "partner"),
    people: written("people"),
    provider: textOf(record, "provider"),
    hours: written("hours"),
    modules: textOf(record, "modules"),
    certificate: textOf(record, "certificate"),
  }
}

export type PlanFault =
  | "no-class"
  | "no-group"
  | "no-day"
  | "no-start"
  | "ends-before-start"
  | "not-a-number"

export type PlanFaults = Readonly<Partial<Record<PlanField, PlanFault>>>

/** What keeps a plan from being saved, by field; empty when nothing does. */
export function planFaults(plan: ActivityPlan): PlanFaults {
  const faults: Partial<Record<PlanField, PlanFault>> = {}
  if (hasRegister(plan.kind) && plan.classes.length === 0) faults.classes = "no-class"
  else if (groupOf(plan)?.length === 0) faults.group = "no-group"
  if (plan.day === "") faults.day = "no-day"
  if (hasField(plan.kind, "end") && plan.end !== "") {
    if (plan.start === "") faults.start = "no-start"
    else if (plan.end <= plan.start) faults.end = "ends-before-start"
  }
  if (hasField(plan.kind, "until") && plan.until !== "" && plan.until < plan.day) {
    faults.until = "ends-before-start"
  }
  for (const field of ["topic", "people", "hours"] as const) {
    if (hasField(plan.kind, field) && wholeNumber(plan[field]) === undefined) {
      faults[field] = "not-a-number"
    }
  }
  return faults
}

/** The group, null for the whole class. */
function groupOf(plan: ActivityPlan): readonly string[] | null {
  return plan.isPart && hasField(plan.kind, "group") ? plan.group : null
}

const countMax = 1_000_000

/** Null when nothing is typed, undefined when it is no whole number. */
function wholeNumber(typed: string): number | null | undefined {
  const text = typed.trim()
  if (text === "") return null
  const number = Number(text)
  return /^\d+$/.test(text) && number <= countMax ? number : undefined
}

/** The cells of an activity record that a plan without faults sets; a field its kind does not have is cleared. */
export function planCells(plan: ActivityPlan): Readonly<Record<string, Json>> {
  const said = (field: PlanField & keyof ActivityPlan, value: Json): Json =>
    hasField(plan.kind, field) ? value : null
  const text = (typed: string): Json => typed.trim() || null
  const number = (typed: string): Json => wholeNumber(typed) ?? null
  return {
    kind: plan.kind,
    classes: hasField(plan.kind, "classes") ? [...plan.classes] : [],
    group: asList(groupOf(plan)),
    day: plan.day,
    until: said("until", text(plan.until)),
    start: said("start", text(plan.start)),
    end: said("end", text(plan.end)),
    place: said("place", text(plan.place)),
    mode: said("mode", plan.mode),
    leader: text(plan.leader),
    leaderName: plan.leader === "" ? text(plan.leaderName) : null,
    title: said("title", text(plan.title)),
    topic: said("topic", number(plan.topic)),
    instrument: said("instrument", text(plan.instrument)),
    stage: said("stage", plan.stage),
    partner: said("partner", text(plan.partner)),
    people: said("people", number(plan.people)),
    provider: said("provider", text(plan.provider)),
    hours: said("hours", number(plan.hours)),
    modules: said("modules", text(plan.modules)),
    certificate: said("certificate", text(plan.certificate)),
  }
}

function asList(group: readonly string[] | null): Json {
  return group === null ? null : [...group]
}

/** How many usually take part: a consultation 6–12; a trial at most 8 (groups of Samara, 2021). */
const groupSizes: Readonly<Partial<Record<ActivityKind, readonly [from: number, to: number]>>> = {
  consultation: [6, 12],
  trial: [1, 8],
}

export type GroupSize = { readonly from: number; readonly to: number; readonly isUsual: boolean }

/** Whether so many pupils are usual for the kind; undefined where any number is. It warns and never forbids. */
export function groupSize(kind: ActivityKind, pupils: number): GroupSize | undefined {
  const size = groupSizes[kind]
  if (size === undefined) return undefined
  const [from, to] = size
  return { from, to, isUsual: from <= pupils && pupils <= to }
}

/** How long an activity of the kind usually is: a school period, a trial's slot of 90 minutes. */
export function usualMinutes(kind: ActivityKind): number {
  return kind === "trial" ? 90 : 45
}
