import type { Table } from "dexie"

import { unreachable } from "#/base/assert.ts"

import type { JournalDatabase } from "./database.ts"
import { deviceRow, hasMoved, placeOf, type Journal } from "./journal.ts"
import { nameOfKey } from "./key-name.ts"
import type { DeviceRow, DraftRow, MetaRow, SealedKey, SlotRow } from "./rows.ts"
import { draftSeat, historySeat, opSeat, recordSeat, stagedSeat } from "./seats.ts"
import { sealFor } from "./slot-keys.ts"
import { sentSeat } from "./slots.ts"
import { proofSeat, signingSeat, vaultOf, type Seat } from "./vault.ts"

// A browser keeps what it deleted for a while: whoever has the disk finds the device's slot in it, and by it the first
// data key. So when that slot goes everything is sealed anew under a key that it never wrapped, and what is written from
// then on opens by no byte of the disk without the PIN or another way. A hand-over, which has a key of its own sealed in
// another database, is made only once the place no longer opens by itself: it never meets this.

type TableName = {
  [Name in keyof JournalDatabase]: JournalDatabase[Name] extends Table ? Name : never
}[keyof JournalDatabase]
/** Feeds have nothing sealed, the other two single values: see {@link sealedIn}. */
type SealedTable = Exclude<TableName, "feeds" | "meta" | "slots">
type RowOf<Name extends SealedTable> =
  JournalDatabase[Name] extends Table<infer Row, infer _Key> ? Row : never
type Rows = { readonly [Name in SealedTable]: readonly RowOf<Name>[] }

/** Everything sealed anew, and what it was read from: the transaction finds that unchanged, or nothing is stored. */
export interface Turn {
  readonly use: CryptoKey
  readonly named: string
  readonly device: DeviceRow
  readonly drafts: string
  readonly rows: Rows
  readonly values: readonly Resealed[]
  readonly boxes: readonly Box[]
}

interface Resealed {
  readonly from: ArrayBuffer
  readonly to: ArrayBuffer
}

/** The new key behind a slot, which is known by its nonce. */
interface Box {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly sealed: SealedKey
}

/**
 * Makes a new data key and seals with it whatever the place has sealed. Outside of every transaction and in the queue
 * of writes; nothing is stored by it.
 * @param slots those that will be there, each with its public half
 */
export async function prepareTurn(journal: Journal, slots: readonly SlotRow[]): Promise<Turn> {
  const { database } = journal
  const { id: owner } = await placeOf(database)
  const { device, meta, ...found } = await database.transaction("r", database.tables, async () => ({
    device: await deviceRow(database),
    meta: await database.meta.toArray(),
    records: await database.records.toArray(),
    outbox: await database.outbox.toArray(),
    staged: await database.staged.toArray(),
    history: await database.history.toArray(),
    drafts: await database.drafts.toArray(),
  }))
  const { exportable, use } = await newDataKey()
  const next = vaultOf(use, owner)
  const again: Again = async (seat, ct) => {
    try {
      return await next.seal(seat, await journal.vault.open<unknown>(seat, ct))
    } catch (error) {
      // What does not open now has not opened before either: it stays, and keeps nobody from setting a PIN.
      if (isUnopened(error)) return ct
      throw error
    }
  }
  const [named, rows, values, boxes] = await Promise.all([
    nameOfKey(use),
    rowsAnew(found, again),
    valuesAnew([...meta, ...slots], again),
    Promise.all(slots.map((slot) => boxFor(slot, exportable, owner))),
  ])
  return { use, named, device, drafts: versionsOf(found.drafts), rows, values, boxes: boxes.flat() }
}

/**
 * Stores it all, in one strict transaction: a tablet that dies in between has every row under the former key and the
 * device's slot, or every row under the new one and no such slot.
 * @param next the slots as they will be, told from those that stand now; undefined when it is not to be any more
 * @returns false when anything was written since it was prepared, by this tab or another: nothing was stored
 */
export async function storeTurn(
  { database, vault }: Journal,
  turn: Turn,
  next: (now: readonly SlotRow[]) => readonly SlotRow[] | undefined,
): Promise<boolean> {
  const { meta, slots, records, outbox, staged, history, drafts } = database
  const sealedBy = database.sealsBy
  let turnBack = (): void => undefined
  try {
    return await database.transaction("rw", database.tables, async () => {
      const device = await deviceRow(database)
      const kept = await drafts.toArray()
      if (hasMoved(device, turn.device) || versionsOf(kept) !== turn.drafts) return false
      const ways = next(await slots.toArray())?.map((slot) => behind(slot, turn))
      const notes = (await meta.toArray()).map((row) => anew(row, turn))
      if (ways === undefined || !isWhole(ways) || !isWhole(notes)) return false
      await slots.clear()
      await Promise.all([
        slots.bulkAdd([...ways]),
        meta.bulkPut([...notes]),
        records.bulkPut([...turn.rows.records]),
        outbox.bulkPut([...turn.rows.outbox]),
        staged.bulkPut([...turn.rows.staged]),
        history.bulkPut([...turn.rows.history]),
        drafts.bulkPut([...turn.rows.drafts]),
      ])
      const revision = (device.revision ?? 0) + 1
      await meta.put({ ...device, dataKey: turn.named, revision })
      // Before anybody can read a row that is sealed anew: that comes after this transaction.
      turnBack = vault.turnTo(turn.use)
      database.sealsBy = turn.named
      return true
    })
  } catch (error) {
    // The disk was full, or the tab is being closed: the former key is still that of every row.
    turnBack()
    database.sealsBy = sealedBy
    throw error
  }
}

