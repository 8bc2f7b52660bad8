import { describe, expect, test } from "vitest"

import { counted, countedEn, plural } from "#/text/plural.ts"

const pupils = (count: number) => counted(count, "ученик", "ученика", "учеников")

describe("a counted word", () => {
  test("takes the Russian form of its number", () => {
    expect([0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 111].map(pupils)).toEqual([
      "0 учеников",
      "1 ученик",
      "2 ученика",
      "5 учеников",
      "11 учеников",
      "12 учеников",
      "21 ученик",
      "22 ученика",
      "25 учеников",
      "101 ученик",
      "111 учеников",
    ])
  })

  test("takes the second form after a fraction", () => {
    expect(plural(1.5, "час", "часа", "часов")).toBe("часа")
  })

  test("is singular in English for one only", () => {
    expect([0, 1, 2, 21].map((count) => countedEn(count, "pupil", "pupils"))).toEqual([
      "0 pupils",
      "1 pupil",
      "2 pupils",
      "21 pupils",
    ])
  })
})
