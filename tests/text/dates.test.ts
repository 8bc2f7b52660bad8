import { describe, expect, test } from "vitest"

import { capitalised, dateWords, dayOf } from "#/text/dates.ts"

const { ru, en } = dateWords
const at = (day: number, hour: number, minute: number) =>
  new Date(2021, 10, day, hour, minute).getTime()

describe("a day", () => {
  test("is written as people write it", () => {
    expect(ru.weekdayAndDay("2021-11-18")).toBe("четверг, 18 ноября")
    expect(ru.shortWeekdayAndDay("2021-11-18")).toBe("чт, 18 ноября")
    expect(ru.day("2021-11-01")).toBe("1 ноября")
    expect(ru.dayWithYear("2021-11-18")).toBe("18 ноября 2021")
    expect(ru.numbers("2021-11-08")).toBe("08.11")
    expect(ru.month("2021-11")).toBe("ноябрь")
    expect(capitalised(ru.weekdayAndDay("2021-11-21"))).toBe("Воскресенье, 21 ноября")
  })

  test("is written in English too", () => {
    expect(en.weekdayAndDay("2021-11-18")).toBe("Thursday, 18 November")
    expect(en.shortWeekdayAndDay("2021-11-18")).toBe("Thu, 18 November")
  })

  test("is near or far in words", () => {
    const days = ["2021-11-18", "2021-11-19", "2021-11-17", "2021-11-22", "2021-11-06"]
    expect(days.map((day) => ru.daysFrom(day, "2021-11-18"))).toEqual([
      "сегодня",
      "завтра",
      "вчера",
      "через 4 дня",
      "12 дней назад",
    ])
    expect(days.map((day) => en.daysFrom(day, "2021-11-18"))).toEqual([
      "today",
      "tomorrow",
      "yesterday",
      "in 4 days",
      "12 days ago",
    ])
  })

  test("makes a range that names the month once and the year where it changes", () => {
    expect(ru.range("2021-11-01", "2021-11-30")).toBe("1–30 ноября")
    expect(ru.range("2021-09-13", "2021-10-30")).toBe("13 сентября – 30 октября")
    expect(ru.range("2021-11-18", "2022-11-18")).toBe("18 ноября 2021 – 18 ноября 2022")
  })
})

describe("an instant", () => {
  test("belongs to the day of the school's own clock", () => {
    expect(dayOf(at(18, 0, 5))).toBe("2021-11-18")
    expect(dayOf(at(18, 23, 55))).toBe("2021-11-18")
  })

  test("is a time today and a date with a time on any other day", () => {
    expect(ru.moment(at(18, 14, 5), at(18, 16, 0))).toBe("14:05")
    expect(ru.moment(at(17, 14, 5), at(18, 16, 0))).toBe("17.11 14:05")
  })

  test("is told by its distance from now", () => {
    const now = at(18, 8, 45)
    expect(ru.fromNow(at(18, 9, 10), now)).toBe("через 25 минут")
    expect(ru.fromNow(at(18, 8, 44), now)).toBe("1 минуту назад")
    expect(ru.fromNow(at(18, 11, 0), now)).toBe("через 2 часа")
    expect(ru.fromNow(at(6, 8, 45), now)).toBe("12 дней назад")
    expect(ru.fromNow(now, now)).toBe("сейчас")
    expect(en.fromNow(at(18, 9, 10), now)).toBe("in 25 minutes")
  })
})
