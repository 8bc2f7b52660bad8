import { toBase64url } from "#/base/base64url.ts"

import type { JournalDatabase } from "./database.ts"
import { openDeviceSlot } from "./key-slot.ts"
import type {
  EscrowSlot,
  PasskeySlot,
  PassphraseSlot,
  PinSlot,
  RecoverySlot,
  SlotOf,
  SlotRow,
  Stretching,
} from "./rows.ts"
import {
  keyOfBytes,
  keyOfTyped,
  newPepper,
  randomBytes,
  wrapFor,
  type SlotSeat,
  type Stretch,
} from "./slot-keys.ts"
import { vaultOf, type Vault } from "./vault.ts"

/** The data key in the one moment when it may be wrapped, and whose it is. Never kept. */
export interface OpenKey {
  readonly key: CryptoKey
  /** The place's id. */
  readonly owner: string
}

/** How much Argon2id has to work on this device. */
export type Effort = Omit<Stretching, "salt">

export interface Typed {
  readonly secret: string
  readonly effort: Effort
  readonly stretch: Stretch
}

export async function newPinSlot(open: OpenKey, typed: Typed): Promise<PinSlot> {
  const base = await typedSlot(open, "pin", typed)
  return { ...base, id: "pin", kind: "pin" }
}

export async function newPassphraseSlot(open: OpenKey, typed: Typed): Promise<PassphraseSlot> {
  const base = await typedSlot(open, "passphrase", typed)
  return { ...base, id: "passphrase", kind: "passphrase", triedAt: 0 }
}

async function typedSlot({ key, owner }: OpenKey, slot: "pin" | "passphrase", typed: Typed) {
  const { secret, effort, stretch } = typed
  const stretching = { ...effort, salt: randomBytes(16) }
  const pepper = await newPepper()
  const seat: SlotSeat = { owner, slot }
  const by = await keyOfTyped(secret, { stretching, pepper, stretch }, seat)
  return { stretching, pepper, tries: 0, ...(await wrapFor(key, by, seat)) }
}

/** The seat of the server's key in its slot. */
export const sentSeat = { table: "slots", id: "escrow", version: 1 } as const

/** A slot for a key that the server is to keep. It is no way back before the server has confirmed it. */
export async function newEscrowSlot({ key, owner }: OpenKey): Promise<EscrowSlot> {
  const sent = randomBytes(32)
  const seat: SlotSeat = { owner, slot: "escrow" }
  const by = await keyOfBytes(sent, noSalt, seat)
  const sealed = await vaultOf(key, owner).seal(sentSeat, toBase64url(sent))
  return {
    id: "escrow",
    kind: "escrow",
    kept: null,
    sent: sealed,
    ...(await wrapFor(key, by, seat)),
  }
}

/** The key as the server is sent it. */
export function keyForServer(vault: Vault, { sent }: EscrowSlot): Promise<string> {
  return vault.open<string>(sentSeat, sent)
}

/** A slot for a printed code, as it is stored once the person has shown to have the code. */
export async function newRecoverySlot(
  { key, owner }: OpenKey,
  { code, confirmedAt }: { readonly code: string; readonly confirmedAt: number },
): Promise<RecoverySlot> {
  const salt = randomBytes(16)
  const seat: SlotSeat = { owner, slot: "recovery" }
  const by = await keyOfBytes(new TextEncoder().encode(code), salt, seat)
  const wrapped = await wrapFor(key, by, seat)
  return { id: "recovery", kind: "recovery", salt, confirmedAt, ...wrapped }
}

export interface Passkey {
  readonly credential: ArrayBuffer
  /** What the passkey is asked to compute over. */
  readonly salt: Uint8Array<ArrayBuffer>
  /** What it computed: 32 bytes. */
  readonly output: Uint8Array<ArrayBuffer>
}

export async function newPasskeySlot(
  { key, owner }: OpenKey,
  { credential, salt, output }: Passkey,
): Promise<PasskeySlot> {
  const seat: SlotSeat = { owner, slot: "passkey" }
  const by = await keyOfBytes(output, salt, seat)
  const wrapped = await wrapFor(key, by, seat)
  return { id: "passkey", kind: "passkey", credential, salt, ...wrapped }
}

/** The server's keys are random already. */
export const noSalt = new Uint8Array(16)

export function readSlots({ slots }: JournalDatabase): Promise<readonly SlotRow[]> {
  return slots.toArray()
}

export async function slotOf<Kind extends SlotRow["kind"]>(
  { slots }: JournalDatabase,
  kind: Kind,
): Promise<SlotOf<Kind> | undefined> {
  const row = await slots.get(kind)
  return row !== undefined && isOfKind(row, kind) ? row : undefined
}

function isOfKind<Kind extends SlotRow["kind"]>(row: SlotRow, kind: Kind): row is SlotOf<Kind> {
  return row.kind === kind
}

/** The data key for wrapping, while the device's slot is there. */
export async function keyOfDevice(database: JournalDatabase): Promise<CryptoKey | undefined> {
  const slot = await slotOf(database, "device")
  return slot === undefined ? undefined : openDeviceSlot(slot, "wrap")
}

/** Whether the key could still be reached by this slot if every PIN were forgotten. */
function isWayBack(slot: SlotRow): boolean {
  switch (slot.kind) {
    case "passphrase":
    case "recovery":
      return true
    case "escrow":
      return slot.kept !== null
    case "device":
    case "pin":
    // A passkey is lost with the account or the lock screen it belongs to: a convenience and no way back.
    case "passkey":
      return false
  }
}

/**
 * Whether the place may stop opening by itself: there is a PIN, and when it is forgotten a way back. Whatever else
 * happens, the device's slot is taken away only through `changeSlots`, which asks this.
 */
export function mayLock(slots: readonly SlotRow[]): boolean {
  return slots.some(({ kind }) => kind === "pin") && slots.some(isWayBack)
}

/**
 * Whether any way would be left that does not need luck: the device's slot, or a way back. A PIN alone is none, for
 * five wrong tries end it.
 */
export function hasWayBack(slots: readonly SlotRow[]): boolean {
  return slots.some((slot) => slot.kind === "device" || isWayBack(slot))
}
