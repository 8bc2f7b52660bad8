import { stateOfDevice, type DeviceState } from "#/domain/completeness.ts"
import { useServices } from "#/platform/services.tsx"
import type { Device } from "#/sync/device-api.ts"
import { dateWords } from "#/text/dates.ts"
import { deviceWords } from "#/text/devices.ts"
import type { IconName } from "#/ui/icon.tsx"
import type { State } from "#/ui/state.ts"
import { useWords } from "#/ui/words.tsx"

/** A tablet that forgets the school, or whose person has no access, is in no state of sending. */
export function stateOf({ seenAt, told, counts }: Device, nowMs: number): DeviceState | "away" {
  return counts ? stateOfDevice({ seenAt, waiting: told?.waiting ?? null }, nowMs) : "away"
}

export const deviceLooks: Readonly<Record<DeviceState | "away", readonly [State, IconName]>> = {
  in: ["sent", "check"],
  waiting: ["waiting", "wait"],
  silent: ["late", "off"],
  mute: ["late", "warning"],
  away: ["unmarked", "lock"],
}

/** «Планшет № 7, каб. 305», or the last signs of its id: enough to tell two tablets of a cupboard apart. */
export function useDeviceName(): (device: Pick<Device, "id" | "label">) => string {
  const words = useWords(deviceWords)
  return ({ id, label }) => label ?? words.unnamed(id.slice(-6).toUpperCase())
}

/** «ждут 4 изменения с 9 ноября», «на связи 14:05» */
export function useDeviceNews(): (device: Device) => string {
  const words = useWords(deviceWords)
  const dates = useWords(dateWords)
  const { nowMs } = useServices()
  return (device) => {
    const { seenAt, told, wipe, counts } = device
    if (wipe !== "no") return words.wipe[wipe]
    if (!counts) return words.revoked
    const seen = seenAt === null ? words.neverSeen : words.seen(dates.moment(seenAt, nowMs()))
    if (told === null) return seenAt === null ? seen : `${seen}, ${words.mute}`
    if (told.waiting === 0) return seen
    const since = dates.moment(told.oldestAt ?? seenAt ?? nowMs(), nowMs())
    return `${seen}, ${words.waiting(told.waiting, since)}`
  }
}
