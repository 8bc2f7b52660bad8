import { areaSummary, type SummaryCache } from "#/server/area-summary.ts"
import { createSchoolOf, renewCode, type AreaCode } from "#/server/areas.ts"
import { answer, type Call, type Handler, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import type { InvitationAnswer } from "#/sync/api.ts"
import type { AreaSummary } from "#/sync/area-api.ts"

/** Remembers what it has reckoned, as long as the server runs. */
export function showAreaSummary(): Handler<unknown, AreaSummary> {
  const cache: SummaryCache = new Map()
  return async ({ services, identity }) => {
    if (identity.kind !== "member") return refuse("signed-out")
    const found = await areaSummary(services, cache, identity.scope)
    return found === undefined ? refuse("not-found") : answer(found)
  }
}

export async function makeAreaCode(call: Call<unknown>): Promise<Outcome<AreaCode>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  const made = await services.store.transaction((tx) => renewCode(services, tx.school(scope)))
  return made === undefined ? refuse("not-found") : answer(made)
}

interface NewSchool {
  readonly schoolName: string
  readonly name: string
}

interface MadeSchool {
  schoolName: string
  invitation: InvitationAnswer
}

export async function makeSchool(call: Call<NewSchool>): Promise<Outcome<MadeSchool>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const invitation = await createSchoolOf(services, identity.scope, request)
  return answer({ schoolName: request.schoolName, invitation })
}
