import { inFeeds, isEmpty, type Held } from "#/sync/held.ts"

import { deviceRow, hasMoved, placeOf, touch, writerOf, type Journal } from "./journal.ts"
import { openRow } from "./opening.ts"
import { sealRow } from "./sealing.ts"

/**
 * Takes feeds off the tablet to which access has ended. What the server told goes; what was made here
 * and is not acknowledged stays, sealed, to be exported or sent when access returns.
 */
export async function purgeFeeds(
  journal: Journal,
  which: readonly string[] | "all",
): Promise<void> {
  const { database, vault } = journal
  const gone = which === "all" ? await database.feeds.toCollection().primaryKeys() : which
  const leaves = new Set(gone)
  for (;;) {
    const [place, device] = await Promise.all([placeOf(database), deviceRow(database)])
    const writer = writerOf(place, device)
    const rows = await database.records
      .filter((row) => row.feeds.some((feed) => leaves.has(feed)))
      .toArray()
    const held = await Promise.all(
      rows.map(async (row): Promise<Held> => without(await openRow(vault, row), leaves)),
    )
    const kept = held.filter((record) => !isEmpty(record))
    const versions = new Map(rows.map((row) => [row.id, row.v]))
    const sealed = await Promise.all(
      kept.map((record) =>
        sealRow(vault, record, { version: (versions.get(record.id) ?? 0) + 1, writer }),
      ),
    )
    const { meta, records, feeds, staged, history } = database
    const tables = [meta, records, feeds, staged, history]
    const isDone = await database.transaction("rw", tables, async () => {
      if (hasMoved(await deviceRow(database), device)) return false
      const dropped = held.filter(isEmpty).map((record) => record.id)
      // What others did to a record is part of what the school told.
      const withdrawn = held.filter(({ feeds: left }) => left.length === 0).map(({ id }) => id)
      await Promise.all([
        touch(database),
        records.bulkPut(sealed),
        records.bulkDelete(dropped),
        history.where("rec").anyOf(withdrawn).delete(),
        feeds.bulkDelete([...leaves]),
        ...[...leaves].map((feed) => staged.where("feed").equals(feed).delete()),
      ])
      return true
    })
    if (isDone) return
  }
}

function without(held: Held, leaves: ReadonlySet<string>): Held {
  return inFeeds(
    held,
    held.feeds.filter((feed) => !leaves.has(feed)),
  )
}
