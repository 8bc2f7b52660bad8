import type { Json } from "#/base/json.ts"
import { bodyBytesMax } from "#/sync/limits.ts"
import type { OpCell } from "#/sync/op.ts"

import type { OpRow } from "./rows.ts"

/**
 * What the ops of one request may come to. A tablet that cannot compress sends it as it is, and the server reads no
 * further than its limit: the rest of the limit is for the cursors and for what this estimate leaves out.
 */
const opsBytesMax = bodyBytesMax * 0.9
/** The numbers of an op and of a cell, with commas. */
const bytesPerOp = 120
const bytesPerCell = 24

/** The first of these ops that fit into one request; always one, however large it is. */
export function firstOf(rows: readonly OpRow[]): readonly OpRow[] {
  // Names and ids stand once in a request, in its table of strings.
  const strings = new Set<string>()
  let bytes = 0
  const taken: OpRow[] = []
  for (const row of rows) {
    bytes += sizeOf(row, strings)
    if (bytes > opsBytesMax && taken.length > 0) break
    taken.push(row)
  }
  return taken
}

/** About how many bytes an op comes to, rather too many than too few. */
function sizeOf(row: OpRow, strings: Set<string>): number {
  // What is sealed holds the same cells as JSON, with every name and id written out.
  let bytes = bytesPerOp + (row.ct?.byteLength ?? 0)
  for (const [name, cell] of Object.entries(row.open)) {
    bytes += bytesPerCell + sizeOfJson(cell.value)
    for (const text of [name, ...stoodOn(cell)]) {
      if (!strings.has(text)) bytes += sizeOfText(text)
      strings.add(text)
    }
  }
  return bytes
}

function stoodOn({ prev, past = [] }: OpCell): readonly string[] {
  return prev === null ? past : [prev, ...past]
}

function sizeOfJson(value: Json | undefined): number {
  if (typeof value === "string") return sizeOfText(value)
  if (typeof value !== "object" || value === null) return 20
  if (isList(value)) return value.reduce<number>((sum, item) => sum + sizeOfJson(item), 2)
  const parts = Object.entries(value).map(([key, item]) => sizeOfText(key) + 1 + sizeOfJson(item))
  return parts.reduce((sum, part) => sum + part, 2)
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value)
}

/** With its quotes and a comma. */
function sizeOfText(text: string): number {
  let bytes = 3
  for (let place = 0; place < text.length; place += 1) bytes += sizeOfUnit(text.charCodeAt(place))
  return bytes
}

/** A control character is written as six, quotes and the backslash as two; half a pair of surrogates is two of four. */
function sizeOfUnit(code: number): number {
  if (code < 0x20) return 6
  if (code === 0x22 || code === 0x5c) return 2
  if (code < 0x80) return 1
  return code < 0x800 ? 2 : 3
}
