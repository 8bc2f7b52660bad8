import { middleKey, shortKey } from "./class-list/existing-pupil.ts"
import { datesOf, middlesOf } from "./class-list/match.ts"
import type { Pupil } from "./pupil.ts"

/** A pupil as typed; parts that were left empty are empty. */
export type TypedPupil = Pick<Pupil, "last" | "first" | "middle" | "born">

/**
 * The pupil of these who is likely meant by what was typed: surname and first name agree (ё or е, Latin
 * look-alikes and case aside), and neither the patronymic nor the date of birth says otherwise. The surest first:
 * the same date, then the same patronymic, then one who is not archived.
 */
export function likelySame<Known extends Pupil>(
  typed: TypedPupil,
  known: readonly Known[],
): Known | undefined {
  const key = shortKey(typed)
  return known
    .filter((pupil) => shortKey(pupil) === key && !pupil.gone)
    .filter((pupil) => middlesOf(typed, pupil) !== "differ" && dates(typed, pupil) !== "differ")
    .sort((one, other) => sureness(typed, other) - sureness(typed, one))[0]
}

function dates(typed: TypedPupil, pupil: Pupil): ReturnType<typeof datesOf> {
  return datesOf(typed.born || undefined, pupil.born || undefined)
}

function sureness(typed: TypedPupil, pupil: Pupil): number {
  return (
    (dates(typed, pupil) === "equal" ? 4 : 0) +
    (middleKey(typed) === middleKey(pupil) ? 2 : 0) +
    (pupil.status === "active" ? 1 : 0)
  )
}
