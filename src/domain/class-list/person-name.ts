import type { PersonName } from "#/domain/pupil.ts"
import { nameLengthMax } from "#/domain/record-schema.ts"

import { folded, tidy } from "./cell-text.ts"
import { isFirstName } from "./first-names.ts"
import { looksLikeFormula } from "./formula-guard.ts"
import { hasCyrillic, respell } from "./latin-twins.ts"
import { properCase } from "./proper-case.ts"
import type { Reason, Refusal } from "./reason.ts"

/** Which comes first in one cell: «Петров Иван Сергеевич» or «Иван Сергеевич Петров». */
export type NameOrder = "last-first" | "first-last"

/** The cells a name stood in: one with everything, or parts. Absent parts are empty. */
export interface NameCells {
  readonly whole: string
  readonly last: string
  readonly first: string
  readonly middle: string
}

export type NameReading =
  | { readonly kind: "none" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "name"; readonly name: PersonName; readonly reasons: readonly Reason[] }

const textMax = 3 * nameLengthMax
const markup = /<\s*[a-z!/?]|&(?:lt|#\d+|#x[\da-f]+);|javascript:/i
const formulaInside = /[=+@]\s*\p{L}+\s*\(/u
const allowed = /^[\p{L}\p{M} .'’ʼ\-–—‑,]*$/u
const enumeration = /^(?:\d{1,3}\s*[.)]\s*|\d{1,3}\s+(?=\p{L})|[-–—•*·]\s+)/u
const brackets = /[([{]([^)\]}]*)[)\]}]?/g
const patronymic = /^.{2,}(?:вич|вна|ична|инична|ьич|кич|мич|тич|оглы|кызы)$/
const particle = /^(?:оглы|оглу|углы|улы|уулу|угли|кызы|гызы|кзы|кизи|кизы)$/

/** A name without the list number or the dash in front of it: «12) », «3. », «– ». */
export function withoutNumber(text: string): string {
  return text.replace(enumeration, "")
}

export function isPatronymic(word: string): boolean {
  return patronymic.test(folded(word)) || particle.test(folded(word))
}

/**
 * Reads a pupil's name from its cells: tidies spaces, letters and case, tells the parts apart and says what it did.
 * A name that cannot be one (markup, formulas, numbers, 500 characters) is refused and its text kept nowhere.
 */
export function readName(cells: NameCells, order: NameOrder): NameReading {
  const raw = [cells.whole, cells.last, cells.first, cells.middle].filter((cell) => cell !== "")
  const read = tidy(raw.join(" "))
  if (read.text === "") return { kind: "none" }
  const refusal = refusalOf(raw, read.text)
  if (refusal !== undefined) return { kind: "refused", refusal }

  const reasons: Reason[] = []
  if (read.hidden) reasons.push({ code: "hidden-characters" })
  if (raw.some((cell) => tidy(cell).respaced)) reasons.push({ code: "spaces" })
  const polished = polish(cells, read.text, reasons)
  const name = split(polished, order, reasons)
  const long = [name.last, name.first, name.middle].find((part) => part.length > nameLengthMax)
  if (long !== undefined)
    return refused({ code: "too-long", length: long.length, max: nameLengthMax })
  return { kind: "name", name, reasons }
}

function refused(refusal: Refusal): NameReading {
  return { kind: "refused", refusal }
}

function refusalOf(raw: readonly string[], text: string): Refusal | undefined {
  if (text.length > textMax) return { code: "too-long", length: text.length, max: textMax }
  if (markup.test(text)) return { code: "markup" }
  const bare = withoutNumber(text)
  if (
    raw.some((cell) => looksLikeFormula(withoutNumber(cell.trim()))) ||
    formulaInside.test(text)
  ) {
    return { code: "formula" }
  }
  const outside = bare.replace(brackets, " ")
  if (/\d/.test(outside)) return { code: "digits" }
  if (!/\p{L}/u.test(outside)) return { code: "no-letters" }
  const strange = Array.from(outside).filter((character) => !allowed.test(character))
  if (strange.length === 0) return undefined
  return { code: "strange-characters", characters: [...new Set(strange)].slice(0, 5) }
}

