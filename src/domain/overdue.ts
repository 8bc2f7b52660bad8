import { hasRegister, type ActivityKind } from "./activity-kind.ts"
import type { Activity } from "./activity.ts"
import { reminderDaysMax } from "./attention.ts"
import { addDays, daysBetween, type Day } from "./day.ts"
import { classSeason, type ClassSeason, type HeldActivity } from "./participation.ts"
import { unmarkedIn } from "./register.ts"
import type { SchoolClass } from "./school-class.ts"
import { nearDays } from "./season-way.ts"
import { requiredFor, type Season, type Step } from "./season.ts"

/** A class as the reckoning needs it; nobody is named in it. */
export interface ClassInSeason {
  readonly schoolClass: Pick<SchoolClass, "id" | "grade">
  /** Ids of the active pupils. */
  readonly pupils: readonly string[]
  readonly activities: readonly HeldActivity[]
  /** Undefined where the school keeps its consents on paper alone: then nothing is said of them. */
  readonly consents?: ClassConsents | undefined
}

/** Ids of pupils. */
export interface ClassConsents {
  /** A consent holds that lets the pupil take a diagnostic. */
  readonly given: ReadonlySet<string>
  /** The family has answered, whichever way: nothing is left to be asked for. */
  readonly answered: ReadonlySet<string>
}

/** A person who holds classes. */
export interface Holder {
  readonly id: string
  readonly classes: readonly string[]
}

/** What somebody has not done, and since when or until when. */
export type Undone =
  /** The day of a planned activity has passed, and nobody has said whether it was held. */
  | { readonly kind: "not-logged"; readonly activity: Activity; readonly since: Day }
  /** Held, and some of its list have no mark. */
  | {
      readonly kind: "unmarked"
      readonly activity: Activity
      readonly since: Day
      readonly left: number
    }
  /** The last day of the step has passed, and these pupils have nothing of it. */
  | {
      readonly kind: "not-held"
      readonly since: Day
      readonly done: number
      readonly of: number
    }
  /** Pupils without this step, though the step that builds on it is planned for soon. */
  | {
      readonly kind: "blocks"
      readonly next: Activity
      readonly left: number
    }
  /** The last day of the step is within a week. */
  | {
      readonly kind: "due-soon"
      readonly until: Day
      readonly done: number
      readonly of: number
    }

export interface UndoneRow {
  /** Classes in the order given; several when one person has not done the same with all of them. */
  readonly classes: readonly string[]
  /** Who is to do it; null when nobody holds the class. */
  readonly person: string | null
  readonly step: Step
  readonly what: Undone
}

export interface UndoneBoard {
  /** Past its day, or in the way of the next step; the longest overdue first. */
  readonly overdue: readonly UndoneRow[]
  /** Due within seven days; the nearest first. */
  readonly week: readonly UndoneRow[]
}

/** The one step on paper of which anything is recorded. */
const consentsCode = "consents"

/** The step, by its code, that has to be done before an activity: what it is made of, or what allows it. */
const buildsOn: Readonly<Partial<Record<ActivityKind, string>>> = {
  diagnostic: consentsCode,
  consultation: "diagnostic",
}

const weekDays = 7

/**
 * Who has not done what, by class, step and person. All dates are the season's own and those of the activities: what
 * a school has moved is not overdue. A pupil who was marked absent or has refused is not something undone.
 */
export function undoneIn(
  season: Season,
  given: { readonly classes: readonly ClassInSeason[]; readonly people: readonly Holder[] },
  today: Day,
): UndoneBoard {
  const rows = given.classes.flatMap((one) => undoneOfClass(season, one, { ...given, today }))
  const isWeek = ({ what }: UndoneRow): boolean => what.kind === "due-soon"
  return {
    overdue: together(rows.filter((row) => !isWeek(row))).sort(byDay),
    week: together(rows.filter(isWeek)).sort(byDay),
  }
}

interface Around {
  readonly people: readonly Holder[]
  readonly today: Day
}

function undoneOfClass(
  season: Season,
  one: ClassInSeason,
  { people, today }: Around,
): readonly UndoneRow[] {
  const { id, grade } = one.schoolClass
  const glance = classSeason(season, grade, one)
  const holder = people.find(({ classes }) => classes.includes(id))?.id ?? null
  return season.steps.flatMap((step) => {
    const { kind } = step
    const left = kind === null ? leftOnPaper(one, step) : leftIn(glance, step)
    if (left === undefined || !requiredFor(step, grade)) return []
    const held =
      kind === null ? [] : one.activities.filter(({ activity }) => belongs(activity, season, kind))
    const what =
      unsettled(held, today) ??
      blocking(season, { one, step, left, today }) ??
      undoneByDay(step, left, today)
    if (what === undefined) return []
    const leader = "activity" in what ? what.activity.leader : ""
    return [{ classes: [id], person: leader || holder, step, what }]
  })
}

function belongs(activity: Activity, season: Season, kind: ActivityKind): boolean {
  const { status, gone } = activity
  const isOfSeason = activity.season === "" || activity.season === season.code
  return activity.kind === kind && status !== "cancelled" && !gone && isOfSeason
}

interface Left {
  /** Pupils with nothing of the step, begun and planned included. */
  readonly left: number
  readonly done: number
  readonly of: number
}

const nothingYet: ReadonlySet<string> = new Set(["todo", "planned", "begun", "clash"])

