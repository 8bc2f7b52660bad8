import { aCell, aRecord } from "#tests/support/shown.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { activityOf } from "#/domain/activity.ts"
import { metersOf, undoneIn, type ClassInSeason, type UndoneRow } from "#/domain/overdue.ts"
import type { HeldActivity } from "#/domain/participation.ts"
import { registerOf } from "#/domain/register.ts"
import { presetFor, seasonOf } from "#/domain/season.ts"

const season = seasonOf(presetFor("2021", "2021-11-18"), undefined)
const today = "2021-11-18"
const pupils = ["ivan", "olga"]
const anna = { id: "anna", classes: ["7b", "8v"] }

interface Given {
  readonly kind?: string
  readonly day?: string
  readonly status?: string
  readonly cells?: Readonly<Record<string, Json>>
  readonly marks?: Readonly<Record<string, string>>
}

let activities = 0

function held(classId: string, given: Given): HeldActivity {
  const { kind = "lesson", day = "2021-11-10", status = "held", cells = {}, marks } = given
  activities += 1
  const values = { kind, day, status, classes: [classId], season: "2021", ...cells }
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, aCell(value)]),
  )
  const activity = must(activityOf(aRecord("activity", `activity-${activities}`, shown)))
  const marked = Object.entries(marks ?? {}).map(([pupil, mark]) => [`m:${pupil}`, aCell(mark)])
  const register =
    marks === undefined
      ? undefined
      : aRecord("register", "r", { list: aCell([...pupils]), ...Object.fromEntries(marked) })
  return {
    activity,
    register: registerOf(
      activity,
      register,
      pupils.map((id) => ({ id })),
    ),
  }
}

function aClass(id: string, grade: number, own: readonly HeldActivity[] = []): ClassInSeason {
  return { schoolClass: { id, grade }, pupils, activities: own }
}

const all = { ivan: "present", olga: "present" }
const tested = { ivan: "finished", olga: "finished" }

/** Everything that the 2021 season asks of a class. */
const everything = (classId: string): readonly HeldActivity[] => [
  held(classId, { marks: all }),
  held(classId, { kind: "diagnostic", marks: tested }),
  held(classId, { kind: "consultation", marks: all }),
  held(classId, { kind: "exhibition", marks: all }),
  held(classId, { kind: "trial", marks: all }),
  held(classId, { kind: "trial", day: "2021-11-12", marks: all }),
]

const board = (classes: readonly ClassInSeason[], day = today) =>
  undoneIn(season, { classes, people: [anna] }, day)

const told = (rows: readonly UndoneRow[]) =>
  rows.map(
    ({ what, step, classes, person }) => `${what.kind} ${step.code} ${classes.join()} ${person}`,
  )

