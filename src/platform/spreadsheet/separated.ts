import Papa from "papaparse"

import { columnsMax, rowsMax } from "./limits.ts"
import type { RefusedFile, Separator } from "./outcome.ts"

export type SeparatedOutcome =
  | {
      readonly kind: "rows"
      readonly rows: readonly (readonly string[])[]
      readonly separator: Separator | undefined
    }
  | { readonly kind: "refused"; readonly refusal: RefusedFile }

const separators: readonly Separator[] = [";", "\t", ",", "|"]
const sampleRows = 60
/** Stands for «no quoting»: a character of the private area that no list holds. */
const noQuote = "\u{e000}"

/** Splits a text into rows and cells. The separator is the one that cuts most rows into equally many cells. */
export function readSeparated(text: string): SeparatedOutcome {
  const body = withoutEnd(text)
  if (body.trim() === "") return { kind: "refused", refusal: { why: "empty" } }
  const told = /^sep=([;,|\t])\r?\n/i.exec(body)
  const separator = separators.find((one) => one === told?.[1]) ?? separatorOf(body)
  // The line Excel reserves for the separator stays as an empty row, so that row numbers stay true.
  const plain = told === null ? body : body.slice(told[0].length - 1)
  const rows = parse(plain, separator ?? ";", rowsMax + 1)
  const cells = separator === undefined ? plain.split(/\r\n|\r|\n/).map((line) => [line]) : rows
  if (cells.length > rowsMax)
    return { kind: "refused", refusal: { why: "too-many-rows", max: rowsMax } }
  if (cells.some((row) => widthOf(row) > columnsMax)) {
    return { kind: "refused", refusal: { why: "too-many-columns", max: columnsMax } }
  }
  return { kind: "rows", rows: cells.map((row) => row.slice(0, widthOf(row))), separator }
}

/** Excel writes tens of thousands of empty rows after the last pupil; a byte order mark is no letter. */
function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && /[\s;,|"]/.test(text[end - 1] ?? "")) end -= 1
  const closing = /^[ ]*"/.exec(text.slice(end))?.[0] ?? ""
  return text.slice(text.startsWith("\ufeff") ? 1 : 0, end + closing.length)
}

function widthOf(row: readonly string[]): number {
  let width = row.length
  while (width > 0 && (row[width - 1] ?? "").trim() === "") width -= 1
  return width
}

function separatorOf(text: string): Separator | undefined {
  const scored = separators.map((separator) => ({ separator, score: consistency(text, separator) }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score > 0 ? best.separator : undefined
}

/** The share of rows with the commonest number of cells, weighed by that number; 0 when that is one cell. */
function consistency(text: string, separator: Separator): number {
  const rows = parse(text, separator, sampleRows).filter((row) => row.join("").trim() !== "")
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  counts.delete(1)
  const [commonest, times] = [...counts].reduce<readonly [number, number]>(
    (one, other) => (other[1] > one[1] ? other : one),
    [1, 0],
  )
  return rows.length === 0 ? 0 : (times / rows.length) ** 2 * Math.log2(commonest)
}

function parse(text: string, delimiter: Separator, preview: number): string[][] {
  const read = Papa.parse<string[]>(text, { delimiter, preview })
  // A stray quotation mark would swallow the rest of the file into one cell: then marks are letters.
  const stray = read.errors.some(({ code }) => code === "MissingQuotes" || code === "InvalidQuotes")
  return stray
    ? Papa.parse<string[]>(text, { delimiter, preview, quoteChar: noQuote }).data
    : read.data
}
