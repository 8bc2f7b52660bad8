import { aCell, aRecord } from "#tests/support/shown.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { activityOf } from "#/domain/activity.ts"
import { isMonth, monthAfter, monthReport } from "#/domain/month-report.ts"
import type { ClassInSeason } from "#/domain/overdue.ts"
import type { HeldActivity } from "#/domain/participation.ts"
import { registerOf } from "#/domain/register.ts"
import { presetFor, seasonOf } from "#/domain/season.ts"

const season = seasonOf(presetFor("2021", "2021-11-18"), undefined)
const pupils = ["ivan", "olga"]

function held(
  id: string,
  cells: Record<string, Json>,
  marks: Record<string, string>,
): HeldActivity {
  const values = { kind: "lesson", day: "2021-11-10", status: "held", season: "2021", ...cells }
  const shown = Object.entries(values).map(([name, value]) => [name, aCell(value)])
  const activity = must(activityOf(aRecord("activity", id, Object.fromEntries(shown))))
  const marked = Object.entries(marks).map(([pupil, mark]) => [`m:${pupil}`, aCell(mark)])
  const record = aRecord("register", "r", {
    list: aCell([...pupils]),
    ...Object.fromEntries(marked),
  })
  return {
    activity,
    register: registerOf(
      activity,
      record,
      pupils.map((pupil) => ({ id: pupil })),
    ),
  }
}

function aClass(id: string, activities: readonly HeldActivity[]): ClassInSeason {
  return { schoolClass: { id, grade: 7 }, pupils, activities }
}

const both = { ivan: "present", olga: "late" }

describe("the report of a month", () => {
  test("counts what was held in it: activities once, participations each time", () => {
    const lesson = held("one", { classes: ["7b"] }, { ivan: "present", olga: "absent" })
    const visit = held("two", { kind: "exhibition", classes: ["7b", "7v"] }, both)
    const report = monthReport(
      season,
      [aClass("7b", [lesson, visit]), aClass("7v", [visit])],
      "2021-11",
    )
    expect(report.held).toEqual([
      { kind: "lesson", times: 1, classes: ["7b"], took: 1 },
      { kind: "exhibition", times: 1, classes: ["7b", "7v"], took: 2 },
    ])
  })

  test("leaves out other months, what was called off and what nobody held", () => {
    const own = [
      held("a", { classes: ["7b"], day: "2021-10-31" }, both),
      held("b", { classes: ["7b"], status: "cancelled" }, both),
      held("c", { classes: ["7b"], status: "planned" }, {}),
      held("d", { classes: ["7b"], gone: true }, both),
    ]
    expect(monthReport(season, [aClass("7b", own)], "2021-11").held).toEqual([])
  })

  test("sums the progress of the classes, column by column", () => {
    const lesson = (id: string) => held(id, { classes: [id] }, both)
    const { columns, total } = monthReport(
      season,
      [aClass("7b", [lesson("7b")]), aClass("7v", [])],
      "2021-11",
    )
    const place = columns.findIndex(({ step }) => step.code === "lesson")
    expect(total[place]).toEqual({ done: 2, of: 4 })
  })

  test("knows the months and the years around them", () => {
    expect([isMonth("2021-11"), isMonth("2021-13"), isMonth("november")]).toEqual([
      true,
      false,
      false,
    ])
    expect([monthAfter("2021-12", 1), monthAfter("2021-01", -1)]).toEqual(["2022-01", "2020-12"])
  })
})
