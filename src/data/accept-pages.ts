import { isEmpty, nothingHeld, receive, settle, type Held, type Writer } from "#/sync/held.ts"
import type { Accepted, Outgoing } from "#/sync/ports.ts"
import type { Entry, FeedPage, SyncAnswer } from "#/sync/protocol.ts"

import { changeServer, deviceRow, placeOf, serverRow, writerOf, type Journal } from "./journal.ts"
import { openRow } from "./opening.ts"
import { countInState, opsInState } from "./ops-in-state.ts"
import { fits, nextFeeds, settledBy, withReceipts } from "./page-rules.ts"
import { historyOf } from "./pulled-history.ts"
import { purgeFeeds } from "./purge.ts"
import type { FeedRow, HistoryRow, OpRow, RecordRow, StagedRow } from "./rows.ts"
import { sealRow } from "./sealing.ts"
import { entriesNow, stagedRows, type FedEntry } from "./staging.ts"

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
    const ground = await readGround(journal, sent, answer)
    if (ground === "stale") return { kind: "stale" }
    if (await store(journal, await plan(journal, ground, answer))) break
  }
  const [waiting, building] = await Promise.all([
    countInState(database.outbox, ["fresh", "sent"]),
    database.feeds.filter((row) => row.state === "building").count(),
  ])
  if (waiting === 0) await changeServer(database, { allSentAt: answer.serverNow })
  const hasMore = answer.pages.some((page) => page.more)
  return { kind: "stored", more: waiting > 0 || building > 0 || hasMore }
}

async function feedsLost(journal: Journal, access: readonly string[]): Promise<readonly string[]> {
  const held = await journal.database.feeds.toCollection().primaryKeys()
  return held.filter((feed) => !access.includes(feed))
}

/** The tablet as it is when the answer comes: what the transaction will find unchanged, or all begins anew. */
interface Ground {
  readonly deviceId: string
  readonly writer: Writer
  readonly cursors: ReadonlyMap<string, FeedRow>
  readonly openOps: readonly OpRow[]
}

async function readGround(
  { database }: Journal,
  sent: Outgoing,
  answer: Synced,
): Promise<Ground | "stale"> {
  const [place, device, server, feedRows, openOps] = await Promise.all([
    placeOf(database),
    deviceRow(database),
    serverRow(database),
    database.feeds.toArray(),
    opsInState(database.outbox, ["sent", "receipted"]),
  ])
  // An answer to a device or an epoch that is no more says nothing about this one.
  const isOtherEpoch = server.epoch !== 0 && server.epoch !== answer.epoch
  if (device.id !== sent.request.device || isOtherEpoch) return "stale"
  const cursors = new Map(feedRows.map((row) => [row.feed, row]))
  if (!answer.pages.every((page) => fits(page, cursors.get(page.feed)))) return "stale"
  return { deviceId: device.id, writer: writerOf(place, device), cursors, openOps }
}

interface Work {
  readonly ground: Ground
  readonly versions: ReadonlyMap<string, number>
  readonly records: readonly RecordRow[]
  readonly forgotten: readonly string[]
  readonly ops: readonly OpRow[]
  readonly feeds: readonly FeedRow[]
  readonly staged: readonly StagedRow[]
  readonly unstaged: readonly string[]
  readonly history: readonly HistoryRow[]
  readonly server: { readonly epoch: number; readonly safe: number; readonly fetchedAt: number }
}

async function plan(journal: Journal, ground: Ground, answer: Synced): Promise<Work> {
  const { cursors } = ground
  const { pages } = answer
  const feeds = nextFeeds(cursors, pages, answer.access)
  const ops = withReceipts(ground.openOps, answer.receipts)
  const settled = feeds.some((row) => row.state === "building") ? [] : settledBy(ops, feeds)
  const replaced = pages.filter((page) => isWhole(page) && replaces(cursors.get(page.feed)))
  const entries = await entriesNow(journal, pages, cursors)
  const before = await heldBefore(journal, [
    ...entries.map(({ entry }) => entry.rec),
    ...settled.map((op) => op.rec),
    ...(await recordsOf(journal, replaced)),
  ])
  const { after, news } = heldAfter(before, { entries, settled, replaced, writer: ground.writer })
  const kept = [...after.values()].filter((held) => !isEmpty(held))
  const version = (id: string): number => (before.get(id)?.version ?? 0) + 1
  const [records, staged, history] = await Promise.all([
    Promise.all(
      kept.map((held) =>
        sealRow(journal.vault, held, { version: version(held.id), writer: ground.writer }),
      ),
    ),
    stagedRows(journal, pages, cursors),
    historyOf(journal, news, ground.writer),
  ])
  const settledNs = new Set(settled.map((op) => op.n))
  return {
    ground,
    versions: new Map([...after.keys()].map((id) => [id, version(id) - 1])),
    records,
    forgotten: [...after.values()].filter(isEmpty).map((held) => held.id),
    ops: ops.map((op): OpRow => (settledNs.has(op.n) ? { ...op, state: "kept" } : op)),
    feeds,
    staged,
    unstaged: pages
      .filter((page) => page.reset || isWhole(page))
      .filter((page) => cursors.get(page.feed)?.state === "building")
      .map((page) => page.feed),
    history,
    server: { epoch: answer.epoch, safe: answer.safe, fetchedAt: answer.serverNow },
  }
}

