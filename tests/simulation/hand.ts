import { uuidOfName } from "#/base/uuid.ts"
import { recordIds } from "#/domain/record-ids.ts"

/** Whom and what a hand finds in its school. */
export interface Hand {
  readonly school: number
  /** Ids of the school's people. */
  readonly people: readonly string[]
  /** Whether the tablet shows the record. */
  readonly holds: (id: string) => boolean
}

/** The school year of all histories. */
export const year = 2021

/** Classes have the same ids in both schools, as they have in life; all else is told apart. */
export const ids = {
  class: (index: number): string => recordIds.schoolClass({ year, grade: 5 + index, letter: "А" }),
  pupil: (school: number, index: number): string => uuidOfName(`pupil ${school} ${index}`),
  activity: (school: number, index: number): string => uuidOfName(`activity ${school} ${index}`),
  import: (school: number, value: number): string => uuidOfName(`import ${school} ${value}`),
}
