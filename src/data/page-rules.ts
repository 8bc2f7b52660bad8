import type { Receipt } from "#/sync/op.ts"
import type { FeedPage } from "#/sync/protocol.ts"

import type { FeedRow, OpRow } from "./rows.ts"

/** A page counts only when it continues from where the tablet stands now. */
export function fits(page: FeedPage, row: FeedRow | undefined): boolean {
  return row !== undefined && row.cursor === page.since
}

/** Where each feed stands after these pages; feeds newly allowed begin to be built. */
export function nextFeeds(
  cursors: ReadonlyMap<string, FeedRow>,
  pages: readonly FeedPage[],
  access: readonly string[],
): readonly FeedRow[] {
  const next = new Map(cursors)
  for (const page of pages) {
    const row = cursors.get(page.feed)
    if (row === undefined) continue
    if (page.reset) {
      const replaces = row.state === "live" || row.replaces
      next.set(page.feed, { feed: page.feed, state: "building", cursor: 0, from: null, replaces })
      continue
    }
    const isBuilding = row.state === "building" && page.more
    const from = isBuilding ? (row.from ?? page.top) : null
    next.set(page.feed, {
      feed: page.feed,
      state: isBuilding ? "building" : "live",
      cursor: page.cursor,
      from,
      replaces: isBuilding && row.replaces,
    })
  }
  for (const feed of access) {
    if (next.has(feed)) continue
    next.set(feed, { feed, state: "building", cursor: 0, from: null, replaces: false })
  }
  return [...next.values()]
}

/** An entry of a feed that stands, with the cursor from which its news were told. */
export interface NewsEntry {
  readonly rec: string
  readonly seq: number
  readonly since: number
}

/** What feeds that stand tell of records; a feed being built tells them whole, and is not among it. */
export function newsOf(
  pages: readonly FeedPage[],
  cursors: ReadonlyMap<string, FeedRow>,
): readonly NewsEntry[] {
  return pages
    .filter(({ feed, reset }) => !reset && cursors.get(feed)?.state === "live")
    .flatMap(({ entries, since }) => entries.map(({ rec, seq }) => ({ rec, seq, since })))
}

/**
 * Ops with the verdicts that have come for them. `applied` is noted only where the tablet itself has to bring an op's
 * values into its base: an op that the server has taken in just now is news, and of these its own cells are not told
 * back. One that it had before, or whose record comes with a feed being built, is told whole; what is missing there is
 * gone.
 */
export function withReceipts(
  rows: readonly OpRow[],
  receipts: readonly Receipt[],
  news: readonly NewsEntry[],
): readonly OpRow[] {
  const ofRecords = byRecord(news)
  const isNews = ({ rec }: OpRow, seq: number): boolean =>
    (ofRecords.get(rec) ?? []).some((entry) => entry.since < seq && seq <= entry.seq)
  const verdicts = new Map(receipts.map((receipt) => [receipt.n, receipt]))
  return rows.map((row): OpRow => {
    const receipt = verdicts.get(row.n)
    if (receipt === undefined || row.state !== "sent") return row
    // What a person had put down: only its number was wanted.
    if ("reason" in receipt && isEmptyOp(row)) return { ...row, state: "mended" }
    if ("reason" in receipt) {
      const refusal = { reason: receipt.reason, cell: receipt.cell ?? null }
      return { ...row, state: "aside", seq: receipt.seq, refusal }
    }
    const applied = receipt.verdict === "applied" && isNews(row, receipt.seq)
    return { ...row, state: "receipted", applied, seq: receipt.seq }
  })
}

/** The same record may be told of by several feeds. */
function byRecord(news: readonly NewsEntry[]): ReadonlyMap<string, readonly NewsEntry[]> {
  const found = new Map<string, NewsEntry[]>()
  for (const entry of news) {
    const known = found.get(entry.rec)
    if (known === undefined) found.set(entry.rec, [entry])
    else known.push(entry)
  }
  return found
}

function isEmptyOp({ open, ct }: OpRow): boolean {
  return ct === undefined && Object.keys(open).length === 0
}

export interface MarksAfter {
  readonly settledTo: number
  readonly ops: readonly OpRow[]
}

/**
 * How to write down how far ops have gone: the mark rises over those that went the straight way, up to the first that is
 * still under way; what cannot be told by the mark is told by rows of their own.
 *
 * @param before rows as they stand, in order, and `after` the same ops with the states they have now.
 */
export function marksAfter(
  before: readonly OpRow[],
  after: readonly OpRow[],
  settled: number,
): MarksAfter {
  const ops: OpRow[] = []
  let settledTo = settled
  let isOpen = true
  for (const [index, op] of after.entries()) {
    const stored = before[index]?.state
    if (stored !== "fresh") {
      if (op.state !== stored) ops.push(op)
    } else if (op.state === "sent") isOpen = false
    else if (op.state === "kept" && isOpen) settledTo = Math.max(settledTo, op.n)
    else ops.push(op)
  }
  return { settledTo, ops }
}

/** Ops whose sequence every feed has passed: only then may their values leave the overlay. */
export function settledBy(ops: readonly OpRow[], feeds: readonly FeedRow[]): readonly OpRow[] {
  const passed = Math.min(...feeds.map((row) => row.cursor))
  return ops.filter((op) => op.state === "receipted" && (op.seq ?? Infinity) <= passed)
}
