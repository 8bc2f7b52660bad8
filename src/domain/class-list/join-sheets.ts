import { tidy } from "./cell-text.ts"
import { parseClassName } from "./class-name.ts"
import { detectMapping, type Mapping, readColumns, type Table } from "./read-table.ts"
import { hasNames, walkRows } from "./walk-rows.ts"

export interface Sheet {
  readonly name: string
  readonly rows: Table
}

/** Where a stretch of the joined table stood: row `from` of the table is row 1 of the sheet. */
export interface SheetPart {
  readonly sheet: string
  readonly from: number
  readonly rows: number
}

export interface JoinedSheets {
  readonly rows: Table
  readonly parts: readonly SheetPart[]
  /** The name of the only sheet read: it may name a class. Undefined when several are joined. */
  readonly sheet: string | undefined
  /** Sheets that were left out, so that a person can ask for one of them. */
  readonly left: readonly string[]
}

/**
 * Makes one table of a workbook: the first sheet with pupils, together with the sheets after it that have the
 * same columns and a class for a name («7А», «7Б»). `only` reads one sheet and no other.
 * A heading row with the sheet's name stands above each joined sheet.
 */
export function joinSheets(sheets: readonly Sheet[], only?: string): JoinedSheets {
  const chosen = only === undefined ? undefined : sheets.find(({ name }) => name === only)
  const read = sheets.map((sheet) => ({ sheet, layout: layoutOf(sheet.rows) }))
  const first = read.find(({ layout }) => layout.pupils > 0) ?? read[0]
  const start = chosen ?? first?.sheet
  if (start === undefined) return { rows: [], parts: [], sheet: undefined, left: [] }
  const together =
    chosen === undefined && isClass(start)
      ? read
          .filter(
            ({ sheet, layout }) =>
              isClass(sheet) && layout.pupils > 0 && layout.uses === first?.layout.uses,
          )
          .map(({ sheet }) => sheet)
      : [start]
  const joined = together.length > 1 ? together : [start]
  const left = sheets.filter((sheet) => !joined.includes(sheet) && !isBlank(sheet.rows))
  return { ...stacked(joined), left: left.map(({ name }) => name) }
}

/** The sheet and the row in it that a row of the joined table stood in. */
export function placeOf(
  parts: readonly SheetPart[],
  row: number,
): { readonly sheet: string; readonly row: number } | undefined {
  const part = parts.find(({ from, rows }) => row >= from && row < from + rows)
  return part === undefined ? undefined : { sheet: part.sheet, row: row - part.from + 1 }
}

function isClass(sheet: Sheet): boolean {
  return (parseClassName(sheet.name)?.letter ?? "") !== ""
}

function isBlank(rows: Table): boolean {
  return rows.every((row) => row.every((cell) => tidy(cell).text === ""))
}

interface Layout {
  readonly pupils: number
  readonly uses: string
}

function layoutOf(rows: Table): Layout {
  const mapping: Mapping = detectMapping(rows)
  const columns = readColumns(rows, mapping)
  const pupils = walkRows(rows, mapping, columns).filter(({ kind }) => kind === "pupil").length
  return { pupils: hasNames(columns) ? pupils : 0, uses: mapping.uses.join(",") }
}

function stacked(sheets: readonly Sheet[]): Omit<JoinedSheets, "left"> {
  const [only] = sheets
  if (only !== undefined && sheets.length === 1) {
    const parts = [{ sheet: only.name, from: 1, rows: only.rows.length }]
    return { rows: only.rows, parts, sheet: only.name }
  }
  const rows: (readonly string[])[] = []
  const parts: SheetPart[] = []
  for (const { name, rows: own } of sheets) {
    rows.push([name])
    parts.push({ sheet: name, from: rows.length + 1, rows: own.length })
    rows.push(...own)
  }
  return { rows, parts, sheet: undefined }
}
