import { assert } from "#/base/assert.ts"
import type { Trouble } from "#/data/database.ts"
import { joinSchool } from "#/data/join-school.ts"
import { placeOf } from "#/data/journal.ts"
import { noteContact } from "#/data/lease-notes.ts"
import { api, type InvitationLook, type SessionAnswer } from "#/sync/api.ts"

import { callApi, type Called } from "./api-client.ts"
import { attempt } from "./attempt.ts"
import { carry, type Credentials } from "./credentials.ts"
import { freshCredentials, newPlaceName, sealMark } from "./new-credentials.ts"
import { beginPlace, placeNameOf } from "./open-place.ts"
import { databaseOf, placeIn, type PlaceName } from "./place-names.ts"
import { isOpen, placesHere, type PlaceHere } from "./places-here.ts"
import type { Services } from "./services.tsx"

/** From a link or a QR code, or typed. */
export type InvitationKey = { readonly token: string } | { readonly code: string }

/** Why it did not work out; each has a sentence in `text/start.ts`. */
export type JoinFailure =
  | "used"
  | "expired"
  | "unknown"
  | "wrong-link"
  | "already-set-up"
  | "too-many"
  | "broken"
  | "offline"
  | "unreachable"
  | "portal"

/** What is on this tablet, for the person to know before it becomes the school's. */
export type TabletNow =
  | { readonly kind: "empty" }
  | { readonly kind: "local"; readonly unsent: number }
  | { readonly kind: "joined"; readonly name: string; readonly unsent: number }
  /** Others have their journals here: the invited person gets one beside them. */
  | { readonly kind: "beside"; readonly names: readonly string[] }

/** The invited person has a journal here, and it is locked: it has to be opened first. */
type PlaceLocked = { readonly kind: "locked"; readonly database: string; readonly name: string }

export type Looked =
  | { readonly kind: "invitation"; readonly look: InvitationLook; readonly tablet: TabletNow }
  | PlaceLocked
  | { readonly kind: "failure"; readonly failure: JoinFailure }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

export type JoinOutcome =
  /** `services` may be of another place than the document's: enter it next (`placeNameOf`). */
  | { readonly kind: "joined"; readonly services: Services }
  /** Accepted all the same: unlock it and accept once more, within ten minutes. */
  | PlaceLocked
  | { readonly kind: "failure"; readonly failure: JoinFailure }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

/** Asks what an invitation says. Changes nothing, here or on the server. */
export async function lookAtInvitation(
  key: InvitationKey,
  services: Services | undefined,
): Promise<Looked> {
  const called = await callApi({ endpoint: api.lookAtInvitation, request: key })
  if (called.kind !== "answer") return { kind: "failure", failure: failureOf(called) }
  const look = called.answer
  const here = await placesHere(services)
  const theirs = here.find(
    ({ place }) => place.person?.name === look.name && place.schoolName === look.schoolName,
  )
  if (theirs !== undefined && !isAtHand(theirs, services)) {
    return { kind: "locked", database: theirs.database, name: look.name }
  }
  return { kind: "invitation", look, tablet: tabletNow(here, theirs, services) }
}

/**
 * Accepts the invitation and makes this tablet the invited person's, with everything that is on it; or, where others
 * have their journals, makes one beside them.
 */
export async function acceptInvitation(
  key: InvitationKey,
  services: Services | undefined,
  look?: InvitationLook,
): Promise<JoinOutcome> {
  const here = await placesHere(services)
  const was = formerly(here, look)
  const request = { ...key, attempt: attempt(), ...(was === undefined ? {} : { was }) }
  const as = credentialsFor(here, services)
  const called = await callApi({ endpoint: api.acceptInvitation, request, as })
  return settle(called, { as, here, services })
}

/** Whose tablet it is: a server put back from a copy may not know the person any more, and knows the id again then. */
function formerly(
  here: readonly PlaceHere[],
  look: InvitationLook | undefined,
): { school: string; person: string } | undefined {
  const theirs = here.find(
    ({ place: { person } }) => person !== null && (look === undefined || person.name === look.name),
  )
  const { school, person } = theirs?.place ?? { person: null }
  return school === undefined || person === null ? undefined : { school, person: person.id }
}

export interface SetUp {
  readonly token: string
  readonly schoolName: string
  /** Empty when not given. */
  readonly city: string
  readonly name: string
}

/** Makes the first school of an empty server and signs its head in on this tablet. */
export async function setUpServer(
  { city, ...given }: SetUp,
  services: Services | undefined,
): Promise<JoinOutcome> {
  const here = await placesHere(services)
  const as = credentialsFor(here, services)
  const request = city === "" ? given : { ...given, city }
  const called = await callApi({ endpoint: api.setup, request, as })
  return settle(called, { as, here, services })
}

/** Who is still signed in on this browser, although its storage was emptied; undefined when nobody is. */
export async function lookAtSession(): Promise<SessionAnswer | undefined> {
  const called = await callApi({ endpoint: api.session, request: {}, as: {} })
  return called.kind === "answer" ? called.answer : undefined
}

