import { describe, expect, test } from "vitest"

import { activityKinds } from "#/domain/activity-kind.ts"
import { emptyPlan, groupSize, planCells, planFaults } from "#/domain/activity-plan.ts"
import { faultIn } from "#/domain/record-schema.ts"

const classId = "0190aaaa-0000-7000-8000-000000000001"
const pupilId = "0190aaaa-0000-7000-8000-000000000002"
const lesson = emptyPlan({ kind: "lesson", classes: [classId], day: "2021-11-18", leader: "" })

describe("a plan can be saved", () => {
  test("with a class and a day alone", () => {
    expect(planFaults(lesson)).toEqual({})
  })

  test("of every kind the letter names, in cells that the record takes", () => {
    for (const kind of activityKinds) {
      const plan = { ...lesson, kind, start: "09:10", end: "09:55", people: "14", hours: "16" }
      expect(planFaults(plan)).toEqual({})
      expect(faultIn("activity", planCells(plan))).toBeUndefined()
    }
  })

  test("without a class when nobody is registered by name", () => {
    expect(planFaults({ ...lesson, kind: "parents", classes: [] })).toEqual({})
  })
})

describe("a plan is sent back", () => {
  test("without a class, a day, or the pupils of a group", () => {
    expect(planFaults({ ...lesson, classes: [] })).toEqual({ classes: "no-class" })
    expect(planFaults({ ...lesson, day: "" })).toEqual({ day: "no-day" })
    const consultation = { ...lesson, kind: "consultation", isPart: true } as const
    expect(planFaults(consultation)).toEqual({ group: "no-group" })
    expect(planFaults({ ...consultation, group: [pupilId] })).toEqual({})
  })

  test("when it ends before it begins", () => {
    const plan = { ...lesson, start: "10:10", end: "09:10" }
    expect(planFaults(plan)).toEqual({ end: "ends-before-start" })
    const course = { ...lesson, kind: "training", until: "2021-11-01" } as const
    expect(planFaults(course)).toEqual({ until: "ends-before-start" })
  })

  test("when a number is not one", () => {
    const course = { ...lesson, kind: "training", hours: "шестнадцать" } as const
    expect(planFaults(course)).toEqual({ hours: "not-a-number" })
  })
})

describe("the cells of a plan", () => {
  test("leave nothing of the kind it was before", () => {
    const cells = planCells({ ...lesson, kind: "teachers", instrument: "platform", people: "8" })
    expect(cells).toMatchObject({ classes: [], instrument: null, people: 8, group: null })
  })
})

test("a group's size is told and forbids nothing", () => {
  expect(groupSize("consultation", 13)?.isUsual).toBe(false)
  expect(groupSize("consultation", 6)?.isUsual).toBe(true)
  expect(groupSize("trial", 9)?.isUsual).toBe(false)
  expect(groupSize("lesson", 33)).toBeUndefined()
})
