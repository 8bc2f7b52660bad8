import { Inflate, zipSync } from "fflate"

import { columnsMax, rowsMax, unpackedBytesMax, zipEntriesMax } from "./limits.ts"
import type { RefusedFile } from "./outcome.ts"
import { readZipDirectory, type ZipEntry } from "./zip-directory.ts"

interface RefusedWorkbook {
  readonly kind: "refused"
  readonly refusal: RefusedFile
}

export type GuardedWorkbook =
  | { readonly kind: "safe"; readonly zip: Uint8Array<ArrayBuffer> }
  | RefusedWorkbook

const dangerous: RefusedWorkbook = { kind: "refused", refusal: { why: "dangerous" } }
const broken: RefusedWorkbook = { kind: "refused", refusal: { why: "broken" } }
/** Bytes of packed data inflated at a time: deflate makes at most 1,032 bytes of one, so 8 MiB at most come at once. */
const inflateStep = 8_192

/**
 * Stands before the parser: a workbook of 2 KB can ask for gigabytes or for a billion cells. Reads the zip directory,
 * unpacks the sheets under a limit, checks their XML and packs what passed into a new archive without compression.
 * The parser never sees the archive a stranger made.
 */
export function guardWorkbook(bytes: Uint8Array): GuardedWorkbook {
  const directory = readZipDirectory(bytes)
  if (directory === undefined) return broken
  const foreign = foreignKind(directory)
  if (foreign !== undefined) return { kind: "refused", refusal: { why: foreign } }
  if (directory.length > zipEntriesMax) return dangerous
  const claimed = directory.reduce((sum, entry) => sum + entry.size, 0)
  if (claimed > unpackedBytesMax || hasTwins(directory)) return dangerous

  const parts: Record<string, Uint8Array> = {}
  let left = unpackedBytesMax
  for (const entry of directory.filter(isNeeded)) {
    if (entry.encrypted) return { kind: "refused", refusal: { why: "password" } }
    const unpacked = unpack(bytes, entry, Math.min(left, entry.size))
    if (unpacked.kind === "refused") return unpacked.lies ? dangerous : broken
    left -= unpacked.bytes.length
    const part = checkedPart(entry.name, unpacked.bytes)
    if (part.kind === "refused") return part
    parts[entry.name] = part.bytes
  }
  return { kind: "safe", zip: zipSync(parts, { level: 0 }) }
}

/** Which document a zip is when it is no workbook; undefined for a workbook. */
function foreignKind(
  directory: readonly ZipEntry[],
): "word" | "presentation" | "xlsb" | "ods" | "archive" | undefined {
  const has = (name: string): boolean => directory.some((entry) => entry.name === name)
  if (has("xl/workbook.xml")) return undefined
  if (has("xl/workbook.bin")) return "xlsb"
  if (has("word/document.xml")) return "word"
  if (has("ppt/presentation.xml")) return "presentation"
  return has("content.xml") ? "ods" : "archive"
}

/** Two entries of one name: which one a parser takes is anybody's guess, and ours may differ. */
function hasTwins(directory: readonly ZipEntry[]): boolean {
  return new Set(directory.map(({ name }) => name.toLowerCase())).size !== directory.length
}

/** Only what holds texts and dates: pictures, macros, pivot tables and links to other files stay packed. */
function isNeeded({ name }: ZipEntry): boolean {
  return /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|styles\d*\.xml|sharedStrings\d*\.xml|worksheets\/[^/]+\.xml)$/i.test(
    name,
  )
}

type Unpacked =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "refused"; readonly lies: boolean }

/** Inflates one entry and stops at the first byte over `max`: the size in a header may be a lie. */
function unpack(bytes: Uint8Array, entry: ZipEntry, max: number): Unpacked {
  const packed = bytes.subarray(entry.start, entry.start + entry.packed)
  if (packed.length < entry.packed) return { kind: "refused", lies: false }
  if (entry.method === 0) {
    return packed.length === entry.size && packed.length <= max
      ? { kind: "bytes", bytes: packed }
      : { kind: "refused", lies: true }
  }
  if (entry.method !== 8) return { kind: "refused", lies: false }
  const inflated = inflate(packed, max)
  if (inflated === undefined) return { kind: "refused", lies: false }
  if (inflated.size !== entry.size) return { kind: "refused", lies: inflated.size > max }
  return { kind: "bytes", bytes: joined(inflated.chunks, inflated.size) }
}

