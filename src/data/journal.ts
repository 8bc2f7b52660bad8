import { Dexie } from "dexie"

import { must } from "#/base/assert.ts"
import { Queue } from "#/base/queue.ts"
import { uuidV7 } from "#/base/uuid.ts"
import type { Writer } from "#/sync/held.ts"

import type { JournalDatabase } from "./database.ts"
import { newDeviceSlot, openDeviceSlot } from "./key-slot.ts"
import { leaseOf, type Lease } from "./lease.ts"
import { OpenedRecords } from "./opened-records.ts"
import type { DeviceRow, MetaRow, PlaceRow, ServerRow } from "./rows.ts"
import { vaultOf, type Vault } from "./vault.ts"

/** An opened, unlocked database: what every reader and the writer work with. */
export interface Journal {
  readonly database: JournalDatabase
  readonly vault: Vault
  /** Writes of one tab follow one another; against other tabs the rows' versions guard. */
  readonly queue: Queue
  readonly opened: OpenedRecords
}

/** The person who writes while no server is known. */
export const localPerson = "local"

export interface Seeds {
  readonly nowMs: number
  readonly random: (length: number) => Uint8Array
}

export type Begun =
  | { readonly kind: "open"; readonly journal: Journal }
  /** It does not open by itself: a PIN or another way to its key is needed. */
  | { readonly kind: "locked" }
  /** Its keys were destroyed: the access was taken away, or a removal was cut short. Nothing in it can be read. */
  | { readonly kind: "dead" }
  /** It was without its server for too long. */
  | Extract<Lease, { readonly kind: "over" }>

/**
 * Unlocks a database that opens by itself, making its first rows when it is new: the place, the device with its
 * counter, the data key and its slot, all in one transaction.
 */
export async function beginJournal(
  database: JournalDatabase,
  mode: PlaceRow["mode"],
  seeds: Seeds,
): Promise<Begun> {
  const [place, lease] = await database.meta.bulkGet(["place", "lease"])
  if (place?.key !== "place")
    return { kind: "open", journal: await firstRows(database, mode, seeds) }
  const slot = await database.slots.get("device")
  if (slot?.kind !== "device") {
    const isDead = (await database.slots.count()) === 0
    return { kind: isDead ? "dead" : "locked" }
  }
  const standing = leaseOf(lease?.key === "lease" ? lease : undefined, seeds.nowMs)
  if (standing.kind === "over") return standing
  const key = await openDeviceSlot(slot, "use")
  return { kind: "open", journal: journalWith(database, key, { owner: place.id }) }
}

/** The same for a place of which it is known that it opens by itself, e.g. one without a PIN. */
export async function openJournal(
  database: JournalDatabase,
  mode: PlaceRow["mode"],
  seeds: Seeds,
): Promise<Journal> {
  const begun = await beginJournal(database, mode, seeds)
  return must(
    begun.kind === "open" ? begun.journal : undefined,
    "the data key lies beside its rows",
  )
}

/** The name of the data key that a new place begins with. The others are told apart by `nameOfKey`. */
const firstDataKey = ""

/** An unlocked database. `owner` is the place's id, `named` the name of its data key. */
export function journalWith(
  database: JournalDatabase,
  key: CryptoKey,
  { owner, named = firstDataKey }: { readonly owner: string; readonly named?: string | undefined },
): Journal {
  const vault = vaultOf(key, owner)
  database.sealsBy = named
  return { database, vault, queue: new Queue(), opened: new OpenedRecords(vault) }
}

async function firstRows(
  database: JournalDatabase,
  mode: PlaceRow["mode"],
  seeds: Seeds,
): Promise<Journal> {
  const newId = (): string => uuidV7(seeds.nowMs, seeds.random(10))
  const slot = await newDeviceSlot()
  const id = newId()
  const rows: MetaRow[] = [
    { key: "place", id, mode, madeAt: seeds.nowMs, person: null, schoolName: "" },
    { key: "device", id: newId(), n: 0, lastAt: 0 },
    { key: "server", epoch: 0, offsetMs: null, safe: 0, allSentAt: null, fetchedAt: null },
  ]
  const made = await database.transaction("rw", database.meta, database.slots, async () => {
    // Two tabs may start at once: the first one's rows stand.
    if ((await database.meta.get("place")) !== undefined) return false
    await database.meta.bulkAdd(rows)
    await database.slots.add(slot.row)
    return true
  })
  return made ? journalWith(database, slot.key, { owner: id }) : openJournal(database, mode, seeds)
}

export async function placeOf(database: JournalDatabase): Promise<PlaceRow> {
  const row = await database.meta.get("place")
  return must(row?.key === "place" ? row : undefined, "a database has a place")
}

export async function deviceRow(database: JournalDatabase): Promise<DeviceRow> {
  const row = await database.meta.get("device")
  const device = must(row?.key === "device" ? row : undefined, "a database has a device")
  const { sealsBy } = database
  // Another tab has put a new data key behind the slots: what this one would seal nobody could open again.
  if (sealsBy !== undefined && sealsBy !== (device.dataKey ?? firstDataKey)) throw letGo(database)
  return device
}

function letGo(database: JournalDatabase): Error {
  database.letGo()
  return new Dexie.DatabaseClosedError()
}

export async function serverRow(database: JournalDatabase): Promise<ServerRow> {
  const row = await database.meta.get("server")
  return must(
    row?.key === "server" ? row : undefined,
    "a database knows what it knows of the server",
  )
}

export function writerOf(place: PlaceRow, device: DeviceRow): Writer {
  return { device: device.id, person: place.person?.id ?? localPerson }
}

/** Whose tablet this is now, in one look. */
export async function readWriter(database: JournalDatabase): Promise<Writer> {
  const [place, device] = await database.meta.bulkGet(["place", "device"])
  return writerOf(
    must(place?.key === "place" ? place : undefined, "a database has a place"),
    must(device?.key === "device" ? device : undefined, "a database has a device"),
  )
}

/**
 * Says that records, ops or feeds have changed, and how far ops have gone. Inside the transaction that changes them:
 * a plan made on what was there before is then made anew.
 */
export async function touch(
  database: JournalDatabase,
  marks: Partial<Pick<DeviceRow, "sentTo" | "settledTo">> = {},
): Promise<void> {
  const device = await deviceRow(database)
  await database.meta.put({ ...device, ...marks, revision: (device.revision ?? 0) + 1 })
}

/**
 * Whether anything has been written since `then` was read, by this tab or another: every write raises the stamp, and
 * whatever else changes records, ops or feeds the revision (see {@link touch}).
 */
export function hasMoved(now: DeviceRow, then: DeviceRow): boolean {
  return (
    now.id !== then.id ||
    now.n !== then.n ||
    now.lastAt !== then.lastAt ||
    now.revision !== then.revision
  )
}

/** Changes what is known of the server. Call it inside a transaction over `meta`, or alone. */
export async function changeServer(
  database: JournalDatabase,
  change: Partial<Omit<ServerRow, "key">>,
): Promise<void> {
  await database.transaction("rw", database.meta, async () => {
    await database.meta.put({ ...(await serverRow(database)), ...change })
  })
}

export async function changePlace(
  database: JournalDatabase,
  change: Partial<Omit<PlaceRow, "key">>,
): Promise<void> {
  await database.transaction("rw", database.meta, async () => {
    await database.meta.put({ ...(await placeOf(database)), ...change })
  })
}
