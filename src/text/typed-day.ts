import type { Day } from "#/domain/day.ts"
import { readDay } from "#/domain/read-day.ts"

import { commonWords } from "./common.ts"
import { dateWords } from "./dates.ts"
import type { Language } from "./pair.ts"

export type TypedDay =
  | { readonly kind: "empty" }
  | { readonly kind: "day"; readonly day: Day }
  | { readonly kind: "wrong"; readonly why: string; readonly likely: readonly Day[] }

/** What a person meant by a typed date, or a sentence that says what is wrong with it. */
export function readTypedDay(typed: string, language: Language): TypedDay {
  if (typed.trim() === "") return { kind: "empty" }
  const reading = readDay(typed)
  const words = commonWords[language]
  switch (reading.kind) {
    case "day":
      return reading
    case "no-such-day": {
      const month = words.monthsIn[reading.month - 1] ?? ""
      const why = `${words.noSuchDate(month, reading.daysInMonth)} ${words.perhaps}`
      return { kind: "wrong", why, likely: reading.likely }
    }
    case "unreadable":
      return { kind: "wrong", why: words.unreadableDate, likely: [] }
  }
}

/** A day as a date field shows it: 18.11.2021, in both languages, because school papers write it so. */
export const writtenDay: (day: Day) => string = dateWords.ru.numbersWithYear
