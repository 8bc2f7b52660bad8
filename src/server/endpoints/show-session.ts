import type { Call, Outcome } from "#/server/call.ts"
import { answer } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import { describeSession } from "#/server/school.ts"
import type { SessionAnswer } from "#/sync/api.ts"

export async function showSession(call: Call<unknown>): Promise<Outcome<SessionAnswer>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope, person } = identity
  return services.store.transaction(async (tx) =>
    answer(
      await describeSession(tx, scope, {
        person,
        now: services.nowMs(),
        accounts: services.accounts,
      }),
    ),
  )
}
