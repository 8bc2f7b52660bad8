import { uuidOfName } from "#/base/uuid.ts"

import { readBirthDate } from "./birth-date.ts"
import { folded, tidy } from "./cell-text.ts"
import { parseClassName } from "./class-name.ts"
import { isFirstName } from "./first-names.ts"
import { type ColumnUse, plainTitle, readTitle } from "./header.ts"
import { respell } from "./latin-twins.ts"
import { isFirstThenLast, isPatronymic, type NameOrder, withoutNumber } from "./person-name.ts"
import { personalContent, type PersonalKind } from "./personal-columns.ts"

/** Rows of texts, as a file or the clipboard gave them. Rows may differ in length. */
export type Table = readonly (readonly string[])[]

/** How a table is read. What a person may change and what is remembered for the next file of the same source. */
export interface Mapping {
  /** Numbers of the rows the header takes, from 1; empty when there is no header. */
  readonly headerRows: readonly number[]
  /** One use per column; columns beyond are ignored. */
  readonly uses: readonly ColumnUse[]
  readonly order: NameOrder
}

/** A column as the screen names it. */
export interface ColumnReading {
  readonly title: string
  readonly use: ColumnUse
  /** What a dropped column holds; empty for the others. */
  readonly kinds: readonly PersonalKind[]
}

const headerWithin = 10
const sampleMax = 200

/** Finds the header within the first ten rows, or tells the columns by what they hold. */
export function detectMapping(table: Table): Mapping {
  const headerRows = findHeader(table)
  const width = widthOf(table)
  const below = sampleOf(table, headerRows).filter((row) => !isHeading(row))
  const sample = below.filter((row) => filledIn(row).length > 1)
  // Headings and footers of one cell say nothing about columns, unless all is one column.
  const rows = sample.length * 4 >= below.length ? sample : below
  const columns = Array.from({ length: width }, (_, index) => ({
    title: titleAt(table, headerRows, index),
    cells: rows.map((row) => tidy(row[index] ?? "").text),
  }))
  const uses = completed(columns, headerRows.length > 0)
  return { headerRows, uses, order: orderOf(columns, uses) }
}

/** Names the columns of a table under a mapping; a personal column is dropped whatever the mapping says. */
export function readColumns(table: Table, mapping: Mapping): readonly ColumnReading[] {
  const width = Math.max(mapping.uses.length, widthOf(table))
  const below = sampleOf(table, mapping.headerRows)
  return Array.from({ length: width }, (_, index) => {
    const title = titleAt(table, mapping.headerRows, index)
    const use = mapping.uses[index] ?? "ignored"
    const read = readTitle(title)
    if (read.use === "personal") return { title, use: read.use, kinds: read.kinds }
    const free = use === "ignored" || use === "personal"
    const kind = free ? personalContent(below.map((row) => tidy(row[index] ?? "").text)) : undefined
    if (kind !== undefined) return { title, use: "personal", kinds: [kind] }
    return { title, use: use === "personal" ? "ignored" : use, kinds: [] }
  })
}

/**
 * A short code of where a table comes from: equal for files with the same titles, whatever rows they hold.
 * Contains no personal data. Undefined without a header: such tables cannot be told apart.
 */
export function sourceFingerprint(table: Table, mapping: Mapping): string | undefined {
  if (mapping.headerRows.length === 0) return undefined
  const titles = mapping.uses.map((_, index) =>
    plainTitle(titleAt(table, mapping.headerRows, index)),
  )
  return uuidOfName(`class list header ${titles.join("|")}`)
}

/** A mapping remembered for this source, put on the header of this very table. */
export function remembered(found: Mapping, stored: Pick<Mapping, "uses" | "order">): Mapping {
  return { headerRows: found.headerRows, uses: stored.uses, order: stored.order }
}

function widthOf(table: Table): number {
  return table.reduce((widest, row) => Math.max(widest, row.length), 0)
}

function sampleOf(table: Table, headerRows: readonly number[]): Table {
  const from = Math.max(0, ...headerRows)
  return table.slice(from, from + sampleMax)
}

function titleAt(table: Table, headerRows: readonly number[], column: number): string {
  const titles = headerRows.map((row) => tidy(table[row - 1]?.[column] ?? "").text)
  const [upper = "", lower = ""] = titles
  if (lower === "" || lower === upper) return upper
  // Of a title over sub-titles («ФИО» over «Фамилия», «Имя», «Отчество») the lower one says what the column is.
  return readTitle(lower).use === "ignored" && upper !== "" ? `${upper} ${lower}` : lower
}

