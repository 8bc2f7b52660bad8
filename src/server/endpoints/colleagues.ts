import { answer, type Call, type Outcome } from "#/server/call.ts"
import { beginChanges } from "#/server/changes.ts"
import { createInvitation, memberOf } from "#/server/invitations.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import { addPerson, newId } from "#/server/school.ts"
import type { InvitationAnswer } from "#/sync/api.ts"
import type { Colleague } from "#/sync/area-api.ts"

interface Invited {
  name: string
  invitation: InvitationAnswer
}

/** The coordinators of the asker's area. */
export async function listColleagues(
  call: Call<unknown>,
): Promise<Outcome<{ people: Colleague[] }>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const people: Colleague[] = []
    for (const record of await rows.recordsOf("person")) {
      const person = readPerson(record)
      if (person === undefined) continue
      const { id, name, state } = await memberOf(rows, person, services.nowMs())
      people.push({ id, name, state })
    }
    return answer({ people })
  })
}

/** Whoever is invited may do what the inviting one may: an area has one role. */
export async function inviteColleague(
  call: Call<{ readonly name: string }>,
): Promise<Outcome<Invited>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope, person: asking } = identity
  const { name } = request
  return services.store.transaction(async (tx) => {
    const now = services.nowMs()
    const id = newId(services)
    const changes = await beginChanges(tx.school(scope), { epoch: await tx.door.epoch(), now })
    await addPerson(changes, { id, name, role: asking.role, classes: [], by: scope.person })
    await changes.finish()
    return answer({ name, invitation: await createInvitation(tx, services, { scope, person: id }) })
  })
}

/** For a lost link, or a coordinator whose tablet is gone. */
export async function inviteAgain(call: Call<unknown>): Promise<Outcome<Invited>> {
  const { services, identity, id } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const person = readPerson(await tx.school(scope).record(id))
    if (person === undefined) return refuse("not-found")
    const invitation = await createInvitation(tx, services, { scope, person: id })
    return answer({ name: person.name, invitation })
  })
}
