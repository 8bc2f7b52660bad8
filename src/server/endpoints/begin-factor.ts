import { withoutKey } from "#/server/accounts.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { beginFactor, hasFactor } from "#/server/factor.ts"
import { refuse } from "#/server/refusal.ts"
import { steppedUpUntil } from "#/server/step-up.ts"
import { totpUri } from "#/server/totp.ts"

/** Who could replace a factor without a code of it would not need it at all. */
export async function beginFactorHere(
  call: Call<unknown>,
): Promise<Outcome<{ uri: string; secret: string }>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { accounts } = services
  if (accounts === undefined) return withoutKey
  const { scope, person } = identity
  const isSteppedUp = steppedUpUntil(identity, services.nowMs()) !== null
  return services.store.transaction(async (tx) => {
    if (!isSteppedUp && (await hasFactor(tx, services, scope))) return refuse("step-up")
    const secret = await beginFactor(tx, { ...services, accounts }, scope)
    return answer({ uri: totpUri(secret, { name: person.name }), secret })
  })
}
