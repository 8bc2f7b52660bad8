import { globSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { constants, gunzipSync } from "node:zlib"

import { readLog, readTable } from "./leveldb.ts"
import { unsnappy } from "./snappy.ts"

/** Words that stand nowhere else, and every way in which bytes may carry them. */
export function formsOf(marker: string): readonly Buffer[] {
  const escaped = JSON.stringify(marker)
    .slice(1, -1)
    .replaceAll(/[^ -~]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`)
  const texts = [marker, escaped, escaped.toUpperCase().replaceAll("\\U", "\\u"), encodeURI(marker)]
  const plain = [...texts.map((text) => Buffer.from(text)), Buffer.from(marker, "utf16le")]
  return [...plain, ...inBase64(Buffer.from(marker))]
}

/** In Base64 the same bytes look different at each of three places; their ends depend on the neighbours. */
function inBase64(bytes: Buffer): readonly Buffer[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64")
    return Buffer.from(text.replaceAll("=", "").slice(before === 0 ? 0 : before + 1, -1))
  })
}

/** Which of the markers the bytes carry. */
export function markersIn(bytes: Buffer, markers: readonly string[]): readonly string[] {
  return markers.filter((marker) => formsOf(marker).some((form) => bytes.includes(form)))
}

/** `file: marker` for every file of a folder that carries one, packed or not. */
export function markersInFolder(folder: string, markers: readonly string[]): readonly string[] {
  return filesOf(folder).flatMap((file) => {
    const readings = readingsOf(readFileSync(join(folder, file)), file)
    const found = new Set(readings.flatMap((bytes) => markersIn(bytes, markers)))
    return [...found].map((marker) => `${file}: ${marker}`)
  })
}

export function filesOf(folder: string): readonly string[] {
  const all = globSync("**/*", { cwd: folder })
  return all.filter((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.isFile())
}

/** What a file holds, as it lies there and unpacked. */
export function readingsOf(raw: Buffer, file: string): readonly Buffer[] {
  const table = readTable(raw)
  const log = file.endsWith(".log") ? [readLog(raw)] : []
  const whole = [raw, ...(table === undefined ? [] : [table]), ...log]
  return whole.flatMap((bytes) => [bytes, ...packedIn(bytes)])
}

/** Blink's mark before a stored value that it has packed with Snappy. */
const packedValue = Buffer.from([0xff, 0x11, 0x02])
const gzip = Buffer.from([0x1f, 0x8b, 0x08])

function packedIn(bytes: Buffer): readonly Buffer[] {
  const values = placesOf(bytes, packedValue).map((at) => unsnappy(bytes, at + packedValue.length))
  const streams = placesOf(bytes, gzip).map((at) => unzipped(bytes.subarray(at)))
  return [...values, ...streams].filter((found) => found !== undefined)
}

function unzipped(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return undefined
  }
}

function placesOf(bytes: Buffer, sign: Buffer): readonly number[] {
  const places: number[] = []
  for (let at = bytes.indexOf(sign); at >= 0; at = bytes.indexOf(sign, at + 1)) places.push(at)
  return places
}
