import { describe, expect, test } from "vitest"

import { attack } from "./run.ts"

const batches = 1_000

describe("forged, foreign, replayed and mutated batches", { timeout: 120_000 }, () => {
  test("have no effect on another school; each op is judged by itself, a refused one with a reason", async () => {
    const attacked = await attack(batches, { seed: 2021 })
    expect(attacked.faults).toEqual([])
    expect(attacked.batches).toBe(batches)
    expect(attacked.taken).toBeGreaterThan(batches / 2)
    expect(attacked.refused).toBeGreaterThan(batches)
  })

  test("are seen to reach another school when the store writes by id alone", async () => {
    const { faults } = await attack(200, { seed: 2021, planted: "writes-by-id-alone" })
    expect(faults.join("\n")).toContain("the other school has changed")
  })
})
