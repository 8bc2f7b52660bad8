import { pair, type SameKeys } from "./pair.ts"

/**
 * Words for marks. `m`, `f` and `unknown` are the grammar of the pupil's name (see `grammarGender`); where it is
 * unknown the word has no gender.
 */
const ru = {
  /** On a button and in a register. */
  mark: {
    present: { m: "Был", f: "Была", unknown: "Здесь" },
    absent: { m: "Не был", f: "Не была", unknown: "Нет" },
    late: { m: "Опоздал", f: "Опоздала", unknown: "Позже" },
    excused: { m: "Уваж.", f: "Уваж.", unknown: "Уваж." },
    refused: { m: "Отказ", f: "Отказ", unknown: "Отказ" },
    finished: { m: "Закончил", f: "Закончила", unknown: "До конца" },
    unfinished: { m: "Не закончил", f: "Не закончила", unknown: "Не до конца" },
    "not-started": { m: "Не начал", f: "Не начала", unknown: "Не начато" },
  },
  /** Whole, in a menu, in print and as a hint. */
  whole: {
    present: { m: "Был", f: "Была", unknown: "Здесь" },
    absent: { m: "Не был", f: "Не была", unknown: "Нет" },
    late: { m: "Опоздал", f: "Опоздала", unknown: "Пришли позже" },
    excused: {
      m: "Не был: уважительная причина",
      f: "Не была: уважительная причина",
      unknown: "Нет: уважительная причина",
    },
    refused: { m: "Отказался", f: "Отказалась", unknown: "Отказ" },
    finished: { m: "Закончил", f: "Закончила", unknown: "Закончено" },
    unfinished: { m: "Не закончил", f: "Не закончила", unknown: "Не закончено" },
    "not-started": { m: "Не начинал", f: "Не начинала", unknown: "Не начато" },
  },
  /** Inside a sentence: «Петров — не был». */
  said: {
    present: { m: "был", f: "была", unknown: "здесь" },
    absent: { m: "не был", f: "не была", unknown: "нет" },
    late: { m: "опоздал", f: "опоздала", unknown: "приход позже" },
    excused: {
      m: "не был по уважительной причине",
      f: "не была по уважительной причине",
      unknown: "уважительная причина",
    },
    refused: { m: "отказался", f: "отказалась", unknown: "отказ" },
    finished: { m: "закончил", f: "закончила", unknown: "закончено" },
    unfinished: { m: "не закончил", f: "не закончила", unknown: "не закончено" },
    "not-started": { m: "не начинал", f: "не начинала", unknown: "не начато" },
  },
  /** Of several pupils, before or after a number: «были 22». */
  plural: {
    present: "были",
    absent: "не были",
    late: "опоздали",
    excused: "уважительная причина",
    refused: "отказались",
    finished: "закончили",
    unfinished: "не закончили",
    "not-started": "не начинали",
  },
  unmarked: "не отмечен",
  unmarkedBy: { m: "не отмечен", f: "не отмечена", unknown: "без отметки" },
  twoMarks: "две отметки",
  /** «Петров — не был» */
  told: (name: string, said: string) => `${name} — ${said}`,
  cleared: (name: string) => `${name} — без отметки`,
  count: (plural: string, count: number) => `${plural} ${count}`,
}

const english = (word: string) => ({ m: word, f: word, unknown: word })

const en: SameKeys<typeof ru> = {
  mark: {
    present: english("Present"),
    absent: english("Absent"),
    late: english("Late"),
    excused: english("Excused"),
    refused: english("Refused"),
    finished: english("Finished"),
    unfinished: english("Not finished"),
    "not-started": english("Not started"),
  },
  whole: {
    present: english("Present"),
    absent: english("Absent"),
    late: english("Late"),
    excused: english("Absent, excused"),
    refused: english("Refused"),
    finished: english("Finished"),
    unfinished: english("Not finished"),
    "not-started": english("Not started"),
  },
  said: {
    present: english("present"),
    absent: english("absent"),
    late: english("late"),
    excused: english("absent, excused"),
    refused: english("refused"),
    finished: english("finished"),
    unfinished: english("not finished"),
    "not-started": english("not started"),
  },
  plural: {
    present: "present",
    absent: "absent",
    late: "late",
    excused: "excused",
    refused: "refused",
    finished: "finished",
    unfinished: "not finished",
    "not-started": "not started",
  },
  unmarked: "not marked",
  unmarkedBy: english("not marked"),
  twoMarks: "two marks",
  told: (name, said) => `${name} — ${said}`,
  cleared: (name) => `${name} — no mark`,
  count: (plural, count) => `${plural} ${count}`,
}

export const markWords = pair(ru, en)
