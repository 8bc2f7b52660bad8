import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import type { KeptRescue } from "#/sync/rescue-api.ts"

const listedMax = 200

/** For the head: bundles to decide on, and those decided. */
export async function listRescues(
  call: Call<unknown>,
): Promise<Outcome<{ rescues: KeptRescue[] }>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  return services.store.transaction(async (tx) => {
    const rescues = await tx.school(identity.scope).rescues(listedMax)
    return answer({ rescues: rescues.map((entry) => ({ ...entry, about: { ...entry.about } })) })
  })
}
