import type { Day } from "./day.ts"
import { recordIds } from "./record-ids.ts"
import {
  goneCell,
  isGone,
  textOf,
  textsOf,
  valueOf,
  type Edit,
  type ShownRecord,
} from "./record.ts"

/** What a pupil takes along from a consultation (рекомендация): spheres, subjects, one step by a date. */
export interface Recommendation {
  readonly id: string
  readonly activity: string
  readonly pupil: string
  readonly spheres: readonly string[]
  readonly subjects: readonly string[]
  readonly nextStep: string
  /** By when; empty when no date was agreed. */
  readonly due: Day
  /** To be talked with alone. */
  readonly apart: boolean
  /** The note to the parents was handed over. */
  readonly shared: boolean
  readonly record: ShownRecord
}

/** The recommendation that a record holds; undefined for none, or one that was taken back. */
export function recommendationOf(record: ShownRecord | undefined): Recommendation | undefined {
  if (record === undefined || record.kind !== "recommendation" || isGone(record)) return undefined
  return {
    id: record.id,
    activity: textOf(record, "activity"),
    pupil: textOf(record, "pupil"),
    spheres: textsOf(record, "spheres"),
    subjects: textsOf(record, "subjects"),
    nextStep: textOf(record, "nextStep"),
    due: textOf(record, "due"),
    apart: valueOf(record, "apart") === true,
    shared: valueOf(record, "shared") === true,
    record,
  }
}

type Told = Partial<
  Pick<Recommendation, "spheres" | "subjects" | "nextStep" | "due" | "apart" | "shared">
>

/**
 * Changes some of it; whose it is goes along, for it may be the first op of the record to arrive. One that was taken back,
 * or erased with a consent that has been given again since, is there again.
 */
export function recommendationEdit(activity: string, pupil: string, told: Told): Edit {
  const { due, spheres, subjects, ...rest } = told
  return {
    id: recordIds.recommendation(activity, pupil),
    kind: "recommendation",
    cells: {
      activity,
      pupil,
      [goneCell]: null,
      ...rest,
      ...(spheres === undefined ? {} : { spheres: [...spheres] }),
      ...(subjects === undefined ? {} : { subjects: [...subjects] }),
      ...(due === undefined ? {} : { due: due === "" ? null : due }),
    },
  }
}
