import { addDays, type Day } from "./day.ts"
import { recordKinds } from "./record-schema.ts"
import type { RecordKind } from "./record.ts"
import { schoolYear } from "./school-year.ts"
import type { Season } from "./season.ts"

/** A pupil whose name was taken away says so in this cell. */
export const erasedCell = "erased"

/**
 * How long names are kept after the end of a season unless the school says otherwise, days: what the law gives for
 * stopping once the purpose is reached (152-ФЗ, art. 21, part 4).
 */
export const keepDaysDefault = 30

/** The last day of a school year's seasons; without any the last day of lessons, 31 May. */
export function lastDayOf(year: number, seasons: readonly Season[]): Day {
  const ends = seasons.filter(({ start }) => schoolYear(start) === year).map(({ end }) => end)
  return ends.sort().at(-1) ?? `${year + 1}-05-31`
}

/** The first day on which the names of a school year may be taken away. */
export function mayEraseFrom(lastDay: Day, keepDays: number): Day {
  return addDays(lastDay, keepDays + 1)
}

/** What stands in the place of a name: a number that follows no alphabet and is the same in every language. */
export function numberInstead(number: number): string {
  return `№ ${number}`
}

/**
 * The cells of a record that say who somebody is, emptied; `named` are those it has. Lists of ids and days stay: what
 * was done is still counted, and nobody can be named by it.
 */
export function withoutPersonal(
  kind: RecordKind,
  named: readonly string[],
): Readonly<Record<string, null>> {
  const told = recordKinds[kind].personal.filter((name) => named.includes(name))
  return Object.fromEntries(told.map((name) => [name, null]))
}
