import { answer, type Call, type Outcome } from "#/server/call.ts"
import { confirmFactor, stepSessionUp, tooManyCodes } from "#/server/factor.ts"
import { refuse } from "#/server/refusal.ts"

/** The first code of a new secret shows that the authenticator has it; it counts as a step-up, too. */
export async function confirmFactorHere(
  call: Call<{ readonly code: string }>,
): Promise<Outcome<{ recoveryCodes: string[] }>> {
  const { services, identity, request, limits } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope, session } = identity
  const retryAfterSeconds = tooManyCodes(limits, scope)
  if (retryAfterSeconds !== undefined) {
    return { kind: "refused", code: "too-many", retryAfterSeconds }
  }
  return services.store.transaction(async (tx) => {
    const codes = await confirmFactor(tx, services, { scope, code: request.code })
    if (codes === undefined) return refuse("wrong-code")
    await stepSessionUp(tx, { scope, session, now: services.nowMs() })
    return answer({ recoveryCodes: [...codes] })
  })
}
