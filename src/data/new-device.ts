import { Dexie } from "dexie"

import { must } from "#/base/assert.ts"
import { reopen, type Held, type OwnCell } from "#/sync/held.ts"
import { opId } from "#/sync/merge.ts"
import { underNewNames, type CellPlace, type NewNames } from "#/sync/new-names.ts"
import type { OpCell } from "#/sync/op.ts"

import { deviceRow, hasMoved, placeOf, touch, writerOf, type Journal } from "./journal.ts"
import { openOpCells, openRow } from "./opening.ts"
import { stateOf } from "./ops-in-state.ts"
import type { DeviceRow, OpRow, OpState, RecordRow } from "./rows.ts"
import { sealOp, sealRow } from "./sealing.ts"

/** What the server has taken already: it stays here, or is sent once more with the rest. */
type Settled = "stays" | "goes"

/**
 * Takes a new device id, because the old one is known elsewhere (a copied tablet) or the server has
 * forgotten part of it. Everything without a settled receipt is numbered anew, from 1, and sent under it;
 * values are set, not added up, so that sending one twice changes nothing.
 *
 * What is settled has no number under the new id. It stays as `former` until a backup holds it: were the server put
 * back to an older one, and the other half of the tablet gone by then, nobody else could give it again.
 */
export async function takeNewDevice(journal: Journal, id: string): Promise<void> {
  for (;;) if (await renewed(journal, id, "stays")) return
}

/**
 * The server was put back to a copy from before this tablet took its id, and knows nothing by it. All that is here goes
 * under one more id in the order in which it was made: under the present one what is older would come after what was
 * written on top of it, and win.
 */
export async function bringFormer(journal: Journal, id: string): Promise<void> {
  for (;;) if (await renewed(journal, id, "goes")) return
}

export async function hasFormer({ database }: Journal): Promise<boolean> {
  return (await formerRows(database).count()) > 0
}

/** A backup holds them. */
export async function dropFormer({ database }: Journal): Promise<void> {
  await database.transaction("rw", database.meta, database.outbox, async () => {
    await formerRows(database).delete()
    await touch(database)
  })
}

/** Usable inside of a transaction over the outbox. */
export function formerRows({ outbox }: Journal["database"]) {
  const of = (n: unknown) => ["former", n]
  return outbox.where("[state+n]").between(of(Dexie.minKey), of(Dexie.maxKey))
}

interface Opened {
  readonly row: OpRow
  readonly state: OpState
  readonly cells: Readonly<Record<string, OpCell>>
}

/** False when something was written meanwhile: nothing was changed. */
async function renewed(journal: Journal, id: string, settled: Settled): Promise<boolean> {
  const { database } = journal
  const [place, device, all] = await Promise.all([
    placeOf(database),
    deviceRow(database),
    database.outbox.orderBy("n").toArray(),
  ])
  const opened = await openAll(journal, device, all)
  const staying = settled === "stays" ? opened.filter(isSettled) : []
  const going = settled === "stays" ? opened.filter((one) => !isSettled(one)) : inOrderMade(opened)
  const numbers = new Map(
    going.map(({ row: { n, rec }, cells }, index) => {
      return [n, { n: index + 1, rec, cells }] as const
    }),
  )
  const names: NewNames = { id, former: device.id, numbers }
  const under = going.map((one) => ({ ...one, cells: cellsUnder(one, names) }))
  const [ops, former, records] = await Promise.all([
    Promise.all(under.map((one, index) => numberedAnew(journal, one, index + 1))),
    Promise.all(
      staying.map((one, index) => asFormer(journal, one, { device, n: index - staying.length })),
    ),
    recordsOf(journal, under, {
      names,
      device,
      writer: { ...writerOf(place, device), device: id },
    }),
  ])
  const tables = [database.meta, database.records, database.outbox]
  return database.transaction("rw", tables, async () => {
    const now = await deviceRow(database)
    if (hasMoved(now, device)) return false
    await database.outbox.clear()
    await Promise.all([
      database.outbox.bulkAdd([...former, ...ops]),
      database.records.bulkPut([...records]),
      database.meta.put({ ...now, id, n: ops.length, sentTo: 0, settledTo: 0 }),
    ])
    return true
  })
}

