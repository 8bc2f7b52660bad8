import { sameJson, type Json } from "#/base/json.ts"
import { faultIn, type CellFault } from "#/domain/record-schema.ts"
import type { Edit } from "#/domain/record.ts"
import { nextStamp } from "#/sync/clock.ts"
import { nothingHeld, shownValue, topOf, type Held, type Writer } from "#/sync/held.ts"
import { opId } from "#/sync/merge.ts"
import type { OpCell } from "#/sync/op.ts"

import { faultOfDisk } from "./fault-of-disk.ts"
import { deviceRow, hasMoved, placeOf, serverRow, writerOf, type Journal } from "./journal.ts"
import { openOpCells, openRow } from "./opening.ts"
import { opsOfRecords, stateOf } from "./ops-in-state.ts"
import type { CellChange, DeviceRow, HistoryRow, OpRow, RecordRow, ServerRow } from "./rows.ts"
import { isWhollyOpen, sealHistory, sealOp, sealRow } from "./sealing.ts"

export type Written =
  /** On the disk. `undo` puts back what stood there, wherever nobody has written since. */
  | { readonly kind: "saved"; readonly undo: readonly Edit[]; readonly changed: number }
  | { readonly kind: "refused"; readonly id: string; readonly fault: CellFault }
  /** The disk is full: nothing was written. */
  | { readonly kind: "full" }
  /** The connection to the database is gone: nothing was written. */
  | { readonly kind: "closed" }

/**
 * The only way a person changes local data. Every record and its outgoing op are written in one strict
 * transaction: a tablet that dies in between keeps both or neither, never a lesson nobody will send.
 * All edits of one call are saved together or not at all. An edit that changes nothing writes nothing.
 */
export async function write(
  journal: Journal,
  edits: readonly Edit[],
  nowMs: number,
): Promise<Written> {
  for (const edit of edits) {
    const fault = faultIn(edit.kind, edit.cells)
    if (fault !== undefined) return { kind: "refused", id: edit.id, fault }
  }
  return journal.queue.run(() => written(journal, edits, nowMs))
}

async function written(journal: Journal, edits: readonly Edit[], nowMs: number): Promise<Written> {
  try {
    if (edits.every(({ kind }) => isWhollyOpen(kind))) {
      const outcome = await writeAtOnce(journal, edits, nowMs)
      if (outcome !== undefined) return outcome
    }
    for (;;) {
      // Sealing happens outside the transaction, so another tab may write in between: then once more.
      const found = await lookFirst(journal, edits)
      const prepared = await prepare(journal, found, { edits, nowMs })
      if (await commit(journal, prepared)) return prepared.outcome
    }
  } catch (error) {
    return faultOfDisk(error)
  }
}

/**
 * Marks and ticks hold nothing personal: with nothing to seal between reading and writing one transaction does
 * both, and a tap is on the disk in half the time. Undefined when one of the rows is sealed after all
 * (this kind was unknown to the app when it came): WebCrypto would let the transaction end under it.
 */
async function writeAtOnce(
  journal: Journal,
  edits: readonly Edit[],
  nowMs: number,
): Promise<Written | undefined> {
  const { meta, records, outbox, feeds, history } = journal.database
  const tables = [meta, records, outbox, feeds, history]
  return journal.database.transaction("rw", tables, async () => {
    const found = await readGround(journal, edits)
    const rows = [...found.rows.values(), ...found.fresh.values()]
    if (rows.some((row) => row.ct !== undefined)) return undefined
    const prepared = await prepare(journal, found, { edits, nowMs })
    if (prepared.ops.length > 0) await putPrepared(journal, prepared)
    return prepared.outcome
  })
}

interface Prepared {
  readonly outcome: Written & { readonly kind: "saved" }
  /** The device's row as it was read, and as it will be. */
  readonly before: DeviceRow
  readonly device: DeviceRow
  readonly records: readonly RecordRow[]
  readonly ops: readonly OpRow[]
  readonly history: readonly HistoryRow[]
}

interface Ground {
  readonly device: DeviceRow
  readonly server: ServerRow
  readonly writer: Writer
  readonly rows: ReadonlyMap<string, RecordRow>
  readonly fresh: ReadonlyMap<string, OpRow>
  /** How far the screen is up to date, by feed. */
  readonly cursors: ReadonlyMap<string, number>
}

function lookFirst(journal: Journal, edits: readonly Edit[]): Promise<Ground> {
  const { meta, records, outbox, feeds } = journal.database
  return journal.database.transaction("r", meta, records, outbox, feeds, () =>
    readGround(journal, edits),
  )
}

/** Inside a transaction over the tables it reads. */
async function readGround({ database }: Journal, edits: readonly Edit[]): Promise<Ground> {
  const ids = [...new Set(edits.map((edit) => edit.id))]
  const [place, device, server, rows, ops, cursors] = await Promise.all([
    placeOf(database),
    deviceRow(database),
    serverRow(database),
    database.records.bulkGet(ids),
    opsOfRecords(database.outbox, ids),
    database.feeds.toArray(),
  ])
  const known = rows.filter((row) => row !== undefined)
  const fresh = ops.filter((op) => stateOf(op, device) === "fresh")
  return {
    device,
    server,
    writer: writerOf(place, device),
    rows: new Map(known.map((row) => [row.id, row])),
    fresh: new Map(fresh.map((op) => [op.rec, op])),
    // Of a feed being built the screen shows nothing yet, or its former copy: no cursor says how far that had come.
    cursors: new Map(
      cursors.filter(({ state }) => state === "live").map(({ feed, cursor }) => [feed, cursor]),
    ),
  }
}

