import type { Call, Outcome } from "#/server/call.ts"
import { endSessions } from "#/server/session.ts"

/** Signing out twice is signing out. */
export async function endSession(call: Call<unknown>): Promise<Outcome<{ ended: true }>> {
  const { services, identity } = call
  if (identity.kind === "member") {
    const { scope, session } = identity
    await services.store.transaction((tx) =>
      endSessions(tx, scope, { why: "left", person: scope.person, only: session }),
    )
  }
  return { kind: "answer", body: { ended: true }, token: "" }
}