function findHeader(table: Table): readonly number[] {
  let best = { row: 0, score: 0, texts: filledIn([]) }
  for (let row = 1; row <= Math.min(headerWithin, table.length); row += 1) {
    const cells = table[row - 1] ?? []
    const score = headerScore(cells)
    const texts = filledIn(cells)
    // A title of one cell («Список учащихся») gives way to a header that is no richer, not to itself on page two.
    const yields = best.texts.length === 1 && best.texts[0] !== texts[0]
    const wins = yields ? score >= best.score : score > best.score
    if (score > 0 && wins) best = { row, score, texts }
  }
  if (best.row === 0) return []
  const upper = best.row > 1 && isSubHeader(table[best.row - 2] ?? []) ? [best.row - 1] : []
  const lower = upper.length === 0 && isSubHeader(table[best.row] ?? []) ? [best.row + 1] : []
  return [...upper, best.row, ...lower]
}

/** How many titles of pupils' columns a row holds; 0 when it cannot be a header. */
export function headerScore(row: readonly string[]): number {
  const filled = filledIn(row)
  if (filled.filter(isData).length * 2 > filled.length) return 0
  const read = filled.map(readTitle)
  const named = read.some(({ use }) => use === "name" || use === "last" || use === "first")
  if (!named) return 0
  return read.filter((title) => title.use !== "ignored" || title.known).length
}

function filledIn(row: readonly string[]): readonly string[] {
  return row.map((cell) => tidy(cell).text).filter((text) => text !== "")
}

function isHeading(row: readonly string[]): boolean {
  const [text = "", ...others] = filledIn(row)
  return others.length === 0 && (text === "" || parseClassName(text) !== undefined)
}

function isSubHeader(row: readonly string[]): boolean {
  const filled = filledIn(row)
  return filled.length > 1 && headerScore(row) * 2 > filled.length
}

function isData(text: string): boolean {
  return (
    /^\d+[.)]?$/.test(text) ||
    /\d{1,2}\.\d{1,2}\.\d{2,4}/.test(text) ||
    parseClassName(text) !== undefined
  )
}

interface Column {
  readonly title: string
  readonly cells: readonly string[]
}

function completed(columns: readonly Column[], hasHeader: boolean): readonly ColumnUse[] {
  const titled = columns.map(({ title, cells }): ColumnUse => {
    const read = readTitle(title)
    if (read.use !== "ignored") return read.use
    if (hasHeader && read.known) return "ignored"
    return personalContent(cells) === undefined ? "ignored" : "personal"
  })
  const uses = withOthers(columns, once(titled), hasHeader)
  if (!hasHeader) return arePeople(columns) ? withNames(columns, uses, columns) : uses
  const spread = spreadName(columns, uses)
  if (spread.length === 0) return uses
  const freed = uses.map((use, index) => (columns[index] === spread[0] ? "ignored" : use))
  return withNames(columns, freed, spread)
}

/** Each use belongs to one column, the first; a name in parts wins over the whole name. */
function once(uses: readonly ColumnUse[]): ColumnUse[] {
  const inParts = uses.includes("last") && uses.includes("first")
  const whole = !inParts && uses.includes("name")
  return uses.map((use, index) => {
    if (use === "personal" || use === "ignored") return use
    if (inParts && use === "name") return "ignored"
    if (whole && (use === "last" || use === "first")) return "ignored"
    return uses.indexOf(use) === index ? use : "ignored"
  })
}

/** One title «ФИО» over columns of single words: the untitled neighbours belong to it. */
function spreadName(columns: readonly Column[], uses: readonly ColumnUse[]): readonly Column[] {
  if (uses.includes("first")) return []
  const at = uses.findIndex((use) => use === "name" || use === "last")
  const first = columns[at]
  if (first === undefined || !mostly(first.cells, isOneWord)) return []
  const next = columns.slice(at + 1, at + 3)
  const end = next.findIndex(({ title, cells }) => title !== "" || !mostly(cells, isOneWord))
  const owned = end < 0 ? next : next.slice(0, end)
  return owned.length === 0 ? [] : [first, ...owned]
}

/** Classes, dates and numbers told by what the cells hold, where no title says it. */
function withOthers(
  columns: readonly Column[],
  uses: readonly ColumnUse[],
  hasHeader: boolean,
): ColumnUse[] {
  const guessed = [...uses]
  columns.forEach(({ title, cells }, index) => {
    const free = guessed[index] === "ignored" && (!hasHeader || title === "")
    if (!free) return
    const use = useByContent(cells)
    if (use !== undefined && !guessed.includes(use)) guessed[index] = use
  })
  return guessed
}

