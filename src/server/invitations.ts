import { must } from "#/base/assert.ts"
import type { InvitationAnswer, Member } from "#/sync/api.ts"

import { beginChanges } from "./changes.ts"
import { readPerson } from "./person.ts"
import { asBefore, type Formerly } from "./returning.ts"
import { mintScope, type Scope } from "./scope.ts"
import { hashOf, newCode, newToken } from "./secrets.ts"
import { changeAsServer } from "./server-change.ts"
import type { Services } from "./services.ts"
import { endSessions, openSession, type OpenedSession } from "./session.ts"
import type { InvitationRow, PersonState, SchoolRows, Transaction } from "./store.ts"

export const invitationDays = 7
const invitationMs = invitationDays * 86_400_000
/** An accept whose answer got lost may be repeated by the same tablet for this long. */
export const repeatMs = 10 * 60_000

/** A new invitation for the person; an earlier one that is still open stops working. */
export async function createInvitation(
  tx: Transaction,
  services: Services,
  invited: { readonly scope: Scope; readonly person: string },
): Promise<InvitationAnswer> {
  const { scope, person } = invited
  await withdrawInvitations(tx, scope, person)
  const token = newToken(services.randomBytes, 128)
  const code = newCode(services.randomBytes)
  const expiresAt = services.nowMs() + invitationMs
  await tx.door.putInvitation({
    id: newToken(services.randomBytes, 128),
    school: scope.school,
    person,
    tokenHash: hashOf("invitation", token),
    codeHash: hashOf("code", code),
    expiresAt,
    usedAt: null,
    attemptHash: null,
    session: null,
    withdrawn: false,
  })
  await tx.school(scope).audit({
    at: services.nowMs(),
    person: scope.person,
    device: null,
    what: "invited",
    detail: { person },
  })
  return { token, code, expiresAt }
}

export async function withdrawInvitations(
  tx: Transaction,
  scope: Scope,
  person: string,
): Promise<void> {
  for (const open of await tx.school(scope).invitationsOf(person)) {
    if (open.usedAt === null && !open.withdrawn) {
      await tx.door.putInvitation({ ...open, withdrawn: true })
    }
  }
}

export type InvitationKey = { readonly token: string } | { readonly code: string }

export type FoundInvitation =
  | { readonly kind: "open" | "used"; readonly invitation: InvitationRow }
  | { readonly kind: "expired" }
  | { readonly kind: "unknown" }

/** Only who holds the whole secret learns that it was used or is over; a guess is always `unknown`. */
export async function findInvitation(
  tx: Transaction,
  key: InvitationKey,
  now: number,
): Promise<FoundInvitation> {
  const hash = "token" in key ? hashOf("invitation", key.token) : hashOf("code", key.code)
  const invitation = await tx.door.invitation(hash)
  if (invitation === undefined) return { kind: "unknown" }
  if (invitation.usedAt !== null) return { kind: "used", invitation }
  if (invitation.withdrawn || now > invitation.expiresAt) return { kind: "expired" }
  return { kind: "open", invitation }
}

export interface Accepting {
  readonly invitation: InvitationRow
  readonly attempt: string | undefined
  readonly was?: Formerly | undefined
  /** What the session is bound to from the beginning. */
  readonly proof?: string | undefined
}

/** Signs the invited person in, gives a revoked one the access back, and uses the invitation up. */
export async function acceptInvitation(
  tx: Transaction,
  services: Services,
  { invitation: found, attempt, was, proof }: Accepting,
): Promise<{ readonly scope: Scope; readonly session: OpenedSession }> {
  const now = services.nowMs()
  const invitation = await asBefore(tx.school(mintScope(found)), found, {
    was,
    epoch: await tx.door.epoch(),
    now,
  })
  const scope = mintScope(invitation)
  const rows = tx.school(scope)
  if (invitation.session !== null) {
    await endSessions(tx, scope, { why: "left", person: scope.person, only: invitation.session })
  }
  const session = await openSession(tx, services, { scope, by: "invitation", proof })
  await tx.door.putInvitation({
    ...invitation,
    usedAt: invitation.usedAt ?? now,
    attemptHash: attempt === undefined ? null : hashOf("attempt", attempt),
    session: session.id,
  })
  const person = must(readPerson(await rows.record(scope.person)), "an invitation has a person")
  if (person.revoked) {
    const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
    const cells = { revoked: false }
    await changeAsServer(changes, { id: person.id, kind: "person", cells, by: person.id })
    await changes.finish()
  }
  await rows.audit({ at: now, person: person.id, device: null, what: "joined", detail: {} })
  return { scope, session }
}

/** Whether this is the tablet that has accepted it a moment ago and never got the answer. */
export function isRepeat(
  { invitation, attempt }: Pick<Accepting, "invitation" | "attempt">,
  now: number,
): boolean {
  return (
    attempt !== undefined &&
    invitation.attemptHash === hashOf("attempt", attempt) &&
    now - (invitation.usedAt ?? 0) <= repeatMs
  )
}

/** A person as the head sees it. */
export async function memberOf(
  rows: SchoolRows,
  person: PersonState,
  now: number,
): Promise<Member> {
  const invitations = await rows.invitationsOf(person.id)
  const open = invitations.find(
    ({ usedAt, withdrawn, expiresAt }) => usedAt === null && !withdrawn && now <= expiresAt,
  )
  const hasJoined = person.role === "head" || invitations.some(({ usedAt }) => usedAt !== null)
  return {
    id: person.id,
    name: person.name,
    role: person.role,
    state: person.revoked ? "revoked" : hasJoined ? "active" : "invited",
    classes: [...person.classes],
    invitedUntil: open?.expiresAt ?? null,
  }
}
