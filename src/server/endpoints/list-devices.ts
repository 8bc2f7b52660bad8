import { mayAsk } from "#/domain/access.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { deviceToldOf, isTablet } from "#/server/devices.ts"
import { refuse } from "#/server/refusal.ts"
import type { DeviceList } from "#/sync/device-api.ts"

/** All tablets of the school for its head; anybody else is told of the own ones. */
export async function listDevices(call: Call<unknown>): Promise<Outcome<DeviceList>> {
  const { services, identity } = call
  if (identity.kind !== "member") return refuse("signed-out")
  const { scope, person } = identity
  const isHead = mayAsk(person.role, "devices", "other")
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const all = (await rows.devices()).filter(isTablet)
    const known = isHead ? all : all.filter((device) => device.person === scope.person)
    const devices: DeviceList["devices"] = []
    for (const device of known) devices.push(await deviceToldOf(rows, device))
    return answer({ devices, whose: isHead ? "school" : "own", at: services.nowMs() })
  })
}
