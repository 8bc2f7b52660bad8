import type { ActivityKind } from "./activity-kind.ts"
import type { Activity } from "./activity.ts"
import { addDays, type Day } from "./day.ts"
import type { SchoolClass } from "./school-class.ts"
import { requiredFor, type Season, type Step } from "./season.ts"

/** How far the school is with one step, by classes. A step on paper has no way: nothing here records it. */
export interface StepWay {
  readonly step: Step
  readonly kind: ActivityKind
  /** Classes that should take the step; 0 for the school's own steps (events, the navigator's course). */
  readonly of: number
  /** Of these, the classes in which it was held at least once. */
  readonly held: number
  /** Classes in which nothing is planned and nothing was held. */
  readonly bare: readonly string[]
  /** Everything of this step that was not called off, in the order given. */
  readonly activities: readonly Activity[]
  readonly isDone: boolean
}

type Classes = readonly Pick<SchoolClass, "id" | "grade">[]

/**
 * The steps of a season that this school takes, in the season's order. A step that none of the classes needs,
 * by its grade, is left out, as is one the school does without.
 */
export function seasonWay(
  season: Season,
  classes: Classes,
  activities: readonly Activity[],
): readonly StepWay[] {
  return season.steps.flatMap((step) => {
    if (step.kind === null || step.skipped) return []
    const { kind } = step
    const own = activities.filter(
      (activity) => activity.kind === kind && isOfSeason(activity, season),
    )
    if (!step.byPupil) return [schoolWay(step, kind, own)]
    const due = classes.filter(({ grade }) => requiredFor(step, grade))
    return due.length === 0 ? [] : [classWay({ step, kind }, due, own)]
  })
}

/** Whether it counts in this season: neither called off nor deleted, nor of another season. */
export function isOfSeason(
  activity: Pick<Activity, "status" | "gone" | "season">,
  season: Pick<Season, "code">,
): boolean {
  return (
    activity.status !== "cancelled" &&
    !activity.gone &&
    (activity.season === "" || activity.season === season.code)
  )
}

function schoolWay(step: Step, kind: ActivityKind, activities: readonly Activity[]): StepWay {
  const isDone = activities.some(({ status }) => status === "held")
  return { step, kind, of: 0, held: 0, bare: [], activities, isDone }
}

function classWay(
  { step, kind }: Pick<StepWay, "step" | "kind">,
  classes: Classes,
  activities: readonly Activity[],
): StepWay {
  const known = new Set(activities.flatMap((activity) => activity.classes))
  const heldIn = new Set(
    activities.filter(({ status }) => status === "held").flatMap((activity) => activity.classes),
  )
  const held = classes.filter(({ id }) => heldIn.has(id)).length
  const bare = classes.filter(({ id }) => !known.has(id)).map(({ id }) => id)
  return { step, kind, of: classes.length, held, bare, activities, isDone: held === classes.length }
}

/** The step the school is at: open by its dates and due first; else one that is overdue; else the next to begin. */
export function currentWay(ways: readonly StepWay[], today: Day): StepWay | undefined {
  const open = ways.filter((way) => !way.isDone)
  const begun = open.filter(({ step }) => step.from <= today)
  const timely = begun.filter(({ step }) => step.due >= today)
  return timely.sort(byDue)[0] ?? begun.sort(byDue)[0] ?? open.sort(byFrom)[0]
}

/** Closer to its last day than this, a step without a plan is missing something. */
export const nearDays = 14

/** Steps whose last day is near, or went by not long ago, and for which nothing is planned. */
export function bareWays(ways: readonly StepWay[], today: Day): readonly StepWay[] {
  return ways.filter(({ step, bare, of, activities, isDone }) => {
    const isNear =
      step.from <= today &&
      addDays(today, -nearDays) <= step.due &&
      step.due <= addDays(today, nearDays)
    return isNear && !isDone && (of > 0 ? bare.length > 0 : activities.length === 0)
  })
}

function byDue(one: StepWay, other: StepWay): number {
  return one.step.due.localeCompare(other.step.due)
}

function byFrom(one: StepWay, other: StepWay): number {
  return one.step.from.localeCompare(other.step.from)
}
