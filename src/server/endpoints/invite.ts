import { must } from "#/base/assert.ts"
import type { InvitedRole } from "#/domain/access.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { beginChanges } from "#/server/changes.ts"
import { createInvitation, memberOf } from "#/server/invitations.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import { addPerson, newId } from "#/server/school.ts"
import type { InvitationAnswer, Member } from "#/sync/api.ts"

interface Request {
  readonly name: string
  readonly role: InvitedRole
  readonly classes: readonly string[]
}

interface Answer {
  person: Member
  invitation: InvitationAnswer
}

/** The head adds a person and gets the link and the code to hand over. */
export async function invite(call: Call<Request>): Promise<Outcome<Answer>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const now = services.nowMs()
    const id = newId(services)
    const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
    await addPerson(changes, { ...request, id, by: scope.person })
    await changes.finish()
    const invitation = await createInvitation(tx, services, { scope, person: id })
    const person = must(readPerson(await rows.record(id)))
    return answer({ person: await memberOf(rows, person, now), invitation })
  })
}
