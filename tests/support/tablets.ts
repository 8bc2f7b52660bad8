import type { Device, DeviceList } from "#/sync/device-api.ts"

/** Ids that a record of a person may have. */
export const headId = "01900000-0000-7000-8000-00000000000a"
export const irinaId = "01900000-0000-7000-8000-00000000000b"

/** 14:05 on Thursday 18 November 2021, as the tablets of the tests have it. */
const nowMs = new Date("2021-11-18T14:05:00").getTime()
const dayMs = 86_400_000

/** A tablet that has sent everything a moment ago. */
export function aDevice(id: string, given: Partial<Device> = {}): Device {
  return {
    id,
    person: irinaId,
    label: null,
    since: nowMs - 30 * dayMs,
    seenAt: nowMs - 5 * 60_000,
    told: { waiting: 0, oldestAt: null, app: "0.2.0", kept: true },
    counts: true,
    wipe: "no",
    ...given,
  }
}

/** One that nobody has heard of for nine days. */
export const silentTablet = aDevice("device-silent", {
  label: "Планшет № 7, каб. 305",
  seenAt: nowMs - 9 * dayMs,
})

export function aDeviceList(devices: readonly Device[], given: Partial<DeviceList> = {}) {
  return { devices: [...devices], whose: "school" as const, at: nowMs, ...given }
}