async function newDataKey(): Promise<{ exportable: CryptoKey; use: CryptoKey }> {
  const { subtle } = crypto
  const uses = ["encrypt", "decrypt"] as const
  const aes = { name: "AES-GCM", length: 256 }
  const exportable = await subtle.generateKey(aes, true, uses)
  const raw = await subtle.exportKey("raw", exportable)
  return { exportable, use: await subtle.importKey("raw", raw, aes, false, uses) }
}

type Again = (seat: Seat, ct: ArrayBuffer) => Promise<ArrayBuffer>

/** Only rows that hold something sealed. A table that is added to the database does not compile before it is here. */
async function rowsAnew(found: Rows, again: Again): Promise<Rows> {
  const all = async <Row extends { readonly ct?: ArrayBuffer }>(
    rows: readonly Row[],
    seatOf: (row: Row) => Seat,
  ): Promise<readonly Row[]> => {
    const sealed = rows.flatMap((row) => {
      const { ct } = row
      return ct === undefined ? [] : [again(seatOf(row), ct).then((next) => ({ ...row, ct: next }))]
    })
    return Promise.all(sealed)
  }
  const [records, outbox, staged, history, drafts] = await Promise.all([
    all(found.records, recordSeat),
    all(found.outbox, opSeat),
    all(found.staged, stagedSeat),
    all(found.history, historySeat),
    all(found.drafts, draftSeat),
  ])
  return { records, outbox, staged, history, drafts }
}

interface SealedValue<Row> {
  readonly seat: Seat
  readonly ct: ArrayBuffer
  readonly with: (ct: ArrayBuffer) => Row
}

/** The one sealed value in a row of `meta` or `slots`. Undefined where there is none. */
function sealedIn<Row extends MetaRow | SlotRow>(row: Row): SealedValue<Row> | undefined
function sealedIn(row: MetaRow | SlotRow): SealedValue<MetaRow | SlotRow> | undefined {
  if ("kind" in row) {
    if (row.kind !== "escrow") return undefined
    return { seat: sentSeat, ct: row.sent, with: (sent) => ({ ...row, sent }) }
  }
  switch (row.key) {
    case "place": {
      const { session } = row
      if (session?.proof === undefined) return undefined
      const put = (proof: ArrayBuffer): MetaRow => ({ ...row, session: { ...session, proof } })
      return { seat: proofSeat(session.v), ct: session.proof, with: put }
    }
    case "rescue": {
      const { signing, toldAt } = row
      if (signing === undefined) return undefined
      return { seat: signingSeat(toldAt), ct: signing, with: (next) => ({ ...row, signing: next }) }
    }
    case "device":
    case "server":
    case "lease":
      return undefined
    default:
      return unreachable(row)
  }
}

async function valuesAnew(
  rows: readonly (MetaRow | SlotRow)[],
  again: Again,
): Promise<readonly Resealed[]> {
  const found = rows.map((row) => sealedIn(row)).filter((value) => value !== undefined)
  return Promise.all(found.map(async ({ seat, ct }) => ({ from: ct, to: await again(seat, ct) })))
}

/** The row with its sealed value anew; undefined when that is not the value that was read. */
function anew<Row extends MetaRow | SlotRow>(row: Row, { values }: Turn): Row | undefined {
  const value = sealedIn(row)
  if (value === undefined) return row
  const found = values.find(({ from }) => sameBytes(new Uint8Array(from), new Uint8Array(value.ct)))
  return found === undefined ? undefined : value.with(found.to)
}

async function boxFor(slot: SlotRow, dataKey: CryptoKey, owner: string): Promise<readonly Box[]> {
  if (slot.kind === "device" || slot.pair === undefined) return []
  const sealed = await sealFor(slot.pair.publicKey, dataKey, { owner, slot: slot.id })
  return [{ iv: slot.iv, sealed }]
}

/** The slot with the new key behind it; undefined when it came after that was prepared. */
function behind(slot: SlotRow, turn: Turn): SlotRow | undefined {
  const next = anew(slot, turn)
  if (next === undefined || next.kind === "device" || next.pair === undefined) return undefined
  const box = turn.boxes.find(({ iv }) => sameBytes(iv, next.iv))
  if (box === undefined) return undefined
  return { ...next, pair: { ...next.pair, sealed: box.sealed } }
}

/** A draft has no other sign of having been typed at meanwhile, in another tab. */
function versionsOf(drafts: readonly DraftRow[]): string {
  return JSON.stringify(drafts.map(({ id, v }) => [id, v]))
}

function isWhole<Row>(rows: readonly (Row | undefined)[]): rows is readonly Row[] {
  return rows.every((row) => row !== undefined)
}

function isUnopened(error: unknown): boolean {
  const errors: readonly unknown[] = error instanceof AggregateError ? error.errors : [error]
  return errors.every((one) => one instanceof Error && one.name === "OperationError")
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place])
}
