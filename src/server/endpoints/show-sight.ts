import { answer, type Call, type Outcome } from "#/server/call.ts"
import { refuse } from "#/server/refusal.ts"
import { sightOf } from "#/server/sight.ts"
import type { Sight } from "#/sync/device-api.ts"

/** What a tablet could see, and when. That it was asked is part of the journal. */
export async function showSight(call: Call<unknown>): Promise<Outcome<Sight>> {
  const { services, identity, id } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope } = identity
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const device = await rows.device(id)
    if (device === undefined) return refuse("not-found")
    const at = services.nowMs()
    const { person } = scope
    await rows.audit({ at, person, device: null, what: "sight-asked", detail: { device: id } })
    return answer(await sightOf(rows, device))
  })
}
