import type { Listener } from "./live-streams.ts"
import { readPerson } from "./person.ts"
import { mintScope, type Scope } from "./scope.ts"
import { hashOf, newToken, nextToken } from "./secrets.ts"
import type { Services } from "./services.ts"
import type { PersonState, SessionRow, Store, Transaction } from "./store.ts"

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

/** Who is asking, as far as the cookie tells. `renewed` is a new token to be set. */
export type Identity =
  | { readonly kind: "nobody" }
  /** The access was taken away: only sync still answers, so that the tablet forgets the school. */
  | { readonly kind: "revoked"; readonly scope: Scope }
  | {
      readonly kind: "member"
      readonly scope: Scope
      readonly person: PersonState
      readonly session: string
      readonly renewed?: string
    }

const nobody: Identity = { kind: "nobody" }

/**
 * Finds the session of a token. The token changes every 24 hours; the former one keeps working until its
 * successor has been used (the answer that carried it may have got lost) and is surely on the tablet's disk, and a
 * minute longer. After that it can only be a copy: the session ends for both.
 */
export async function identify(services: Services, token: string | undefined): Promise<Identity> {
  if (token === undefined) return nobody
  const now = services.nowMs()
  return services.store.transaction(async (tx) => {
    const session = await tx.door.session(hashOf("session", token))
    if (session === undefined || session.ended === "left" || session.ended === "reused")
      return nobody
    const scope = mintScope(session)
    if (session.ended === "revoked") return { kind: "revoked", scope }
    if (now - session.seenAt > idleMsMax) return nobody
    const kept = await refreshed(tx, services, { session, token, now })
    if (kept === "reused") {
      await tx.door.putSession({ ...session, ended: "reused" })
      const { person } = session
      await tx
        .school(scope)
        .audit({ at: now, person, device: null, what: "token-reused", detail: {} })
      return nobody
    }
    const person = readPerson(await tx.school(scope).record(session.person))
    if (person === undefined) return nobody
    if (person.revoked) return { kind: "revoked", scope }
    const member = { kind: "member", scope, person, session: session.id } as const
    return kept.renewed === undefined ? member : { ...member, renewed: kept.renewed }
  })
}

interface Presented {
  readonly session: SessionRow
  readonly token: string
  readonly now: number
}

interface Kept {
  readonly renewed?: string
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
    await tx.door.putSession({
      ...session,
      tokenHash: hashOf("session", renewed),
      tokenSince: now,
      formerHash: session.tokenHash,
      formerUntil: null,
      seenAt: now,
    })
    return { renewed }
  }
  const isKept = now - session.tokenSince > onDiskAfterMs
  const isFirstUse = isKept && session.formerHash !== null && session.formerUntil === null
  if (isFirstUse || now - session.seenAt > noteSeenEveryMs) {
    const formerUntil = isFirstUse ? now + stragglersMs : session.formerUntil
    await tx.door.putSession({ ...session, formerUntil, seenAt: now })
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

/** Signs a person in; the token is known here once and never again. */
export async function openSession(
  tx: Transaction,
  services: Services,
  scope: Scope,
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

/** A cookie that scripts cannot read and other sites cannot send. */
export function sessionCookie(token: string, behindTls: boolean): string {
  const attributes = "Path=/; HttpOnly; SameSite=Strict"
  const age = `Max-Age=${token === "" ? 0 : idleDaysMax * 86_400}`
  // Browsers refuse Secure and the __Host- prefix over plain http, where only a trial on one's own machine runs.
  const written = `${cookieName(behindTls)}=${token}; ${attributes}; ${age}`
  return behindTls ? `${written}; Secure` : written
}

export function cookieName(behindTls: boolean): string {
  return behindTls ? "__Host-session" : "session"
}

export function tokenIn(request: Request, behindTls: boolean): string | undefined {
  const start = `${cookieName(behindTls)}=`
  const cookies = (request.headers.get("cookie") ?? "").split(/;\s*/)
  const token = cookies.find((cookie) => cookie.startsWith(start))?.slice(start.length)
  return token === undefined || !/^[\w-]{43}$/.test(token) ? undefined : token
}
