import { daysBetween, weekday, type Day } from "#/domain/day.ts"

import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

/**
 * Human dates. A day is `YYYY-MM-DD`; an instant is milliseconds and is shown in the device's own time zone,
 * which is the school's. The names are listed here because an old tablet's own lists differ from a new one's.
 */

const dateOf = (day: Day): number => Number(day.slice(8, 10))
const monthOf = (day: Day): number => Number(day.slice(5, 7)) - 1

const two = (value: number): string => String(value).padStart(2, "0")

function timeOf(atMs: number): string {
  const at = new Date(atMs)
  return `${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The calendar day of an instant, in the device's time zone. */
export function dayOf(atMs: number): Day {
  const at = new Date(atMs)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

const numbers = (day: Day): string => `${day.slice(8, 10)}.${day.slice(5, 7)}`
const numbersWithYear = (day: Day): string => `${numbers(day)}.${day.slice(0, 4)}`

const dayMs = 86_400_000
const hourMs = 3_600_000
const minuteMs = 60_000

/** Today the time is enough; any other day the date comes first. */
function moment(atMs: number, nowMs: number): string {
  const day = dayOf(atMs)
  return day === dayOf(nowMs) ? timeOf(atMs) : `${numbers(day)} ${timeOf(atMs)}`
}

type Distance = {
  readonly unit: "minutes" | "hours" | "days"
  readonly count: number
  readonly ahead: boolean
}

function distance(atMs: number, nowMs: number): Distance {
  const apartMs = Math.abs(atMs - nowMs)
  const ahead = atMs > nowMs
  const minutes = Math.round(apartMs / minuteMs)
  if (minutes < 60) return { unit: "minutes", count: minutes, ahead }
  if (apartMs < dayMs) return { unit: "hours", count: Math.round(apartMs / hourMs), ahead }
  return { unit: "days", count: Math.abs(daysBetween(dayOf(nowMs), dayOf(atMs))), ahead }
}

const monthsRu =
  "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" ")
const monthNamesRu =
  "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(" ")
const weekdaysRu = "понедельник вторник среда четверг пятница суббота воскресенье".split(" ")
const weekdaysShortRu = "пн вт ср чт пт сб вс".split(" ")

const monthsEn =
  "January February March April May June July August September October November December".split(" ")
const weekdaysEn = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ")

function dayRu(day: Day): string {
  return `${dateOf(day)} ${monthsRu[monthOf(day)] ?? ""}`
}

function dayEn(day: Day): string {
  return `${dateOf(day)} ${monthsEn[monthOf(day)] ?? ""}`
}

/** Names the month once and the year only where it changes. */
function rangeIn(write: (day: Day) => string, from: Day, to: Day): string {
  if (from.slice(0, 7) === to.slice(0, 7)) return `${dateOf(from)}–${write(to)}`
  if (from.slice(0, 4) === to.slice(0, 4)) return `${write(from)} – ${write(to)}`
  return `${write(from)} ${from.slice(0, 4)} – ${write(to)} ${to.slice(0, 4)}`
}

const unitsRu = {
  minutes: (count: number) => counted(count, "минуту", "минуты", "минут"),
  hours: (count: number) => counted(count, "час", "часа", "часов"),
  days: (count: number) => counted(count, "день", "дня", "дней"),
}

const unitsEn = {
  minutes: (count: number) => countedEn(count, "minute", "minutes"),
  hours: (count: number) => countedEn(count, "hour", "hours"),
  days: (count: number) => countedEn(count, "day", "days"),
}

const ru = {
  /** четверг, 18 ноября */
  weekdayAndDay: (day: Day) => `${weekdaysRu[weekday(day) - 1] ?? ""}, ${dayRu(day)}`,
  /** чт, 18 ноября */
  shortWeekdayAndDay: (day: Day) => `${weekdaysShortRu[weekday(day) - 1] ?? ""}, ${dayRu(day)}`,
  /** 18 ноября */
  day: dayRu,
  /** 18 ноября 2021 */
  dayWithYear: (day: Day) => `${dayRu(day)} ${day.slice(0, 4)}`,
  /** ноябрь, from a day or from `YYYY-MM` */
  month: (dayOrMonth: string) => monthNamesRu[monthOf(dayOrMonth)] ?? "",
  /** 18.11 */
  numbers,
  /** 18.11.2021 */
  numbersWithYear,
  /** 13 сентября – 30 октября; 1–30 ноября */
  range: (from: Day, to: Day) => rangeIn(dayRu, from, to),
  /** 14:05 of an instant */
  time: timeOf,
  /** 14:05 today, 17.11 14:05 on any other day */
  moment,
  /** сегодня, завтра, вчера, через 4 дня, 12 дней назад */
  daysFrom: (day: Day, today: Day) => {
    const days = daysBetween(today, day)
    if (days === 0) return "сегодня"
    if (days === 1) return "завтра"
    if (days === -1) return "вчера"
    return days > 0 ? `через ${unitsRu.days(days)}` : `${unitsRu.days(-days)} назад`
  },
  /** через 25 минут, 12 дней назад, сейчас */
  fromNow: (atMs: number, nowMs: number) => {
    const { unit, count, ahead } = distance(atMs, nowMs)
    if (count === 0) return "сейчас"
    return ahead ? `через ${unitsRu[unit](count)}` : `${unitsRu[unit](count)} назад`
  },
  /** 12 дней */
  days: unitsRu.days,
  /** 25 минут, as in «осталось 25 минут» */
  minutes: (count: number) => counted(count, "минута", "минуты", "минут"),
}

const en: SameKeys<typeof ru> = {
  weekdayAndDay: (day) => `${weekdaysEn[weekday(day) - 1] ?? ""}, ${dayEn(day)}`,
  shortWeekdayAndDay: (day) => `${(weekdaysEn[weekday(day) - 1] ?? "").slice(0, 3)}, ${dayEn(day)}`,
  day: dayEn,
  dayWithYear: (day) => `${dayEn(day)} ${day.slice(0, 4)}`,
  month: (dayOrMonth) => monthsEn[monthOf(dayOrMonth)] ?? "",
  numbers,
  numbersWithYear,
  range: (from, to) => rangeIn(dayEn, from, to),
  time: timeOf,
  moment,
  daysFrom: (day, today) => {
    const days = daysBetween(today, day)
    if (days === 0) return "today"
    if (days === 1) return "tomorrow"
    if (days === -1) return "yesterday"
    return days > 0 ? `in ${unitsEn.days(days)}` : `${unitsEn.days(-days)} ago`
  },
  fromNow: (atMs, nowMs) => {
    const { unit, count, ahead } = distance(atMs, nowMs)
    if (count === 0) return "now"
    return ahead ? `in ${unitsEn[unit](count)}` : `${unitsEn[unit](count)} ago`
  },
  days: unitsEn.days,
  minutes: unitsEn.minutes,
}

export const dateWords = pair(ru, en)

/** The first letter large: a date that opens a title. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase("ru") + text.slice(1)
}
