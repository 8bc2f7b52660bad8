import { answer, type Call, type Outcome } from "#/server/call.ts"
import { factorOf } from "#/server/factor.ts"
import { refuse } from "#/server/refusal.ts"
import { isFactorRequired, steppedUpUntil } from "#/server/step-up.ts"
import type { FactorAnswer } from "#/sync/api.ts"

export async function showFactor(call: Call<unknown>): Promise<Outcome<FactorAnswer>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope, person } = identity
  return services.store.transaction(async (tx) => {
    const factor = await factorOf(tx, services, scope)
    return answer({
      state: factor === undefined || factor.secret === null ? "none" : "on",
      required: isFactorRequired(services, person.role),
      steppedUpUntil: steppedUpUntil(identity, services.nowMs()),
      recoveryCodesLeft: factor?.codes.length ?? 0,
    })
  })
}
