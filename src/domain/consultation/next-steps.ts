import type { Activity } from "#/domain/activity.ts"
import { addDays, type Day } from "#/domain/day.ts"
import { bandOf, type Band } from "#/domain/school-class.ts"

/** A step that may be agreed on, and by when: an offer, which a tap takes and a word changes. */
export type StepOffer =
  /** A trial or an exhibition that is planned with the class already. */
  | { readonly kind: "planned"; readonly activity: Activity; readonly due: Day }
  | { readonly kind: StepIdea; readonly due: Day }

export const stepIdeas = [
  "talk",
  "club",
  "lesson",
  "open-day",
  "college",
  "exams",
  "admission",
] as const
export type StepIdea = (typeof stepIdeas)[number]

/** What helps at which age: to try and to ask, then the way after grade 9, then exams and admission. */
const ideas: Readonly<Record<Band, readonly StepIdea[]>> = {
  "6-7": ["talk", "club", "lesson"],
  "8-9": ["talk", "open-day", "college"],
  "10-11": ["open-day", "exams", "admission"],
}

/** Two weeks: soon enough not to be forgotten. */
const usualDays = 14

type Given = {
  readonly grade: number
  /** The day of the consultation, from which steps are counted. */
  readonly day: Day
  /** What is planned with the pupil's class. */
  readonly planned: readonly Activity[]
}

/** Offers for a pupil: the nearest planned trial or visit first, then what suits the age. */
export function stepOffers({ grade, day, planned }: Given): readonly StepOffer[] {
  const [nearest] = planned
    .filter(({ kind, status, gone }) => isVisit(kind) && status === "planned" && !gone)
    .filter((activity) => activity.day > day)
    .sort((one, other) => one.day.localeCompare(other.day))
  const due = addDays(day, usualDays)
  const offers = ideas[bandOf(grade)].map((kind): StepOffer => ({ kind, due }))
  return nearest === undefined
    ? offers
    : [{ kind: "planned", activity: nearest, due: nearest.day }, ...offers]
}

function isVisit(kind: Activity["kind"]): boolean {
  return kind === "trial" || kind === "exhibition"
}

/** Why a day makes no date for a step; an impossible one («31 ноября») does not come so far. */
export type DueFault = "before" | "too-far"

/** A plan for longer than this is no next step. */
const daysMax = 365

/** @param day of the consultation: nothing is agreed on for a day before it */
export function dueFault(due: Day, day: Day): DueFault | undefined {
  if (due === "") return undefined
  if (due < day) return "before"
  return due > addDays(day, daysMax) ? "too-far" : undefined
}
