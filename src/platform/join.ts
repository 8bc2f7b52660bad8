import type { Trouble } from "#/data/database.ts"
import { countUnsent, joinSchool } from "#/data/join-school.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { api, type InvitationLook, type SessionAnswer } from "#/sync/api.ts"

import { callApi, type Called } from "./api-client.ts"
import { beginPlace, openPlace } from "./open-place.ts"
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

export type Looked =
  | { readonly kind: "invitation"; readonly look: InvitationLook; readonly tablet: TabletNow }
  /** The tablet is another person's: the invitation stays unused. */
  | { readonly kind: "another-person"; readonly name: string; readonly invited: string }
  | { readonly kind: "failure"; readonly failure: JoinFailure }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

export type JoinOutcome =
  | { readonly kind: "joined"; readonly services: Services }
  | { readonly kind: "another-person"; readonly name: string; readonly invited: string }
  | { readonly kind: "failure"; readonly failure: JoinFailure }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

/** Asks what an invitation says. Changes nothing, here or on the server. */
export async function lookAtInvitation(
  key: InvitationKey,
  services: Services | undefined,
): Promise<Looked> {
  const called = await callApi({ endpoint: api.lookAtInvitation, request: key })
  if (called.kind !== "answer") return { kind: "failure", failure: failureOf(called) }
  const own = await ownPlace(services)
  if (own?.kind === "trouble") return own
  const look = called.answer
  const tablet = await tabletNow(own?.services)
  // The look does not name the person's id; the name is enough to stop before the invitation is used up.
  if (tablet.kind === "joined" && tablet.name !== look.name) {
    return { kind: "another-person", name: tablet.name, invited: look.name }
  }
  return { kind: "invitation", look, tablet }
}

/** Accepts the invitation and makes this tablet the invited person's, with everything that is on it. */
export async function acceptInvitation(
  key: InvitationKey,
  services: Services | undefined,
): Promise<JoinOutcome> {
  const own = await ownPlace(services)
  if (own?.kind === "trouble") return own
  const was = own === undefined ? undefined : formerly(own.services.place)
  const request = { ...key, attempt: attempt(), ...(was === undefined ? {} : { was }) }
  return settle(await callApi({ endpoint: api.acceptInvitation, request }), services)
}

/** Whose tablet it is: a server put back from a copy may not know the person any more, and knows the id again then. */
function formerly({ school, person }: PlaceRow): { school: string; person: string } | undefined {
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
  const own = await ownPlace(services)
  if (own?.kind === "trouble") return own
  const tablet = await tabletNow(own?.services)
  if (tablet.kind === "joined") {
    return { kind: "another-person", name: tablet.name, invited: given.name }
  }
  const request = city === "" ? given : { ...given, city }
  return settle(await callApi({ endpoint: api.setup, request }), services)
}

/** Who is still signed in on this browser, although its storage was emptied; undefined when nobody is. */
export async function lookAtSession(): Promise<SessionAnswer | undefined> {
  const called = await callApi({ endpoint: api.session, request: {} })
  return called.kind === "answer" ? called.answer : undefined
}

/** Opens the journal of the person still signed in: everything that was sent comes back. */
export async function resumeSession(): Promise<JoinOutcome> {
  return settle(await callApi({ endpoint: api.session, request: {} }), undefined)
}

async function settle(
  called: Called<SessionAnswer>,
  services: Services | undefined,
): Promise<JoinOutcome> {
  if (called.kind !== "answer") return { kind: "failure", failure: failureOf(called) }
  const own = (await ownPlace(services)) ?? (await beginPlace("own", () => undefined))
  if (own.kind === "trouble") return own
  const joined = await joinSchool(own.services.journal, called.answer)
  if (joined.kind === "joined") return { kind: "joined", services: own.services }
  // A namesake of the tablet's owner: the session just begun must not send the owner's work in another's name.
  await callApi({ endpoint: api.endSession, request: {} })
  return { kind: "another-person", name: joined.name, invited: called.answer.person.name }
}

type OwnPlace =
  | { readonly kind: "open"; readonly services: Services }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

/** The teacher's own place, also from within the practice class; undefined when nothing was ever begun. */
async function ownPlace(services: Services | undefined): Promise<OwnPlace | undefined> {
  if (services !== undefined && services.place.mode !== "demo") return { kind: "open", services }
  const opened = await openPlace("own", { crumb: undefined, onTrouble: () => undefined })
  return opened.kind === "open" || opened.kind === "trouble" ? opened : undefined
}

async function tabletNow(services: Services | undefined): Promise<TabletNow> {
  if (services === undefined) return { kind: "empty" }
  const unsent = await countUnsent(services.journal)
  const { person } = services.place
  if (person !== null) return { kind: "joined", name: person.name, unsent }
  return unsent === 0 ? { kind: "empty" } : { kind: "local", unsent }
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

const attemptKey = "bortzhurnal-attempt"

/** The same through a reload of this tab: an accept whose answer got lost may be repeated with it. */
function attempt(): string {
  try {
    const kept = sessionStorage.getItem(attemptKey)
    if (kept !== null) return kept
    const made = newAttempt()
    sessionStorage.setItem(attemptKey, made)
    return made
  } catch {
    // Storage switched off: the attempt lives as long as the screen does.
    return (unkept ??= newAttempt())
  }
}

let unkept: string | undefined

function newAttempt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
}
