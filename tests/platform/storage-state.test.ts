import { afterEach, describe, expect, test, vi } from "vitest"

import { isLessonWork } from "#/platform/keep-storage.ts"
import { askForPersistence, isNearlyFull, readStorageState } from "#/platform/storage-state.ts"

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function browserHas(storage: object | undefined): void {
  vi.stubGlobal("navigator", { storage })
}

const never = new Promise<never>(() => undefined)

describe("the state of the storage", () => {
  test("is told as the browser tells it", async () => {
    browserHas({ persisted: async () => true, estimate: async () => ({ usage: 5, quota: 105 }) })
    expect(await readStorageState()).toEqual({ kept: "kept", used: 5, free: 100 })
  })

  test("is not embellished: what is not promised may be wiped", async () => {
    browserHas({ persisted: async () => false, estimate: async () => ({}) })
    expect(await readStorageState()).toEqual({
      kept: "may-be-wiped",
      used: undefined,
      free: undefined,
    })
  })

  test("is unknown where the browser has no such thing", async () => {
    browserHas(undefined)
    expect(await readStorageState()).toEqual({ kept: "unknown", used: undefined, free: undefined })
  })

  test("does not wait for a prompt that nobody answers", async () => {
    vi.useFakeTimers()
    browserHas({ persist: () => never })
    const asked = askForPersistence()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await asked).toBe("unknown")
  })

  test.each([
    [50e6, 1e6, true],
    [10e9, 1e6, false],
    [1e9, 20e9, true],
  ])("with %d bytes free and %d used is nearly full: %s", (free, used, expected) => {
    expect(isNearlyFull({ kept: "kept", free, used })).toBe(expected)
  })
})

describe("the browser is asked to keep the storage", () => {
  const id = "01890000-0000-7000-8000-000000000001"

  test("after the first mark and after a lesson held", () => {
    const cells = { activity: id, [`m:${id}`]: "present" }
    expect(isLessonWork([{ id, kind: "register", cells }])).toBe(true)
    expect(isLessonWork([{ id, kind: "activity", cells: { status: "held" } }])).toBe(true)
  })

  test("and not for a class list or a plan", () => {
    expect(isLessonWork([{ id, kind: "class", cells: { grade: 7 } }])).toBe(false)
    expect(isLessonWork([{ id, kind: "activity", cells: { status: "planned" } }])).toBe(false)
  })
})
