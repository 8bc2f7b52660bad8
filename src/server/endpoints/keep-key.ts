import { withoutKey } from "#/server/accounts.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { keepKeyOf, type KeptKey } from "#/server/escrow.ts"
import { refuse } from "#/server/refusal.ts"

export async function keepKey(call: Call<KeptKey>): Promise<Outcome<{ kept: true }>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { accounts } = services
  if (accounts === undefined) return withoutKey
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const keeping = { accounts, scope, now: services.nowMs() }
    const isKept = await keepKeyOf(tx, keeping, request)
    return isKept ? answer({ kept: true }) : refuse("too-many")
  })
}
