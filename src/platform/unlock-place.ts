import type { JournalDatabase } from "#/data/database.ts"
import { placeOf } from "#/data/journal.ts"
import { openDeviceSlot } from "#/data/key-slot.ts"
import type { SlotRow } from "#/data/rows.ts"
import { keyOfBytes, unwrapFrom } from "#/data/slot-keys.ts"
import { slotOf } from "#/data/slots.ts"
import { readRecoveryCode } from "#/sync/recovery-code.ts"

import { inDatabase, openUnlocked, type OnTrouble } from "./open-unlocked.ts"
import { askPasskey } from "./passkey.ts"
import { trySecret } from "./typed-secret.ts"
import type { Secret, Unlocked } from "./unlocking.ts"

/** The place that has no PIN yet (`isOpen`): fails only when it was away from its server for too long. */
export function unlockByItself(database: string, onTrouble: OnTrouble): Promise<Unlocked> {
  return inDatabase(database, onTrouble, async (opened) => {
    const slot = await slotOf(opened, "device")
    if (slot === undefined) return { kind: "no-way" }
    return openUnlocked(opened, { use: await openDeviceSlot(slot, "use") }, Date.now())
  })
}

export function unlockWithPin(
  database: string,
  pin: string,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  return inDatabase(database, onTrouble, (opened) => unlockWithSecret(opened, { kind: "pin", pin }))
}

export function unlockWithPassphrase(
  database: string,
  passphrase: string,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  return inDatabase(database, onTrouble, (opened) =>
    unlockWithSecret(opened, { kind: "passphrase", passphrase }),
  )
}

async function unlockWithSecret(database: JournalDatabase, secret: Secret): Promise<Unlocked> {
  const judged = await trySecret(database, secret)
  if (judged.kind !== "right") return judged
  const use = await judged.key("use")
  const isPin = secret.kind === "pin"
  return openUnlocked(
    database,
    isPin ? { use } : { use, wrap: await judged.key("wrap") },
    Date.now(),
  )
}

/** Tries are not counted: nobody guesses 130 bits. */
export function unlockWithRecoveryCode(
  database: string,
  typed: string,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  return inDatabase(database, onTrouble, async (opened) => {
    const slot = await slotOf(opened, "recovery")
    if (slot === undefined) return { kind: "no-way" }
    const code = readRecoveryCode(typed)
    if (code === undefined) return { kind: "wrong", triesLeft: null, waitMs: 0 }
    return unlockWithBytes(opened, slot, new TextEncoder().encode(code))
  })
}

export function unlockWithPasskey(database: string, onTrouble: OnTrouble): Promise<Unlocked> {
  return inDatabase(database, onTrouble, async (opened) => {
    const slot = await slotOf(opened, "passkey")
    if (slot === undefined) return { kind: "no-way" }
    const output = await askPasskey(slot)
    return output === undefined ? { kind: "cancelled" } : unlockWithBytes(opened, slot, output)
  })
}

type Salted = Extract<SlotRow, { readonly kind: "recovery" | "passkey" }>

async function unlockWithBytes(
  database: JournalDatabase,
  slot: Salted,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Unlocked> {
  const { id: owner } = await placeOf(database)
  const by = await keyOfBytes(bytes, slot.salt, { owner, slot: slot.id })
  const [use, wrap] = await Promise.all([
    unwrapFrom(slot, by, { owner, use: "use" }),
    unwrapFrom(slot, by, { owner, use: "wrap" }),
  ])
  if (use === undefined || wrap === undefined) return { kind: "wrong", triesLeft: null, waitMs: 0 }
  return openUnlocked(database, { use, wrap }, Date.now())
}
