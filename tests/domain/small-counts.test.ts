import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { tellCounts, toldFrom, type Told } from "#/domain/small-counts.ts"

/** Every way to fill what was not told, as somebody who knows the rule would try. */
function guesses(each: readonly Told[], total: number, most: number): readonly number[][] {
  const fill = (place: number, left: number): number[][] => {
    const told = each[place]
    if (told === undefined) return left === 0 ? [[]] : []
    const [from, to] =
      typeof told === "number"
        ? [told, told]
        : told === "few"
          ? [0, toldFrom - 1]
          : [toldFrom, most]
    const ways: number[][] = []
    for (let value = from; value <= Math.min(to, left); value += 1) {
      for (const rest of fill(place + 1, left - value)) ways.push([value, ...rest])
    }
    return ways
  }
  return fill(0, total)
}

describe("counts that could name a child", () => {
  test("are told as few, and with a second one kept back when the total would give it away", () => {
    expect(tellCounts([24, 3, 26])).toEqual({ each: ["hidden", "few", 26], total: 53 })
  })

  test("noughts and the rest are told as they are", () => {
    expect(tellCounts([0, 25, 26])).toEqual({ each: [0, 25, 26], total: 51 })
  })

  test("a total of a few children is itself told as few", () => {
    expect(tellCounts([3])).toEqual({ each: ["few"], total: "few" })
    expect(tellCounts([3, 0])).toEqual({ each: ["few", 0], total: "few" })
  })

  test("what a small group did is not told even when nobody did it", () => {
    expect(tellCounts([0, 20, 20], [true, false, false]).each[0]).toBe("few")
  })

  test("keeping only the small one back would give it away, as the search below finds", () => {
    expect(guesses([24, "few", 26], 53, 53)).toEqual([[24, 3, 26]])
  })

  test("no small count can be reckoned from what is told", () => {
    const counts = fc.array(fc.nat({ max: 14 }), { minLength: 1, maxLength: 5 })
    const kept = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(counts, kept, (given, keep) => {
        const { each, total } = tellCounts(given, keep)
        for (const [place, told] of each.entries()) {
          const count = given[place] ?? 0
          const isSmall = count > 0 && count < toldFrom
          expect(isSmall ? ["few"] : [count, "few", "hidden"]).toContain(told)
        }
        if (typeof total !== "number") return
        const ways = guesses(each, total, total)
        for (const [place, told] of each.entries()) {
          if (told !== "few") continue
          expect(new Set(ways.map((way) => way[place])).size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
