import { placeHeader, placePattern, proofHeader, proofPattern } from "#/sync/headers.ts"

import type { Listener } from "./live-streams.ts"
import { readPerson } from "./person.ts"
import { mintScope, type Scope } from "./scope.ts"
import { hashOf, newToken, nextToken } from "./secrets.ts"
import type { Services } from "./services.ts"
import type { PersonState, SessionRow, SignInWay, Store, Transaction } from "./store.ts"

export const rotateAfterMs = 24 * 3_600_000
/** How long the former token is still served after its successor was first used: requests under way at that moment. */
export const stragglersMs = 60_000
/**
 * A use of the successor sooner after its making does not count: Chromium writes cookies to the disk after half a minute,
 * and a tablet whose battery dies before comes back with the former one.
 */
const onDiskAfterMs = 60_000
/** A tablet left in a cupboard over the summer holidays still opens. */
export const idleDaysMax = 120
const idleMsMax = idleDaysMax * 86_400_000
const noteSeenEveryMs = 3_600_000

/** Who is asking, as far as cookie and proof tell. `renewed` is a new token to be set. */
export type Identity =
  | { readonly kind: "nobody" }
  /** The access was taken away: only sync still answers, so that the tablet forgets the school. */
  | { readonly kind: "revoked"; readonly scope: Scope; readonly session: string }
  | {
      readonly kind: "member"
      readonly scope: Scope
      readonly person: PersonState
      readonly session: string
      /** How and when this session was opened; null for one older than that was noted. */
      readonly signedIn: SignedIn | null
      /** When a code of the second factor was last given in this session. */
      readonly steppedUpAt: number | null
      readonly renewed?: string
    }

export type Member = Identity & { readonly kind: "member" }

export interface SignedIn {
  readonly by: SignInWay
  readonly at: number
}

const nobody: Identity = { kind: "nobody" }

/**
 * Finds the session of a token. One that has seen a proof answers to that proof only: without it the cookie is
 * nobody's, and nothing about the session changes. The token changes every 24 hours; the former one keeps working
 * until its successor has been used (the answer that carried it may have got lost) and is surely on the tablet's disk,
 * and a minute longer. After that it can only be a copy: the session ends for both.
 */
export async function identify(
  services: Services,
  { token, proof }: Pick<Credentials, "token" | "proof">,
): Promise<Identity> {
  if (token === undefined) return nobody
  const now = services.nowMs()
  return services.store.transaction(async (tx) => {
    const session = await tx.door.session(hashOf("session", token))
    if (session === undefined || session.ended === "left" || session.ended === "reused")
      return nobody
    const proofHash = proof === undefined ? null : hashOf("proof", proof)
    if (session.proofHash !== null && session.proofHash !== proofHash) return nobody
    const scope = mintScope(session)
    if (session.ended === "revoked") return { kind: "revoked", scope, session: session.id }
    if (now - session.seenAt > idleMsMax) return nobody
    const kept = await refreshed(tx, services, { session: { ...session, proofHash }, token, now })
    if (kept === "reused") {
      await tx.door.putSession({ ...session, ended: "reused" })
      const { person } = session
      await tx
        .school(scope)
        .audit({ at: now, person, device: null, what: "token-reused", detail: {} })
      return nobody
    }
    if (kept.changed !== undefined) await tx.door.putSession(kept.changed)
    else if (proofHash !== session.proofHash) await tx.door.putSession({ ...session, proofHash })
    const person = readPerson(await tx.school(scope).record(session.person))
    if (person === undefined) return nobody
    if (person.revoked) return { kind: "revoked", scope, session: session.id }
    const { id, steppedUpAt } = session
    const signedIn = signedInOf(session)
    const member = { kind: "member", scope, person, session: id, signedIn, steppedUpAt } as const
    return kept.renewed === undefined ? member : { ...member, renewed: kept.renewed }
  })
}

function signedInOf({ openedAt, openedBy }: SessionRow): SignedIn | null {
  return openedAt === null || openedBy === null ? null : { at: openedAt, by: openedBy }
}

/** Signed in so recently that whoever asks has just shown who it is, and not only found an open session. */
export const freshMs = 15 * 60_000

/** Whether the session was opened within the last {@link freshMs}. */
export function isFresh({ signedIn }: Member, now: number): boolean {
  return signedIn !== null && now - signedIn.at <= freshMs
}

interface Presented {
  readonly session: SessionRow
  readonly token: string
  readonly now: number
}

interface Kept {
  readonly renewed?: string
  readonly changed?: SessionRow
}

