import { describe, expect, test } from "vitest"

import { hindrances, judge, listsOldAfterMs, type Findings } from "#/features/ready/judge.ts"

const nowMs = Date.parse("2021-11-18T11:05:00Z")
const gigabyte = 1024 ** 3

const ready: Findings = {
  mode: "joined",
  classes: 3,
  pupils: 78,
  areListsWhole: true,
  fetchedAt: nowMs - 60_000,
  nowMs,
  release: "stored",
  withoutInstrument: 0,
  hasPin: true,
  storage: { kept: "kept", used: gigabyte / 10, free: 4 * gigabyte },
  offsetMs: 900,
}

const verdict = (change: Partial<Findings>) => judge({ ...ready, ...change })

describe("A tablet is ready to go offline", () => {
  test("when nothing of the seven is missing", () => {
    expect(hindrances(judge(ready))).toBe(0)
    expect(new Set(Object.values(judge(ready)))).toEqual(new Set(["yes"]))
  })
})

describe("Each of the seven hinders by itself", () => {
  test.each<[keyof ReturnType<typeof judge>, Partial<Findings>]>([
    ["lists", { classes: 0 }],
    ["lists", { areListsWhole: false }],
    ["lists", { fetchedAt: null }],
    ["lists", { fetchedAt: nowMs - listsOldAfterMs }],
    ["materials", { release: "not-stored" }],
    ["materials", { release: "cannot" }],
    ["materials", { withoutInstrument: 1 }],
    ["pin", { hasPin: false }],
    ["space", { storage: { ...ready.storage, free: 20 * 1024 ** 2 } }],
    ["kept", { storage: { ...ready.storage, kept: "may-be-wiped" } }],
    ["clock", { offsetMs: 3 * 60_000 }],
    ["clock", { offsetMs: -3 * 60_000 }],
    ["version", { release: "newer-waits" }],
  ])("%s: %o", (tick, change) => {
    const judged = verdict(change)
    expect(judged[tick]).toBe("no")
    expect(hindrances(judged)).toBe(1)
  })
})

describe("What nobody can know is not claimed, and does not hinder", () => {
  test("a clock that was never compared", () => {
    expect(verdict({ offsetMs: null }).clock).toBe("unknown")
  })

  test("a browser that tells nothing of its storage", () => {
    const storage = { kept: "unknown", used: undefined, free: undefined } as const
    expect(verdict({ storage })).toMatchObject({ space: "unknown", kept: "unknown" })
  })

  test("how new the app is, where it comes from the network each time", () => {
    expect(verdict({ release: "cannot" }).version).toBe("unknown")
  })
})

test("without a server lists are never old: they were made here", () => {
  expect(verdict({ mode: "local", fetchedAt: null, offsetMs: null }).lists).toBe("yes")
})

test("a release that waits does not make the present one incomplete", () => {
  expect(verdict({ release: "newer-waits" }).materials).toBe("yes")
})
