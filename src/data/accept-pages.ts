import { sameJson } from "#/base/json.ts"
import type { Cells } from "#/domain/record.ts"
import {
  isEmpty,
  nothingHeld,
  receive,
  settle,
  shownValue,
  type Held,
  type Writer,
} from "#/sync/held.ts"
import type { Receipt } from "#/sync/op.ts"
import type { Accepted, Outgoing } from "#/sync/ports.ts"
import type { Entry, FeedPage, SyncAnswer } from "#/sync/protocol.ts"

import { changeServer, deviceRow, placeOf, serverRow, writerOf, type Journal } from "./journal.ts"
import { purgeFeeds } from "./purge.ts"
import type { CellChange, FeedRow, HistoryRow, OpRow, RecordRow, StagedRow } from "./rows.ts"
import { openRow, sealHistory, sealRow } from "./sealing.ts"

type Synced = SyncAnswer & { readonly kind: "synced" }

/**
 * Stores an answer: receipts, pages and cursors together in one transaction. Feeds that are being
 * built are staged aside and swapped in whole with their last page.
 */
export async function acceptPages(
  journal: Journal,
  sent: Outgoing,
  answer: Synced,
): Promise<Accepted> {
  const { database } = journal
  const lost = await feedsLost(journal, answer.access)
  if (lost.length > 0) await purgeFeeds(journal, lost)
  for (;;) {
    const work = await plan(journal, sent, answer)
    if (work === "stale") return { kind: "stale" }
    if (await store(journal, work)) break
  }
  const [waiting, building] = await Promise.all([
    database.outbox.where("state").anyOf("fresh", "sent").count(),
    database.feeds.filter((row) => row.state === "building").count(),
  ])
  if (waiting === 0) {
    await changeServer(database, { allSentAt: answer.serverNow })
  }
  return {
    kind: "stored",
    more: waiting > 0 || building > 0 || answer.pages.some((page) => page.more),
  }
}

async function feedsLost(journal: Journal, access: readonly string[]): Promise<readonly string[]> {
  const held = await journal.database.feeds.toCollection().primaryKeys()
  return held.filter((feed) => !access.includes(feed))
}

interface Work {
  readonly deviceId: string
  readonly versions: ReadonlyMap<string, number>
  readonly cursors: ReadonlyMap<string, FeedRow>
  readonly opVersions: ReadonlyMap<number, OpRow>
  readonly records: readonly RecordRow[]
  readonly forgotten: readonly string[]
  readonly ops: readonly OpRow[]
  readonly feeds: readonly FeedRow[]
  readonly staged: readonly StagedRow[]
  readonly unstaged: readonly string[]
  readonly dropped: readonly number[]
  readonly history: readonly HistoryRow[]
  readonly server: { readonly epoch: number; readonly safe: number; readonly fetchedAt: number }
}

