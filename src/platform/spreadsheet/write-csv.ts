import { guardCell } from "#/domain/class-list/formula-guard.ts"
import type { Table } from "#/domain/class-list/read-table.ts"

/**
 * A table as a Russian Excel opens it with a double click: UTF-8 with a byte order mark, «;» and CRLF.
 * Cells that a spreadsheet could run get an apostrophe, which the import takes off again.
 */
export function writeCsv(table: Table): Uint8Array<ArrayBuffer> {
  const lines = table.map((row) => row.map((cell) => quoted(guardCell(cell))).join(";"))
  return new TextEncoder().encode(`\ufeff${lines.join("\r\n")}\r\n`)
}

function quoted(cell: string): string {
  return /[";\r\n\t]|^\s|\s$/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell
}
