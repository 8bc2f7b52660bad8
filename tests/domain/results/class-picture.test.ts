import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { classPicture, quartilesOf, standing, takenIn } from "#/domain/results/class-picture.ts"

import { anAttempt, aPairInstrument, aRatingInstrument, choosing, rated } from "./an-attempt.ts"

const pairs = aPairInstrument()
const newer = aPairInstrument((file) => {
  file.version = 2
})
const ratings = aRatingInstrument(["r", "i"])

describe("the picture of a class", () => {
  test("counts a pupil with each scale of a tie, and by whom it leads", () => {
    const attempts = [
      anAttempt(ratings, rated(ratings, { r: 4, i: 4 }), { pupil: "anna" }),
      anAttempt(ratings, rated(ratings, { r: 4 }), { pupil: "boris" }),
      anAttempt(ratings, rated(ratings, {}), { pupil: "vera" }),
    ]

    const picture = classPicture(ratings, attempts)
    expect(picture.scales.map(({ scale, leads }) => [scale.id, leads])).toEqual([
      ["r", ["anna", "boris"]],
      ["i", ["anna"]],
    ])
    expect(picture.noLeader).toEqual(["vera"])
    expect(picture.scales[0]).toMatchObject({
      scores: [0, 8, 8],
      quartiles: { lower: 0, median: 8, upper: 8 },
    })
  })

  test("leaves an unfinished attempt out of every figure but its own count", () => {
    const { i1: _left, ...some } = choosing(pairs, "n")
    const picture = classPicture(pairs, [
      anAttempt(pairs, choosing(pairs, "n"), { pupil: "anna" }),
      anAttempt(pairs, some, { pupil: "boris" }),
    ])

    expect(picture.finished.map(({ attempt }) => attempt.pupil)).toEqual(["anna"])
    expect(picture.unfinished).toEqual(["boris"])
    expect(picture.scales.every(({ scores }) => scores.length === 1)).toBe(true)
  })

  test("keeps versions of an instrument apart", () => {
    const attempts = [
      anAttempt(pairs, choosing(pairs, "n"), { pupil: "anna" }),
      anAttempt(newer, choosing(newer, "t"), { pupil: "boris" }),
      anAttempt(newer, choosing(newer, "t"), { pupil: "vera" }),
    ]

    expect(takenIn(attempts)).toEqual([
      { code: pairs.code, version: 2 },
      { code: pairs.code, version: 1 },
    ])
    expect(classPicture(pairs, attempts).finished).toHaveLength(1)
    expect(classPicture(newer, attempts).finished).toHaveLength(2)
  })

  test("counts of several attempts the last finished one, and only then one that was begun", () => {
    const first = anAttempt(pairs, choosing(pairs, "n"), { pupil: "anna", startedAt: 1 })
    const second = anAttempt(pairs, choosing(pairs, "t"), { pupil: "anna", startedAt: 2 })
    const begun = anAttempt(pairs, {}, { pupil: "anna", startedAt: 3, end: { kind: "unfinished" } })

    expect(standing([begun, first, second], ["anna"])).toEqual([second])
    expect(standing([begun], ["anna"])).toEqual([begun])
  })

  test("stands in the order of the list, strangers last", () => {
    const of = (pupil: string) => anAttempt(pairs, choosing(pairs, "n"), { pupil })
    const pupils = standing([of("vera"), of("stranger"), of("anna")], ["anna", "boris", "vera"])
    expect(pupils.map(({ pupil }) => pupil)).toEqual(["anna", "vera", "stranger"])
  })

  test("takes for quartiles scores that somebody has, with half of all between them at least", () => {
    expect(quartilesOf([])).toBeUndefined()
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 1 }), (some) => {
        const sorted = [...some].sort((one, other) => one - other)
        const { lower, median, upper } = quartilesOf(sorted) ?? { lower: 0, median: 0, upper: 0 }
        expect(sorted).toEqual(expect.arrayContaining([lower, median, upper]))
        expect(lower <= median && median <= upper).toBe(true)
        const inside = sorted.filter((score) => lower <= score && score <= upper)
        expect(inside.length * 2).toBeGreaterThanOrEqual(sorted.length)
      }),
    )
  })
})
