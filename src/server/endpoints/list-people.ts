import { answer, type Call, type Outcome } from "#/server/call.ts"
import { memberOf } from "#/server/invitations.ts"
import { readPerson } from "#/server/person.ts"
import { refuse } from "#/server/refusal.ts"
import type { Member } from "#/sync/api.ts"

export async function listPeople(call: Call<unknown>): Promise<Outcome<{ people: Member[] }>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const people: Member[] = []
    for (const record of await rows.recordsOf("person")) {
      const person = readPerson(record)
      if (person !== undefined) people.push(await memberOf(rows, person, services.nowMs()))
    }
    return answer({ people })
  })
}
