import { must } from "#/base/assert.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { findInvitation, type InvitationKey } from "#/server/invitations.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import { nameOfSchool } from "#/server/school.ts"
import { mintScope } from "#/server/scope.ts"
import type { InvitationLook } from "#/sync/api.ts"

/** Shows the invited person the own name and school before anything happens. */
export async function lookAtInvitation(
  call: Call<InvitationKey>,
): Promise<Outcome<InvitationLook>> {
  const { services, request } = call
  return services.store.transaction(async (tx) => {
    const found = await findInvitation(tx, request, services.nowMs())
    if (found.kind !== "open") return refuse(`invitation-${found.kind}`)
    const scope = mintScope(found.invitation)
    const { name, role } = must(readPerson(await tx.school(scope).record(scope.person)))
    const { expiresAt } = found.invitation
    return answer({ name, role, schoolName: await nameOfSchool(tx, scope), expiresAt })
  })
}
