import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { assert } from "#/base/assert.ts"
import { askedItems, nextUnanswered } from "#/domain/instrument/asked-items.ts"
import type { Answers, Instrument } from "#/domain/instrument/instrument.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"
import { leading, score, type Result } from "#/domain/instrument/score.ts"

import { aPairFile, klimovKey } from "./a-pair-instrument.ts"

function anInstrument(change: (file: ReturnType<typeof aPairFile>) => void = () => undefined) {
  const file = aPairFile()
  change(file)
  const read = decodeInstrument(file)
  assert(read.kind === "instrument", JSON.stringify(read))
  return read.instrument
}

const pairs = anInstrument()

/** Always the option that speaks for this scale, where there is one; else the first. */
function answersFor(scale: string, instrument: Instrument = pairs): Answers {
  return Object.fromEntries(
    instrument.items.map(({ id, options }) => [
      id,
      (options.find(({ points }) => points[scale] === 1) ?? options[0])?.id ?? "",
    ]),
  )
}

const scoreOf = (result: Result, scale: string) =>
  result.scales.find((one) => one.scale === scale)?.score

const someAnswers = fc.dictionary(
  fc.constantFrom(...pairs.items.map(({ id }) => id)),
  fc.constantFrom("a", "b"),
  { maxKeys: pairs.items.length },
)

describe("scoring pairs by Klimov's key", () => {
  test.each(Object.keys(klimovKey))("who always chooses «%s» gets all eight", (scale) => {
    const result = score(pairs, answersFor(scale))
    expect(scoreOf(result, scale)).toBe(8)
    expect(result.ranks[0]).toEqual([scale])
    expect(result.scales.find((one) => one.scale === scale)?.band?.ru).toBe("ярко")
  })

  test("the scores add up to the items answered, whatever is answered", () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const result = score(pairs, answers)
        const sum = result.scales.reduce((all, one) => all + one.score, 0)
        expect(sum).toBe(Object.keys(answers).length)
        expect(result.answered).toBe(sum)
      }),
    )
  })

  test("every scale stands in exactly one rank, and ranks fall", () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const { ranks, scales } = score(pairs, answers)
        expect(ranks.flat().sort()).toEqual(scales.map(({ scale }) => scale).sort())
        const first = ranks.map(([id]) => scales.find(({ scale }) => scale === id)?.score ?? 0)
        expect([...first].sort((one, other) => other - one)).toEqual(first)
        for (const rank of ranks) {
          expect(
            new Set(rank.map((id) => scales.find(({ scale }) => scale === id)?.score)).size,
          ).toBe(1)
        }
      }),
    )
  })

  test("a tie stays a tie: nothing is put first by its place in the list", () => {
    const none = score(pairs, {})
    expect(none.ranks).toEqual([["n", "t", "h", "z", "x"]])
    expect(leading(none)).toBeUndefined()
  })

  test("at most three lead, and never one of two equals", () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const result = score(pairs, answers)
        const leaders = leading(result) ?? []
        expect(leaders.length).toBeLessThanOrEqual(3)
        const split = result.ranks.find(
          (rank) =>
            rank.some((id) => leaders.includes(id)) && !rank.every((id) => leaders.includes(id)),
        )
        expect(split).toBeUndefined()
      }),
    )
  })
})

describe("what was not answered", () => {
  test("never scores, and leaves the result unfinished and without bands", () => {
    const { i1: _left, ...rest } = answersFor("n")
    const result = score(pairs, rest)
    expect(result).toMatchObject({ answered: 19, of: 20, isFinished: false })
    expect(scoreOf(result, "n")).toBe(7)
    expect(result.scales.every(({ band }) => band === undefined)).toBe(true)
  })

  test("is no different from an answer that the item does not have", () => {
    const { i1: _left, ...rest } = answersFor("n")
    expect(score(pairs, { ...rest, i1: "c" })).toEqual(score(pairs, rest))
    expect(score(pairs, { ...rest, i99: "a" })).toEqual(score(pairs, rest))
  })

  test("is found from where the pupil stands, then from the beginning", () => {
    const answers = { i1: "a", i3: "b" }
    expect(nextUnanswered(pairs, answers)?.id).toBe("i2")
    expect(nextUnanswered(pairs, answers, 2)?.id).toBe("i4")
    const { i1: _left, ...rest } = answersFor("n")
    expect(nextUnanswered(pairs, rest, 19)?.id).toBe("i1")
    expect(nextUnanswered(pairs, answersFor("n"))).toBeUndefined()
  })
})

describe("an item that hangs on an answer", () => {
  const branching = anInstrument((file) => {
    file.balance = "free"
    file.bands = []
    for (const item of file.items.slice(1, 3)) item.when = { item: "i1", is: ["a"] }
    const last = file.items[3]
    if (last !== undefined) last.when = { item: "i2", is: ["b"] }
  })

  test("is asked after that answer only", () => {
    expect(askedItems(branching, { i1: "b" }).map(({ id }) => id)).not.toContain("i2")
    expect(askedItems(branching, { i1: "a" }).map(({ id }) => id)).toContain("i2")
  })

  test("counts for nothing once the answer was changed, nor does what hangs on it", () => {
    const before = { i1: "a", i2: "b", i3: "a", i4: "a" }
    const changed = score(branching, { ...before, i1: "b" })
    expect(changed).toEqual(score(branching, { i1: "b" }))
    expect(changed.of).toBe(17)
  })
})

describe("ratings", () => {
  const rating = anInstrument((file) => {
    file.answering = "rating"
    file.balance = "equal"
    file.bands = []
    file.scales = file.scales.slice(0, 2)
    file.items = ["n", "t", "n", "t"].map((scale, index) => ({
      id: `i${index + 1}`,
      text: { ru: "Нравится?" },
      options: [-2, -1, 0, 1, 2].map((points) => ({
        id: `p${points + 2}`,
        text: { ru: String(points) },
        points: { [scale]: points },
      })),
    }))
  })

  test("reach from the least to the most and are ranked by their share of it", () => {
    const result = score(rating, { i1: "p0", i2: "p2", i3: "p0", i4: "p2" })
    expect(result.scales).toMatchObject([
      { scale: "n", score: -4, min: -4, max: 4 },
      { scale: "t", score: 0, min: -4, max: 4 },
    ])
    expect(result.ranks).toEqual([["t"], ["n"]])
  })
})

test("five hundred sittings come out the same every time", () => {
  const runs = Array.from({ length: 500 }, (_, index) => answersFor("nthzx"[index % 5] ?? "n"))
  const once = runs.map((answers) => score(pairs, answers))
  expect(runs.map((answers) => score(pairs, structuredClone(answers)))).toEqual(once)
})
