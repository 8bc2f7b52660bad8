import { describe, expect, test } from "vitest"

import { wordOf } from "#/domain/sitting-word.ts"

const sitting = {
  activity: "a",
  pupil: "p",
  instrument: "spheres",
  version: 1,
  startedAt: 1,
  finishedAt: 2,
  seconds: 60,
  answers: { "1": "a", "2": "b" },
}

describe("a sitting", () => {
  test("is made by one word that says all of it, finished or not", () => {
    expect(wordOf(sitting, undefined)).toEqual({ kind: "first" })
    const { finishedAt: _none, ...unfinished } = sitting
    expect(wordOf(unfinished, undefined)).toEqual({ kind: "first" })
    expect(wordOf({ ...sitting, answers: null }, undefined)).toEqual({
      kind: "cut",
      cell: "answers",
    })
    expect(wordOf({ gone: true }, undefined)).toMatchObject({ kind: "cut" })
  })

  test("is never changed, completed or emptied afterwards", () => {
    const { finishedAt: _none, ...unfinished } = sitting
    expect(wordOf({ answers: { "1": "b" } }, sitting)).toEqual({
      kind: "changes",
      cell: "answers",
    })
    expect(wordOf({ answers: null }, sitting)).toMatchObject({ kind: "changes" })
    expect(wordOf({ finishedAt: 2 }, unfinished)).toMatchObject({ kind: "changes" })
    expect(wordOf({ pupil: "q", gone: true }, sitting)).toMatchObject({
      kind: "changes",
      cell: "pupil",
    })
  })

  test("may be said again word for word, and taken back and brought back", () => {
    expect(wordOf(sitting, sitting)).toEqual({ kind: "again", cells: [] })
    expect(wordOf({ gone: true }, sitting)).toEqual({ kind: "again", cells: ["gone"] })
    expect(wordOf({ ...sitting, gone: null }, { ...sitting, gone: true })).toEqual({
      kind: "again",
      cells: ["gone"],
    })
  })
})
