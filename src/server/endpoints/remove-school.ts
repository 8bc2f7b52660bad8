import { removeSchool } from "#/server/areas.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"

/** The coordinator takes a school out of the city, e.g. one that has closed or belongs to another. */
export async function takeSchoolOut(call: Call<unknown>): Promise<Outcome<{ schoolName: string }>> {
  const { services, identity, id } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const schoolName = await removeSchool(services, identity.scope, id)
  return schoolName === undefined ? refuse("not-found") : answer({ schoolName })
}
