import { sameJson, type Json } from "#/base/json.ts"
import type { FieldClash } from "#/domain/clash.ts"
import { isMark } from "#/domain/mark.ts"
import { grammarGender, shortName, type PersonName } from "#/domain/pupil.ts"

import { authorOf, authorWords, type Author, type Known } from "./authors.ts"
import { dateWords, dayOf } from "./dates.ts"
import { markWords } from "./marks.ts"
import { pair, type Language, type SameKeys } from "./pair.ts"

type Side = { readonly author: Author; readonly when: string; readonly value: string }

const ru = {
  /** Today the time is enough. */
  atTime: (time: string) => `в ${time}`,
  atDay: (day: string, time: string) => `${day} в ${time}`,
  marked: { you: "отметили", m: "отметил", f: "отметила", unknown: "отмечает" },
  wrote: { you: "записали", m: "записал", f: "записала", unknown: "записывает" },
  told: (verb: string, one: Side, other: Side) =>
    `${one.author.who} ${one.when} ${verb} «${one.value}», ${other.author.who} ${other.when} — «${other.value}».`,
  noMark: "Без отметки",
  nothing: "пусто",
  yes: "да",
  no: "нет",
}

const en: SameKeys<typeof ru> = {
  atTime: (time) => `at ${time}`,
  atDay: (day, time) => `on ${day} at ${time}`,
  marked: { you: "marked", m: "marked", f: "marked", unknown: "marked" },
  wrote: { you: "wrote", m: "wrote", f: "wrote", unknown: "wrote" },
  told: (verb, one, other) =>
    `${one.author.who} ${verb} “${one.value}” ${one.when}, ${other.author.who} “${other.value}” ${other.when}.`,
  noMark: "No mark",
  nothing: "nothing",
  yes: "yes",
  no: "no",
}

export const clashWords = pair(ru, en)

/** A clash in words: whose it is, one sentence with both sides, and the two ways out. */
export interface ToldClash {
  readonly subject: string
  readonly sentence: string
  readonly choices: readonly { readonly label: string; readonly value: Json }[]
}

export interface ClashView extends Known {
  readonly nowMs: number
  readonly language: Language
}

/** Two marks of one pupil: «Орлова Дарья: Иванова в 09:12 отметила «была», Смирнова в 09:14 — «не была»». */
export function tellMarkClash(pupil: PersonName, clash: FieldClash, view: ClashView): ToldClash {
  const words = clashWords[view.language]
  const marks = markWords[view.language]
  const gender = grammarGender(pupil)
  return tell(clash, view, {
    subject: shortName(pupil),
    verbs: words.marked,
    said: (value) => (isMark(value) ? marks.said[value][gender] : marks.unmarkedBy[gender]),
    label: (value) => (isMark(value) ? marks.mark[value][gender] : words.noMark),
  })
}

/**
 * Two values of a field: «Орлова Дарья, дата рождения: Иванова в 09:12 записала «03.04.2008», …».
 * @param subject whose field, with its name
 * @param shownAs how a value of this field is written; plain texts and numbers need none
 */
export function tellFieldClash(
  given: { readonly subject: string; readonly shownAs?: (value: Json) => string },
  clash: FieldClash,
  view: ClashView,
): ToldClash {
  const words = clashWords[view.language]
  const plainly = (value: Json): string => {
    if (value === null || value === "") return words.nothing
    if (typeof value === "boolean") return value ? words.yes : words.no
    return typeof value === "object" ? JSON.stringify(value) : String(value)
  }
  const said = (value: Json): string =>
    value === null || value === "" ? words.nothing : (given.shownAs ?? plainly)(value)
  return tell(clash, view, { subject: given.subject, verbs: words.wrote, said, label: said })
}

interface Telling {
  readonly subject: string
  readonly verbs: Readonly<Record<Author["form"], string>>
  readonly said: (value: Json) => string
  readonly label: (value: Json) => string
}

function tell(clash: FieldClash, view: ClashView, telling: Telling): ToldClash {
  const words = clashWords[view.language]
  const side = (told: {
    readonly value: Json
    readonly by: string
    readonly at: number
  }): Side => ({
    author: authorOf(told.by, view, authorWords[view.language]),
    when: whenOf(told.at, view),
    value: telling.said(told.value),
  })
  // In the order in which it happened, whoever won.
  const [first, second] =
    clash.mine.at <= clash.theirs.at ? [clash.mine, clash.theirs] : [clash.theirs, clash.mine]
  const one = side(first)
  const values = sameJson(first.value, second.value) ? [first.value] : [first.value, second.value]
  return {
    subject: telling.subject,
    sentence: words.told(telling.verbs[one.author.form], one, side(second)),
    choices: values.map((value) => ({ label: telling.label(value), value })),
  }
}

function whenOf(atMs: number, { nowMs, language }: ClashView): string {
  const dates = dateWords[language]
  const words = clashWords[language]
  const time = dates.time(atMs)
  const day = dayOf(atMs)
  return day === dayOf(nowMs) ? words.atTime(time) : words.atDay(dates.numbers(day), time)
}
