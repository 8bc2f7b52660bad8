import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { readBirthDate } from "#/domain/class-list/birth-date.ts"
import { isDay } from "#/domain/read-day.ts"

const today = "2021-10-04"

describe("a date of birth as schools write it", () => {
  test.each([
    "03.04.2008",
    "3.4.2008",
    "03/04/2008",
    "03-04-2008",
    "03 04 2008",
    "2008-04-03",
    "2008.04.03",
    "2008-04-03T00:00:00.000Z",
    "03.04.2008 0:00:00",
    "03.04.2008 г.",
    "3 апреля 2008",
    "3 апреля 2008 г.",
    "03-апр-2008",
    "39541",
    "39541.0",
    "03042008",
    "03.04.2008, г. Смоленск",
    "\u00a003.04.2008 ",
  ])("%s is 3 April 2008", (text) => {
    expect(readBirthDate(text, today)).toEqual({ day: "2008-04-03", reasons: [] })
  })

  test("a year of two digits gets the latest century that is not ahead", () => {
    expect(readBirthDate("07.08.08", today).day).toBe("2008-08-07")
    expect(readBirthDate("07.08.08", today).reasons).toEqual([
      { code: "two-digit-year", day: "2008-08-07" },
    ])
    expect(readBirthDate("07.08.98", today).day).toBe("1998-08-07")
  })

  test("a day that does not exist is left out and the likely ones are named", () => {
    expect(readBirthDate("31.11.2008", today)).toEqual({
      day: undefined,
      reasons: [
        { code: "impossible-date", text: "31.11.2008", likely: ["2008-11-30", "2008-12-01"] },
      ],
    })
    expect(readBirthDate("29.02.2007", today).reasons[0]).toMatchObject({
      likely: ["2007-02-28", "2007-03-01"],
    })
  })

  test("month and day the American way round are offered the Russian way", () => {
    expect(readBirthDate("05/23/2008", today).reasons).toEqual([
      { code: "impossible-date", text: "05/23/2008", likely: ["2008-05-23"] },
    ])
  })

  test.each(["", "-", "нет", "не указана", "#Н/Д"])("«%s» is no date and no fault", (text) => {
    expect(readBirthDate(text, today)).toEqual({ day: undefined, reasons: [] })
  })

  test.each(["2008", "вчера", "12345", "13.2008", "6 брюмера 2008", "=1+1"])(
    "«%s» cannot be read",
    (text) => {
      expect(readBirthDate(text, today)).toEqual({
        day: undefined,
        reasons: [{ code: "unreadable-date", text }],
      })
    },
  )

  test.each([
    ["01.09.2021", 0],
    ["03.04.1978", 43],
    ["03.04.2025", -4],
  ])("%s would make a pupil of %i years, so it waits for a person", (text, years) => {
    expect(readBirthDate(text, today)).toMatchObject({
      day: undefined,
      reasons: [{ code: "unlikely-age", years }],
    })
  })

  test("whatever is read is a day that exists", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const { day } = readBirthDate(text, today)
        expect(day === undefined || isDay(day)).toBe(true)
      }),
    )
  })
})
