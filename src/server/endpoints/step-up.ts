import { answer, type Call, type Outcome } from "#/server/call.ts"
import { stepSessionUp, tooManyCodes, spendCode } from "#/server/factor.ts"
import { refuse } from "#/server/refusal.ts"
import { steppedUpMs } from "#/server/step-up.ts"

export async function stepUp(
  call: Call<{ readonly code: string }>,
): Promise<Outcome<{ until: number }>> {
  const { services, identity, request, limits } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope, session } = identity
  const retryAfterSeconds = tooManyCodes(limits, scope)
  if (retryAfterSeconds !== undefined) {
    return { kind: "refused", code: "too-many", retryAfterSeconds }
  }
  return services.store.transaction(async (tx) => {
    if (!(await spendCode(tx, services, { scope, code: request.code }))) return refuse("wrong-code")
    const now = services.nowMs()
    await stepSessionUp(tx, { scope, session, now })
    return answer({ until: now + steppedUpMs })
  })
}
