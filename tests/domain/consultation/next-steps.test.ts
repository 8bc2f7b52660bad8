import { aCell, aRecord } from "#tests/support/shown.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import { dueFault, stepOffers } from "#/domain/consultation/next-steps.ts"
import { subjectsFor } from "#/domain/consultation/subjects.ts"

const day = "2021-11-18"

const planned = (kind: string, on: string, status = "planned"): Activity =>
  must(
    activityOf(
      aRecord("activity", `${kind} ${on}`, {
        kind: aCell(kind),
        day: aCell(on),
        status: aCell(status),
      }),
    ),
  )

describe("offers of a next step", () => {
  test("begin with the nearest trial or visit that is planned with the class", () => {
    const offers = stepOffers({
      grade: 8,
      day,
      planned: [
        planned("trial", "2021-12-20"),
        planned("exhibition", "2021-11-25"),
        planned("lesson", "2021-11-19"),
        planned("trial", "2021-11-20", "cancelled"),
      ],
    })

    expect(offers[0]).toMatchObject({ kind: "planned", due: "2021-11-25" })
    expect(offers.slice(1).map(({ kind }) => kind)).toEqual(["talk", "open-day", "college"])
  })

  test("suit the age, with two weeks' time", () => {
    const kinds = (grade: number) => stepOffers({ grade, day, planned: [] }).map(({ kind }) => kind)
    expect(kinds(6)).toEqual(["talk", "club", "lesson"])
    expect(kinds(11)).toEqual(["open-day", "exams", "admission"])
    expect(stepOffers({ grade: 6, day, planned: [] })[0]?.due).toBe("2021-12-02")
  })
})

test("the date of a step is not before the consultation and not years ahead", () => {
  expect(dueFault("", day)).toBeUndefined()
  expect(dueFault(day, day)).toBeUndefined()
  expect(dueFault("2021-11-17", day)).toBe("before")
  expect(dueFault("2022-11-18", day)).toBeUndefined()
  expect(dueFault("2022-11-19", day)).toBe("too-far")
})

test("subjects are those the grade has or begins next year", () => {
  expect(subjectsFor(6)).toContain("physics")
  expect(subjectsFor(6)).not.toContain("chemistry")
  expect(subjectsFor(7)).toContain("chemistry")
})
