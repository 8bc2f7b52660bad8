import { uuidV7 } from "#/base/uuid.ts"
import { learn } from "#/sync/clock.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Receipt } from "#/sync/op.ts"
import type { Accepted, Outgoing, SyncStore } from "#/sync/ports.ts"
import type { Heartbeat, SyncAnswer } from "#/sync/protocol.ts"

import { acceptPages, readGround, type Ground } from "./accept-pages.ts"
import { closeGap, reopenAfterRestore } from "./after-restore.ts"
import {
  changeServer,
  deviceRow,
  hasMoved,
  placeOf,
  serverRow,
  touch,
  writerOf,
  type Journal,
  type Seeds,
} from "./journal.ts"
import { takeNewDevice } from "./new-device.ts"
import { openOp, openOpCells, openRow } from "./opening.ts"
import { countInState, opsInState } from "./ops-in-state.ts"
import { purgeFeeds } from "./purge.ts"
import { firstOf } from "./request-size.ts"
import type { OpRow, RecordRow } from "./rows.ts"
import { sealOp, sealRow } from "./sealing.ts"

/** What the tablet's surroundings know of it, for the heartbeat. */
export type AboutTablet = Pick<Heartbeat, "app" | "kept">

/**
 * The tablet's side of sync over IndexedDB (see the port for what it guarantees). Without `about` it says nothing of
 * itself.
 */
export function syncStoreOf(
  journal: Journal,
  seeds: () => Seeds,
  about?: () => Promise<AboutTablet>,
): SyncStore {
  let ahead: Promise<Ground | undefined> = nothingAhead
  return {
    outgoing: (opsMax) =>
      journal.queue.run(async () => {
        const next = await outgoing(journal, opsMax, about)
        // What the answer will be held against is read while the server works. A fault shows when it is read again.
        ahead = readGround(journal).catch(() => undefined)
        return next
      }),
    accept: (sent, answer, nowMs) =>
      journal.queue.run(() => {
        const arrival = { sent, answer, nowMs, seeds, ahead }
        ahead = nothingAhead
        return accept(journal, arrival)
      }),
  }
}

const nothingAhead = Promise.resolve(undefined)

async function outgoing(
  journal: Journal,
  opsMax: number,
  about: (() => Promise<AboutTablet>) | undefined,
): Promise<Outgoing> {
  const { database, vault } = journal
  const { meta, outbox, feeds } = database
  const frozen = await database.transaction("rw", meta, outbox, feeds, async () => {
    const [device, server, cursors, open, waiting] = await Promise.all([
      deviceRow(database),
      serverRow(database),
      feeds.toArray(),
      // One more than is sent: the oldest of those that go on waiting.
      opsInState(database, ["fresh", "sent"], opsMax + 1),
      countInState(database, ["fresh", "sent"]),
    ])
    // The first request only asks: it teaches the clock's offset and the epoch, by which ops are then stamped.
    const rows = server.epoch === 0 ? [] : firstOf(open.slice(0, opsMax))
    const fresh = rows.filter((row) => row.state === "fresh")
    // From here on a further tap becomes an op of its own.
    const sentTo = Math.max(0, ...fresh.map((row) => row.n))
    if (sentTo > 0) await touch(database, { sentTo })
    const unsettled = open[0]?.n ?? device.n + 1
    const left = { waiting: waiting - rows.length, oldestAt: open[rows.length]?.at ?? null }
    return { device, server, cursors, rows, waiting, left, confirm: unsettled - 1 }
  })
  const isHeard = frozen.server.hears === true && about !== undefined
  const ops = await Promise.all(frozen.rows.map((row) => openOp(vault, row)))
  return {
    request: {
      protocol: protocolVersion,
      device: frozen.device.id,
      epoch: frozen.server.epoch,
      ops,
      confirm: frozen.confirm,
      feeds: frozen.cursors.map(({ feed, cursor, from }) =>
        from === null ? { feed, cursor } : { feed, cursor, from },
      ),
      ...(isHeard ? { heartbeat: { ...frozen.left, ...(await about()) } } : {}),
    },
    waiting: frozen.waiting,
  }
}

interface Arrival {
  readonly sent: Outgoing
  readonly answer: SyncAnswer
  readonly nowMs: number
  readonly seeds: () => Seeds
  readonly ahead: Promise<Ground | undefined>
}

