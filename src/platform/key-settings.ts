import { assert } from "#/base/assert.ts"
import type { JournalDatabase } from "#/data/database.ts"
import { placeOf, type Journal } from "#/data/journal.ts"
import type { PassphraseSlot, PinSlot, RecoverySlot, SlotRow } from "#/data/rows.ts"
import {
  keyOfDevice,
  newPasskeySlot,
  newPassphraseSlot,
  newPinSlot,
  newRecoverySlot,
  readSlots,
  type Effort,
  type OpenKey,
} from "#/data/slots.ts"
import { weaknessOfPin } from "#/domain/pin-strength.ts"
import { api } from "#/sync/api.ts"
import { signsTyped } from "#/sync/invitation-code.ts"
import { passphraseLengthMin, readPassphrase } from "#/sync/passphrase.ts"
import { groupsOfCode, groupsToAsk, newRecoveryCode as drawCode } from "#/sync/recovery-code.ts"

import { callApi } from "./api-client.ts"
import { measureEffort, stretchInWorker } from "./argon.ts"
import { changeWays } from "./change-ways.ts"
import { credentialsOf } from "./credentials.ts"
import { prepareEscrow, sendKey } from "./escrow.ts"
import { endGrant, grantedKey, grantKey } from "./key-grant.ts"
import { lockOthers } from "./lock.ts"
import { makePasskey } from "./passkey.ts"
import { teachersDatabases } from "./place-names.ts"
import { ensureProof } from "./place-proof.ts"
import { isOpen, waysOf } from "./places-here.ts"
import { serverFailureOf } from "./server-failure.ts"
import type { Services } from "./services.tsx"
import { trySecret } from "./typed-secret.ts"
import type {
  KeySet,
  KeySettings,
  PassphraseWeakness,
  RecoveryCodeConfirmed,
  RecoveryCodeMade,
  Refused,
  Secret,
  WayIn,
  WayRemoved,
} from "./unlocking.ts"

export { canHavePasskey } from "./passkey.ts"

export async function readKeySettings({ journal }: Services): Promise<KeySettings> {
  const { database } = journal
  const [slots, places] = await Promise.all([readSlots(database), teachersDatabases()])
  const typed = slots.find(isTyped)
  const escrow = slots.find((slot) => slot.kind === "escrow")
  return {
    ways: waysOf(slots),
    opensByItself: isOpen(slots),
    stretchMs: typed?.stretching.tookMs ?? null,
    keptByServerAt: escrow?.kept?.at ?? null,
    waitsForServer: escrow !== undefined && escrow.kept === null,
    isShared: places.some((name) => name !== database.name),
  }
}

/**
 * Sets the PIN, or another one: then `by` is the old one or the passphrase, unless the place was unlocked a moment ago
 * another way. In a school's place the server is asked to keep the key as well. Other tabs of the place lock.
 */
export async function setPin(services: Services, pin: string, by?: Secret): Promise<KeySet> {
  const why = weaknessOfPin(pin)
  if (why !== undefined) return { kind: "weak", why }
  const { journal } = services
  const { database } = journal
  const isJoined = (await placeOf(database)).mode === "joined"
  const added = await addWay(journal, by, async (open) => {
    const effort = await effortOf(database)
    const slot = await newPinSlot(open, { secret: pin, effort, stretch: stretchInWorker })
    if (isJoined) await prepareEscrow(journal, open)
    return slot
  })
  if (added.kind !== "set") return added
  if (isJoined) {
    await ensureProof(journal)
    // Without a network it is tried again with every sync.
    await sendKey(journal, Date.now())
  }
  lockOthers(journal)
  return isSet(database)
}

/**
 * Sets the passphrase of this place and, in a school, of the account: there first, so that the two never differ.
 * `by` as for the PIN; an old passphrase goes to the server too.
 */
export async function setPassphrase(
  services: Services,
  passphrase: string,
  by?: Secret,
): Promise<KeySet> {
  const why = weaknessOfPassphrase(passphrase)
  if (why !== undefined) return { kind: "weak", why }
  const { journal } = services
  const { database } = journal
  let isTold = (await placeOf(database)).mode !== "joined"
  return addWay(journal, by, async (open) => {
    const refused = isTold ? undefined : await tellServer(journal, passphrase, by)
    if (refused !== undefined) return refused
    isTold = true
    const effort = await effortOf(database)
    return newPassphraseSlot(open, { secret: passphrase, effort, stretch: stretchInWorker })
  })
}

async function tellServer(
  { database }: Journal,
  passphrase: string,
  by: Secret | undefined,
): Promise<NotSet | undefined> {
  const request =
    by?.kind === "passphrase" ? { passphrase, current: by.passphrase } : { passphrase }
  const as = credentialsOf(database.name)
  const called = await callApi({ endpoint: api.setPassphrase, request, as })
  if (called.kind === "answer") return undefined
  if (called.kind === "refused" && called.code === "weak-passphrase") {
    return { kind: "server", failure: "weak-passphrase" }
  }
  return { kind: "server", failure: serverFailureOf(called) }
}

interface Shown {
  readonly code: string
  readonly ask: readonly number[]
  readonly slot: RecoverySlot
}

/** Codes that are on the screen and not yet typed back: nothing of them is stored before that. */
const shown = new WeakMap<Journal, Shown>()