/** Undefined when the data is damaged. Stops soon after `max`, and then keeps nothing beyond it. */
function inflate(
  packed: Uint8Array,
  max: number,
): { readonly chunks: readonly Uint8Array[]; readonly size: number } | undefined {
  const read = { chunks: new Array<Uint8Array>(), size: 0 }
  const stream = new Inflate((chunk) => {
    read.size += chunk.length
    if (read.size <= max) read.chunks.push(chunk)
  })
  try {
    for (let at = 0; at < packed.length && read.size <= max; at += inflateStep) {
      stream.push(packed.subarray(at, at + inflateStep), at + inflateStep >= packed.length)
    }
  } catch {
    return undefined
  }
  return read
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

type Part = { readonly kind: "part"; readonly bytes: Uint8Array } | RefusedWorkbook

function checkedPart(name: string, bytes: Uint8Array): Part {
  // A zero byte means UTF-16, where the checks below would see nothing.
  if (bytes.includes(0)) return broken
  const text = new TextDecoder().decode(bytes)
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(text)) return dangerous
  if (!/^xl\/worksheets\//i.test(name)) return { kind: "part", bytes }
  const sheet = withoutEmptyCells(text.replace(/<!--[^]*?-->/g, ""))
  const range = rangeOf(sheet)
  if (range === "nonsense") return dangerous
  if (range.row > rowsMax)
    return { kind: "refused", refusal: { why: "too-many-rows", max: rowsMax } }
  if (range.column > columnsMax) {
    return { kind: "refused", refusal: { why: "too-many-columns", max: columnsMax } }
  }
  return { kind: "part", bytes: new TextEncoder().encode(sheet) }
}

/** The parser forgets prefixes, of tags and of attributes, so the guard must not be deceived by them either. */
const prefix = "(?:[^\\s<>/:\"'=]+:)?"
const attribute = "\\s+[^\\s<>/\"'=]+\\s*=\\s*(?:\"[^\"<>]*\"|'[^'<>]*')"
const claimedSize = new RegExp(`<${prefix}dimension\\b[^<>]*>`, "g")
const emptyCell = new RegExp(`<(${prefix}c)(?:${attribute})*\\s*(?:/>|>\\s*</\\1\\s*>)`, "g")
const emptyRow = new RegExp(`<(${prefix}row)(?:${attribute})*\\s*(?:/>|>\\s*</\\1\\s*>)`, "g")
const placedTag = new RegExp(`<${prefix}(?:c|row)((?:${attribute})*)\\s*/?>`, "g")
const placedStart = new RegExp(`<${prefix}(?:c|row)(?=[\\s/>])`, "g")
const place = new RegExp(`\\s${prefix}r\\s*=\\s*["']([^"']*)["']`, "g")

/**
 * Honest workbooks paint empty cells down to row 1,048,576, and a parser makes a row for each. Without a value they say
 * nothing, so they go, together with the claimed size of the sheet.
 */
function withoutEmptyCells(sheet: string): string {
  return sheet.replace(claimedSize, "").replace(emptyCell, "").replace(emptyRow, "")
}

/** The last row and column with a value. */
function rangeOf(sheet: string): { readonly row: number; readonly column: number } | "nonsense" {
  let [row, column, tags] = [0, 0, 0]
  for (const [, attributes = ""] of sheet.matchAll(placedTag)) {
    tags += 1
    for (const [, address = ""] of attributes.matchAll(place)) {
      const read = /^([A-Z]{0,3})(\d{1,7})$/.exec(address)
      if (read === null) return "nonsense"
      row = Math.max(row, Number(read[2]))
      column = Math.max(column, columnNumber(read[1] ?? ""))
    }
  }
  // A cell this reader cannot take apart is one the parser may understand otherwise. The same goes for CDATA.
  const unread = (sheet.match(placedStart) ?? []).length !== tags || sheet.includes("<!")
  return unread ? "nonsense" : { row, column }
}

function columnNumber(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}