type OpCells = Readonly<Record<string, OpCell>>

async function prepare(
  { vault }: Journal,
  found: Ground,
  { edits, nowMs }: { readonly edits: readonly Edit[]; readonly nowMs: number },
): Promise<Prepared> {
  const held = new Map<string, Held>()
  for (const row of found.rows.values()) {
    held.set(row.id, await openRow(vault, row))
  }
  const ticks = { offsetMs: found.server.offsetMs, lastAt: found.device.lastAt }
  const at = nextStamp(ticks, nowMs)
  let { n } = found.device
  const ops = new Map<number, OpRow>()
  const history: HistoryRow[] = []
  const undo: Edit[] = []
  /** The op that takes in all edits of this call on one record: two of one number would lose the first. */
  const joint = new Map<string, { readonly op: OpRow; readonly cells: OpCells }>()
  const touched = new Map<string, Held>()
  for (const edit of edits) {
    const before = touched.get(edit.id) ?? held.get(edit.id) ?? nothingHeld(edit.id, edit.kind)
    const changes = changesOf(before, edit)
    if (changes.length === 0) continue
    // An op never sent takes the next tap in; but not when the lists have moved on since, so that the
    // server can tell what its author had seen.
    const seen = Math.max(0, ...before.feeds.map((feed) => found.cursors.get(feed) ?? 0))
    const former = joint.get(edit.id)?.op ?? found.fresh.get(edit.id)
    const open = former?.seen === seen ? former : undefined
    const number = open?.n ?? (n += 1)
    const cells =
      joint.get(edit.id)?.cells ?? (open === undefined ? {} : await openOpCells(vault, open))
    const more = opCells(before, {
      changes,
      at,
      device: found.device.id,
      already: cells,
      n: number,
    })
    const bare = {
      n: number,
      rec: edit.id,
      kind: edit.kind,
      state: "fresh" as const,
      v: (open?.v ?? 0) + 1,
      seen,
      epoch: found.server.epoch,
      at,
    }
    const op = await sealOp(vault, bare, { ...cells, ...more })
    ops.set(number, op)
    joint.set(edit.id, { op, cells: { ...cells, ...more } })
    touched.set(edit.id, covered(before, more, number))
    const line = { rec: edit.id, at, by: found.writer.person, op: opId(found.device.id, number) }
    history.push(await sealHistory(vault, edit.kind, { ...line, open: changes }))
    undo.push(undoOf(edit, changes))
  }
  const next = (id: string): number => (found.rows.get(id)?.v ?? 0) + 1
  const records = await Promise.all(
    [...touched.values()].map((record) =>
      sealRow(vault, record, { version: next(record.id), writer: found.writer }),
    ),
  )
  return {
    outcome: { kind: "saved", undo: undo.reverse(), changed: history.length },
    before: found.device,
    device: { ...found.device, n, lastAt: at },
    records,
    ops: [...ops.values()],
    history,
  }
}

function changesOf(held: Held, edit: Edit): readonly CellChange[] {
  return Object.entries(edit.cells).flatMap(([cell, to]) => {
    const from = shownValue(held, cell)
    if (edit.was !== undefined && cell in edit.was && !sameJson(from, edit.was[cell])) return []
    // Choosing the value that already won is a change all the same: it ends the clash.
    const settlesClash = held.base[cell]?.rival !== undefined && held.own[cell] === undefined
    return sameJson(from, to) && !settlesClash ? [] : [{ cell, from, to }]
  })
}

function opCells(
  held: Held,
  made: {
    readonly changes: readonly CellChange[]
    readonly at: number
    readonly device: string
    readonly already: Readonly<Record<string, OpCell>>
    readonly n: number
  },
): Record<string, OpCell> {
  const cells: Record<string, OpCell> = {}
  for (const { cell, to } of made.changes) {
    // Within one op the first tap knows what the screen showed before it; later ones cover the tap itself.
    const former = made.already[cell]
    const { prev, past } = former ?? topOf(held, cell, made.device)
    const set = { value: to, prev, at: made.at }
    cells[cell] = past === undefined || past.length === 0 ? set : { ...set, past }
  }
  return cells
}

function covered(held: Held, cells: Readonly<Record<string, OpCell>>, n: number): Held {
  const own = { ...held.own }
  for (const [name, cell] of Object.entries(cells)) own[name] = { ...cell, n }
  return { ...held, own }
}

function undoOf(edit: Edit, changes: readonly CellChange[]): Edit {
  const cells: Record<string, Json> = {}
  const was: Record<string, Json> = {}
  for (const { cell, from, to } of changes) {
    cells[cell] = from
    was[cell] = to
  }
  return { id: edit.id, kind: edit.kind, cells, was }
}

/**
 * False when anything was written since the ground was read, by another tab or by sync: the op may be sent by now, the
 * clock's offset known, the device another. The device's row is put back whole, so nothing of it may have changed.
 */
async function commit(journal: Journal, prepared: Prepared): Promise<boolean> {
  if (prepared.ops.length === 0) return true
  const { database } = journal
  const { meta, records, outbox, history } = database
  return database.transaction("rw", meta, records, outbox, history, async () => {
    if (hasMoved(await deviceRow(database), prepared.before)) return false
    await putPrepared(journal, prepared)
    return true
  })
}

/** Inside a transaction over the tables it writes. */
async function putPrepared({ database }: Journal, prepared: Prepared): Promise<void> {
  await Promise.all([
    database.meta.put(prepared.device),
    database.records.bulkPut([...prepared.records]),
    database.outbox.bulkPut([...prepared.ops]),
    database.history.bulkAdd([...prepared.history]),
  ])
}
