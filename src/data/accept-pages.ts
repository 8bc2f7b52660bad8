import {
  inFeeds,
  isEmpty,
  nothingHeld,
  receive,
  settle,
  type Held,
  type Writer,
} from "#/sync/held.ts"
import type { OpCell } from "#/sync/op.ts"
import type { Accepted, Outgoing } from "#/sync/ports.ts"
import type { Entry, FeedPage, SyncAnswer } from "#/sync/protocol.ts"

import type { JournalDatabase } from "./database.ts"
import { isErasure } from "./erased.ts"
import { deviceRow, hasMoved, placeOf, serverRow, writerOf, type Journal } from "./journal.ts"
import { formerRows } from "./new-device.ts"
import { openOpCells, openRow } from "./opening.ts"
import { countRows, doneUpTo, rowsInState, stateOf } from "./ops-in-state.ts"
import { fits, marksAfter, newsOf, nextFeeds, settledBy, withReceipts } from "./page-rules.ts"
import { historyOf } from "./pulled-history.ts"
import { purgeFeeds } from "./purge.ts"
import { rowsThere } from "./rows-there.ts"
import type {
  DeviceRow,
  FeedRow,
  HistoryRow,
  OpRow,
  RecordRow,
  ServerRow,
  StagedRow,
} from "./rows.ts"
import { sealRow } from "./sealing.ts"
import { entriesNow, stagedRows, type FedEntry } from "./staging.ts"
import type { Vault } from "./vault.ts"

type Synced = SyncAnswer & { readonly kind: "synced" }

interface Arrived {
  readonly sent: Outgoing
  readonly answer: Synced
  /** What was read while the answer was under way; read anew when something has been written since. */
  readonly ahead: Promise<Ground | undefined>
}

/**
 * Stores an answer: receipts, pages and cursors together in one transaction. Feeds that are being
 * built are staged aside and swapped in whole with their last page.
 */
export async function acceptPages(
  journal: Journal,
  { sent, answer, ahead }: Arrived,
): Promise<Accepted> {
  const [lost, before] = await Promise.all([feedsLost(journal, answer.access), ahead])
  if (lost.length > 0) await purgeFeeds(journal, lost)
  let ground = before ?? (await readGround(journal))
  for (;;) {
    if (isStale(ground, sent, answer)) return { kind: "stale" }
    const left = await store(journal, await plan(journal, ground, answer))
    if (left !== undefined) {
      const hasMore = answer.pages.some((page) => page.more)
      return { kind: "stored", more: left.waiting > 0 || left.building > 0 || hasMore }
    }
    ground = await readGround(journal)
  }
}

async function feedsLost(journal: Journal, access: readonly string[]): Promise<readonly string[]> {
  const held = await journal.database.feeds.toCollection().primaryKeys()
  return held.filter((feed) => !access.includes(feed))
}

/** The tablet as it is when the answer comes: what the transaction will find unchanged, or all begins anew. */
export interface Ground {
  readonly device: DeviceRow
  readonly server: ServerRow
  readonly writer: Writer
  readonly cursors: ReadonlyMap<string, FeedRow>
  /** Sent and not settled, as the rows stand. */
  readonly openOps: readonly OpRow[]
  /** The records of these ops. */
  readonly held: ReadonlyMap<string, HeldBefore>
}

/** Reads what an answer will be held against. */
export async function readGround({ database, vault }: Journal): Promise<Ground> {
  const { meta, records, outbox, feeds } = database
  const found = await database.transaction("r", meta, records, outbox, feeds, async () => {
    const [place, device, server, feedRows] = await Promise.all([
      placeOf(database),
      deviceRow(database),
      serverRow(database),
      feeds.toArray(),
    ])
    const asked = { states: ["sent", "receipted"], marks: device } as const
    const openOps = await rowsInState(database, asked)
    const rows = await records.bulkGet([...new Set(openOps.map((op) => op.rec))])
    return { place, device, server, feedRows, openOps, rows }
  })
  const { place, device, server, feedRows, openOps, rows } = found
  return {
    device,
    server,
    writer: writerOf(place, device),
    cursors: new Map(feedRows.map((row) => [row.feed, row])),
    openOps,
    held: await openAll(vault, rows),
  }
}

function isStale({ device, server, cursors }: Ground, sent: Outgoing, answer: Synced): boolean {
  // An answer to a device or an epoch that is no more says nothing about this one.
  const isOtherEpoch = server.epoch !== 0 && server.epoch !== answer.epoch
  if (device.id !== sent.request.device || isOtherEpoch) return true
  return !answer.pages.every((page) => fits(page, cursors.get(page.feed)))
}

