import { describe, expect, test } from "vitest"

import { addCounts, countsLine, parseSeeds } from "./totals.ts"

describe("the command of the simulator", () => {
  test("reads one seed or a range", () => {
    expect(parseSeeds("7")).toEqual([7])
    expect(parseSeeds("3..6")).toEqual([3, 4, 5, 6])
    expect(() => parseSeeds("many")).toThrow("not «many»")
  })

  test("adds up what every history counted", () => {
    const totals = new Map<string, number>()
    addCounts(totals, { steps: 900, crashes: 2 })
    addCounts(totals, { steps: 334, restores: 1 })
    expect(countsLine(totals)).toBe("1,234 steps · 2 crashes · 1 restores")
  })
})
