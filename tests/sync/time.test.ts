import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { delayAfter, delayMsMax } from "#/sync/backoff.ts"
import { learn, nextStamp, type Ticks } from "#/sync/clock.ts"

describe("stamps of one device", () => {
  test("grow strictly, whatever its clock and the server's do", () => {
    const readings = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 4e12 }), fc.option(fc.integer({ min: 0, max: 4e12 }))),
    )
    fc.assert(
      fc.property(readings, (all) => {
        let ticks: Ticks = { offsetMs: null, lastAt: 0 }
        for (const [now, server] of all) {
          if (server !== null) ticks = learn(ticks, server, now)
          const at = nextStamp(ticks, now)
          expect(at).toBeGreaterThan(ticks.lastAt)
          ticks = { ...ticks, lastAt: at }
        }
      }),
    )
  })

  test("are the server's time once it is known, though the tablet is a year behind", () => {
    const ticks = learn({ offsetMs: null, lastAt: 0 }, 2_000_000, 1_000)
    expect(nextStamp(ticks, 5_000)).toBe(2_004_000)
  })
})

describe("waiting after failures", () => {
  test("doubles from a second to five minutes and is spread by chance", () => {
    expect([1, 2, 3].map((failures) => delayAfter(failures, 1))).toEqual([1_000, 2_000, 4_000])
    expect(delayAfter(1, 0)).toBe(500)
    expect(delayAfter(60, 1)).toBe(delayMsMax)
  })
})
