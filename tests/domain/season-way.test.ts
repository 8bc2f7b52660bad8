import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import { bareWays, currentWay, seasonWay } from "#/domain/season-way.ts"
import { presetFor, seasonOf } from "#/domain/season.ts"

const season = seasonOf(presetFor("2021", "2021-11-18"), undefined)
const classes = [
  { id: "7b", grade: 7 },
  { id: "10a", grade: 10 },
]

function activity(kind: string, given: Readonly<Record<string, Json>> = {}): Activity {
  const values = { kind, day: "2021-11-10", status: "planned", classes: ["7b"], ...given }
  const cells = Object.entries(values).map(([name, value]) => {
    return [name, { value, op: "a.1", by: "anna", at: 1, waits: false }] as const
  })
  return must(activityOf({ id: kind, kind: "activity", cells: Object.fromEntries(cells) }))
}

const wayOf = (code: string, activities: readonly Activity[]) =>
  must(seasonWay(season, classes, activities).find(({ step }) => step.code === code))

describe("how far the school is with a step", () => {
  test("is counted in the classes whose grade takes it", () => {
    expect(wayOf("lesson", [])).toMatchObject({ of: 1, held: 0, bare: ["7b"], isDone: false })
    expect(wayOf("diagnostic", [])).toMatchObject({ of: 2, bare: ["7b", "10a"] })
  })

  test("knows planned from held", () => {
    const planned = wayOf("lesson", [activity("lesson")])
    const held = wayOf("lesson", [activity("lesson", { status: "held" })])
    expect(planned).toMatchObject({ held: 0, bare: [], isDone: false })
    expect(held).toMatchObject({ held: 1, isDone: true })
  })

  test("does not count what was called off or belongs to another season", () => {
    const off = activity("lesson", { status: "cancelled" })
    const other = activity("lesson", { status: "held", season: "rmg-2026-27" })
    expect(wayOf("lesson", [off, other])).toMatchObject({ held: 0, bare: ["7b"] })
  })

  test("for an event of the school is one that was held", () => {
    const held = activity("parents", { classes: [], status: "held" })
    expect(wayOf("parents", [held])).toMatchObject({ of: 0, isDone: true })
  })

  test("leaves out what nobody needs and what is on paper", () => {
    const codes = seasonWay(season, [{ id: "11a", grade: 11 }], []).map(({ step }) => step.code)
    expect(codes).not.toContain("lesson")
    expect(codes).not.toContain("consents")
  })
})

describe("the step the school is at", () => {
  test("is one that is running, not one that is overdue", () => {
    const ways = seasonWay(season, classes, [])
    expect(currentWay(ways, "2021-11-18")?.step.code).toBe("lesson")
    expect(currentWay(ways, "2021-12-10")?.step.code).toBe("training")
  })
})

describe("a step misses a plan", () => {
  test("when its last day is near and a class has nothing of it", () => {
    const ways = seasonWay(season, classes, [activity("lesson")])
    const near = bareWays(ways, "2021-11-18").map(({ step }) => step.code)
    expect(near).toContain("diagnostic")
    expect(near).not.toContain("lesson")
    expect(bareWays(ways, "2021-11-01").map(({ step }) => step.code)).toEqual(["training"])
  })
})
