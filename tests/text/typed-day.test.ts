import { describe, expect, test } from "vitest"

import { readTypedDay, writtenDay } from "#/text/typed-day.ts"

describe("a typed date", () => {
  test("becomes a day", () => {
    expect(readTypedDay("18.11.2021", "ru")).toEqual({ kind: "day", day: "2021-11-18" })
    expect(readTypedDay(" ", "ru")).toEqual({ kind: "empty" })
  })

  test("that the month does not have is refused with the two days probably meant", () => {
    const reading = readTypedDay("31.11.2021", "ru")

    expect(reading).toEqual({
      kind: "wrong",
      why: "В ноябре 30 дней. Может быть:",
      likely: ["2021-11-30", "2021-12-01"],
    })
  })

  test("that cannot be read is answered by how to write it", () => {
    expect(readTypedDay("завтра", "en")).toEqual({
      kind: "wrong",
      why: "This date cannot be read. Write day, month and year: 18.11.2021.",
      likely: [],
    })
  })

  test("is shown as school papers write it", () => {
    expect(writtenDay("2021-11-08")).toBe("08.11.2021")
  })
})
