import { answerTo, askedItems } from "./asked-items.ts"
import type { Answers, Instrument, Item } from "./instrument.ts"

/**
 * How far a sitting has come, as far as the tablet in a pupil's hands may know it after a reload or on another day:
 * which items are answered and not how, but for the few on whose answers other items hang.
 */
export interface Standing {
  readonly answered: readonly string[]
  readonly branching: Answers
}

export const nothingAnswered: Standing = { answered: [], branching: {} }

/** The standing that a whole set of answers comes to. */
export function standingOf(instrument: Instrument, answers: Answers): Standing {
  const answered = instrument.items.filter((item) => answerTo(item, answers) !== undefined)
  return after(instrument, nothingAnswered, answersTo(answered, answers))
}

function answersTo(items: readonly Item[], answers: Answers): Answers {
  return Object.fromEntries(items.map(({ id }) => [id, answers[id] ?? ""]))
}

/** The standing once these were chosen too. */
export function after(instrument: Instrument, before: Standing, given: Answers): Standing {
  const conditions = new Set(instrument.items.flatMap(({ when }) => when?.item ?? []))
  const branching = Object.entries(given).filter(([item]) => conditions.has(item))
  return {
    answered: [...new Set([...before.answered, ...Object.keys(given)])],
    branching: { ...before.branching, ...Object.fromEntries(branching) },
  }
}

/** What one sitting asks: all that was not answered before, up to where the instrument is put away till another day. */
export interface Course {
  readonly items: readonly Item[]
  /** Whether the instrument ends with it. */
  readonly isLast: boolean
}

/**
 * The course of a sitting that goes on after `before`. It ends at the first break behind everything that was reached:
 * who stopped in the middle of a part finishes that part, who finished one begins the next. What was left out on the
 * way is asked again.
 */
export function courseOf({ items, breaks }: Instrument, before: Standing): Course {
  const answered = new Set(before.answered)
  const reached = Math.max(-1, ...items.flatMap(({ id }, place) => (answered.has(id) ? place : [])))
  const stops = new Set(breaks)
  const stop = items.findIndex(({ id }, place) => place > reached && stops.has(id))
  const end = stop === -1 ? items.length : stop + 1
  return {
    items: items.slice(0, end).filter(({ id }) => !answered.has(id)),
    isLast: end === items.length,
  }
}

/** The items of a course that are asked as it stands, in their order. */
export function askedOn(
  instrument: Instrument,
  course: Course,
  standing: Standing,
): readonly Item[] {
  const asked = new Set(askedItems(instrument, standing.branching).map(({ id }) => id))
  return course.items.filter(({ id }) => asked.has(id))
}