async function plan(journal: Journal, sent: Outgoing, answer: Synced): Promise<Work | "stale"> {
  const { database, vault } = journal
  const [place, device, server, feedRows, rows] = await Promise.all([
    placeOf(database),
    deviceRow(database),
    serverRow(database),
    database.feeds.toArray(),
    database.outbox.where("state").anyOf("sent", "receipted").toArray(),
  ])
  // An answer to a device or an epoch that is no more says nothing about this one.
  if (device.id !== sent.request.device || (server.epoch !== 0 && server.epoch !== answer.epoch)) {
    return "stale"
  }
  const writer = writerOf(place, device)
  const cursors = new Map(feedRows.map((row) => [row.feed, row]))
  const pages = answer.pages.filter((page) => fits(page, cursors.get(page.feed)))
  if (pages.length < answer.pages.length) return "stale"
  const feeds = nextFeeds(cursors, pages, answer)
  const ops = withReceipts(rows, answer.receipts)
  const settled = feeds.some((row) => row.state === "building") ? [] : settledBy(ops, feeds)

  const whole = pages.filter((page) => !page.more && !page.reset)
  const direct = await entriesNow(journal, pages, cursors)
  const ids = new Set([...direct.map(({ entry }) => entry.rec), ...settled.map((op) => op.rec)])
  for (const page of whole) {
    const former = cursors.get(page.feed)
    if (former?.state === "building" && former.replaces) {
      for (const id of await recordsOf(journal, page.feed)) ids.add(id)
    }
  }
  const known = await database.records.bulkGet([...ids])
  const before = new Map<string, Held>()
  const versions = new Map<string, number>()
  const opened = await Promise.all(
    known
      .filter((row) => row !== undefined)
      .map(async (row) => ({ row, held: await openRow(vault, row) })),
  )
  for (const { row, held } of opened) {
    before.set(row.id, held)
    versions.set(row.id, row.v)
  }
  const after = new Map<string, Held>()
  const now = (id: string, kind: string): Held =>
    after.get(id) ?? before.get(id) ?? nothingHeld(id, kind)
  for (const page of whole) {
    const former = cursors.get(page.feed)
    if (former?.state !== "building" || !former.replaces) continue
    // What the new copy of the feed does not name is no longer in it.
    for (const [id, held] of before) {
      if (!held.feeds.includes(page.feed)) continue
      const feeds = held.feeds.filter((feed) => feed !== page.feed)
      // Its former base belongs to the copy that is replaced, unless another feed still tells of it.
      after.set(id, { ...held, feeds, base: feeds.length === 0 ? {} : held.base })
    }
  }
  const news: { held: Held; entry: Entry }[] = []
  for (const { feed, entry } of direct) {
    const held = now(entry.rec, entry.kind)
    news.push({ held, entry })
    after.set(entry.rec, receive(held, entry, feed))
  }
  for (const op of settled) {
    const held = now(op.rec, op.kind)
    after.set(
      op.rec,
      settle(held, { n: op.n, seq: op.seq ?? 0, applied: op.applied === true }, writer),
    )
  }
  const forgotten = [...after.values()].filter(isEmpty).map((held) => held.id)
  const kept = [...after.values()].filter((held) => !isEmpty(held))
  const [records, staged, history] = await Promise.all([
    Promise.all(
      kept.map((held) =>
        sealRow(vault, held, { version: (versions.get(held.id) ?? 0) + 1, writer }),
      ),
    ),
    stagedRows(journal, pages, cursors),
    historyOf(journal, news, writer),
  ])
  const settledNs = new Set(settled.map((op) => op.n))
  const changedOps = ops.map((op): OpRow => (settledNs.has(op.n) ? { ...op, state: "kept" } : op))
  const safeOps = await database.outbox.where("n").belowOrEqual(answer.safe).toArray()
  return {
    deviceId: device.id,
    versions: new Map([...ids].map((id) => [id, versions.get(id) ?? 0])),
    cursors,
    opVersions: new Map(rows.map((row) => [row.n, row])),
    records,
    forgotten,
    ops: changedOps.filter((op) => op.state !== "kept" || op.n > answer.safe),
    feeds,
    staged,
    unstaged: pages
      .filter((page) => page.reset || !page.more)
      .filter((page) => cursors.get(page.feed)?.state === "building")
      .map((page) => page.feed),
    dropped: [
      ...safeOps.filter((op) => op.state === "kept" || op.state === "mended").map((op) => op.n),
      ...changedOps.filter((op) => op.state === "kept" && op.n <= answer.safe).map((op) => op.n),
    ],
    history,
    server: { epoch: answer.epoch, safe: answer.safe, fetchedAt: answer.serverNow },
  }
}

/** A page counts only when it continues from where the tablet stands now. */
function fits(page: FeedPage, row: FeedRow | undefined): boolean {
  return row !== undefined && row.cursor === page.since
}

function nextFeeds(
  cursors: ReadonlyMap<string, FeedRow>,
  pages: readonly FeedPage[],
  answer: Synced,
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
  for (const feed of answer.access) {
    if (next.has(feed)) continue
    next.set(feed, { feed, state: "building", cursor: 0, from: null, replaces: false })
  }
  return [...next.values()]
}

function withReceipts(rows: readonly OpRow[], receipts: readonly Receipt[]): readonly OpRow[] {
  const verdicts = new Map(receipts.map((receipt) => [receipt.n, receipt]))
  return rows.map((row): OpRow => {
    const receipt = verdicts.get(row.n)
    if (receipt === undefined || row.state !== "sent") return row
    if ("reason" in receipt) {
      const refusal = { reason: receipt.reason, cell: receipt.cell ?? null }
      return { ...row, state: "aside", seq: receipt.seq, refusal }
    }
    const applied = receipt.verdict === "applied"
    return { ...row, state: "receipted", applied, seq: receipt.seq }
  })
}

/** Ops whose sequence every feed has passed: only then may their values leave the overlay. */
function settledBy(ops: readonly OpRow[], feeds: readonly FeedRow[]): readonly OpRow[] {
  const passed = Math.min(...feeds.map((row) => row.cursor))
  return ops.filter((op) => op.state === "receipted" && (op.seq ?? Infinity) <= passed)
}