async function accept(journal: Journal, arrival: Arrival): Promise<Accepted> {
  const { answer, sent, nowMs, seeds, ahead } = arrival
  const isAboutOps = answer.kind !== "revoked" && answer.kind !== "version"
  const [isOld] = await Promise.all([
    isAboutOps && isLate(journal, sent),
    learnTime(journal, answer.serverNow, nowMs),
  ])
  if (isOld) return { kind: "stale" }
  switch (answer.kind) {
    case "synced": {
      if (!isCopy(answer.receipts)) return acceptPages(journal, { sent, answer, ahead })
      await takeNewDevice(journal, newId(seeds()))
      return { kind: "stored", more: true }
    }
    case "epoch":
      await reopenAfterRestore(journal, answer, newId(seeds()))
      return { kind: "stored", more: true }
    case "gap":
      await closeGap(journal, answer, newId(seeds()))
      return { kind: "stored", more: true }
    case "cloned":
      await takeNewDevice(journal, newId(seeds()))
      return { kind: "stored", more: true }
    case "revoked":
      await purgeFeeds(journal, "all")
      return { kind: "revoked" }
    case "version":
      return { kind: "version" }
  }
}

/**
 * The server has other content under a number of ours: two copies of one tablet count on from the same
 * number. This one goes on under a new id and sends again whatever is not settled; the other keeps the old.
 */
function isCopy(receipts: readonly Receipt[]): boolean {
  return receipts.some((one) => "reason" in one && one.reason === "changed-body")
}

/**
 * What was said to a device or of an epoch that is no more here must not renumber or reopen the ops of the
 * present one: a browser without locks may have two tabs at it at once.
 */
async function isLate({ database }: Journal, { request }: Outgoing): Promise<boolean> {
  const [device, server] = await Promise.all([deviceRow(database), serverRow(database)])
  const isOtherEpoch = request.epoch !== 0 && request.epoch !== server.epoch
  return device.id !== request.device || isOtherEpoch
}

function newId(seeds: Seeds): string {
  return uuidV7(seeds.nowMs, seeds.random(10))
}

/**
 * Learns the offset between the clocks. Ops made before the first contact carry the tablet's raw time and
 * are corrected here, once; none of them has been sent, because the first request carries none.
 */
async function learnTime(journal: Journal, serverNow: number, nowMs: number): Promise<void> {
  // Until it is known nothing may be sent: a tap in another tab meanwhile only means once more.
  for (;;) if (await learnt(journal, serverNow, nowMs)) return
}

/** False when something was written meanwhile: nothing was changed. */
async function learnt(journal: Journal, serverNow: number, nowMs: number): Promise<boolean> {
  const { database, vault } = journal
  const [before, server] = await Promise.all([deviceRow(database), serverRow(database)])
  const ticks = learn({ offsetMs: server.offsetMs, lastAt: 0 }, serverNow, nowMs)
  if (server.offsetMs !== null) {
    if (Math.abs((ticks.offsetMs ?? 0) - server.offsetMs) < offsetNoiseMs) return true
    await database.transaction("rw", database.meta, async () => {
      // What is being stamped by the former offset just now is stamped again.
      await touch(database)
      await changeServer(database, { offsetMs: ticks.offsetMs })
    })
    return true
  }
  const shift = ticks.offsetMs ?? 0
  const fresh = await opsInState(database, ["fresh"])
  const corrected = await Promise.all(
    fresh.map(async (row) => {
      const cells = Object.entries(await openOpCells(vault, row))
      const shifted = cells.map(([name, cell]) => [name, { ...cell, at: cell.at + shift }] as const)
      const { open: _open, ct: _ct, ...bare } = row
      const next = { ...bare, at: row.at + shift, v: row.v + 1 }
      return sealOp(vault, next, Object.fromEntries(shifted))
    }),
  )
  const shown = await shiftedRecords(journal, fresh, shift)
  const { meta, records, outbox } = database
  return database.transaction("rw", meta, records, outbox, async () => {
    const device = await deviceRow(database)
    if (hasMoved(device, before)) return false
    await outbox.bulkPut(corrected)
    await records.bulkPut([...shown])
    await meta.put({ ...device, lastAt: device.lastAt + shift })
    await touch(database)
    await changeServer(database, { offsetMs: ticks.offsetMs })
    return true
  })
}

/** The same times as the screen shows them: once settled they must be those the server was told. */
async function shiftedRecords(
  { database, vault }: Journal,
  ops: readonly OpRow[],
  shift: number,
): Promise<readonly RecordRow[]> {
  const [place, device] = await Promise.all([placeOf(database), deviceRow(database)])
  const writer = writerOf(place, device)
  const rows = await database.records.bulkGet([...new Set(ops.map((op) => op.rec))])
  const known = rows.filter((row) => row !== undefined)
  return Promise.all(
    known.map(async (row) => {
      const held = await openRow(vault, row)
      const cells = Object.entries(held.own)
      const own = Object.fromEntries(
        cells.map(([name, cell]) => [name, { ...cell, at: cell.at + shift }]),
      )
      return sealRow(vault, { ...held, own }, { version: row.v + 1, writer })
    }),
  )
}

/** Delays of the network look like small changes of the clock; they are not worth a write. */
const offsetNoiseMs = 2_000
