import { answer, type Call, type Outcome } from "#/server/call.ts"
import { takeKeyOf } from "#/server/escrow.ts"
import { refuse } from "#/server/refusal.ts"
import { isFresh } from "#/server/session.ts"

/** An open session found on a tablet is not enough: the key goes to who has just signed in. */
export async function takeKey(
  call: Call<{ readonly vault: string }>,
): Promise<Outcome<{ key: string }>> {
  const { services, identity, request } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const now = services.nowMs()
  if (!isFresh(identity, now)) return refuse("stale-sign-in")
  const { accounts } = services
  if (accounts === undefined) return refuse("no-key")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const key = await takeKeyOf(tx, { accounts, scope, now }, request.vault)
    return key === undefined ? refuse("no-key") : answer({ key })
  })
}
