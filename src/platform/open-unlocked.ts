import { assert } from "#/base/assert.ts"
import type { JournalDatabase, Trouble } from "#/data/database.ts"
import { openDatabase } from "#/data/database.ts"
import { deviceRow, journalWith, placeOf, type Journal } from "#/data/journal.ts"
import { nameOfKey } from "#/data/key-name.ts"
import { noteContact } from "#/data/lease-notes.ts"
import { leaseOf, type Lease } from "#/data/lease.ts"
import { readLeaseDays } from "#/data/read-lease-days.ts"
import { api } from "#/sync/api.ts"

import { callApi } from "./api-client.ts"
import { openMark } from "./credentials.ts"
import { dropCrumb } from "./crumb.ts"
import { grantKey } from "./key-grant.ts"
import { servicesOf } from "./open-place.ts"
import { placeIn, teachersDatabases } from "./place-names.ts"
import type { Unlocked } from "./unlocking.ts"

export type OnTrouble = (trouble: Trouble) => void

/** The data key, for use and, where the person has just given more than a PIN, for making a new PIN. */
export interface Keys {
  readonly use: CryptoKey
  readonly wrap?: CryptoKey
}

/** Opens the database for an attempt; it stays open only when that has unlocked it. */
export async function inDatabase(
  name: string,
  onTrouble: OnTrouble,
  attempt: (database: JournalDatabase) => Promise<Unlocked>,
): Promise<Unlocked> {
  // Opening would make an empty one in place of what another tab has just removed.
  if (!(await teachersDatabases()).includes(name)) {
    return { kind: "trouble", trouble: { kind: "wiped" } }
  }
  const opening = await openDatabase(name, { onTrouble })
  if (opening.kind === "trouble") return opening
  const { database } = opening
  let outcome: Unlocked | undefined
  try {
    outcome = await attempt(database)
    return outcome
  } finally {
    if (outcome?.kind !== "open") database.close({ disableAutoOpen: true })
  }
}

/** The last step of every way in: the key is right, and the lease is looked at. */
export async function openUnlocked(
  database: JournalDatabase,
  { use, wrap }: Keys,
  nowMs: number,
): Promise<Unlocked> {
  const journal = await journalBy(database, use)
  const lease = await leaseNow(database, nowMs)
  if (lease.kind === "over" && !(await isInContact(journal, nowMs))) {
    return { kind: "lease-over", sinceMs: lease.sinceMs }
  }
  if (wrap !== undefined) grantKey(journal, wrap)
  dropCrumb({ place: placeIn(database.name), back: placeIn(database.name) })
  return { kind: "open", services: await servicesOf(journal) }
}

/** The journal under a key that a slot has just given. */
export async function journalBy(database: JournalDatabase, use: CryptoKey): Promise<Journal> {
  const [{ id: owner }, { dataKey: named }] = await Promise.all([
    placeOf(database),
    deviceRow(database),
  ])
  const isNow = named === undefined || named === (await nameOfKey(use))
  assert(isNow, "the data key turns once, when the place stops opening by itself")
  return journalWith(database, use, { owner, named })
}

/** Whether the place may open without asking the server. */
export async function leaseNow({ meta }: JournalDatabase, nowMs: number): Promise<Lease> {
  const row = await meta.get("lease")
  return leaseOf(row?.key === "lease" ? row : undefined, nowMs)
}

/** Asks the server who is signed in here. Its answer, and only it, begins the lease anew. */
async function isInContact(journal: Journal, nowMs: number): Promise<boolean> {
  const { database, vault } = journal
  const as = await openMark((await placeOf(database)).session, vault)
  const called = await callApi({ endpoint: api.session, request: {}, as })
  if (called.kind !== "answer") return false
  await noteContact(database, nowMs, await readLeaseDays(database))
  return true
}
