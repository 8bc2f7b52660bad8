import { describe, expect, test } from "vitest"

import { injureMany } from "./part.ts"
import { scenarios } from "./scenarios.ts"

const injured = 60

describe("a server in trouble with its disk", { timeout: 120_000 }, () => {
  test.for(scenarios)(
    "says so in words, loses nothing and heals: $name",
    async ({ run }, { skip }) => {
      const found = await run()
      if (found.kind === "skipped") skip(found.why)
      expect(found).toEqual({ kind: "tried", faults: [] })
    },
  )

  test("serves from an injured file what was written, or nothing", async () => {
    const met = await injureMany(injured, 7)
    expect(met["served something else"] ?? 0).toBe(0)
    expect(met["broke"] ?? 0).toBe(0)
    expect((met["refused at start"] ?? 0) + (met["refused when asked"] ?? 0)).toBeGreaterThan(20)
  })
})