interface Work {
  readonly ground: Ground
  readonly records: readonly RecordRow[]
  readonly forgotten: readonly string[]
  /** Records that no feed holds any more, or whose names were taken away: their past goes, too. */
  readonly withdrawn: readonly string[]
  /** Ops whose state is told by their own row from now on; for the others the mark rises. */
  readonly ops: readonly OpRow[]
  readonly settledTo: number
  readonly feeds: readonly FeedRow[]
  readonly staged: readonly StagedRow[]
  readonly unstaged: readonly string[]
  readonly history: readonly HistoryRow[]
  readonly server: Pick<ServerRow, "epoch" | "safe"> &
    Required<Pick<ServerRow, "hears">> & { readonly fetchedAt: number }
}

async function plan(journal: Journal, ground: Ground, answer: Synced): Promise<Work> {
  const { cursors, device } = ground
  const { pages } = answer
  const feeds = nextFeeds(cursors, pages, answer.access)
  const open = ground.openOps.map((op): OpRow => ({ ...op, state: stateOf(op, device) }))
  const ops = withReceipts(open, answer.receipts, newsOf(pages, cursors))
  const settled = feeds.some((row) => row.state === "building") ? [] : settledBy(ops, feeds)
  const replaced = pages.filter((page) => isWhole(page) && replaces(cursors.get(page.feed)))
  const entries = await entriesNow(journal, pages, cursors)
  const before = await heldBefore(journal, ground.held, [
    ...entries.map(({ entry }) => entry.rec),
    ...settled.map((op) => op.rec),
    ...(await recordsOf(journal, replaced)),
  ])
  const { writer } = ground
  const covered = await coveredCells(journal.vault, settled, { before, epoch: answer.epoch })
  const arrived = { entries, settled, covered, replaced, writer, cursors }
  const { after, news } = heldAfter(before, arrived)
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
  const next = ops.map((op): OpRow => (settledNs.has(op.n) ? { ...op, state: "kept" } : op))
  return {
    ground,
    records,
    forgotten: [...after.values()].filter(isEmpty).map((held) => held.id),
    withdrawn: [
      ...[...after.values()]
        .filter((held) => held.feeds.length === 0 && (isEmpty(held) || isTold(before.get(held.id))))
        .map(({ id }) => id),
      ...entries.flatMap(({ entry }) => (isErasure(entry) ? [entry.rec] : [])),
    ],
    ...marksAfter(ground.openOps, next, device.settledTo ?? 0),
    feeds,
    staged,
    unstaged: pages
      .filter((page) => page.reset || isWhole(page))
      .filter((page) => cursors.get(page.feed)?.state === "building")
      .map((page) => page.feed),
    history,
    server: {
      epoch: answer.epoch,
      safe: answer.safe,
      fetchedAt: answer.serverNow,
      hears: answer.hears === true,
    },
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

function isTold(before: HeldBefore | undefined): boolean {
  return before !== undefined && before.held.feeds.length > 0
}

/** What is held of these records; those read ahead are not read again. */
async function heldBefore(
  { database, vault }: Journal,
  ahead: ReadonlyMap<string, HeldBefore>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, HeldBefore>> {
  const missing = [...new Set(ids)].filter((id) => !ahead.has(id))
  const more = await openAll(vault, await rowsThere(database.records, missing))
  return new Map([...ids.flatMap((id) => entryIn(ahead, id)), ...more])
}

function entryIn<Value>(map: ReadonlyMap<string, Value>, id: string): readonly [string, Value][] {
  const value = map.get(id)
  return value === undefined ? [] : [[id, value]]
}

async function openAll(
  vault: Vault,
  rows: readonly (RecordRow | undefined)[],
): Promise<ReadonlyMap<string, HeldBefore>> {
  const opened = rows
    .filter((row) => row !== undefined)
    .map(async (row) => [row.id, { version: row.v, held: await openRow(vault, row) }] as const)
  return new Map(await Promise.all(opened))
}

interface News {
  readonly entries: readonly FedEntry[]
  readonly settled: readonly OpRow[]
  /** What some of these had set under later own values, by their number. */
  readonly covered: ReadonlyMap<number, Readonly<Record<string, OpCell>>>
  readonly replaced: readonly FeedPage[]
  readonly writer: Writer
  /** Where the feeds stood before. */
  readonly cursors: ReadonlyMap<string, FeedRow>
}

interface HeldAfter {
  readonly after: ReadonlyMap<string, Held>
  /** Each entry with what was held before it. */
  readonly news: readonly { readonly held: Held; readonly entry: Entry }[]
}

/**
 * What ops have set that is not shown as theirs: a later own value lies on top, or after a restore the base was known
 * to stand on it (see `reopen`) and may be gone since. Looked up only where that can be: an op's cells may have to be
 * opened for it.
 */
async function coveredCells(
  vault: Vault,
  settled: readonly OpRow[],
  { before, epoch }: { readonly before: ReadonlyMap<string, HeldBefore>; readonly epoch: number },
): Promise<ReadonlyMap<number, Readonly<Record<string, OpCell>>>> {
  const found = settled.map(async (op) => {
    const own = before.get(op.rec)?.held.own ?? {}
    const isUnderLater = Object.values(own).some((cell) => cell.n > op.n)
    if (op.applied !== true || (op.epoch === epoch && !isUnderLater)) return []
    const cells = Object.entries(await openOpCells(vault, op))
    const under = cells.filter(([name]) => own[name]?.n !== op.n)
    return [[op.n, Object.fromEntries(under)] as const]
  })
  return new Map((await Promise.all(found)).flat())
}

function heldAfter(before: ReadonlyMap<string, HeldBefore>, arrived: News): HeldAfter {
  const after = new Map<string, Held>()
  const now = (id: string, kind: string): Held =>
    after.get(id) ?? before.get(id)?.held ?? nothingHeld(id, kind)
  for (const { feed } of arrived.replaced) {
    for (const { held } of before.values()) {
      if (held.feeds.includes(feed)) after.set(held.id, outOf(now(held.id, held.kind), feed))
    }
  }
  const news: { held: Held; entry: Entry }[] = []
  const renewed = new Set<string>()
  for (const { feed, entry } of arrived.entries) {
    const held = now(entry.rec, entry.kind)
    news.push({ held, entry })
    // A record of which no feed that stands has told comes whole: with a feed that is built, or because it came into one
    // that stands. What was told before may be of another epoch, its numbers too. Not what a feed has told that stands
    // built already: that may be newer than what was laid aside some pages ago.
    const isKnown =
      renewed.has(entry.rec) || held.feeds.some((one) => arrived.cursors.get(one)?.state === "live")
    const isAnew = !entry.left && !isKnown
    if (isAnew) renewed.add(entry.rec)
    after.set(entry.rec, receive(isAnew ? { ...held, base: {} } : held, entry, feed))
  }
  for (const { rec, kind, n, seq = 0, applied = false } of arrived.settled) {
    const op = { n, seq, applied, covered: arrived.covered.get(n) ?? {} }
    after.set(rec, settle(now(rec, kind), op, arrived.writer))
  }
  return { after, news }
}

/** What the new copy of a feed does not name is no longer in it, and its base belonged to the old copy. */
function outOf(held: Held, feed: string): Held {
  return inFeeds(
    held,
    held.feeds.filter((known) => known !== feed),
  )
}

interface Left {
  readonly waiting: number
  readonly building: number
}

/** Undefined when records, ops or cursors have changed since they were read: nothing was written. */
async function store({ database }: Journal, work: Work): Promise<Left | undefined> {
  const { meta, records, outbox, feeds, staged, history } = database
  return database.transaction("rw", [meta, records, outbox, feeds, staged, history], async () => {
    const [device, server] = await Promise.all([deviceRow(database), serverRow(database)])
    if (hasMoved(device, work.ground.device)) return undefined
    const marks = { ...device, settledTo: work.settledTo }
    const [waiting] = await Promise.all([
      // Before the records, so that its turns there and back pass while those are being written.
      putOps(database, work, marks),
      records.bulkPut([...work.records]),
      records.bulkDelete([...work.forgotten]),
      feeds.bulkPut([...work.feeds]),
      putStaged(database, work),
      putHistory(database, work),
      meta.put({ ...marks, revision: (device.revision ?? 0) + 1 }),
    ])
    const allSent = waiting === 0 ? { allSentAt: work.server.fetchedAt } : {}
    await meta.put({ ...server, ...work.server, ...allSent })
    return { waiting, building: work.feeds.filter((row) => row.state === "building").length }
  })
}

/** Returns how many ops still wait. */
async function putOps(database: JournalDatabase, work: Work, marks: DeviceRow): Promise<number> {
  await database.outbox.bulkPut([...work.ops])
  // A backup of the server holds these: they will never have to be sent again.
  const done = await doneUpTo(database, work.server.safe, marks)
  if (done.length > 0) await database.outbox.bulkDelete([...done])
  // Whatever it is that a backup holds by the present id, it was made after the tablet had taken that id.
  if (work.server.safe > 0) await formerRows(database).delete()
  return countRows(database, { states: ["fresh", "sent"], marks })
}

async function putStaged({ staged }: JournalDatabase, work: Work): Promise<void> {
  await Promise.all(work.unstaged.map((feed) => staged.where("feed").equals(feed).delete()))
  await staged.bulkPut([...work.staged])
}

async function putHistory({ history }: JournalDatabase, work: Work): Promise<void> {
  await history.bulkAdd([...work.history])
  // What others did to a record is part of what the school told.
  if (work.withdrawn.length === 0) return
  await history
    .where("rec")
    .anyOf([...work.withdrawn])
    .delete()
}
