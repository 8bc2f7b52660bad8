import { fromBase64url } from "#/base/base64url.ts"
import type { JournalDatabase } from "#/data/database.ts"
import { joinSchool } from "#/data/join-school.ts"
import { placeOf } from "#/data/journal.ts"
import { noteContact } from "#/data/lease-notes.ts"
import { readLeaseDays } from "#/data/read-lease-days.ts"
import type { EscrowSlot, PlaceRow } from "#/data/rows.ts"
import { keyOfBytes, unwrapFrom } from "#/data/slot-keys.ts"
import { noSalt, slotOf } from "#/data/slots.ts"
import { api, type SessionAnswer } from "#/sync/api.ts"

import { callApi } from "./api-client.ts"
import { attempt } from "./attempt.ts"
import { freshCredentials, sealMark, type Fresh } from "./new-credentials.ts"
import {
  inDatabase,
  journalBy,
  leaseNow,
  openUnlocked,
  type Keys,
  type OnTrouble,
} from "./open-unlocked.ts"
import { serverFailureOf } from "./server-failure.ts"
import type { ServerFailure, Unlocked } from "./unlocking.ts"

/** How a person signs in to have the server give the key back. `code` answers `step-up`. */
export type SignIn =
  | { readonly kind: "passphrase"; readonly passphrase: string; readonly code?: string }
  | {
      readonly kind: "invitation"
      readonly key: { readonly token: string } | { readonly code: string }
    }

/** Signs in and has the server give the key back. For a forgotten PIN: set a new one next, nothing else is asked for. */
export function unlockWithServer(
  database: string,
  by: SignIn,
  onTrouble: OnTrouble,
): Promise<Unlocked> {
  return inDatabase(database, onTrouble, (opened) => unlockByServer(opened, by))
}

async function unlockByServer(database: JournalDatabase, by: SignIn): Promise<Unlocked> {
  const [place, slot] = await Promise.all([placeOf(database), slotOf(database, "escrow")])
  const isKept = slot !== undefined && slot.kept !== null
  // An invitation is not used up for nothing; where the lease is over, the contact itself is worth it.
  if (!isKept && (await leaseNow(database, Date.now())).kind === "good") return { kind: "no-way" }
  // A cookie of its own: a sign-in that comes to nothing leaves the session before as it was.
  const as = freshCredentials()
  const signed = await signIn(place, by, as)
  if (signed.kind === "server") return signed
  // Whatever becomes of the key: the server has answered this very person, and the lease begins anew. A place whose key
  // it does not keep opens by its PIN again.
  await noteContact(database, Date.now(), await readLeaseDays(database))
  const keys = slot === undefined ? notServed("no-key") : await takeKey(place, slot, as)
  if (keys.kind === "server") {
    await callApi({ endpoint: api.endSession, request: {}, as })
    return keys
  }
  await keepSession(database, { keys, as, answer: signed.answer })
  return openUnlocked(database, keys, Date.now())
}

type NotServed = { readonly kind: "server"; readonly failure: ServerFailure }
type Signed = { readonly kind: "signed"; readonly answer: SessionAnswer } | NotServed

const notServed = (failure: ServerFailure): NotServed => ({ kind: "server", failure })

async function signIn(place: PlaceRow, by: SignIn, as: Fresh): Promise<Signed> {
  const { person, school } = place
  if (person === null) return notServed("no-key")
  const called =
    by.kind === "passphrase" ? await byPassphrase(place, by, as) : await accept(place, by, as)
  if (called.kind === "server") return called
  if (called.kind !== "answer") return notServed(serverFailureOf(called))
  const { answer } = called
  if (answer.person.id === person.id && answer.school.id === (school ?? answer.school.id)) {
    return { kind: "signed", answer }
  }
  await callApi({ endpoint: api.endSession, request: {}, as })
  return notServed("another-person")
}

function byPassphrase(
  { person, school }: PlaceRow,
  { passphrase, code }: Extract<SignIn, { readonly kind: "passphrase" }>,
  as: Fresh,
) {
  // A tablet of the first release does not know its school's id before it joins again.
  if (person === null || school === undefined) return notServed("no-key")
  const asked = { school, person: person.id, passphrase }
  const request = code === undefined ? asked : { ...asked, code }
  return callApi({ endpoint: api.signIn, request, as })
}

/** Looks first: another person's invitation must not be used up by mistake. */
async function accept(
  { person, school }: PlaceRow,
  { key }: Extract<SignIn, { readonly kind: "invitation" }>,
  as: Fresh,
) {
  const looked = await callApi({ endpoint: api.lookAtInvitation, request: key })
  if (looked.kind !== "answer") return looked
  if (looked.answer.name !== person?.name) return notServed("another-person")
  const was = school === undefined ? {} : { was: { school, person: person.id } }
  const request = { ...key, attempt: attempt(), ...was }
  return callApi({ endpoint: api.acceptInvitation, request, as })
}

type Taken = (Required<Keys> & { readonly kind: "keys" }) | NotServed

async function takeKey({ id: owner }: PlaceRow, slot: EscrowSlot, as: Fresh): Promise<Taken> {
  const called = await callApi({ endpoint: api.takeKey, request: { vault: owner }, as })
  if (called.kind !== "answer") return notServed(serverFailureOf(called))
  const bytes = fromBase64url(called.answer.key)
  if (bytes === undefined) return notServed("no-key")
  const by = await keyOfBytes(bytes, noSalt, { owner, slot: "escrow" })
  const [use, wrap] = await Promise.all([
    unwrapFrom(slot, by, { owner, use: "use" }),
    unwrapFrom(slot, by, { owner, use: "wrap" }),
  ])
  // The server was put back from a copy that is older than this key.
  if (use === undefined || wrap === undefined) return notServed("no-key")
  return { kind: "keys", use, wrap }
}

interface Begun {
  readonly keys: Keys
  readonly as: Fresh
  readonly answer: SessionAnswer
}

/** The session just begun is the place's from now on. */
async function keepSession(database: JournalDatabase, { keys, as, answer }: Begun): Promise<void> {
  const place = await placeOf(database)
  const journal = await journalBy(database, keys.use)
  const mark = await sealMark(as, { vault: journal.vault, before: place.session })
  await joinSchool(journal, answer, mark)
}