/** A step that is taken twice is done when it was done twice. */
function leftIn({ columns, states, progress }: ClassSeason, step: Step): Left | undefined {
  if (!step.byPupil) return undefined
  const last = columns.map((column) => column.step.code).lastIndexOf(step.code)
  const left = [...states.values()].filter((row) => nothingYet.has(row[last]?.kind ?? "")).length
  return { left, ...(progress[last] ?? { done: 0, of: 0 }) }
}

/** Undefined for a step of which nothing is recorded. */
function leftOnPaper({ pupils, consents }: ClassInSeason, step: Step): Left | undefined {
  if (step.code !== consentsCode || consents === undefined) return undefined
  const { given, answered } = consents
  return {
    left: pupils.filter((pupil) => !answered.has(pupil)).length,
    done: pupils.filter((pupil) => given.has(pupil)).length,
    of: pupils.length,
  }
}

/** What was planned or begun and is not settled. */
function unsettled(held: readonly HeldActivity[], today: Day): Undone | undefined {
  const late = held.find((one) => isNotLogged(one, today))
  if (late !== undefined) {
    return { kind: "not-logged", activity: late.activity, since: late.activity.day }
  }
  const open = held.find((one) => isUnmarked(one, today))
  if (open !== undefined) {
    const { activity, register } = open
    return { kind: "unmarked", activity, since: activity.day, left: unmarkedIn(register).length }
  }
  return undefined
}

function undoneByDay(step: Step, left: Left, today: Day): Undone | undefined {
  const { done, of } = left
  if (left.left === 0) return undefined
  if (step.due < today) return { kind: "not-held", since: step.due, done, of }
  const isSoon = step.from <= today && step.due <= addDays(today, weekDays - 1)
  return isSoon ? { kind: "due-soon", until: step.due, done, of } : undefined
}

function isRecent({ day }: Activity, today: Day): boolean {
  return day < today && daysBetween(day, today) <= reminderDaysMax
}

function isNotLogged({ activity, register }: HeldActivity, today: Day): boolean {
  return activity.status === "planned" && register.marks.size === 0 && isRecent(activity, today)
}

function isUnmarked({ activity, register }: HeldActivity, today: Day): boolean {
  const isBegun = register.marks.size > 0 || activity.status === "held"
  return (
    hasRegister(activity.kind) &&
    isBegun &&
    isRecent(activity, today) &&
    unmarkedIn(register).length > 0
  )
}

/** The step that builds on this one is planned for soon, and pupils have not done this one yet. */
function blocking(
  season: Season,
  given: {
    readonly one: ClassInSeason
    readonly step: Step
    readonly left: Left
    readonly today: Day
  },
): Undone | undefined {
  const { one, step, left, today } = given
  if (left.left === 0) return undefined
  const next = one.activities
    .map(({ activity }) => activity)
    .filter(({ kind }) => buildsOn[kind] === step.code)
    .filter((activity) => belongs(activity, season, activity.kind))
    .filter(({ status, day }) => status === "planned" && today <= day)
    .filter(({ day }) => day <= addDays(today, nearDays))
    .sort((earlier, later) => earlier.day.localeCompare(later.day))[0]
  return next === undefined ? undefined : { kind: "blocks", next, left: left.left }
}

/** The day that a row is about. */
export function dayOfUndone(what: Undone): Day {
  if (what.kind === "blocks") return what.next.day
  return what.kind === "due-soon" ? what.until : what.since
}

function byDay(one: UndoneRow, other: UndoneRow): number {
  return dayOfUndone(one.what).localeCompare(dayOfUndone(other.what))
}

/** The same step with the same last day, undone by the same person in several classes, is one row. */
function together(rows: readonly UndoneRow[]): UndoneRow[] {
  const groups = new Map<string, UndoneRow>()
  for (const row of rows) {
    const key = keyOf(row)
    const known = groups.get(key)
    groups.set(key, known === undefined ? row : merged(known, row))
  }
  return [...groups.values()]
}

function keyOf({ classes, person, step, what }: UndoneRow): string {
  const own = what.kind === "not-held" || what.kind === "due-soon" ? "" : classes.join(" ")
  return [what.kind, step.code, person ?? "", dayOfUndone(what), own].join(" ")
}

function merged(one: UndoneRow, other: UndoneRow): UndoneRow {
  const classes = [...one.classes, ...other.classes]
  return { ...one, classes, what: summed(one.what, other.what) }
}

function summed(one: Undone, other: Undone): Undone {
  const isCounted = (what: Undone) => what.kind === "not-held" || what.kind === "due-soon"
  if (!isCounted(one) || !isCounted(other)) return one
  return { ...one, done: one.done + other.done, of: one.of + other.of }
}

/** How many pupils of the school have done a step of all who should. */
export interface StepMeter {
  readonly step: Step
  readonly done: number
  readonly of: number
}

/** The season's steps that each pupil takes, with sums over the classes; steps that no class needs are left out. */
export function metersOf(season: Season, classes: readonly ClassInSeason[]): readonly StepMeter[] {
  const glances = classes.map((one) => ({
    one,
    glance: classSeason(season, one.schoolClass.grade, one),
  }))
  return season.steps.flatMap((step) => {
    const takers = glances.filter(({ one }) => requiredFor(step, one.schoolClass.grade))
    const sums = takers.flatMap(
      ({ one, glance }) =>
        (step.kind === null ? leftOnPaper(one, step) : leftIn(glance, step)) ?? [],
    )
    const of = sums.reduce((sum, one) => sum + one.of, 0)
    const done = sums.reduce((sum, one) => sum + one.done, 0)
    return of === 0 ? [] : [{ step, done, of }]
  })
}