/** In the order of their numbers. What a person has put down is left behind. */
async function openAll(
  { vault }: Journal,
  device: DeviceRow,
  all: readonly OpRow[],
): Promise<readonly Opened[]> {
  const rows = all.map((row) => ({ row, state: stateOf(row, device) }))
  const wanted = rows.filter(({ state }) => state !== "mended")
  return Promise.all(
    wanted.map(async (one) => ({ ...one, cells: await openOpCells(vault, one.row) })),
  )
}

/**
 * Of each record the op that was made first comes first: one that had been refused may bear a higher number by now than
 * what was written on top of it. Records keep their places, for some are made under others.
 */
function inOrderMade(opened: readonly Opened[]): readonly Opened[] {
  const byRecord = new Map<string, Opened[]>()
  for (const one of [...opened].sort((left, right) => left.row.at - right.row.at)) {
    byRecord.set(one.row.rec, [...(byRecord.get(one.row.rec) ?? []), one])
  }
  return opened.map(({ row }) => must(byRecord.get(row.rec)?.shift()))
}

function isSettled({ state }: Opened): boolean {
  return state === "kept" || state === "former"
}

function cellsUnder({ row: { rec }, cells }: Opened, names: NewNames): Opened["cells"] {
  const moved = Object.entries(cells).map(([cell, set]) => {
    return [cell, renamed(set, { rec, cell }, names)] as const
  })
  return Object.fromEntries(moved)
}

function bareOf({ row }: Opened) {
  const { open: _open, ct: _ct, name: _name, ...bare } = row
  const { applied: _applied, seq: _seq, refusal: _refusal, ...again } = bare
  return again
}

/** A refused one too: under the new id its number would be missing. */
function numberedAnew({ vault }: Journal, one: Opened, n: number): Promise<OpRow> {
  return sealOp(vault, { ...bareOf(one), n, state: "fresh" }, one.cells)
}

function asFormer(
  { vault }: Journal,
  one: Opened,
  { device, n }: { readonly device: DeviceRow; readonly n: number },
): Promise<OpRow> {
  return sealOp(vault, { ...bareOf(one), n, state: "former", name: nameOf(one, device) }, one.cells)
}

/** What the server has known an op by. */
function nameOf({ row }: Opened, device: DeviceRow): string {
  return row.name ?? opId(device.id, row.n)
}

interface Renaming {
  readonly names: NewNames
  readonly device: DeviceRow
  readonly writer: ReturnType<typeof writerOf>
}

/** The records of these ops: own values under their new numbers, and over the base what is to be sent once more. */
async function recordsOf(
  { database, vault }: Journal,
  going: readonly Opened[],
  { names, device, writer }: Renaming,
): Promise<readonly RecordRow[]> {
  const rows = await database.records.bulkGet([...new Set(going.map(({ row }) => row.rec))])
  const again = going.filter(isSettled)
  const byRecord = new Map([
    ...again.map(({ row }) => [row.rec, emptyRow(row)] as const),
    ...rows.flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])),
  ])
  return Promise.all(
    [...byRecord.values()].map(async (row) => {
      const held = await openRow(vault, row)
      const own = Object.entries(held.own).map(([cell, set]) => {
        const n = names.numbers.get(set.n)?.n ?? set.n
        return [cell, { ...renamed(set, { rec: row.id, cell }, names), n }] as const
      })
      let next: Held = { ...held, own: Object.fromEntries(own) }
      for (const one of again.filter((op) => op.row.rec === row.id)) {
        const n = names.numbers.get(one.row.n)?.n ?? 0
        next = reopen(next, { n, cells: one.cells }, nameOf(one, device))
      }
      return sealRow(vault, next, { version: row.v + 1, writer })
    }),
  )
}

/** Of a record that is not here: what was written in it goes under all the same. */
export function emptyRow(op: OpRow): RecordRow {
  return { id: op.rec, kind: op.kind, v: 0, keys: [], feeds: [], open: { base: {}, own: {} } }
}

function renamed<Value extends OpCell | OwnCell>(value: Value, place: CellPlace, names: NewNames) {
  const { past: _past, ...bare } = value
  return { ...bare, ...underNewNames(value, place, names) }
}
