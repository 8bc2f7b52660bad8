import { must } from "#/base/assert.ts"
import { canBeRevoked } from "#/domain/access.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { beginChanges } from "#/server/changes.ts"
import { createInvitation, memberOf, withdrawInvitations } from "#/server/invitations.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import type { Scope } from "#/server/scope.ts"
import { changeAsServer } from "#/server/server-change.ts"
import { endSessions } from "#/server/session.ts"
import type { Transaction } from "#/server/store.ts"
import type { InvitationAnswer, Member } from "#/sync/api.ts"

interface Request {
  readonly classes?: readonly string[]
  readonly revoke?: true
  readonly invite?: true
}

interface Answer {
  person: Member
  invitation: InvitationAnswer | null
}

/** The head appoints classes, ends an access or invites again. The head's own access cannot be ended by this. */
export async function changePerson(call: Call<Request>): Promise<Outcome<Answer>> {
  const { services, identity, request, id } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const isTorn = request.revoke === true && request.invite === true
  if (isTorn || Object.keys(request).length === 0) return refuse("bad-request")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const now = services.nowMs()
    const known = readPerson(await rows.record(id))
    if (known === undefined) return refuse("not-found")
    if (request.revoke === true && !canBeRevoked(known.role)) return refuse("bad-request")
    await changeCells(tx, scope, { id, request, now })
    if (request.revoke === true) await endAccess(tx, scope, id)
    const invitation =
      request.invite === true ? await createInvitation(tx, services, { scope, person: id }) : null
    const person = must(readPerson(await rows.record(id)))
    return answer({ person: await memberOf(rows, person, now), invitation })
  })
}

interface Change {
  readonly id: string
  readonly request: Request
  readonly now: number
}

async function changeCells(
  tx: Transaction,
  scope: Scope,
  { id, request, now }: Change,
): Promise<void> {
  const { classes, revoke } = request
  const cells = {
    ...(classes === undefined ? {} : { classes }),
    ...(revoke === undefined ? {} : { revoked: true }),
  }
  if (Object.keys(cells).length === 0) return
  const rows = tx.school(scope)
  const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
  await changeAsServer(changes, { id, kind: "person", cells, by: scope.person })
  await changes.finish()
  const detail = { person: id, ...(classes === undefined ? { revoked: true } : { classes }) }
  await rows.audit({ at: now, person: scope.person, device: null, what: "person-changed", detail })
}

async function endAccess(tx: Transaction, scope: Scope, person: string): Promise<void> {
  await endSessions(tx, scope, { why: "revoked", person })
  await withdrawInvitations(tx, scope, person)
}