function isWhole(page: FeedPage): boolean {
  return !page.more && !page.reset
}

function replaces(row: FeedRow | undefined): boolean {
  return row?.state === "building" && row.replaces
}

/** A whole-table look, taken only when a feed that was on the screen is replaced. */
async function recordsOf(journal: Journal, pages: readonly FeedPage[]): Promise<readonly string[]> {
  if (pages.length === 0) return []
  const feeds = new Set(pages.map((page) => page.feed))
  const rows = await journal.database.records
    .filter((row) => row.feeds.some((feed) => feeds.has(feed)))
    .toArray()
  return rows.map((row) => row.id)
}

interface HeldBefore {
  readonly version: number
  readonly held: Held
}

async function heldBefore(
  { database, vault }: Journal,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HeldBefore>> {
  const rows = await database.records.bulkGet([...new Set(ids)])
  const opened = rows
    .filter((row) => row !== undefined)
    .map(async (row) => [row.id, { version: row.v, held: await openRow(vault, row) }] as const)
  return new Map(await Promise.all(opened))
}

interface Arrived {
  readonly entries: readonly FedEntry[]
  readonly settled: readonly OpRow[]
  readonly replaced: readonly FeedPage[]
  readonly writer: Writer
}

interface HeldAfter {
  readonly after: ReadonlyMap<string, Held>
  /** Each entry with what was held before it. */
  readonly news: readonly { readonly held: Held; readonly entry: Entry }[]
}

function heldAfter(before: ReadonlyMap<string, HeldBefore>, arrived: Arrived): HeldAfter {
  const after = new Map<string, Held>()
  const now = (id: string, kind: string): Held =>
    after.get(id) ?? before.get(id)?.held ?? nothingHeld(id, kind)
  for (const { feed } of arrived.replaced) {
    for (const { held } of before.values()) {
      if (held.feeds.includes(feed)) after.set(held.id, outOf(now(held.id, held.kind), feed))
    }
  }
  const news: { held: Held; entry: Entry }[] = []
  for (const { feed, entry } of arrived.entries) {
    const held = now(entry.rec, entry.kind)
    news.push({ held, entry })
    after.set(entry.rec, receive(held, entry, feed))
  }
  for (const { rec, kind, n, seq = 0, applied = false } of arrived.settled) {
    after.set(rec, settle(now(rec, kind), { n, seq, applied }, arrived.writer))
  }
  return { after, news }
}

/** What the new copy of a feed does not name is no longer in it, and its base belonged to the old copy. */
function outOf(held: Held, feed: string): Held {
  const feeds = held.feeds.filter((known) => known !== feed)
  return { ...held, feeds, base: feeds.length === 0 ? {} : held.base }
}

/** False when rows, ops or cursors have moved since they were read: nothing was written. */
async function store({ database }: Journal, work: Work): Promise<boolean> {
  const { meta, records, outbox, feeds, staged, history } = database
  return database.transaction("rw", [meta, records, outbox, feeds, staged, history], async () => {
    if (await hasMoved(database, work)) return false
    const known = new Map(work.ground.openOps.map((op) => [op.n, op.state]))
    await Promise.all([
      records.bulkPut([...work.records]),
      records.bulkDelete([...work.forgotten]),
      outbox.bulkPut(work.ops.filter((op) => op.state !== known.get(op.n))),
      feeds.bulkPut([...work.feeds]),
      ...work.unstaged.map((feed) => staged.where("feed").equals(feed).delete()),
      history.bulkAdd([...work.history]),
      changeServer(database, work.server),
    ])
    await staged.bulkPut([...work.staged])
    // A backup of the server holds these: they will never have to be sent again.
    const safe = outbox.where("n").belowOrEqual(work.server.safe)
    await safe.and((op) => op.state === "kept" || op.state === "mended").delete()
    return true
  })
}

async function hasMoved(database: Journal["database"], work: Work): Promise<boolean> {
  const { ground, versions } = work
  const ids = [...versions.keys()]
  const [device, rows, ops, cursors] = await Promise.all([
    deviceRow(database),
    database.records.bulkGet(ids),
    database.outbox.bulkGet(ground.openOps.map((op) => op.n)),
    database.feeds.bulkGet([...ground.cursors.keys()]),
  ])
  const stands =
    device.id === ground.deviceId &&
    ids.every((id, index) => (rows[index]?.v ?? 0) === versions.get(id)) &&
    ground.openOps.every((op, index) => ops[index]?.state === op.state) &&
    [...ground.cursors.values()].every((row, index) => cursors[index]?.cursor === row.cursor)
  return !stands
}
