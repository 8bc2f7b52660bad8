import { tidy } from "./cell-text.ts"
import { unguardCell } from "./formula-guard.ts"
import { readTitle } from "./header.ts"
import { personalContent, type PersonalKind } from "./personal-columns.ts"
import { detectMapping, readColumns, type Table } from "./read-table.ts"

/** A column that only its cells gave away: once they are gone, nothing says any more why it was dropped. */
export interface FoundPersonal {
  /** From 1. */
  readonly column: number
  readonly title: string
  readonly kinds: readonly PersonalKind[]
}

export interface StrippedTable {
  readonly rows: Table
  readonly found: readonly FoundPersonal[]
}

/**
 * The table with every cell of its personal columns emptied, so that nothing of them is kept even while a list is being
 * checked. The header stays: it says which columns were dropped. Rows and columns keep their places.
 */
export function withoutPersonal(table: Table): StrippedTable {
  const plain = table.map((row) => row.map(unguardCell))
  const mapping = detectMapping(plain)
  const personal = readColumns(plain, mapping)
    .map(({ title, use, kinds }, index) => ({ column: index + 1, title, use, kinds }))
    .filter(({ use }) => use === "personal")
  if (personal.length === 0) return { rows: table, found: [] }
  const dropped = new Set(personal.map(({ column }) => column - 1))
  const headerEnd = Math.max(0, ...mapping.headerRows)
  return {
    rows: table.map((row, index) => (index < headerEnd ? row : emptied(row, dropped))),
    found: personal
      .filter(({ title }) => readTitle(title).use !== "personal")
      .map(({ column, title, kinds }) => ({ column, title, kinds })),
  }
}

/** «7А класс» alone in a row heads a group, whichever column it stands in. */
function emptied(row: readonly string[], dropped: ReadonlySet<number>): readonly string[] {
  const filled = row.filter((cell) => tidy(cell).text !== "")
  const [alone = ""] = filled
  if (filled.length === 1 && personalContent([tidy(alone).text]) === undefined) return row
  return row.map((cell, index) => (dropped.has(index) ? "" : cell))
}
