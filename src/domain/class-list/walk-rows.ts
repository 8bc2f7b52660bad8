import { tidy, folded } from "./cell-text.ts"
import { type ClassName, classesInTitle, parseClassName } from "./class-name.ts"
import type { ColumnUse } from "./header.ts"
import type { NameCells } from "./person-name.ts"
import { type ColumnReading, headerScore, type Mapping, type Table } from "./read-table.ts"
import type { Skip } from "./reason.ts"

/** The cells of a row that are read, by their use. Personal and ignored columns are not among them. */
export interface RowCells {
  readonly name: NameCells
  readonly birthDate: string
  readonly class: string
  readonly grade: string
  readonly letter: string
  readonly archived: string
}

/** A row of the table: a pupil's, with the class of the heading above it, or one to skip. */
export type WalkedRow =
  | {
      readonly kind: "pupil"
      readonly row: number
      readonly cells: RowCells
      readonly heading: ClassName | undefined
    }
  | { readonly kind: "skipped"; readonly row: number; readonly text: string; readonly skip: Skip }

const letterAfter = "(?!\\p{L})"
const total = new RegExp(
  `^(?:итого|всего|итог|общее количество|количество|кол-во|из них|в том числе|мальчик(?:ов|и)|девоч(?:ек|ки)|юнош(?:ей|и)|девуш(?:ек|ки))${letterAfter}`,
  "iu",
)
const footer = new RegExp(
  `^(?:кл(?:ассн\\S*|\\.) ?рук\\S*|руководитель|директор|зам(?:еститель)?\\.? ?дир\\S*|завуч|секретарь|исполнитель|подпись|учитель|составил\\S*|ответственн\\S*|дата(?: составления| печати| формирования)?[: ]|м\\.? ?п\\.?$|примечани\\S*|\\*|тел\\.|социальный педагог|психолог)`,
  "iu",
)

/** Goes through the table from top to bottom and tells pupils' rows from everything else. Every row comes out once. */
export function walkRows(
  table: Table,
  mapping: Mapping,
  columns: readonly ColumnReading[],
): readonly WalkedRow[] {
  const firstHeader = mapping.headerRows[0] ?? 0
  let heading: ClassName | undefined
  return table.map((cells, index): WalkedRow => {
    const row = index + 1
    const filled = cells.map((cell) => tidy(cell).text).filter((text) => text !== "")
    const skip = skipOf(cells, { row, filled, firstHeader, mapping, columns })
    if (skip?.code === "class-heading") heading = skip.class
    if (skip === undefined) return { kind: "pupil", row, cells: cellsOf(cells, columns), heading }
    return { kind: "skipped", row, text: textOf(cells, columns, skip), skip }
  })
}

/** The texts above the header and between groups: where a file names its class when no column does. */
export function titlesAbove(table: Table, mapping: Mapping): readonly string[] {
  const end = (mapping.headerRows[0] ?? 1) - 1
  return table.slice(0, end).map((row) =>
    row
      .map((cell) => tidy(cell).text)
      .join(" ")
      .trim(),
  )
}

interface RowFacts {
  readonly row: number
  readonly filled: readonly string[]
  readonly firstHeader: number
  readonly mapping: Mapping
  readonly columns: readonly ColumnReading[]
}

function skipOf(cells: readonly string[], facts: RowFacts): Skip | undefined {
  const { row, filled, firstHeader, mapping, columns } = facts
  if (filled.length === 0) return { code: "empty" }
  if (mapping.headerRows.includes(row)) return { code: "header" }
  if (row < firstHeader) return aboveHeader(filled)
  if (isColumnNumbers(filled)) return { code: "column-numbers" }
  const [head = ""] = filled
  if (total.test(head)) return { code: "total" }
  if (footer.test(head)) return { code: "footer" }
  if (filled.length > 1 && headerScore(cells) > 1) return { code: "header" }
  const read = cellsOf(cells, columns)
  // «7Б» alone in the column of classes is a row left empty, elsewhere it is the heading of a group.
  const heading = tidy(read.class + read.grade).text === "" ? headingOf(filled) : undefined
  if (heading !== undefined) return { code: "class-heading", class: heading }
  return hasNames(columns) && isEmpty(read) ? { code: "empty" } : undefined
}

/** Whether anything in the table can be a pupil's name. */
export function hasNames(columns: readonly ColumnReading[]): boolean {
  return columns.some(({ use }) => use === "name" || use === "last")
}

/** A row with neither a name nor a date of birth says nothing about a pupil. */
function isEmpty(cells: RowCells): boolean {
  const { whole, last, first, middle } = cells.name
  return [whole, last, first, middle, cells.birthDate].every((cell) => tidy(cell).text === "")
}

/** «7А» alone above a header is the heading of its group already; a longer title only hints (see `fileClass`). */
function aboveHeader(filled: readonly string[]): Skip {
  const named = filled.length === 1 ? parseClassName(filled[0] ?? "") : undefined
  return named === undefined || named.letter === ""
    ? { code: "above-header" }
    : { code: "class-heading", class: named }
}

/** «1 2 3 4 5» under the header of a Russian form. */
function isColumnNumbers(filled: readonly string[]): boolean {
  return filled.length > 2 && filled.every((text, index) => Number(text) === index + 1)
}

/** A row of its own that names the class of the rows below: «7А класс», «Список 7 «А» класса». */
function headingOf(filled: readonly string[]): ClassName | undefined {
  const texts = new Set(filled)
  const [text = ""] = filled
  if (texts.size !== 1) return undefined
  const named = parseClassName(text)
  if (named !== undefined && (named.letter !== "" || /кл/i.test(text))) return named
  if (!/класс|список|параллель/.test(folded(text))) return undefined
  const inTitle = classesInTitle(text)
  return inTitle.length === 1 ? inTitle[0] : undefined
}

function cellsOf(cells: readonly string[], columns: readonly ColumnReading[]): RowCells {
  const at = (use: ColumnUse): string =>
    cells[columns.findIndex((column) => column.use === use)] ?? ""
  return {
    name: { whole: at("name"), last: at("last"), first: at("first"), middle: at("middle") },
    birthDate: at("birth-date"),
    class: at("class"),
    grade: at("grade"),
    letter: at("letter"),
    archived: at("archived"),
  }
}

const textMax = 200

/** What a skipped row said, without its personal columns. */
function textOf(cells: readonly string[], columns: readonly ColumnReading[], skip: Skip): string {
  if (skip.code === "empty") return ""
  const shown = cells.filter((_, index) => columns[index]?.use !== "personal")
  return tidy(shown.join(" ").slice(0, 2 * textMax)).text.slice(0, textMax)
}
