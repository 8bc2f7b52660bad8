import * as v from "valibot"

import type { Day } from "./day.ts"
import { textOf, textsOf, valueOf, type ShownRecord } from "./record.ts"

const changeSchema = v.object({
  id: v.string(),
  field: v.string(),
  from: v.nullable(v.string()),
  to: v.nullable(v.string()),
})

/** One field of a pupil that an import changed. Null stands for nothing; a class is named by its id. */
export type ImportedChange = v.InferOutput<typeof changeSchema>

/** What one import did, so that it can be taken back whole. */
export interface ImportBatch {
  readonly id: string
  /** The name of the file; empty when the list was pasted. */
  readonly source: string
  readonly day: Day
  /** Every class the import touched. */
  readonly classes: readonly string[]
  /** Classes the import made. */
  readonly made: readonly string[]
  /** Pupils the import made. */
  readonly added: readonly string[]
  readonly changed: readonly ImportedChange[]
  readonly undone: boolean
  /** The person who imported, and when, in milliseconds. */
  readonly by: string
  readonly at: number
}

export function importBatchOf(record: ShownRecord): ImportBatch {
  const changed = v.safeParse(v.array(changeSchema), valueOf(record, "changed"))
  const { day } = record.cells
  return {
    id: record.id,
    source: textOf(record, "source"),
    day: textOf(record, "day"),
    classes: textsOf(record, "classes"),
    made: textsOf(record, "made"),
    added: textsOf(record, "added"),
    changed: changed.success ? changed.output : [],
    undone: valueOf(record, "undone") === true,
    by: day?.by ?? "",
    at: day?.at ?? 0,
  }
}
