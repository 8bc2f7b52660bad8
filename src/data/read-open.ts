import type { ShownRecord } from "#/domain/record.ts"
import { shown } from "#/sync/held.ts"

import { deviceRow, placeOf, writerOf, type Journal } from "./journal.ts"
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
  const rows = records.where("keys").anyOf([...keys])
  return showOpen(journal, await rows.distinct().toArray())
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
  const { database } = journal
  const [place, device] = await Promise.all([placeOf(database), deviceRow(database)])
  const writer = writerOf(place, device)
  return rows.map((row) => {
    const { id, kind, feeds, open } = row
    return shown({ id, kind, feeds, base: open.base, own: open.own }, writer)
  })
}
