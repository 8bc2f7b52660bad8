import { must } from "#/base/assert.ts"
import { changeSlots } from "#/data/change-slots.ts"
import { JournalDatabase } from "#/data/database.ts"
import { journalWith, placeOf, type Journal } from "#/data/journal.ts"
import { nameOfKey } from "#/data/key-name.ts"
import { readByKeys } from "#/data/read.ts"
import { keyOfTyped, unwrapFrom, type Stretch } from "#/data/slot-keys.ts"
import { beginPinTry, endRightTry } from "#/data/slot-tries.ts"
import { keyOfDevice, newPinSlot, newRecoverySlot } from "#/data/slots.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"

import { journal, openTablet, save } from "./tablet.ts"
import { classEdits } from "./year.ts"

const pin = "482916"
const name = "bench-unlock"
const perClass = 25

/** A second is a second on any device: what is measured is everything beside it. */
const noStretch: Stretch = async (secret) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", secret))

function classesOf(pupils: number): readonly { year: number; grade: number; letter: string }[] {
  return Array.from({ length: Math.ceil(pupils / perClass) }, (_, place) => ({
    year: 2026,
    grade: 6 + (place % 6),
    letter: "АБВГДЕЖЗ"[Math.floor(place / 6)] ?? "Я",
  }))
}

/**
 * A place with so many pupils, each with a change of theirs in outbox and history, that opens by a PIN only.
 * @returns how long the last step took, milliseconds: all of it is sealed anew under a new data key
 */
export async function lockTablet(pupils: number, place = name): Promise<number> {
  await openTablet(place)
  for (const named of classesOf(pupils)) await save(classEdits(named, perClass).edits)
  const { database } = journal()
  const open = {
    key: must(await keyOfDevice(database), "a new place opens by itself"),
    owner: (await placeOf(database)).id,
  }
  const effort = { memoryKiB: 8, passes: 1, tookMs: 1 }
  const typed = { secret: pin, effort, stretch: noStretch }
  await changeSlots(journal(), { put: await newPinSlot(open, typed) })
  const code = { code: "ACEH".repeat(8), confirmedAt: 1 }
  const slot = await newRecoverySlot(open, code)
  const began = performance.now()
  const changed = await changeSlots(journal(), { put: slot })
  const took = performance.now() - began
  if (changed.kind !== "changed" || !changed.turned) throw new Error("nothing was sealed anew")
  database.close()
  return took
}

export interface UnlockTimes {
  /** From the typed PIN to the names of all pupils, without Argon2id. */
  readonly unlock: number
  /** The same names with the key already at hand. */
  readonly names: number
}

export async function unlockTablet(pupils: number): Promise<UnlockTimes> {
  const began = performance.now()
  const database = new JournalDatabase(name)
  await database.open()
  const tried = await beginPinTry(database)
  if (tried.kind !== "judge") throw new Error(tried.kind)
  const { slot } = tried
  const { id: owner } = await placeOf(database)
  const by = await keyOfTyped(pin, { ...slot, stretch: noStretch }, { owner, slot: "pin" })
  const key = must(await unwrapFrom(slot, by, { owner, use: "use" }), "it is the right PIN")
  await endRightTry(database, slot)
  await readAll(journalWith(database, key, { owner, named: await nameOfKey(key) }), pupils)
  const unlocked = performance.now()
  await readAll(journalWith(database, key, { owner, named: await nameOfKey(key) }), pupils)
  const read = performance.now()
  database.close()
  return { unlock: unlocked - began, names: read - unlocked }
}

async function readAll(opened: Journal, pupils: number): Promise<void> {
  const keys = classesOf(pupils).map((named) => recordKey.pupilsOf(recordIds.schoolClass(named)))
  const found = await readByKeys(opened, keys)
  const named = found.filter(({ cells }) => cells["last"]?.value !== undefined)
  // A benchmark of something that did not happen would be the fastest of all.
  if (named.length !== pupils) throw new Error(`${named.length} pupils of ${pupils} have names.`)
}
