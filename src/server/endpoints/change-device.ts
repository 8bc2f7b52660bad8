import { mayAsk } from "#/domain/access.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { deviceToldOf, nameDevice } from "#/server/devices.ts"
import { refuse } from "#/server/refusal.ts"
import { orderWipe } from "#/server/wiping.ts"
import type { Device, DeviceChange } from "#/sync/device-api.ts"

/** Whose it is may name a tablet; the head may name any, and order it to forget the school. Never the one in hand. */
export async function changeDevice(call: Call<DeviceChange>): Promise<Outcome<{ device: Device }>> {
  const { services, identity, request, id } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope, person, session } = identity
  const { label, wipe } = request
  if (label === undefined && wipe === undefined) return refuse("bad-request")
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const now = services.nowMs()
    const found = await rows.device(id)
    const isHead = mayAsk(person.role, "changeDevice", "other")
    const isMine = found?.person === scope.person
    if (found === undefined || (!isHead && (!isMine || wipe !== undefined))) {
      return refuse("not-found")
    }
    if (wipe !== undefined && found.session === session) return refuse("bad-request")
    const named = label === undefined ? found : await nameDevice(rows, found, { label, now })
    const device = wipe === undefined ? named : await orderWipe(tx, rows, { device: named, now })
    return answer({ device: await deviceToldOf(rows, device) })
  })
}
