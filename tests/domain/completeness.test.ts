import { describe, expect, test } from "vitest"

import { completenessOf, silentAfterMs, type DeviceStanding } from "#/domain/completeness.ts"

const now = Date.parse("2021-11-18T13:45:00Z")
const hour = 3_600_000

function aDevice(id: string, given: Partial<DeviceStanding> = {}): DeviceStanding {
  return { id, person: `person of ${id}`, seenAt: now - hour, waiting: 0, counts: true, ...given }
}

describe("how complete a number is", () => {
  test("is said by the tablets that have sent everything, and by the last of them", () => {
    const devices = [
      aDevice("a", { seenAt: now - 5 * 60_000 }),
      aDevice("b", { seenAt: now - hour }),
      aDevice("silent", { seenAt: now - 9 * 24 * hour }),
    ]
    const found = completenessOf(devices, now)
    expect(found).toMatchObject({ of: 3, full: 2, lastAt: now - 5 * 60_000, isComplete: false })
    expect(found.missing.map(({ id, state }) => [id, state])).toEqual([["silent", "silent"]])
  })

  test("counts a tablet as missing that holds changes back, however lately it was heard of", () => {
    const found = completenessOf([aDevice("a"), aDevice("b", { waiting: 3, seenAt: now })], now)
    expect(found).toMatchObject({ full: 1, of: 2, isComplete: false, lastAt: now - hour })
    expect(found.missing[0]).toMatchObject({ id: "b", state: "waiting", waiting: 3 })
  })

  test("does not take the silence of an older app for completeness", () => {
    const [mute] = completenessOf([aDevice("old", { waiting: null })], now).missing
    expect(mute).toMatchObject({ state: "mute" })
  })

  test("forgives a weekend and not a week", () => {
    const at = (seenAt: number) => completenessOf([aDevice("a", { seenAt })], now).isComplete
    expect(at(now - silentAfterMs)).toBe(true)
    expect(at(now - silentAfterMs - 1)).toBe(false)
  })

  test("leaves out of both numbers what was told to forget the school", () => {
    const wiped = aDevice("lost", { counts: false, seenAt: null })
    expect(completenessOf([aDevice("a"), wiped], now)).toMatchObject({
      of: 1,
      full: 1,
      isComplete: true,
      missing: [],
    })
  })

  test("is nothing when there is no tablet at all", () => {
    expect(completenessOf([], now)).toMatchObject({ of: 0, lastAt: null, isComplete: false })
  })

  test("names the longest silence first", () => {
    const days = [5, 30, 12].map((count) =>
      aDevice(`${count}`, { seenAt: now - count * 24 * hour }),
    )
    const never = aDevice("never", { seenAt: null })
    const { missing } = completenessOf([...days, never], now)
    expect(missing.map(({ id }) => id)).toEqual(["never", "30", "12", "5"])
  })
})
