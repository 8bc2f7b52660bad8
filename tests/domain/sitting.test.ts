import { aCell, aRecord } from "#tests/support/shown.ts"
import { aSitting } from "#tests/support/sittings.ts"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { attemptsOf, sittingOf, type Sitting } from "#/domain/sitting.ts"

const idsOf = (sittings: readonly Sitting[]) => sittings.map(({ id }) => id)

describe("A sitting in its record", () => {
  test("is finished when the record says when, and unfinished otherwise", () => {
    expect(aSitting({ pupil: "anna", finishedAt: 70 }).end).toEqual({ kind: "finished", at: 70 })
    expect(aSitting({ pupil: "anna" }).end).toEqual({ kind: "unfinished" })
  })

  test("that was taken back is none", () => {
    const { record } = aSitting({ pupil: "anna" })
    const gone = aRecord("sitting", record.id, { ...record.cells, gone: aCell(true) })

    expect(sittingOf(gone)).toBeUndefined()
    expect(sittingOf(undefined)).toBeUndefined()
    expect(sittingOf(aRecord("pupil", "p", {}))).toBeUndefined()
  })

  test("with answers that are no answers has none of them", () => {
    const { record } = aSitting({ pupil: "anna" })
    const withAnswers = (value: Parameters<typeof aCell>[0]) =>
      sittingOf(aRecord("sitting", "s", { ...record.cells, answers: aCell(value) }))?.answers

    expect(withAnswers(["q1"])).toEqual({})
    expect(withAnswers("q1")).toEqual({})
    expect(withAnswers({ q1: "a", q2: 3, q3: null })).toEqual({ q1: "a" })
  })
})

describe("An attempt", () => {
  const first = aSitting({
    id: "first",
    pupil: "anna",
    activity: "monday",
    startedAt: 100,
    seconds: 600,
    answers: { q1: "a", q2: "a" },
  })
  const second = aSitting({
    id: "second",
    pupil: "anna",
    activity: "tuesday",
    startedAt: 900,
    finishedAt: 950,
    seconds: 300,
    answers: { q2: "b", q3: "a" },
    continues: "first",
  })

  test("is one sitting, where nothing goes on with it", () => {
    const [attempt, ...others] = attemptsOf([first])
    expect(others).toEqual([])
    expect(attempt).toMatchObject({ id: "first", seconds: 600, end: { kind: "unfinished" } })
    expect(attempt?.parts).toEqual([first])
  })

  test("joins its parts: begun with the first, ended with the last, an item answered anew counts as it was last", () => {
    const [attempt] = attemptsOf([second, first])
    expect(attempt).toMatchObject({
      id: "second",
      activity: "tuesday",
      startedAt: 100,
      seconds: 900,
      end: { kind: "finished", at: 950 },
      answers: { q1: "a", q2: "b", q3: "a" },
    })
    expect(idsOf(attempt?.parts ?? [])).toEqual(["first", "second"])
  })

  test("whose first part is not here stands for itself", () => {
    const [attempt] = attemptsOf([second])
    expect(attempt).toMatchObject({ id: "second", startedAt: 900, seconds: 300 })
  })

  test("gone on with on two tablets at once makes two: nothing is thrown away", () => {
    const other = aSitting({ id: "other", pupil: "anna", startedAt: 800, continues: "first" })
    const attempts = attemptsOf([first, second, other])

    expect(attempts.map(({ parts }) => idsOf(parts))).toEqual([
      ["first", "other"],
      ["first", "second"],
    ])
  })

  test.each([
    ["another pupil", { pupil: "boris" }],
    ["another instrument", { pupil: "anna", instrument: "spheres" }],
    ["another version", { pupil: "anna", version: 2 }],
  ])("never takes in the part of %s, whatever the record says", (_, told) => {
    const stranger = aSitting({ id: "stranger", continues: "first", ...told })
    const attempts = attemptsOf([first, stranger])

    const parts = attempts.map((attempt) => idsOf(attempt.parts).join())
    expect(parts.sort()).toEqual(["first", "stranger"])
  })

  test("of two that were begun in one moment stands in an order that does not change", () => {
    const two = ["b", "a"].map((id) => aSitting({ id, pupil: "anna", startedAt: 5 }))
    expect(attemptsOf(two).map(({ id }) => id)).toEqual(["a", "b"])
    expect(attemptsOf([...two].reverse()).map(({ id }) => id)).toEqual(["a", "b"])
  })

  test("is told of every sitting, and in finite time, however they point at one another", () => {
    const pointers = fc.array(fc.option(fc.nat({ max: 7 }), { nil: undefined }), { maxLength: 8 })
    fc.assert(
      fc.property(pointers, (to) => {
        const sittings = to.map((next, index) => {
          const whose = { id: `s${index}`, pupil: "anna", startedAt: index }
          return aSitting(next === undefined ? whose : { ...whose, continues: `s${next}` })
        })
        const told = new Set(attemptsOf(sittings).flatMap(({ parts }) => idsOf(parts)))

        expect([...told].sort()).toEqual(idsOf(sittings).sort())
      }),
    )
  })
})
