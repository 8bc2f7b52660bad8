import type { Journal } from "#/data/journal.ts"
import { openHistory, openOp, openRow } from "#/data/opening.ts"
import { draftSeat, stagedSeat } from "#/data/seats.ts"

/** Everything that a place holds, opened: what a person would find on it, whatever it is sealed with. */
export async function contentOfPlace({ database, vault }: Journal): Promise<unknown> {
  const all = <Row>(rows: readonly Row[], open: (row: Row) => Promise<unknown>) =>
    Promise.all(rows.map(open))
  return {
    records: await all(await database.records.toArray(), async (row) => [
      row.v,
      row.keys,
      await openRow(vault, row),
    ]),
    outbox: await all(await database.outbox.toArray(), async (row) => [
      row.state,
      row.v,
      await openOp(vault, row),
    ]),
    history: await all(await database.history.toArray(), async (row) => [
      row.k,
      row.at,
      await openHistory(vault, row),
    ]),
    staged: await all(await database.staged.toArray(), async (row) => [
      row.rec,
      await vault.open(stagedSeat(row), row.ct),
    ]),
    drafts: await all(await database.drafts.toArray(), async (row) => [
      row.id,
      row.v,
      await vault.open(draftSeat(row), row.ct),
    ]),
    feeds: await database.feeds.toArray(),
  }
}
