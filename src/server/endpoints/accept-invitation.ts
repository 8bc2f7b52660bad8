import { must } from "#/base/assert.ts"
import type { Call, Outcome } from "#/server/call.ts"
import {
  acceptInvitation as accept,
  findInvitation,
  isRepeat,
  type InvitationKey,
} from "#/server/invitations.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import type { Formerly } from "#/server/returning.ts"
import { describeSession } from "#/server/school.ts"
import type { SessionAnswer } from "#/sync/api.ts"

type Request = InvitationKey & { readonly attempt?: string; readonly was?: Formerly }

export async function acceptInvitation(call: Call<Request>): Promise<Outcome<SessionAnswer>> {
  const { services, request, proof } = call
  return services.store.transaction(async (tx) => {
    const now = services.nowMs()
    const found = await findInvitation(tx, request, now)
    if (found.kind === "unknown" || found.kind === "expired") {
      return refuse(`invitation-${found.kind}`)
    }
    const { attempt, was } = request
    const accepting = { invitation: found.invitation, attempt, was, proof }
    if (found.kind === "used" && !isRepeat(accepting, now)) return refuse("invitation-used")
    const { scope, session } = await accept(tx, services, accepting)
    const person = must(readPerson(await tx.school(scope).record(scope.person)))
    const body = await describeSession(tx, scope, { person, now, accounts: services.accounts })
    return { kind: "answer", body, token: session.token }
  })
}
