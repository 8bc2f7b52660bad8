import type { Day } from "#/domain/day.ts"
import { className } from "#/domain/school-class.ts"

export interface ExportedPupil {
  readonly last: string
  readonly first: string
  readonly middle: string | undefined
  readonly birthDate: Day | undefined
  readonly grade: number
  readonly letter: string
}

/** The header of our own file. Part of the format: the import knows these titles. */
const header = ["№", "Фамилия", "Имя", "Отчество", "Дата рождения", "Класс"] as const

/**
 * A class list as rows of texts, header first, in the order given; dates as ДД.ММ.ГГГГ. Importing it back changes
 * nothing. The writer of a CSV guards its cells against formulas.
 */
export function exportTable(pupils: readonly ExportedPupil[]): readonly (readonly string[])[] {
  const rows = pupils.map((pupil, index) => [
    String(index + 1),
    pupil.last,
    pupil.first,
    pupil.middle ?? "",
    written(pupil.birthDate),
    className(pupil),
  ])
  return [[...header], ...rows]
}

function written(day: Day | undefined): string {
  return day === undefined ? "" : day.split("-").reverse().join(".")
}
