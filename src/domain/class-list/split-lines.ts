import { tidy } from "./cell-text.ts"
import type { Table } from "./read-table.ts"

const name = "((?:\\d{1,3}[.)]?\\s+)?\\p{L}[\\p{L}\\p{M} .'’-]*?)"
const date = "(\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4}|\\d{2})(?: ?г\\.?)?)"
const named = '(\\d{1,2} ?-?[«"]?\\p{L}[»"]?)'
const line = new RegExp(`^${name}(?:[ ,]+${date})?(?:[ ,]+${named})?(?:[ ,]+${date})?[ ,.]*$`, "u")
const lineMax = 200

/**
 * Gives columns to a list typed as plain lines, «Петров Иван 03.04.2008 7А» a line: name, date of birth, class.
 * Any other table comes back as it is. Rows keep their numbers.
 */
export function splitLines(table: Table): Table {
  if (table.some((row) => row.slice(1).some((cell) => tidy(cell).text !== ""))) return table
  const lines = table.map((row) => linePartsOf(tidy(row[0] ?? "").text))
  const split = lines.filter((parts) => parts !== undefined).length
  const filled = table.filter((row) => tidy(row[0] ?? "").text !== "").length
  if (split * 2 <= filled) return table
  return table.map((row, index) => lines[index] ?? row)
}

/** Undefined unless a date or a class stands after the name. */
function linePartsOf(text: string): readonly string[] | undefined {
  const match = text.length > lineMax ? null : line.exec(text)
  const [, pupil = "", before = "", own = "", after = ""] = match ?? []
  return before + own + after === "" ? undefined : [pupil, before || after, own]
}