describe("who has not done what", () => {
  test("is nobody where everything was done", () => {
    expect(board([aClass("7b", 7, everything("7b"))])).toEqual({ overdue: [], week: [] })
  })

  test("names a lesson whose day has passed without a word, and who leads it", () => {
    const own = [held("7b", { day: "2021-11-06", status: "planned", cells: { leader: "oleg" } })]
    const [row] = board([aClass("7b", 7, own)]).overdue
    expect(row).toMatchObject({ person: "oleg", classes: ["7b"], step: { code: "lesson" } })
    expect(row?.what).toMatchObject({ kind: "not-logged", since: "2021-11-06" })
  })

  test("names a register with gaps, by whoever holds the class", () => {
    const own = [held("7b", { marks: { ivan: "present" } })]
    expect(board([aClass("7b", 7, own)]).overdue[0]).toMatchObject({
      person: "anna",
      what: { kind: "unmarked", left: 1, since: "2021-11-10" },
    })
  })

  test("counts by the season's last day, and by the one the school has moved it to", () => {
    const classes = [aClass("7b", 7)]
    expect(told(board(classes, "2021-11-30").overdue)).toEqual([])
    expect(board(classes, "2021-12-01").overdue[0]?.what).toMatchObject({ since: "2021-11-30" })
    const cells = { "due:lesson": aCell("2021-11-12") }
    const moved = seasonOf(presetFor("2021", today), aRecord("season", "s", cells))
    const { overdue } = undoneIn(moved, { classes, people: [anna] }, today)
    expect(told(overdue)).toEqual(["not-held lesson 7b anna"])
    expect(overdue[0]?.what).toMatchObject({ since: "2021-11-12", done: 0, of: 2 })
  })

  test("takes an absence or a refusal for an answer: nothing is left to be done", () => {
    const own = [
      ...everything("7b").slice(1),
      held("7b", { marks: { ivan: "present", olga: "absent" } }),
    ]
    expect(board([aClass("7b", 7, own)], "2021-12-05").overdue).toEqual([])
  })

  test("puts what is due within a week apart, the nearest first", () => {
    const { overdue, week } = board([aClass("7b", 7)], "2021-11-24")
    expect(overdue).toEqual([])
    expect(told(week)).toEqual(
      ["lesson", "diagnostic", "consultation", "exhibition", "trial"].map(
        (step) => `due-soon ${step} 7b anna`,
      ),
    )
    expect(board([aClass("7b", 7)], "2021-11-23").week).toEqual([])
  })

  test("warns of a step in the way of the next one", () => {
    const own = [
      held("7b", { kind: "consultation", day: "2021-11-23", status: "planned" }),
      held("7b", { kind: "diagnostic", marks: { ivan: "finished", olga: "not-started" } }),
    ]
    const row = must(board([aClass("7b", 7, own)]).overdue[0])
    expect(row).toMatchObject({ step: { code: "diagnostic" }, person: "anna" })
    expect(row.what).toMatchObject({ kind: "blocks", left: 1, next: { day: "2021-11-23" } })
  })

  test("warns of consents that are missing before a diagnostic; a refusal is an answer", () => {
    const own = [held("7b", { kind: "diagnostic", day: "2021-11-23", status: "planned" })]
    const consents = (given: readonly string[], answered: readonly string[]) => {
      const set = { given: new Set(given), answered: new Set(answered) }
      return board([{ ...aClass("7b", 7, own), consents: set }]).overdue
    }
    const [row] = consents(["ivan"], ["ivan"])
    expect(row).toMatchObject({ step: { code: "consents" }, person: "anna" })
    expect(row?.what).toMatchObject({ kind: "blocks", left: 1, next: { kind: "diagnostic" } })
    expect(told(consents(["ivan"], ["ivan", "olga"]))).toEqual([])
  })

  test("counts consents by their last day, and not at all where they are kept on paper alone", () => {
    const consents = { given: new Set(["ivan"]), answered: new Set(["ivan"]) }
    const { overdue } = board([{ ...aClass("7b", 7), consents }])
    expect(told(overdue)).toEqual(["not-held consents 7b anna"])
    expect(overdue[0]?.what).toMatchObject({ since: "2021-10-31", done: 1, of: 2 })
    expect(board([aClass("7b", 7)]).overdue).toEqual([])
  })

  test("does not warn of a next step that is still far away", () => {
    const own = [held("7b", { kind: "consultation", day: "2021-12-10", status: "planned" })]
    expect(board([aClass("7b", 7, own)]).overdue).toEqual([])
  })

  test("joins the classes of one person into one row, and sums their pupils", () => {
    const { overdue } = board([aClass("7b", 7), aClass("8v", 8), aClass("9a", 9)], "2021-12-01")
    expect(told(overdue).filter((row) => row.includes("lesson"))).toEqual([
      "not-held lesson 7b,8v anna",
      "not-held lesson 9a null",
    ])
    expect(overdue[0]?.what).toMatchObject({ done: 0, of: 4 })
  })

  test("asks of no class what its grade does not take", () => {
    const { overdue } = board([aClass("10a", 10)], "2021-12-01")
    expect(told(overdue).some((row) => row.includes("lesson"))).toBe(false)
  })

  test("asks for nothing that was called off, left out or belongs to another season", () => {
    const own = [
      held("7b", { day: "2021-11-06", status: "cancelled" }),
      held("7b", { day: "2021-11-06", status: "planned", cells: { season: "rmg-2026-27" } }),
      held("7b", { day: "2021-11-06", status: "planned", cells: { gone: true } }),
    ]
    expect(board([aClass("7b", 7, own)]).overdue).toEqual([])
    const cells = { "skip:lesson": aCell(true), "due:lesson": aCell("2021-11-01") }
    const without = seasonOf(presetFor("2021", today), aRecord("season", "s", cells))
    const given = { classes: [aClass("7b", 7)], people: [] }
    expect(undoneIn(without, given, today).overdue).toEqual([])
  })

  test("puts the longest overdue first", () => {
    const own = [
      held("7b", { day: "2021-11-12", status: "planned" }),
      held("7b", { kind: "diagnostic", day: "2021-11-02", status: "planned" }),
    ]
    const days = board([aClass("7b", 7, own)]).overdue.map(({ step }) => step.code)
    expect(days).toEqual(["diagnostic", "lesson"])
  })
})

describe("the way of the season", () => {
  test("is summed over the classes that take the step; a step taken twice is done when done twice", () => {
    const once = held("8v", { kind: "trial", marks: all })
    const classes = [aClass("7b", 7, everything("7b")), aClass("8v", 8, [once]), aClass("10a", 10)]
    const meters = metersOf(season, classes).map(({ step, done, of }) => [step.code, done, of])
    expect(meters).toEqual([
      ["lesson", 2, 4],
      ["diagnostic", 2, 6],
      ["consultation", 2, 6],
      ["exhibition", 2, 6],
      ["trial", 2, 6],
    ])
  })

  test("begins with the consents where they are entered", () => {
    const consents = { given: new Set(["ivan"]), answered: new Set(pupils) }
    const [first] = metersOf(season, [{ ...aClass("7b", 7), consents }])
    expect(first).toMatchObject({ step: { code: "consents" }, done: 1, of: 2 })
  })

  test("says nothing of steps that no class takes", () => {
    expect(metersOf(season, [])).toEqual([])
  })
})