/** Opens the journal of the person still signed in: everything that was sent comes back. */
export async function resumeSession(): Promise<JoinOutcome> {
  const called = await callApi({ endpoint: api.session, request: {}, as: {} })
  return settle(called, { as: {}, here: [], services: undefined })
}

/**
 * The first person of a tablet is signed in by the plain cookie. Every later sign-in has a cookie of its own, for
 * nobody knows yet whose it will be, and the session of who is here must stay as it is.
 */
function credentialsFor(here: readonly PlaceHere[], services: Services | undefined): Credentials {
  const isFirst = here.every((place) => place.place.person === null && isAtHand(place, services))
  return isFirst ? {} : freshCredentials()
}

/** Whether its key is: it opens by itself, or is open in this document. */
function isAtHand({ database, slots }: PlaceHere, services: Services | undefined): boolean {
  return isOpen(slots) || services?.journal.database.name === database
}

interface Joining {
  readonly as: Credentials
  readonly here: readonly PlaceHere[]
  readonly services: Services | undefined
}

async function settle(called: Called<SessionAnswer>, joining: Joining): Promise<JoinOutcome> {
  if (called.kind !== "answer") return { kind: "failure", failure: failureOf(called) }
  const { person, school } = called.answer
  const { as, here, services } = joining
  const theirs = here.find(
    ({ place }) => place.person?.id === person.id && (place.school ?? school.id) === school.id,
  )
  // Own work begun without a server becomes the person's, as it was said before accepting.
  const free = here.find((place) => place.place.person === null && isAtHand(place, services))
  const found = theirs ?? free
  if (found !== undefined && !isAtHand(found, services)) {
    return { kind: "locked", database: found.database, name: person.name }
  }
  const isOwnTaken = here.some(({ database }) => database === databaseOf("own"))
  const fresh = isOwnTaken ? (as.place ?? newPlaceName()) : "own"
  const place = found === undefined ? fresh : placeIn(found.database)
  const opened = await openAtHand(place, services)
  if (opened.kind !== "open") return opened
  return adopt(opened.services, called.answer, as)
}

type AtHand =
  | { readonly kind: "open"; readonly services: Services }
  | Exclude<JoinOutcome, { readonly kind: "joined" }>

async function openAtHand(place: PlaceName, services: Services | undefined): Promise<AtHand> {
  if (services !== undefined && placeNameOf(services) === place) return { kind: "open", services }
  const begun = await beginPlace(place, () => undefined)
  // Only the lease can be in the way, and the server has just been asked.
  return begun.kind === "locked" ? { kind: "locked", database: begun.database, name: "" } : begun
}

/** Makes the place the person's, and the session just begun the place's. */
async function adopt(
  services: Services,
  answer: SessionAnswer,
  as: Credentials,
): Promise<JoinOutcome> {
  const { database, vault } = services.journal
  // In the queue: the data key does not turn between sealing and writing.
  const { mark, joined } = await services.journal.queue.run(async () => {
    const before = (await placeOf(database)).session
    const sealed = as.place === undefined ? undefined : await sealMark(as, { vault, before })
    return { mark: sealed, joined: await joinSchool(services.journal, answer, sealed) }
  })
  assert(joined.kind === "joined", "the place was found by its person")
  await noteContact(database, services.nowMs())
  if (mark === undefined) return { kind: "joined", services }
  carry(database.name, as)
  return { kind: "joined", services }
}

function tabletNow(
  here: readonly PlaceHere[],
  theirs: PlaceHere | undefined,
  services: Services | undefined,
): TabletNow {
  if (theirs !== undefined) {
    return { kind: "joined", name: theirs.place.person?.name ?? "", unsent: theirs.unsent }
  }
  const free = here.find((place) => place.place.person === null && isAtHand(place, services))
  if (free !== undefined) {
    return free.unsent === 0 ? { kind: "empty" } : { kind: "local", unsent: free.unsent }
  }
  const names = here.flatMap(({ place }) => place.person?.name ?? [])
  return here.length === 0 ? { kind: "empty" } : { kind: "beside", names }
}

function failureOf(called: Exclude<Called<unknown>, { kind: "answer" }>): JoinFailure {
  if (called.kind !== "refused") return called.kind
  switch (called.code) {
    case "invitation-used":
      return "used"
    case "invitation-expired":
      return "expired"
    case "invitation-unknown":
    case "not-found":
    case "bad-request":
      return "unknown"
    case "wrong-setup-token":
      return "wrong-link"
    case "already-set-up":
      return "already-set-up"
    case "too-many":
      return "too-many"
    case "busy":
    case "storage":
    case "too-slow":
      return "unreachable"
    case "signed-out":
    case "foreign-origin":
    case "too-large":
    case "not-json":
    case "broken":
    // Joining asks for none of these.
    case "wrong-passphrase":
    case "weak-passphrase":
    case "stale-sign-in":
    case "no-key":
    case "step-up":
    case "wrong-code":
      return "broken"
  }
}
