import type { Day } from "./day.ts"
import type { StepColumn, StepState } from "./participation.ts"

/** What comes next for a pupil: what hinders first, then what was begun, what is planned, what is missing. */
export type NextStep =
  | { readonly kind: "choose"; readonly column: StepColumn; readonly activity: string }
  | { readonly kind: "finish"; readonly column: StepColumn; readonly activity: string }
  | {
      readonly kind: "planned"
      readonly column: StepColumn
      readonly activity: string
      readonly day: Day
    }
  | { readonly kind: "todo"; readonly column: StepColumn }
  /** The pupil missed it and nothing else is left before it. */
  | { readonly kind: "missed"; readonly column: StepColumn; readonly activity: string }
  | { readonly kind: "all-done" }

/** @param states the pupil's, in the order of the columns */
export function nextStep(columns: readonly StepColumn[], states: readonly StepState[]): NextStep {
  const found = columns.flatMap((column, index) => {
    const state = states[index]
    const next = state === undefined ? undefined : nextOf(column, state)
    return next === undefined ? [] : [next]
  })
  return found.sort(moreUrgent)[0] ?? { kind: "all-done" }
}

function nextOf(column: StepColumn, state: StepState): NextStep | undefined {
  switch (state.kind) {
    case "clash":
      return { kind: "choose", column, activity: state.activity }
    case "begun":
      return { kind: "finish", column, activity: state.activity }
    case "planned":
      return { kind: "planned", column, activity: state.activity, day: state.day }
    case "absent":
      return { kind: "missed", column, activity: state.activity }
    case "todo":
      return { kind: "todo", column }
    // A refusal is the pupil's own word and nothing to be made up for.
    case "refused":
    case "done":
    case "not-required":
      return undefined
  }
}

const order: Readonly<Record<NextStep["kind"], number>> = {
  choose: 0,
  finish: 1,
  planned: 2,
  // What was missed is asked for in its turn, with what was never held.
  missed: 3,
  todo: 3,
  "all-done": 4,
}

function moreUrgent(one: NextStep, other: NextStep): number {
  const days = one.kind === "planned" && other.kind === "planned"
  return order[one.kind] - order[other.kind] || (days ? one.day.localeCompare(other.day) : 0)
}
