import readWorkbook from "read-excel-file/universal"

import { joinSheets, type Sheet } from "#/domain/class-list/join-sheets.ts"

import { rowsMax } from "./limits.ts"
import { refusedFile, type SpreadsheetOutcome } from "./outcome.ts"
import { guardWorkbook } from "./xlsx-guard.ts"

/** Reads a workbook that passed the guard: every sheet, each cell as the text a person sees or nearly. */
export async function readXlsx(bytes: Uint8Array): Promise<SpreadsheetOutcome> {
  const guarded = guardWorkbook(bytes)
  if (guarded.kind === "refused") return refusedFile(guarded.refusal)
  const sheets = await readSheets(guarded.zip)
  if (sheets === undefined) return refusedFile({ why: "broken" })
  const joined = joinSheets(sheets)
  if (joined.rows.every((row) => row.every((cell) => cell.trim() === "")))
    return refusedFile({ why: "empty" })
  if (joined.rows.length > rowsMax) return refusedFile({ why: "too-many-rows", max: rowsMax })
  const { rows, parts, sheet, left } = joined
  return {
    kind: "table",
    rows,
    sheets,
    source: { format: "xlsx", encoding: undefined, separator: undefined, sheet, parts, left },
  }
}

/** Undefined when the parser gives up: whatever it says, the file is not a whole workbook. */
async function readSheets(zip: Uint8Array<ArrayBuffer>): Promise<readonly Sheet[] | undefined> {
  try {
    const exact = zip.buffer.slice(zip.byteOffset, zip.byteOffset + zip.byteLength)
    // Numbers stay as written: «7» is a grade and 00000000012 is nobody's number.
    const read = await readWorkbook<string>(exact, { parseNumber: (text) => text, trim: false })
    return read.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map((cell) => cellText(cell))),
    }))
  } catch {
    return undefined
  }
}

/** Longer than any name may be, so that a long one is still refused; cells may share one text of megabytes. */
const cellLengthMax = 1_000

function cellText(cell: unknown): string {
  if (typeof cell === "string") return cell.slice(0, cellLengthMax)
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell)
  if (!(cell instanceof Date) || Number.isNaN(cell.getTime())) return ""
  return cell.toISOString().slice(0, 10)
}
