import type { Call, Outcome } from "#/server/call.ts"
import { endSessions } from "#/server/session.ts"

/** Signing out twice is signing out. */
export async function endSession(call: Call<unknown>): Promise<Outcome<{ ended: true }>> {
  const { services, identity } = call
  if (identity.kind === "member") {
    const { scope, session } = identity
    const { person } = scope
    await services.store.transaction(async (tx) => {
      await endSessions(tx, scope, { why: "left", person, only: session })
      const at = services.nowMs()
      await tx.school(scope).audit({ at, person, device: null, what: "signed-out", detail: {} })
    })
  }
  return { kind: "answer", body: { ended: true }, token: "" }
}
