import type { Day } from "#/domain/day.ts"

import type { ClassName } from "./class-name.ts"

/**
 * Why a row deserves a look. Codes with data, never words. A reason that *asks* makes a row doubtful;
 * one that only *tells* is shown beside the row and asks nothing (see {@link asks}).
 */
export type Reason =
  // The name
  /** Latin letters were replaced by Cyrillic ones that look the same. Asks. */
  | { readonly code: "latin-letters"; readonly letters: readonly string[] }
  /** Latin letters that look like nothing Cyrillic were left as they are. Asks. */
  | { readonly code: "latin-left"; readonly letters: readonly string[] }
  /** ALL CAPS or all small letters were turned into «Петров». Asks, unless the whole file is like that. */
  | { readonly code: "letter-case" }
  /** Doubled or odd spaces were tidied. Tells. */
  | { readonly code: "spaces" }
  /** Right-to-left marks or control characters were removed. Asks. */
  | { readonly code: "hidden-characters" }
  /** The parts of the name stood in another order. Asks, unless the whole file is like that. */
  | { readonly code: "reordered" }
  /** One word only: a surname or a first name? Asks. */
  | { readonly code: "single-word" }
  /** More words than a surname, a name and a patronymic. Asks. */
  | { readonly code: "many-words" }
  /** «Иванов И. И.» Asks. */
  | { readonly code: "initials" }
  /** What stood in brackets was left out. Asks. */
  | { readonly code: "brackets"; readonly text: string }
  /** Tells. */
  | { readonly code: "no-middle-name" }
  /** The name is written in an alphabet that is neither Cyrillic nor Latin, or wholly in Latin. Asks. */
  | { readonly code: "foreign-alphabet" }
  // The date of birth
  /** The century was supplied. Tells. */
  | { readonly code: "two-digit-year"; readonly day: Day }
  /** No such day («31.11.2008»); `likely` starts with the likeliest. Written without the date. Asks. */
  | { readonly code: "impossible-date"; readonly text: string; readonly likely: readonly Day[] }
  /** Not a date at all. Written without it. Asks. */
  | { readonly code: "unreadable-date"; readonly text: string }
  /** A pupil of this age is unlikely. Asks; safest without the date. */
  | { readonly code: "unlikely-age"; readonly day: Day; readonly years: number }
  // The class
  /** The file says nowhere which class. Asks. */
  | { readonly code: "no-class" }
  /** Only the grade is known; `letters` are the classes of that grade that exist. Asks. */
  | { readonly code: "no-letter"; readonly grade: number; readonly letters: readonly string[] }
  /** Asks. */
  | { readonly code: "unreadable-class"; readonly text: string }
  /** The cell is empty; the class of the rows above was taken. Asks, unless the column is merged that way. */
  | { readonly code: "class-from-above"; readonly class: ClassName }
  /** The class is not one of those the person may write to. Asks. */
  | { readonly code: "class-not-appointed"; readonly class: ClassName }
  // Who it is
  /** Same name but for ё/е as a pupil we have, the date does not prove it. Asks. */
  | { readonly code: "yo-twin"; readonly pupilId: string }
  /** Same name but for ё/е as another row of the file. Asks. */
  | { readonly code: "yo-twin-row"; readonly row: number }
  /** The same name stands in another row of the file. Asks. */
  | { readonly code: "repeated-row"; readonly row: number }
  /** The same person stands in another row with another class. Asks. */
  | { readonly code: "two-classes"; readonly row: number; readonly class: ClassName | undefined }
  /** We have this person in another class. Asks. */
  | { readonly code: "other-class"; readonly pupilId: string; readonly class: ClassName }
  /** Surname and first name agree, one of the two has no patronymic. Asks. */
  | { readonly code: "middle-name-missing"; readonly pupilId: string }
  /** Same name and class, another date of birth. Asks. */
  | {
      readonly code: "other-birth-date"
      readonly pupilId: string
      readonly have: Day
      readonly file: Day
    }
  /** The pupil we have is archived. Asks. */
  | { readonly code: "archived-here"; readonly pupilId: string }
  /** The file says the pupil has left; `on` when it says when. Asks. */
  | { readonly code: "archived-there"; readonly on: Day | undefined }
  /** A pupil with the same name and another date of birth exists. Tells. */
  | { readonly code: "namesake" }
  /** A person mended this row by hand. Tells. */
  | { readonly code: "corrected" }

/** Why a row cannot be written at all. Its text is shown, never stored and never run. */
export type Refusal =
  | { readonly code: "markup" }
  | { readonly code: "formula" }
  | { readonly code: "digits" }
  | { readonly code: "no-letters" }
  | { readonly code: "strange-characters"; readonly characters: readonly string[] }
  | { readonly code: "too-long"; readonly length: number; readonly max: number }
  /** The row has a date of birth but no name. */
  | { readonly code: "no-name" }
  /** No column of the table looks like names: choose the columns first. */
  | { readonly code: "no-name-column" }

/** Rows that are no pupils, or none of ours. */
export type Skip =
  | { readonly code: "empty" }
  | { readonly code: "above-header" }
  | { readonly code: "header" }
  | { readonly code: "column-numbers" }
  | { readonly code: "class-heading"; readonly class: ClassName }
  | { readonly code: "total" }
  | { readonly code: "footer" }
  /** Word for word the same pupil as `row`. */
  | { readonly code: "repeated"; readonly row: number }
  /** A grade the season is not for. */
  | { readonly code: "other-grade"; readonly grade: number }

const telling: ReadonlySet<Reason["code"]> = new Set([
  "spaces",
  "no-middle-name",
  "two-digit-year",
  "namesake",
  "corrected",
])

/** Whether this reason makes a row doubtful. */
export function asks(reason: Reason): boolean {
  return !telling.has(reason.code)
}
