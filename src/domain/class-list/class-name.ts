import { className } from "#/domain/school-class.ts"

import { tidy } from "./cell-text.ts"
import { cyrillicTwin } from "./latin-twins.ts"

export interface ClassName {
  readonly grade: number
  /** Upper case; empty where a school has one class in the grade and gives it no letter. */
  readonly letter: string
}

const gradeMax = 11
const quotes = "[«»\"'“”„‟‘’`()]*"
const between = `[ \\-–—‑/._,]*${quotes}[ ]*`
const word = "(?:класс(?:а|е|у|ы|ов)?|кл\\.?)"
const whole = new RegExp(
  `^(?:${word}[ :№\\-]*)?${quotes}(\\d{1,2})${between}(\\p{L}{1,2})?${quotes}[ .\\-]*(?:${word})?[ .]*$`,
  "iu",
)
/** Endings of a number in words («7-й», «7-го»), not letters of a class. */
const endings = new Set(["Й", "ГО", "ОЙ", "ЫЙ", "МУ", "КЛ", "ЫХ", "ИХ"])

/**
 * Reads «7Б», «7 «Б»», «7-б», «7 "Б"», «7 Б класс», «Класс: 7». The letter comes out upper case and
 * Cyrillic where a Latin one looks the same. Without a letter it is empty. Anything else: undefined.
 */
export function parseClassName(text: string): ClassName | undefined {
  if (text.length > 40) return undefined
  const match = whole.exec(tidy(text).text)
  if (match === null) return undefined
  return classOf(match[1], match[2])
}

/** Whether both name the same class. */
export function sameClass(left: ClassName, right: ClassName): boolean {
  return left.grade === right.grade && left.letter === right.letter
}

const glued = `(\\d{1,2})(?:[\\-–—‑]?(\\p{L})|[ \\-–—‑]*[«"'“„](\\p{L})[»"'”“])(?!\\p{L})`
const beforeWord = `(\\d{1,2})[ \\-–—‑]*(\\p{L})?[ ]+${word}(?!\\p{L})`
const afterWord = `класс(?:а|е|у)?[ :]+(\\d{1,2})(?:[ \\-–—‑]*[«"'“„]?(\\p{L})[»"'”“]?(?!\\p{L}))?`
const inTitle = new RegExp(`(^|[^\\p{L}\\d.№])(?:${beforeWord}|${glued}|${afterWord})`, "giu")
/** «№ 7 г. Смоленск», «д. 4А», «корп. 2Б» are addresses and numbers of schools, not classes. */
const notClass = /(?:№|\bno|д\.|дом|корп\.?|стр\.?|кв\.?|школа|сш|сош|гимназия|лицей)\s*[№]?\s*$/i

/**
 * The classes a title names («Список 9 «А» класса» → 9А), each once. Careful: a school's number and an
 * address are not classes. Without a letter only beside the word «класс».
 */
export function classesInTitle(title: string): readonly ClassName[] {
  const { text } = tidy(title.slice(0, 300))
  const found = new Map<string, ClassName>()
  for (const match of text.matchAll(inTitle)) {
    if (notClass.test(text.slice(0, (match.index ?? 0) + (match[1] ?? "").length))) continue
    const digits = match[2] ?? match[4] ?? match[7]
    const letter = match[3] ?? match[5] ?? match[6] ?? match[8]
    const named = classOf(digits, letter)
    if (named !== undefined) found.set(className(named), named)
  }
  return [...found.values()]
}

function classOf(digits: string | undefined, letters: string | undefined): ClassName | undefined {
  const grade = Number(digits)
  if (!Number.isInteger(grade) || grade < 1 || grade > gradeMax) return undefined
  const letter = Array.from((letters ?? "").toUpperCase(), cyrillicTwin).join("")
  return { grade, letter: endings.has(letter) ? "" : letter }
}
