import { addDays, type Day } from "#/domain/day.ts"
import { readDay } from "#/domain/read-day.ts"

import { tidy } from "./cell-text.ts"
import type { Reason } from "./reason.ts"

export interface BirthDate {
  /** What may be written; undefined when there is no date or it cannot be right. */
  readonly day: Day | undefined
  readonly reasons: readonly Reason[]
}

/** Generous: lists of past years are imported too. A date outside is a slip of the century or of a parent. */
const yearsMin = 5
const yearsMax = 25

const absent = /^(?:[-–—.…?]*|нет|не указан[аоы]?|н\/д|неизвестн[оа]|null|none|n\/a|#.*)$/i
const iso = /(?:^|[^\d])((?:19|20)\d{2})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/
const local = /(?:^|[^\d])(\d{1,2})[-./, ]+(\d{1,2})[-./, ]+(\d{4}|\d{2})(?!\d)/
const inWords = /(?:^|[^\d])(\d{1,2})[ -]+([а-яё]{3,})\.?[ -]+(\d{4}|\d{2})(?!\d)/i
const compact = /^(\d{2})(\d{2})((?:19|20)\d{2})$/
const serial = /^(\d{5})(?:[.,]\d+)?$/
/** Days since 1899-12-30, as spreadsheets count: 1 January 1990 … 31 December 2040. */
const serialMin = 32_874
const serialMax = 51_501

/** «янв», «мар»… by the first three letters, as people and spreadsheets shorten them. */
const months = ["янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]

/**
 * Reads a date of birth as schools write it: 03.04.2008, 3/4/08, 2008-04-03, «3 апреля 2008 г.», a spreadsheet's
 * day number, with a time of day after it or a place. A day that does not exist is not written; the reason says
 * which day was likely meant. `today` settles the century of «08» and how old a pupil would be.
 */
export function readBirthDate(cell: string, today: Day): BirthDate {
  const { text } = tidy(cell.slice(0, 200))
  if (absent.test(text)) return { day: undefined, reasons: [] }
  const shown = text.slice(0, 40)
  const found = partsOf(text)
  if (found === undefined)
    return { day: undefined, reasons: [{ code: "unreadable-date", text: shown }] }
  if (typeof found === "string") return aged(found, today, [])

  const year = found.year < 100 ? centuryOf(found.year, today) : found.year
  const reading = readDay(`${found.date}.${found.month}.${year}`)
  if (reading.kind === "day") {
    const supplied: Reason[] =
      found.year < 100 ? [{ code: "two-digit-year", day: reading.day }] : []
    return aged(reading.day, today, supplied)
  }
  const likely = reading.kind === "no-such-day" ? reading.likely : swapped(found, year)
  return { day: undefined, reasons: [{ code: "impossible-date", text: shown, likely }] }
}

interface DateParts {
  readonly date: number
  readonly month: number
  readonly year: number
}

function partsOf(text: string): DateParts | Day | undefined {
  const counted = serial.exec(text)
  if (counted !== null) {
    const days = Number(counted[1])
    return days < serialMin || days > serialMax ? undefined : addDays("1899-12-30", days)
  }
  const year = iso.exec(text)
  if (year !== null) return parts(year[3], year[2], year[1])
  const day = local.exec(text) ?? compact.exec(text)
  if (day !== null) return parts(day[1], day[2], day[3])
  const worded = inWords.exec(text)
  const month =
    months.indexOf((worded?.[2] ?? "").toLowerCase().replace(/^май/, "мая").slice(0, 3)) + 1
  return worded === null || month === 0 ? undefined : parts(worded[1], String(month), worded[3])
}

function parts(
  date: string | undefined,
  month: string | undefined,
  year: string | undefined,
): DateParts {
  return { date: Number(date), month: Number(month), year: Number(year) }
}

/** «08» is the latest year ending so that is not in the future. */
function centuryOf(year: number, today: Day): number {
  const now = Number(today.slice(0, 4))
  const full = now - (now % 100) + year
  return full > now ? full - 100 : full
}

/** Month and day the American way round, when that gives a day. */
function swapped(found: DateParts, year: number): readonly Day[] {
  const reading = readDay(`${found.month}.${found.date}.${year}`)
  return reading.kind === "day" ? [reading.day] : []
}

function aged(day: Day, today: Day, reasons: readonly Reason[]): BirthDate {
  const before = today.slice(5) < day.slice(5) ? 1 : 0
  const years = Number(today.slice(0, 4)) - Number(day.slice(0, 4)) - before
  if (years >= yearsMin && years <= yearsMax) return { day, reasons }
  return { day: undefined, reasons: [...reasons, { code: "unlikely-age", day, years }] }
}
