import { describe, expect, test } from "vitest"

import { isSameActivity, type Likeness } from "#/domain/same-activity.ts"

const lesson: Likeness = {
  kind: "lesson",
  day: "2021-11-18",
  classes: ["7b"],
  group: [],
  start: "09:10",
  title: "",
}

describe("a plan means the activity that is there already", () => {
  test("when kind, day and class are the same, whatever the hour", () => {
    expect(isSameActivity(lesson, { ...lesson, start: "11:15" })).toBe(true)
  })

  test("when one class of a joint lesson is planned again", () => {
    expect(isSameActivity(lesson, { ...lesson, classes: ["7a", "7b"] })).toBe(true)
  })

  test("when one of two consultations is for the whole class", () => {
    const whole: Likeness = { ...lesson, kind: "consultation" }
    expect(isSameActivity(whole, { ...whole, group: ["anna"] })).toBe(true)
  })
})

describe("a plan means another activity", () => {
  test("on another day, of another kind, for another class", () => {
    expect(isSameActivity(lesson, { ...lesson, day: "2021-11-19" })).toBe(false)
    expect(isSameActivity(lesson, { ...lesson, kind: "diagnostic" })).toBe(false)
    expect(isSameActivity(lesson, { ...lesson, classes: ["7v"] })).toBe(false)
  })

  test("when it is for another group of the class", () => {
    const one: Likeness = { ...lesson, kind: "consultation", group: ["anna"] }
    expect(isSameActivity(one, { ...one, group: ["boris"] })).toBe(false)
  })

  test("when an evening for parents has another hour or title", () => {
    const evening: Likeness = { ...lesson, kind: "parents", classes: [], title: "Собрание" }
    expect(isSameActivity(evening, evening)).toBe(true)
    expect(isSameActivity(evening, { ...evening, start: "18:00" })).toBe(false)
    expect(isSameActivity(evening, { ...evening, title: "Круглый стол" })).toBe(false)
  })
})
