import type { Sheet } from "#/domain/class-list/join-sheets.ts"
import { readInstrument, type ReadInstrument } from "#/domain/instrument/read-instrument.ts"
import { formSheets } from "#/domain/instrument/xlsform/form-refusal.ts"
import { readForm, type ReadForm } from "#/domain/instrument/xlsform/read-form.ts"
import { fileBytesMax } from "#/platform/spreadsheet/limits.ts"
import type { RefusedFile } from "#/platform/spreadsheet/outcome.ts"
import { readSpreadsheet, type StartReader } from "#/platform/spreadsheet/read-file.ts"

export type ReadBrought =
  | { readonly kind: "file-refused"; readonly refusal: RefusedFile }
  | { readonly kind: "json"; readonly read: ReadInstrument }
  | { readonly kind: "form"; readonly read: ReadForm }

/** Reads one JSON, one workbook, or the sheets of a form as CSV files. Tables are read in a worker, behind the guard. */
export async function readBrought(
  files: readonly File[],
  startReader: StartReader | undefined,
): Promise<ReadBrought> {
  const large = files.find(({ size }) => size > fileBytesMax)
  if (large !== undefined) {
    return refused({ why: "too-big", bytes: large.size, max: fileBytesMax })
  }
  const [only] = files
  if (only !== undefined && files.length === 1) {
    const json = await jsonIn(only)
    if (json !== undefined) return { kind: "json", read: readInstrument(json) }
  }
  const sheets: Sheet[] = []
  for (const file of files) {
    const outcome = await readSpreadsheet(file, startReader)
    if (outcome.kind === "refused") return refused(outcome)
    if (outcome.sheets.length > 0) sheets.push(...outcome.sheets)
    else sheets.push({ name: sheetOf(file.name), rows: outcome.rows })
  }
  return { kind: "form", read: readForm(sheets) }
}

function refused(refusal: RefusedFile): ReadBrought {
  return { kind: "file-refused", refusal }
}

/** The text of a JSON file, told by its first sign or its name; undefined for anything else. */
async function jsonIn(file: File): Promise<string | undefined> {
  try {
    const text = new TextDecoder().decode(await file.arrayBuffer()).replace(/^\ufeff/, "")
    return /^\s*[{[]/.test(text) || /\.json$/i.test(file.name) ? text : undefined
  } catch {
    // It went away meanwhile; the reader of tables says so.
    return undefined
  }
}

/** «survey.csv», «Анкета - choices (2).csv»: the sheet whose name stands in it. */
function sheetOf(name: string): string {
  const words = name.toLowerCase().split(/[^a-z]+/)
  return formSheets.find((sheet) => words.includes(sheet)) ?? name
}