function useByContent(cells: readonly string[]): ColumnUse | undefined {
  if (isNumbering(cells)) return "number"
  if (mostly(cells, (cell) => (parseClassName(cell)?.letter ?? "") !== "")) return "class"
  if (mostly(cells, (cell) => parseClassName(cell) !== undefined)) return "grade"
  if (mostly(cells, isDate)) return "birth-date"
  const letters = new Set(cells.filter((cell) => cell !== "").map((cell) => cell.toUpperCase()))
  const sexes = [...letters].every((letter) => /^[МЖMF]$/.test(letter))
  return mostly(cells, (cell) => /^[«"]?\p{L}[»"]?$/u.test(cell)) && !sexes ? "letter" : undefined
}

function isDate(cell: string): boolean {
  const { reasons } = readBirthDate(cell, "2026-01-01")
  return /\d/.test(cell) && reasons.every(({ code }) => code !== "unreadable-date")
}

function isNumbering(cells: readonly string[]): boolean {
  const numbers = cells
    .filter((cell) => cell !== "")
    .map((cell) => Number(cell.replace(/[.)]$/, "")))
  if (numbers.length < 2 || numbers.some((number) => !Number.isInteger(number))) return false
  const steps = numbers.slice(1).filter((number, index) => number === (numbers[index] ?? 0) + 1)
  return steps.length * 10 >= (numbers.length - 1) * 7
}

/** The name's columns among the candidates, told by what the cells hold. */
function withNames(
  columns: readonly Column[],
  uses: readonly ColumnUse[],
  candidates: readonly Column[],
): ColumnUse[] {
  const guessed = [...uses]
  const name = (column: Column | undefined, use: ColumnUse): void => {
    if (column !== undefined) guessed[columns.indexOf(column)] = use
  }
  const free = candidates.filter(
    (column) => guessed[columns.indexOf(column)] === "ignored" && mostly(column.cells, isName),
  )
  const whole = free.find(({ cells }) => mostly(cells, isSeveralWords))
  if (whole !== undefined) {
    name(whole, "name")
    return guessed
  }
  const words = free.filter(({ cells }) => mostly(cells, isOneWord))
  const middle = words.find(({ cells }) => mostly(cells, isPatronymic))
  const [one, two] = words.filter((column) => column !== middle)
  const swapped =
    one !== undefined &&
    two !== undefined &&
    share(one.cells, isKnownFirst) > share(two.cells, isKnownFirst)
  name(swapped ? two : one, two === undefined && middle === undefined ? "name" : "last")
  name(swapped ? one : two, "first")
  name(middle, "middle")
  return guessed
}

/** Without a header only the words tell people from things: first names, patronymics, endings of surnames. */
function arePeople(columns: readonly Column[]): boolean {
  const words = columns.flatMap(({ cells }) => cells).flatMap((cell) => cell.split(/[ -]+/))
  const rows = Math.max(0, ...columns.map(({ cells }) => cells.length))
  return words.filter(isOfPerson).length * 3 >= rows
}

const surname = /.(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|[сц]кий|[сц]кая|ко|ук|юк|ян|дзе|швили|их|ых)$/

function isOfPerson(word: string): boolean {
  const plain = folded(respell(word).text)
  return isFirstName(plain) || isPatronymic(word) || (/^\p{Lu}/u.test(word) && surname.test(plain))
}

function isSeveralWords(cell: string): boolean {
  return /\p{L}[ .,]+\p{L}/u.test(cell)
}

function isKnownFirst(cell: string): boolean {
  return isFirstName(folded(cell))
}

function isOneWord(cell: string): boolean {
  return /^[\p{L}'’.-]{2,}$/u.test(withoutNumber(cell))
}

function isName(numbered: string): boolean {
  const cell = withoutNumber(numbered)
  return /^[\p{L}\p{M} .,'’()-]{2,}$/u.test(cell) && !/^(?:да|нет|муж\S*|жен\S*|м|ж)$/i.test(cell)
}

function share(cells: readonly string[], holds: (cell: string) => boolean): number {
  const filled = cells.filter((cell) => cell !== "")
  return filled.length === 0 ? 0 : filled.filter(holds).length / filled.length
}

function mostly(cells: readonly string[], holds: (cell: string) => boolean): boolean {
  return share(cells, holds) >= 0.6
}

/** The order most names of the table have; surname first when nothing says otherwise. */
function orderOf(columns: readonly Column[], uses: readonly ColumnUse[]): NameOrder {
  const column = columns[uses.indexOf("name")]
  if (column === undefined) return "last-first"
  if (/^имя.*фамилия/.test(plainTitle(column.title))) return "first-last"
  const turned = share(column.cells, (cell) => isFirstThenLast(cell.split(" ")))
  return turned > 0.5 ? "first-last" : "last-first"
}
