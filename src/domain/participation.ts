import type { Activity } from "./activity.ts"
import type { Day } from "./day.ts"
import { completes, type Mark } from "./mark.ts"
import type { Register } from "./register.ts"
import { isOfSeason } from "./season-way.ts"
import type { Season, Step } from "./season.ts"
import { requiredFor } from "./season.ts"

/** One cell of the season at a glance: where a pupil stands with a step. */
export type StepState =
  | { readonly kind: "done"; readonly activity: string; readonly waits: boolean }
  /** Begun and not finished (a diagnostic). */
  | { readonly kind: "begun"; readonly activity: string }
  | { readonly kind: "absent"; readonly activity: string; readonly excused: boolean }
  | { readonly kind: "refused"; readonly activity: string }
  /** Two tablets say different things and nobody has chosen. */
  | { readonly kind: "clash"; readonly activity: string }
  | { readonly kind: "planned"; readonly activity: string; readonly day: Day }
  | { readonly kind: "todo" }
  | { readonly kind: "not-required" }

/** A column of the matrix. A step that is taken twice has two columns. */
export interface StepColumn {
  readonly step: Step
  /** 1 for the first time, 2 for the second. */
  readonly time: number
}

export interface ClassSeason {
  readonly columns: readonly StepColumn[]
  /** By pupil id, in the order of `columns`. */
  readonly states: ReadonlyMap<string, readonly StepState[]>
  /** Pupils who have done each column, and who should. */
  readonly progress: readonly { readonly done: number; readonly of: number }[]
}

export interface HeldActivity {
  readonly activity: Activity
  readonly register: Register
}

/** Pupil × step for one class: pure reckoning over the activities of the class and their registers. */
export function classSeason(
  season: Season,
  grade: number,
  given: { readonly pupils: readonly string[]; readonly activities: readonly HeldActivity[] },
): ClassSeason {
  const columns = season.steps
    .filter((step) => step.byPupil && !step.skipped)
    .flatMap((step) => Array.from({ length: step.times }, (_, time) => ({ step, time: time + 1 })))
  const byStep = new Map(
    season.steps.map((step) => [step.code, ofStep(given.activities, step, season)]),
  )
  const states = new Map(
    given.pupils.map((pupil) => [
      pupil,
      columns.map(({ step, time }) => {
        if (!requiredFor(step, grade)) return { kind: "not-required" } as const
        return statesOf(pupil, byStep.get(step.code) ?? [])[time - 1] ?? ({ kind: "todo" } as const)
      }),
    ]),
  )
  const progress = columns.map((_, column) => {
    const all = [...states.values()].map((row) => row[column]?.kind)
    return {
      done: all.filter((kind) => kind === "done").length,
      of: all.filter((kind) => kind !== "not-required").length,
    }
  })
  return { columns, states, progress }
}

function ofStep(
  activities: readonly HeldActivity[],
  step: Step,
  season: Season,
): readonly HeldActivity[] {
  return activities.filter(
    ({ activity }) => activity.kind === step.kind && isOfSeason(activity, season),
  )
}

const rank: Readonly<Record<StepState["kind"], number>> = {
  done: 0,
  clash: 1,
  begun: 2,
  planned: 3,
  refused: 4,
  absent: 5,
  todo: 6,
  "not-required": 7,
}

/** A pupil's states in this step, the best first: what is done counts before what was missed. */
function statesOf(pupil: string, activities: readonly HeldActivity[]): readonly StepState[] {
  return activities
    .flatMap((held) => stateIn(pupil, held) ?? [])
    .sort((one, other) => rank[one.kind] - rank[other.kind])
}

function stateIn(pupil: string, { activity, register }: HeldActivity): StepState | undefined {
  if (!register.list.includes(pupil)) return undefined
  if (register.clashes.has(pupil)) return { kind: "clash", activity: activity.id }
  const marked = register.marks.get(pupil)
  if (marked === undefined) {
    return activity.status === "planned"
      ? { kind: "planned", activity: activity.id, day: activity.day }
      : undefined
  }
  return stateOfMark(marked.mark, activity.id, marked.waits)
}

function stateOfMark(mark: Mark, activity: string, waits: boolean): StepState | undefined {
  if (completes(mark)) return { kind: "done", activity, waits }
  switch (mark) {
    case "unfinished":
      return { kind: "begun", activity }
    case "absent":
      return { kind: "absent", activity, excused: false }
    case "excused":
      return { kind: "absent", activity, excused: true }
    case "refused":
      return { kind: "refused", activity }
    default:
      return undefined
  }
}