/** Makes a code to print. It is stored, and counts as a way back, once it was typed back in part. */
export async function newRecoveryCode(
  { journal, nowMs }: Services,
  by?: Secret,
): Promise<RecoveryCodeMade> {
  const open = await openKey(journal, by)
  if (open.kind !== "key") return open
  const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))
  const code = drawCode(random)
  const ask = groupsToAsk(random)
  const slot = await newRecoverySlot(open, { code, confirmedAt: nowMs() })
  shown.set(journal, { code, ask, slot })
  return { kind: "made", groups: groupsOfCode(code), ask }
}

/** `typed` are the groups that were asked for, in that order. */
export async function confirmRecoveryCode(
  { journal }: Services,
  typed: readonly string[],
): Promise<RecoveryCodeConfirmed> {
  const made = shown.get(journal)
  if (made === undefined) return { kind: "forgotten" }
  const groups = groupsOfCode(made.code)
  const isRight = made.ask.every(
    (group, place) => signsTyped(typed[place] ?? "").join("") === groups[group],
  )
  if (!isRight) return { kind: "mistyped" }
  const changed = await changeWays(journal, { put: made.slot })
  shown.delete(journal)
  endGrant(journal)
  // The data key was turned while the code was on the screen: it would open nothing.
  if (changed.kind !== "changed") return { kind: "forgotten" }
  return { kind: "confirmed", opensByItself: changed.opensByItself }
}

export async function addPasskey({ journal }: Services, by?: Secret): Promise<KeySet> {
  return addWay(journal, by, async (open) => {
    const made = await makePasskey(open.owner)
    return made.kind === "made" ? newPasskeySlot(open, made.passkey) : made
  })
}

/** Takes a way away, unless the key could be lost without it. */
export async function removeWay({ journal }: Services, way: WayIn): Promise<WayRemoved> {
  const { database } = journal
  // Without a PIN there must be something else to type at every opening, and with no network.
  const isDaily = way === "pin" && !(await readSlots(database)).some(isOtherDaily)
  if (isDaily) return { kind: "last-way-back" }
  const changed = await changeWays(journal, { remove: way })
  return changed.kind === "changed" ? { kind: "removed" } : { kind: "last-way-back" }
}

function isOtherDaily({ kind }: SlotRow): boolean {
  return kind === "passphrase" || kind === "device"
}

/** Has the server keep the key, now: it is also tried with every sync. */
export async function keepWithServer(services: Services, by?: Secret): Promise<KeySet> {
  const { journal } = services
  const sent = await sendKey(journal, Date.now())
  if (sent.kind === "kept") return { kind: "set", opensByItself: sent.opensByItself }
  if (sent.kind === "server") return sent
  const open = await openKey(journal, by)
  if (open.kind !== "key") return open
  await prepareEscrow(journal, open)
  const again = await sendKey(journal, Date.now())
  if (again.kind === "server") return again
  return isSet(journal.database)
}

type Opened = ({ readonly kind: "key" } & OpenKey) | { readonly kind: "secret-needed" } | Refused

/**
 * The data key for wrapping, for this moment: from the secret just given, from the device while it opens by itself, or
 * right after another way than a PIN was used.
 */
async function openKey(journal: Journal, by: Secret | undefined): Promise<Opened> {
  const { database } = journal
  const { id: owner } = await placeOf(database)
  const hasWay = (await readSlots(database)).some(({ kind }) => kind === by?.kind)
  if (by !== undefined && hasWay) {
    const judged = await trySecret(database, by)
    if (judged.kind !== "right") return judged
    const key = await judged.key("wrap")
    // The server may ask for the passphrase next: then the PIN just typed must not be asked for again.
    grantKey(journal, key)
    return { kind: "key", key, owner }
  }
  const key = (await keyOfDevice(database)) ?? grantedKey(journal)
  return key === undefined ? { kind: "secret-needed" } : { kind: "key", key, owner }
}

async function effortOf(database: JournalDatabase): Promise<Effort> {
  const typed = (await readSlots(database)).find(isTyped)
  if (typed === undefined) return measureEffort()
  const { memoryKiB, passes, tookMs } = typed.stretching
  return { memoryKiB, passes, tookMs }
}

function isTyped(slot: SlotRow): slot is PinSlot | PassphraseSlot {
  return slot.kind === "pin" || slot.kind === "passphrase"
}

async function isSet(database: JournalDatabase): Promise<KeySet> {
  return { kind: "set", opensByItself: isOpen(await readSlots(database)) }
}

type NotSet = Exclude<KeySet, { readonly kind: "set" }>

/**
 * Adds a way, made with the data key for wrapping. Made anew when another tab or the sync has turned that key meanwhile:
 * it would open nothing.
 */
async function addWay(
  journal: Journal,
  by: Secret | undefined,
  make: (open: OpenKey) => Promise<SlotRow | NotSet>,
): Promise<KeySet> {
  for (;;) {
    const open = await openKey(journal, by)
    if (open.kind !== "key") return open
    const slot = await make(open)
    if (!("id" in slot)) return slot
    const changed = await changeWays(journal, { put: slot })
    endGrant(journal)
    assert(changed.kind !== "last-way-back", "a way more loses nothing")
    if (changed.kind === "changed") return { kind: "set", opensByItself: changed.opensByItself }
  }
}

function weaknessOfPassphrase(passphrase: string): PassphraseWeakness | undefined {
  const read = readPassphrase(passphrase)
  if ([...read].length < passphraseLengthMin) return "short"
  // The server knows a list of common ones; without a server only the plainest are told.
  return /^\d*$/.test(read) || new Set(read).size < 5 ? "common" : undefined
}
