import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { changeBetween, swingOf } from "#/domain/results/change.ts"
import { profileOf } from "#/domain/results/profile.ts"

import { anAttempt, aPairInstrument, aRatingInstrument, choosing, rated } from "./an-attempt.ts"

const pairs = aPairInstrument()
const ratings = aRatingInstrument(["r", "i"], 10)

const taken = (answers: Readonly<Record<string, string>>, instrument = pairs) =>
  profileOf(instrument, anAttempt(instrument, answers))

describe("the change between two attempts", () => {
  test("is told per scale, with what leads now", () => {
    const change = changeBetween(taken(choosing(pairs, "n")), taken(choosing(pairs, "t")))

    expect(change).toMatchObject({ kind: "compared", leading: "other" })
    expect(
      change.kind === "compared" && change.scales.map(({ scale, turn }) => [scale.id, turn]),
    ).toEqual(
      expect.arrayContaining([
        ["n", "down"],
        ["t", "up"],
      ]),
    )
  })

  test("is none where one answer alone was given otherwise, whichever it is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b"), { minLength: 20, maxLength: 20 }),
        fc.nat(19),
        (choices, place) => {
          const answers = Object.fromEntries(
            pairs.items.map(({ id }, at) => [id, choices[at] ?? "a"]),
          )
          const id = pairs.items[place]?.id ?? ""
          const other = { ...answers, [id]: answers[id] === "a" ? "b" : "a" }
          const change = changeBetween(taken(answers), taken(other))
          expect(change.kind).toBe("compared")
          expect(change).toMatchObject({ leading: "same" })
          expect(
            change.kind === "compared" && change.scales.every(({ turn }) => turn === "same"),
          ).toBe(true)
        },
      ),
    )
  })

  test("counts on steps of 0 to 4 from five points on, for four are one answer", () => {
    const before = rated(ratings, { r: 2, i: 2 })
    const byFour = { ...before, r1: "p4", r2: "p4" }
    const byFive = { ...byFour, r3: "p3" }

    expect(swingOf(ratings, "r")).toBe(4)
    expect(changeBetween(taken(before, ratings), taken(byFour, ratings))).toMatchObject({
      scales: [{ before: 20, after: 24, turn: "same" }, { turn: "same" }],
    })
    expect(changeBetween(taken(before, ratings), taken(byFive, ratings))).toMatchObject({
      scales: [{ before: 20, after: 25, turn: "up" }, { turn: "same" }],
    })
  })

  test("is not told between versions, instruments or with an unfinished one, and says why", () => {
    const whole = taken(choosing(pairs, "n"))
    const newer = aPairInstrument((file) => {
      file.version = 2
    })
    const { i1: _left, ...some } = choosing(pairs, "n")

    expect(changeBetween(whole, taken(choosing(newer, "n"), newer))).toEqual({
      kind: "not-compared",
      why: "another-version",
    })
    expect(changeBetween(taken(rated(ratings, {}), ratings), whole)).toEqual({
      kind: "not-compared",
      why: "another-instrument",
    })
    expect(changeBetween(whole, taken(some))).toEqual({ kind: "not-compared", why: "unfinished" })
  })
})