async function refreshed(
  tx: Transaction,
  services: Services,
  { session, token, now }: Presented,
): Promise<Kept | "reused"> {
  const isCurrent = session.tokenHash === hashOf("session", token)
  if (!isCurrent) {
    if (session.formerUntil === null)
      return { renewed: nextToken(await keyOf(tx, services), token) }
    return now <= session.formerUntil ? {} : "reused"
  }
  if (now - session.tokenSince > rotateAfterMs) {
    const renewed = nextToken(await keyOf(tx, services), token)
    const changed = {
      ...session,
      tokenHash: hashOf("session", renewed),
      tokenSince: now,
      formerHash: session.tokenHash,
      formerUntil: null,
      seenAt: now,
    }
    return { renewed, changed }
  }
  const isKept = now - session.tokenSince > onDiskAfterMs
  const isFirstUse = isKept && session.formerHash !== null && session.formerUntil === null
  if (isFirstUse || now - session.seenAt > noteSeenEveryMs) {
    const formerUntil = isFirstUse ? now + stragglersMs : session.formerUntil
    return { changed: { ...session, formerUntil, seenAt: now } }
  }
  return {}
}

async function keyOf(tx: Transaction, services: Services): Promise<string> {
  const known = await tx.door.setting("session-key")
  if (known !== undefined) return known
  const fresh = newToken(services.randomBytes, 256)
  await tx.door.setSetting("session-key", fresh)
  return fresh
}

export interface OpenedSession {
  readonly id: string
  readonly token: string
}

export interface Opening {
  readonly scope: Scope
  readonly by: SignInWay
  /** The secret of the place that the session is bound to; undefined when it is bound to the first it sees. */
  readonly proof?: string | undefined
  /** A code of the second factor was given, too. */
  readonly isSteppedUp?: boolean
}

/** Signs a person in; the token is known here once and never again. */
export async function openSession(
  tx: Transaction,
  services: Services,
  { scope, by, proof, isSteppedUp = false }: Opening,
): Promise<OpenedSession> {
  const now = services.nowMs()
  const token = newToken(services.randomBytes, 256)
  const id = newToken(services.randomBytes, 128)
  await tx.door.putSession({
    id,
    school: scope.school,
    person: scope.person,
    tokenHash: hashOf("session", token),
    tokenSince: now,
    formerHash: null,
    formerUntil: null,
    seenAt: now,
    ended: "no",
    proofHash: proof === undefined ? null : hashOf("proof", proof),
    openedAt: now,
    openedBy: by,
    steppedUpAt: isSteppedUp ? now : null,
  })
  return { id, token }
}

/** Ends one session of the person, or all of them. A revoked one is remembered for ever. */
export async function endSessions(
  tx: Transaction,
  scope: Scope,
  end: { readonly why: "left" | "revoked"; readonly person: string; readonly only?: string },
): Promise<void> {
  for (const session of await tx.school(scope).sessionsOf(end.person)) {
    if (session.ended !== "no" || (end.only !== undefined && session.id !== end.only)) continue
    await tx.door.putSession({ ...session, ended: end.why })
  }
}

/** Asks whether a session has neither ended nor vanished (a restored database may not know it). */
export function stillStands(store: Store): (asked: Listener) => Promise<boolean> {
  return ({ school, person, session }) =>
    store.transaction(async (tx) => {
      const sessions = await tx.school(mintScope({ school, person })).sessionsOf(person)
      return sessions.some(({ id, ended }) => id === session && ended === "no")
    })
}

/** What a request says of who asks. */
export interface Credentials {
  readonly token: string | undefined
  /** Whose cookie is meant, when several teachers are signed in on one browser. */
  readonly place: string | undefined
  readonly proof: string | undefined
}

/** What is no place or no proof counts as a request without any: it finds no session. */
export function credentialsIn(request: Request, behindTls: boolean): Credentials {
  const place = request.headers.get(placeHeader) ?? undefined
  const proof = request.headers.get(proofHeader) ?? undefined
  const isWellFormed =
    (place === undefined || placePattern.test(place)) &&
    (proof === undefined || proofPattern.test(proof))
  if (!isWellFormed) return { token: undefined, place: undefined, proof: undefined }
  return { token: tokenIn(request, cookieName(behindTls, place)), place, proof }
}

function tokenIn(request: Request, name: string): string | undefined {
  const start = `${name}=`
  const cookies = (request.headers.get("cookie") ?? "").split(/;\s*/)
  const token = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length)
  return token === undefined || !/^[\w-]{43}$/.test(token) ? undefined : token
}

interface CookieOf {
  readonly behindTls: boolean
  readonly place: string | undefined
}

/** A cookie that scripts cannot read and other sites cannot send. */
export function sessionCookie(token: string, { behindTls, place }: CookieOf): string {
  const attributes = "Path=/; HttpOnly; SameSite=Strict"
  const age = `Max-Age=${token === "" ? 0 : idleDaysMax * 86_400}`
  // Browsers refuse Secure and the __Host- prefix over plain http, where only a trial on one's own machine runs.
  const written = `${cookieName(behindTls, place)}=${token}; ${attributes}; ${age}`
  return behindTls ? `${written}; Secure` : written
}

/** One for each place of the tablet; the first has the plain name, which it had before there were others. */
export function cookieName(behindTls: boolean, place?: string): string {
  const name = behindTls ? "__Host-session" : "session"
  return place === undefined ? name : `${name}-${place}`
}
