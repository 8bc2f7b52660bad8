import { isGone, numberOf, textOf, type ShownRecord } from "./record.ts"

export interface SchoolClass {
  readonly id: string
  readonly year: number
  readonly grade: number
  readonly letter: string
  /** The class teacher's name as written by hand; may be empty. */
  readonly teacher: string
  readonly archived: boolean
  readonly record: ShownRecord
}

export function schoolClassOf(record: ShownRecord): SchoolClass {
  return {
    id: record.id,
    year: numberOf(record, "year") ?? 0,
    grade: numberOf(record, "grade") ?? 0,
    letter: textOf(record, "letter"),
    teacher: textOf(record, "teacher"),
    archived: record.cells["archived"]?.value === true || isGone(record),
    record,
  }
}

/** «7Б». */
export function className(named: { readonly grade: number; readonly letter: string }): string {
  return `${named.grade}${named.letter}`
}

export function byGrade(one: SchoolClass, other: SchoolClass): number {
  return one.grade - other.grade || one.letter.localeCompare(other.letter, "ru")
}

/** The bands in which the programme thinks: 6–7, 8–9, 10–11. */
export type Band = "6-7" | "8-9" | "10-11"

export function bandOf(grade: number): Band {
  if (grade <= 7) return "6-7"
  return grade <= 9 ? "8-9" : "10-11"
}
