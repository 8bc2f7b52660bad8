import { Dexie } from "dexie"

import { countAside } from "#/data/aside-sittings.ts"
import { countCarried } from "#/data/carried.ts"
import { openDatabase, type JournalDatabase } from "#/data/database.ts"
import { placeOf } from "#/data/journal.ts"
import { countInState, opsInState } from "#/data/ops-in-state.ts"
import { unsentStates } from "#/data/place-facts.ts"

import { countSealed } from "./handover-look.ts"
import { teachersDatabases } from "./place-names.ts"
import type { PlaceRemoved, Rescue } from "./unlocking.ts"

/** Another tab that does not let go is told about, not waited for. */
const patienceMs = 5_000

/**
 * Takes a teacher's place off this tablet: only when everything is acknowledged, or when what is not lies in a file.
 * Its keys go first, then the database: what a browser leaves on the disk of the rows opens no more.
 */
export async function removePlace(name: string, rescue: Rescue): Promise<PlaceRemoved> {
  if (!(await teachersDatabases()).includes(name)) return { kind: "removed" }
  const opening = await openDatabase(name, { onTrouble: () => undefined })
  if (opening.kind === "trouble") return opening
  const { database } = opening
  // Answers that only this place's key opens are in no file: they become changes once it is opened.
  const sealed = await countSealed((await placeOf(database)).id)
  const count = sealed > 0 ? sealed : await destroySlots(database, rescue)
  database.close({ disableAutoOpen: true })
  if (count > 0) return { kind: "unsent", count }
  return deleted(name)
}

/** In one transaction with the counting: a mark made meanwhile in another tab keeps the place. Gives what is unsaved. */
async function destroySlots(database: JournalDatabase, rescue: Rescue): Promise<number> {
  const { meta, outbox, slots, drafts } = database
  return database.transaction("rw", meta, outbox, slots, drafts, async () => {
    // Another teacher's work that this tablet brings to the server is in no file of this one's.
    // Nor are answers that wait for a consent: a person decides on them first.
    const kept = (await countCarried(database)) + (await countAside(database))
    if (kept > 0) return kept
    const unsent = await countInState(database, unsentStates)
    if (unsent > 0 && !(await isInFile(database, unsent, rescue))) return unsent
    await slots.clear()
    return 0
  })
}

async function isInFile(
  database: JournalDatabase,
  unsent: number,
  rescue: Rescue,
): Promise<boolean> {
  if (rescue.kind === "none") return false
  const ops = await opsInState(database, unsentStates)
  return unsent <= rescue.count && (ops.at(-1)?.n ?? 0) <= rescue.lastN
}

async function deleted(name: string): Promise<PlaceRemoved> {
  const late = new Promise<PlaceRemoved>((resolve) =>
    setTimeout(() => resolve({ kind: "blocked" }), patienceMs),
  )
  const gone = Dexie.delete(name).then((): PlaceRemoved => ({ kind: "removed" }))
  return Promise.race([gone, late])
}