/** Letters, case, brackets and list numbers of every cell put right; what was done is added to the reasons. */
function polish(cells: NameCells, text: string, reasons: Reason[]): NameCells {
  const aside: string[] = []
  const clean = (cell: string): string =>
    tidy(
      tidy(cell)
        .text.replace(enumeration, "")
        .replace(brackets, (_, inside: string) => {
          aside.push(inside.trim())
          return " "
        })
        .replace(/[–—‑]/g, "-")
        .replace(/ ?- ?/g, "-")
        .replace(/[’ʼ]/g, "'")
        .replace(/,/g, " ")
        .replace(/\.(?=\p{L})/gu, ". "),
    ).text.replace(/^[-' ]+|[-' ]+$/g, "")

  const cleaned = eachCell(cells, clean)
  if (aside.length > 0) reasons.push({ code: "brackets", text: aside.join(", ").slice(0, 100) })
  const joined = joinCells(cleaned)
  const respelled = respell(joined)
  if (respelled.replaced.length > 0)
    reasons.push({ code: "latin-letters", letters: respelled.replaced })
  if (respelled.left.length > 0) reasons.push({ code: "latin-left", letters: respelled.left })
  if (!hasCyrillic(text)) reasons.push({ code: "foreign-alphabet" })

  const inCyrillic = respellCells(cleaned, respelled.text)
  const cased = eachCell(inCyrillic, properCase)
  if (joinCells(cased) !== joinCells(inCyrillic)) reasons.push({ code: "letter-case" })
  return cased
}

function eachCell(cells: NameCells, change: (cell: string) => string): NameCells {
  return {
    whole: change(cells.whole),
    last: change(cells.last),
    first: change(cells.first),
    middle: change(cells.middle),
  }
}

function joinCells(cells: NameCells): string {
  return wordsOf([cells.whole, cells.last, cells.first, cells.middle].join(" ")).join(" ")
}

/** Respelling keeps the number of words, so the words go back to the cells they came from. */
function respellCells(cells: NameCells, text: string): NameCells {
  const words = wordsOf(text)
  return eachCell(cells, (cell) => words.splice(0, wordsOf(cell).length).join(" "))
}

function wordsOf(text: string): string[] {
  return text.split(" ").filter((word) => word !== "")
}

function split(cells: NameCells, order: NameOrder, reasons: Reason[]): PersonName {
  const inParts = partsOf(cells)
  const name = inParts ?? splitWords(wordsOf(joinCells(cells)), order, reasons)
  if (name.first === "") reasons.push({ code: "single-word" })
  else if (/\p{L}\.$/u.test(name.first)) reasons.push({ code: "initials" })
  else if (name.middle === "") reasons.push({ code: "no-middle-name" })
  return name
}

/** The parts as the columns give them, or nothing when one cell holds more than its column says. */
function partsOf(cells: NameCells): PersonName | undefined {
  if (cells.whole !== "" || cells.last === "" || cells.first === "") return undefined
  if (cells.middle !== "") return { last: cells.last, first: cells.first, middle: cells.middle }
  const given = wordsOf(cells.first)
  const from = given.findIndex((word, index) => index > 0 && isPatronymic(word))
  if (from < 1) return { last: cells.last, first: cells.first, middle: "" }
  const start = particle.test(folded(given[from] ?? "")) && from > 1 ? from - 1 : from
  return {
    last: cells.last,
    first: given.slice(0, start).join(" "),
    middle: given.slice(start).join(" "),
  }
}

function splitWords(words: readonly string[], order: NameOrder, reasons: Reason[]): PersonName {
  const [one = "", two = "", three = "", ...more] = words
  if (words.length <= 1) return { last: one, first: "", middle: "" }
  const turned = order === "first-last" || isFirstThenLast(words)
  if (turned) reasons.push({ code: "reordered" })
  if (words.length === 2) {
    return turned ? { last: two, first: one, middle: "" } : { last: one, first: two, middle: "" }
  }
  if (words.length === 3) {
    return turned && !isPatronymic(three)
      ? { last: three, first: one, middle: two }
      : { last: one, first: two, middle: three }
  }
  const tail = words.slice(2)
  if (particle.test(folded(more[more.length - 1] ?? ""))) {
    if (tail.length > 2) reasons.push({ code: "many-words" })
    const middle = words.slice(-2).join(" ")
    return { last: one, first: words.slice(1, -2).join(" "), middle }
  }
  reasons.push({ code: "many-words" })
  const lastWord = words[words.length - 1] ?? ""
  if (isPatronymic(lastWord))
    return { last: one, first: words.slice(1, -1).join(" "), middle: lastWord }
  return { last: one, first: two, middle: tail.join(" ") }
}

/** «Иван Сергеевич Петров», or «Иван Петров» when only the first word is a first name. */
export function isFirstThenLast(words: readonly string[]): boolean {
  const [one = "", two = "", three = ""] = words
  if (words.length === 3) {
    return (
      isPatronymic(two) &&
      !isPatronymic(three) &&
      !particle.test(folded(three)) &&
      !isFirstName(folded(three))
    )
  }
  return (
    words.length === 2 &&
    isFirstName(folded(one)) &&
    !isFirstName(folded(two)) &&
    !isPatronymic(two)
  )
}
