import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { leadingIds } from "#/domain/results/leaders.ts"
import { ageFit, profileOf } from "#/domain/results/profile.ts"

import { anAttempt, aPairInstrument, aRatingInstrument, choosing, rated } from "./an-attempt.ts"

const pairs = aPairInstrument()
const ratings = aRatingInstrument(["r", "i", "a", "s", "e", "c"])

const profileFor = (points: Readonly<Record<string, number>>) =>
  profileOf(ratings, anAttempt(ratings, rated(ratings, points)))

describe("a profile", () => {
  test("stands from the highest scale down and names those that lead", () => {
    const profile = profileOf(pairs, anAttempt(pairs, choosing(pairs, "n", "h")))

    expect(profile.rows.map(({ scale, score }) => [scale.id, score]).slice(0, 2)).toEqual([
      ["n", 8],
      ["h", 6],
    ])
    expect(profile.leaders).toMatchObject({ kind: "lead", first: ["n"] })
  })

  test("keeps a tie a tie: two scales share their places and lead together", () => {
    const profile = profileFor({ r: 4, s: 4, i: 1 })

    expect(profile.leaders).toEqual({ kind: "lead", first: ["r", "s"], next: [] })
    expect(profile.rows.slice(0, 3).map(({ scale, place }) => [scale.id, place])).toEqual([
      ["r", { from: 1, to: 2 }],
      ["s", { from: 1, to: 2 }],
      ["i", { from: 3, to: 3 }],
    ])
  })

  test("says that all are even where more than three share the first place", () => {
    expect(profileFor({ r: 3, i: 3, a: 3, s: 3 }).leaders).toEqual({
      kind: "even",
      scales: ["r", "i", "a", "s"],
    })
  })

  test("calls nothing leading that the pupil does not like, be it the highest", () => {
    expect(profileFor({ r: 1 }).leaders).toEqual({ kind: "low" })
    expect(profileFor({}).leaders).toEqual({ kind: "low" })
    expect(profileFor({ r: 4, i: 1 }).leaders).toEqual({ kind: "lead", first: ["r"], next: [] })
  })

  test("of scales that speak of different things stands in their own order, without places or leaders", () => {
    const sideBySide = { ...ratings, reading: "profile" } as const
    const profile = profileOf(sideBySide, anAttempt(ratings, rated(ratings, { c: 4, a: 3 })))

    expect(profile.leaders).toEqual({ kind: "profile" })
    expect(leadingIds(profile.leaders)).toEqual([])
    expect(profile.rows.map(({ scale, score, place }) => [scale.id, score, place])).toEqual([
      ["r", 0, undefined],
      ["i", 0, undefined],
      ["a", 6, undefined],
      ["s", 0, undefined],
      ["e", 0, undefined],
      ["c", 8, undefined],
    ])
  })

  test("leads with no scale of the lowest band", () => {
    for (const likes of [
      ["n", "t", "h", "z", "x"],
      ["x", "z", "h", "t", "n"],
    ]) {
      const profile = profileOf(pairs, anAttempt(pairs, choosing(pairs, ...likes)))
      const weak = profile.rows.filter(({ score }) => score <= 2)
      expect(weak.some(({ isLeading }) => isLeading)).toBe(false)
    }
  })

  test("has no leaders while it is unfinished, by its answers or by the word of the pupil", () => {
    const { i1: _left, ...some } = choosing(pairs, "n")
    const part = profileOf(pairs, anAttempt(pairs, some))
    const putAway = profileOf(
      pairs,
      anAttempt(pairs, choosing(pairs, "n"), { end: { kind: "unfinished" } }),
    )

    expect(part.leaders).toEqual({ kind: "unfinished", answered: 19, of: 20 })
    expect(putAway.leaders).toEqual({ kind: "unfinished", answered: 20, of: 20 })
  })

  test("has every scale once, in places without gaps, whatever was answered", () => {
    const someAnswers = fc.dictionary(
      fc.constantFrom(...pairs.items.map(({ id }) => id)),
      fc.constantFrom("a", "b"),
    )
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const { rows, leaders } = profileOf(pairs, anAttempt(pairs, answers))
        expect(rows.map(({ scale }) => scale.id).sort()).toEqual(
          pairs.scales.map(({ id }) => id).sort(),
        )
        for (const [index, { place }] of rows.entries()) {
          expect(place?.from).toBeLessThanOrEqual(index + 1)
          expect(place?.to).toBeGreaterThanOrEqual(index + 1)
        }
        expect(leadingIds(leaders).length).toBeLessThanOrEqual(3)
      }),
    )
  })
})

test("a pupil younger or older than the instrument is meant for is told of", () => {
  expect(ageFit(ratings, 7)).toBe("too-young")
  expect(ageFit(ratings, 8)).toBe("fits")
  expect(ageFit({ ...ratings, grades: [6, 7] }, 8)).toBe("too-old")
})
