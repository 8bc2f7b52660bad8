import type { Edit, RecordKind } from "#/domain/record.ts"

import type { Journal } from "./journal.ts"
import { openHistory } from "./opening.ts"
import type { CellChange } from "./rows.ts"

/** One change of a record, as this tablet made it or learnt of it. */
export interface PastChange {
  readonly key: number
  readonly rec: string
  readonly at: number
  readonly by: string
  readonly op: string
  readonly changes: readonly CellChange[]
}

/** Everything that happened to these records, the newest first. Undo of any line is {@link undoEdit}. */
export async function readHistory(
  journal: Journal,
  records: readonly string[],
): Promise<readonly PastChange[]> {
  const rows = await journal.database.history
    .where("rec")
    .anyOf([...records])
    .toArray()
  const past = await Promise.all(
    rows.map(async (row) => ({
      key: row.k ?? 0,
      rec: row.rec,
      at: row.at,
      by: row.by,
      op: row.op,
      changes: await openHistory(journal.vault, row),
    })),
  )
  return past.sort((one, other) => other.at - one.at || other.key - one.key)
}

/** Puts back what stood before a change, wherever nobody has written since. */
export function undoEdit(kind: RecordKind, past: Pick<PastChange, "rec" | "changes">): Edit {
  return {
    id: past.rec,
    kind,
    cells: Object.fromEntries(past.changes.map(({ cell, from }) => [cell, from])),
    was: Object.fromEntries(past.changes.map(({ cell, to }) => [cell, to])),
  }
}
