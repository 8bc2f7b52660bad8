import type { ShownRecord } from "#/domain/record.ts"
import { shown } from "#/sync/held.ts"

import { readWriter, type Journal } from "./journal.ts"
import type { RecordRow } from "./rows.ts"

/** The records with these ids, in the order asked; those the tablet does not hold are left out. */
export async function readByIds(
  journal: Journal,
  ids: readonly string[],
): Promise<readonly ShownRecord[]> {
  return showAll(journal, journal.database.records.bulkGet([...ids]))
}

export async function readById(journal: Journal, id: string): Promise<ShownRecord | undefined> {
  return (await readByIds(journal, [id]))[0]
}

/** The records filed under a key (see `recordKey`). */
export async function readByKey(journal: Journal, key: string): Promise<readonly ShownRecord[]> {
  return showAll(journal, journal.database.records.where("keys").equals(key).toArray())
}

/** The records filed under any of these keys, each once. */
export async function readByKeys(
  journal: Journal,
  keys: readonly string[],
): Promise<readonly ShownRecord[]> {
  const { records } = journal.database
  // One request a key brings all its rows at once; several keys in one walk the index row by row.
  const found = keys.map((key) => records.where("keys").equals(key).toArray())
  return showAll(
    journal,
    Promise.all(found).then((rows) => once(rows.flat())),
  )
}

/** A record filed under several of the keys is found several times. */
function once(rows: readonly RecordRow[]): readonly RecordRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}

/** Opening happens here, after the rows have been read: never inside the transaction. */
async function showAll(
  journal: Journal,
  asked: PromiseLike<readonly (RecordRow | undefined)[]>,
): Promise<readonly ShownRecord[]> {
  // Both at once: every screen waits here, and after a tap a lesson does.
  const [rows, writer] = await Promise.all([asked, readWriter(journal.database)])
  const found = rows.filter((row) => row !== undefined)
  return Promise.all(found.map(async (row) => shown(await journal.opened.open(row), writer)))
}
