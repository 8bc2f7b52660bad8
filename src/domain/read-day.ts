import { addDays, type Day } from "./day.ts"

const written = /^(\d{4})-(\d{2})-(\d{2})$/

export type DayReading =
  | { readonly kind: "day"; readonly day: Day }
  | {
      readonly kind: "no-such-day"
      readonly likely: readonly Day[]
      readonly daysInMonth: number
      readonly month: number
    }
  | { readonly kind: "unreadable" }

export function isDay(text: string): boolean {
  const match = written.exec(text)
  if (match === null) return false
  return exists(Number(match[1]), Number(match[2]), Number(match[3]))
}

export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

/**
 * Reads a date as a person types it: «30.11.2021», «30.11.21», «2021-11-30», «30/11/2021».
 * A day that the month does not have («31.11.2021», as in the letter) is refused with the last day of
 * that month and the first of the next, the two that were probably meant.
 */
export function readDay(typed: string): DayReading {
  const text = typed.trim()
  const local = /^(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})(?:\s*г\.?)?$/.exec(text)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (local !== null) return reading(fullYear(Number(local[3])), Number(local[2]), Number(local[1]))
  if (iso !== null) return reading(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  return { kind: "unreadable" }
}

function reading(year: number, month: number, date: number): DayReading {
  if (month < 1 || month > 12 || date < 1 || date > 31 || year < 1900 || year > 2100) {
    return { kind: "unreadable" }
  }
  if (exists(year, month, date)) return { kind: "day", day: dayOf(year, month, date) }
  const last = daysIn(year, month)
  const likely = [dayOf(year, month, last), addDays(dayOf(year, month, last), 1)]
  return { kind: "no-such-day", likely, daysInMonth: last, month }
}

function fullYear(year: number): number {
  if (year >= 100) return year
  return year < 70 ? 2000 + year : 1900 + year
}

function exists(year: number, month: number, date: number): boolean {
  return month >= 1 && month <= 12 && date >= 1 && date <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function dayOf(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`
}