interface FedEntry {
  readonly feed: string
  readonly entry: Entry
}

/** Entries that reach the screen now: those of live feeds, and all of a feed whose last page has come. */
async function entriesNow(
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
    rows.map((row) =>
      journal.vault.open({ table: "staged", id: `${feed} ${row.rec}`, version: 0 }, row.ct),
    ),
  )
  return opened as readonly Entry[]
}

async function stagedRows(
  journal: Journal,
  pages: readonly FeedPage[],
  cursors: ReadonlyMap<string, FeedRow>,
): Promise<readonly StagedRow[]> {
  const staging = pages.filter(
    (page) => page.more && !page.reset && cursors.get(page.feed)?.state === "building",
  )
  const rows = staging.flatMap((page) =>
    page.entries.map(async (entry): Promise<StagedRow> => {
      const seat = { table: "staged", id: `${page.feed} ${entry.rec}`, version: 0 }
      return { feed: page.feed, rec: entry.rec, ct: await journal.vault.seal(seat, entry) }
    }),
  )
  return Promise.all(rows)
}

/** A whole-table look, taken only when a feed that was on the screen is replaced. */
async function recordsOf(journal: Journal, feed: string): Promise<readonly string[]> {
  const rows = await journal.database.records.filter((row) => row.feeds.includes(feed)).toArray()
  return rows.map((row) => row.id)
}

/** Kinds whose past a teacher looks up. The rest has its history on the server. */
const remembered = new Set(["register", "checklist", "activity", "pupil"])

async function historyOf(
  journal: Journal,
  news: readonly { held: Held; entry: Entry }[],
  writer: Writer,
): Promise<readonly HistoryRow[]> {
  const lines = news.flatMap(({ held, entry }) =>
    // A feed that arrives for the first time brings what is, not what happened.
    remembered.has(entry.kind) && held.feeds.length > 0 ? linesOf(held, entry.cells, writer) : [],
  )
  return Promise.all(lines.map(({ kind, line }) => sealHistory(journal.vault, kind, line)))
}

function linesOf(
  held: Held,
  cells: Cells,
  writer: Writer,
): readonly { kind: string; line: Omit<HistoryRow, "ct"> }[] {
  const byOp = new Map<string, { line: Omit<HistoryRow, "ct" | "open">; open: CellChange[] }>()
  for (const [name, cell] of Object.entries(cells)) {
    const from = shownValue(held, name)
    if (cell.op.startsWith(`${writer.device}.`) || sameJson(from, cell.value)) continue
    const group = byOp.get(cell.op) ?? {
      line: { rec: held.id, at: cell.at, by: cell.by, op: cell.op },
      open: [],
    }
    group.open.push({ cell: name, from, to: cell.value })
    byOp.set(cell.op, group)
  }
  return [...byOp.values()].map(({ line, open }) => ({ kind: held.kind, line: { ...line, open } }))
}

/** False when rows, ops or cursors have moved since they were read: nothing was written. */
async function store(journal: Journal, work: Work): Promise<boolean> {
  const { database } = journal
  const { meta, records, outbox, feeds, staged, history } = database
  const tables = [meta, records, outbox, feeds, staged, history]
  return database.transaction("rw", tables, async () => {
    const ids = [...work.versions.keys()]
    const numbers = [...work.opVersions.keys()]
    const names = [...work.cursors.keys()]
    const [device, rows, ops, cursors] = await Promise.all([
      deviceRow(database),
      records.bulkGet(ids),
      outbox.bulkGet(numbers),
      feeds.bulkGet(names),
    ])
    const unmoved =
      device.id === work.deviceId &&
      ids.every((id, index) => (rows[index]?.v ?? 0) === work.versions.get(id)) &&
      numbers.every((n, index) => ops[index]?.state === work.opVersions.get(n)?.state) &&
      names.every((name, index) => cursors[index]?.cursor === work.cursors.get(name)?.cursor)
    if (!unmoved) return false
    const changed = work.ops.filter((op) => op.state !== work.opVersions.get(op.n)?.state)
    await Promise.all([
      records.bulkPut([...work.records]),
      records.bulkDelete([...work.forgotten]),
      outbox.bulkPut(changed),
      outbox.bulkDelete([...work.dropped]),
      feeds.bulkPut([...work.feeds]),
      ...work.unstaged.map((feed) => staged.where("feed").equals(feed).delete()),
      history.bulkAdd([...work.history]),
      changeServer(database, work.server),
    ])
    await staged.bulkPut([...work.staged])
    return true
  })
}
