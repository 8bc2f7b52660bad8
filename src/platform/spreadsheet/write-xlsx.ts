import { guardCell } from "#/domain/class-list/formula-guard.ts"
import type { Table } from "#/domain/class-list/read-table.ts"

const columnWidth = 18

/**
 * A table as a workbook of one sheet, every cell a text: nothing in it can run, and the apostrophes keep it so when
 * somebody saves it as CSV. The writer is loaded on first use.
 */
export async function writeXlsx(table: Table, sheet: string): Promise<Blob> {
  const { default: writeWorkbook } = await import("write-excel-file/universal")
  const rows = table.map((row, index) =>
    row.map((value) =>
      value === ""
        ? null
        : {
            value: writable(guardCell(value)),
            type: String,
            ...(index === 0 ? { fontWeight: "bold" as const } : {}),
          },
    ),
  )
  const columns = (table[0] ?? []).map((_, index) => ({ width: index === 0 ? 6 : columnWidth }))
  return await writeWorkbook(rows, {
    sheet: sheetName(sheet),
    columns,
    stickyRowsCount: 1,
  }).toBlob()
}

/** XML has no place for control characters. */
function writable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/gu, "")
}

/** A sheet's name has at most 31 characters and none of these. */
function sheetName(name: string): string {
  const allowed = name
    .replace(/[\\/?*[\]:]/g, " ")
    .trim()
    .slice(0, 31)
  return allowed === "" ? "1" : allowed
}
