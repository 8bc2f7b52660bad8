import { aCell, aRecord } from "#tests/support/shown.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import { classSeason, type HeldActivity } from "#/domain/participation.ts"
import { markCell, registerOf } from "#/domain/register.ts"
import { seasonPresets } from "#/domain/season-presets.ts"
import { seasonOf } from "#/domain/season.ts"

const [preset2021] = seasonPresets
const season = seasonOf(preset2021, undefined)

function anActivity(id: string, cells: Readonly<Record<string, Json>>): Activity {
  const all = { season: "2021", day: "2021-11-18", status: "planned", ...cells }
  const shown = Object.fromEntries(Object.entries(all).map(([cell, value]) => [cell, aCell(value)]))
  return must(activityOf(aRecord("activity", id, shown)))
}

function held(
  kind: string,
  marks: Readonly<Record<string, Json>>,
  cells: Readonly<Record<string, Json>> = {},
): HeldActivity {
  const activity = anActivity(`${kind}-${JSON.stringify(marks)}`, { kind, ...cells })
  const record = aRecord("register", "r", {
    list: aCell(["anna", "boris"]),
    ...Object.fromEntries(Object.entries(marks).map(([id, mark]) => [markCell(id), aCell(mark)])),
  })
  return { activity, register: registerOf(activity, record, []) }
}

function stateOf(given: readonly HeldActivity[], step: string, time = 1) {
  const found = classSeason(season, 7, { pupils: ["anna"], activities: given })
  const column = found.columns.findIndex((one) => one.step.code === step && one.time === time)
  return must(found.states.get("anna"))[column]?.kind
}

describe("The season of a pupil", () => {
  test("is done by being there, late or not", () => {
    expect(stateOf([held("lesson", { anna: "present" })], "lesson")).toBe("done")
    expect(stateOf([held("lesson", { anna: "late" })], "lesson")).toBe("done")
  })

  test("is begun by a diagnostic that was not finished", () => {
    expect(stateOf([held("diagnostic", { anna: "unfinished" })], "diagnostic")).toBe("begun")
  })

  test("shows an absence, and forgets it once the pupil was there another time", () => {
    const missed = held("lesson", { anna: "absent" })
    const made = held("lesson", { anna: "present" })
    expect(stateOf([missed], "lesson")).toBe("absent")
    expect(stateOf([missed, made], "lesson")).toBe("done")
  })

  test("shows what is planned and what is still to do", () => {
    expect(stateOf([held("lesson", {})], "lesson")).toBe("planned")
    expect(stateOf([], "lesson")).toBe("todo")
  })

  test("counts nothing of a lesson that was cancelled", () => {
    const cancelled = held("lesson", { anna: "present" }, { status: "cancelled" })
    expect(stateOf([cancelled], "lesson")).toBe("todo")
  })

  test("needs two trials, each its own column", () => {
    const once = [held("trial", { anna: "present" })]
    expect(stateOf(once, "trial", 1)).toBe("done")
    expect(stateOf(once, "trial", 2)).toBe("todo")
  })

  test("does not ask a tenth grade for the lesson of the letter", () => {
    const found = classSeason(season, 10, { pupils: ["anna"], activities: [] })
    const column = found.columns.findIndex(({ step }) => step.code === "lesson")
    expect(found.states.get("anna")?.[column]?.kind).toBe("not-required")
    expect(found.progress[column]).toEqual({ done: 0, of: 0 })
  })

  test("of a pupil whose marks clash is open", () => {
    const activity = anActivity("l", { kind: "lesson" })
    const record = aRecord("register", "r", {
      list: aCell(["anna"]),
      [markCell("anna")]: aCell("present", { value: "absent" }),
    })
    const clashing = { activity, register: registerOf(activity, record, []) }
    expect(stateOf([clashing], "lesson")).toBe("clash")
  })
})
