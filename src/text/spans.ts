import { pair, type SameKeys } from "./pair.ts"
import { counted, countedEn } from "./plural.ts"

type Span = {
  readonly unit: "minutes" | "hours" | "days" | "years"
  readonly count: number
}

const minutesAnHour = 60
const minutesADay = 24 * minutesAnHour
const minutesAYear = 365.25 * minutesADay

/** In the largest unit of which there are at least two: a clock that was never set is years off, not minutes. */
function spanOf(minutes: number): Span {
  if (minutes >= 2 * minutesAYear) {
    return { unit: "years", count: Math.round(minutes / minutesAYear) }
  }
  if (minutes >= 2 * minutesADay) return { unit: "days", count: Math.round(minutes / minutesADay) }
  if (minutes >= 2 * minutesAnHour) {
    return { unit: "hours", count: Math.round(minutes / minutesAnHour) }
  }
  return { unit: "minutes", count: Math.round(minutes) }
}

const formsRu = {
  minutes: ["минуту", "минуты", "минут"],
  hours: ["час", "часа", "часов"],
  days: ["день", "дня", "дней"],
  years: ["год", "года", "лет"],
} as const

const formsEn = {
  minutes: ["minute", "minutes"],
  hours: ["hour", "hours"],
  days: ["day", "days"],
  years: ["year", "years"],
} as const

/** By how much two clocks differ: «спешат на 3 часа». */
const ru = {
  by: (minutes: number) => {
    const { unit, count } = spanOf(minutes)
    const [one, few, many] = formsRu[unit]
    return counted(count, one, few, many)
  },
}

const en: SameKeys<typeof ru> = {
  by: (minutes) => {
    const { unit, count } = spanOf(minutes)
    const [one, many] = formsEn[unit]
    return countedEn(count, one, many)
  },
}

export const spanWords = pair(ru, en)
