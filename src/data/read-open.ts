import type { ShownRecord } from "#/domain/record.ts"
import { shown } from "#/sync/held.ts"

import { readWriter, type Journal } from "./journal.ts"
import type { RecordRow } from "./rows.ts"

/**
 * The records filed under any of these keys with their open cells only: ids, days, states, marks. For counting
 * over many classes, where opening every name would cost more than the answer.
 */
export async function readOpenByKeys(
  journal: Journal,
  keys: readonly string[],
): Promise<readonly ShownRecord[]> {
  const { records } = journal.database
  // One request a key brings all its rows at once; several keys in one walk the index row by row. In one transaction:
  // a class asks with a key for each pupil.
  const found = await journal.database.transaction("r", records, () =>
    Promise.all(keys.map((key) => records.where("keys").equals(key).toArray())),
  )
  return showOpen(journal, [...new Map(found.flat().map((row) => [row.id, row])).values()])
}

/**
 * The records filed under keys from `first` to `last`, both included, with their open cells only. A record
 * must have one key in the range, as an activity has one day.
 */
export async function readOpenByKeyRange(
  journal: Journal,
  first: string,
  last: string,
): Promise<readonly ShownRecord[]> {
  const { records } = journal.database
  const rows = records.where("keys").between(first, last, true, true)
  return showOpen(journal, await rows.toArray())
}

/** The same by ids, in the order asked; those the tablet does not hold are left out. */
export async function readOpenByIds(
  journal: Journal,
  ids: readonly string[],
): Promise<readonly ShownRecord[]> {
  const rows = await journal.database.records.bulkGet([...ids])
  return showOpen(
    journal,
    rows.filter((row) => row !== undefined),
  )
}

async function showOpen(
  journal: Journal,
  rows: readonly RecordRow[],
): Promise<readonly ShownRecord[]> {
  if (rows.length === 0) return []
  const writer = await readWriter(journal.database)
  return rows.map((row) => {
    const { id, kind, feeds, open } = row
    return shown({ id, kind, feeds, base: open.base, own: open.own }, writer)
  })
}
