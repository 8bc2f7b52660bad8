import { unguardCell } from "#/domain/class-list/formula-guard.ts"
import type { Sheet } from "#/domain/class-list/join-sheets.ts"
import type { Text } from "#/domain/instrument/instrument.ts"

import type { FormRefusal, FormSheet } from "./form-refusal.ts"

/** A sheet whose first filled row holds the headings. */
export interface FormTable {
  readonly sheet: FormSheet
  /** Headings as they are looked up, with the place of the column. */
  readonly columns: ReadonlyMap<string, number>
  readonly rows: readonly FormRow[]
}

export interface FormRow {
  /** As the spreadsheet counts it. */
  readonly row: number
  /** Empty where there is no such column. */
  readonly cell: (column: string) => string
}

/** What is cut off when a workbook is read (platform/spreadsheet/xlsx.ts): a cell of this length may have lost its end. */
export const cellLengthMax = 1_000

/** The sheet of that name, in whatever letters; undefined when the workbook has none, or nothing in it. */
export function formTable(sheets: readonly Sheet[], sheet: FormSheet): FormTable | undefined {
  const found = sheets.find(({ name }) => name.trim().toLowerCase() === sheet)
  const filled = (found?.rows ?? [])
    .map((cells, index) => ({ row: index + 1, cells: cells.map(cellText) }))
    .filter(({ cells }) => cells.some((text) => text !== ""))
  const [head, ...rest] = filled
  if (head === undefined) return undefined
  const columns = new Map<string, number>()
  for (const [place, title] of head.cells.entries()) {
    const name = columnName(title)
    if (name !== "" && !columns.has(name)) columns.set(name, place)
  }
  const rows = rest.map(({ row, cells }): FormRow => ({
    row,
    cell: (column) => cells[columns.get(column) ?? -1] ?? "",
  }))
  return { sheet, columns, rows }
}

function cellText(cell: string): string {
  return unguardCell(cell).trim()
}

/** «label::Russian (ru)», «Label : Русский» and «label::ru» are one column: `label::ru`. */
function columnName(title: string): string {
  const [base = "", ...rest] = title.toLowerCase().split(/\s*::?\s*/)
  const language = rest.join(":").trim()
  if (language === "") return base.trim()
  // A scale may be called «Английский» too.
  return `${base.trim()}::${base.trim() === "points" ? language : codeOf(language)}`
}

function codeOf(language: string): string {
  if (/\(ru\)|^ru$|^russian$|^русский$/.test(language)) return "ru"
  return /\(en\)|^en$|^english$|^английский$/.test(language) ? "en" : language
}

/** A text in its languages; Russian is also what stands under the bare heading. Undefined when neither is given. */
export function textIn({ cell }: FormRow, column: string): Text | undefined {
  const [bare, russian, english] = [cell(column), cell(`${column}::ru`), cell(`${column}::en`)]
  const ru = russian === "" ? bare : russian
  if (ru === "" && english === "") return undefined
  return english === "" ? { ru } : { ru, en: english }
}

/** Cells that may have lost their end. */
export function cutCells({ sheet, columns, rows }: FormTable): readonly FormRefusal[] {
  return rows.flatMap(({ row, cell }) =>
    [...columns.keys()]
      .filter((column) => cell(column).length >= cellLengthMax)
      .map((column): FormRefusal => ({
        why: "cell-too-long",
        sheet,
        row,
        column,
        text: cell(column).slice(0, 40),
      })),
  )
}
