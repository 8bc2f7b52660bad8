import { must } from "#/base/assert.ts"
import type { Call, Outcome } from "#/server/call.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import { createSchool, describeSession, type NewSchool } from "#/server/school.ts"
import { hashOf } from "#/server/secrets.ts"
import { openSession } from "#/server/session.ts"
import type { SessionAnswer } from "#/sync/api.ts"

export const setupTokenSetting = "setup-token"

type Request = NewSchool & { readonly token: string }

/** The first start: who holds the link that the server printed founds the school and is its head. */
export async function setUp(call: Call<Request>): Promise<Outcome<SessionAnswer>> {
  const { services, request, proof } = call
  return services.store.transaction(async (tx) => {
    if ((await tx.door.schools()).length > 0) return refuse("already-set-up")
    const expected = await tx.door.setting(setupTokenSetting)
    if (expected !== hashOf("setup", request.token)) return refuse("wrong-setup-token")
    const scope = await createSchool(tx, services, request)
    await tx.door.setSetting(setupTokenSetting, null)
    const session = await openSession(tx, services, { scope, by: "setup", proof })
    const person = must(readPerson(await tx.school(scope).record(scope.person)))
    const body = await describeSession(tx, scope, {
      person,
      now: services.nowMs(),
      accounts: services.accounts,
    })
    return { kind: "answer", body, token: session.token }
  })
}
