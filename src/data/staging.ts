import type { Entry, FeedPage } from "#/sync/protocol.ts"

import type { Journal } from "./journal.ts"
import type { FeedRow, StagedRow } from "./rows.ts"
import { stagedSeat } from "./seats.ts"

export interface FedEntry {
  readonly feed: string
  readonly entry: Entry
}

/** Entries that reach the screen now: those of live feeds, and all of a feed whose last page has come. */
export async function entriesNow(
  journal: Journal,
  pages: readonly FeedPage[],
  cursors: ReadonlyMap<string, FeedRow>,
): Promise<readonly FedEntry[]> {
  const lists = await Promise.all(
    pages.map(async (page): Promise<readonly FedEntry[]> => {
      if (page.reset) return []
      const fed = page.entries.map((entry) => ({ feed: page.feed, entry }))
      if (cursors.get(page.feed)?.state === "live") return fed
      if (page.more) return []
      const earlier = await stagedEntries(journal, page.feed)
      return [...earlier.map((entry) => ({ feed: page.feed, entry })), ...fed]
    }),
  )
  return lists.flat()
}

async function stagedEntries(journal: Journal, feed: string): Promise<readonly Entry[]> {
  const rows = await journal.database.staged.where("feed").equals(feed).toArray()
  const opened = await Promise.all(
    rows.map((row) => journal.vault.open<Entry>(stagedSeat(row), row.ct)),
  )
  return opened
}

/** Rows to put aside for feeds of which more is to come. */
export async function stagedRows(
  journal: Journal,
  pages: readonly FeedPage[],
  cursors: ReadonlyMap<string, FeedRow>,
): Promise<readonly StagedRow[]> {
  const staging = pages.filter(
    (page) => page.more && !page.reset && cursors.get(page.feed)?.state === "building",
  )
  const rows = staging.flatMap((page) =>
    page.entries.map(async (entry): Promise<StagedRow> => {
      const row = { feed: page.feed, rec: entry.rec }
      return { ...row, ct: await journal.vault.seal(stagedSeat(row), entry) }
    }),
  )
  return Promise.all(rows)
}
