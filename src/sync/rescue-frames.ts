/** Bytes of a bundle in one picture: 700 make a QR code of version 19, which a cheap camera reads from a 10-inch screen. */
export const frameBytes = 700
/** For a camera that reads nothing finer. */
export const coarseFrameBytes = 300

/** The signs of the code's alphanumeric mode: two bytes take three of them, and no reader mistakes them for a text. */
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
const places = new Map([...alphabet].map((sign, place) => [sign, place]))

/** One picture of a run, as it was read. */
export interface Frame {
  /** The same for all frames of one bundle cut to one size. */
  readonly run: string
  /** From 0. */
  readonly index: number
  readonly total: number
  readonly payload: Uint8Array
}

/**
 * Cuts a bundle into the texts of a run of QR codes: `BZR1:run:index:total:payload.`, payload in base 45. The stop at
 * the end keeps a reader from trimming a payload that ends in a space.
 */
export function framesOf(bytes: Uint8Array, run: string, size = frameBytes): readonly string[] {
  const total = Math.max(1, Math.ceil(bytes.length / size))
  return Array.from({ length: total }, (_, index) => {
    const payload = toBase45(bytes.subarray(index * size, (index + 1) * size))
    return `BZR1:${run}${total.toString(16).toUpperCase()}:${index}:${total}:${payload}.`
  })
}

const framePattern = /^BZR1:([0-9A-F]{1,24}):(\d{1,4}):(\d{1,4}):([0-9A-Z $%*+\-./:]*)\.$/

/** One frame; undefined when the picture shows something else. */
export function readFrame(text: string): Frame | undefined {
  const [, run, index, total, written] = framePattern.exec(text) ?? []
  if (run === undefined || written === undefined) return undefined
  const payload = fromBase45(written)
  const [place, count] = [Number(index), Number(total)]
  return payload === undefined || place >= count
    ? undefined
    : { run, index: place, total: count, payload }
}

/** A run as far as it has been read. */
export interface RunSoFar {
  readonly run: string
  readonly total: number
  readonly parts: ReadonlyMap<number, Uint8Array>
}

export type FrameTaken =
  | { readonly kind: "new"; readonly soFar: RunSoFar }
  | { readonly kind: "known" }
  /** Of another run: two tablets are before the camera, or the sender has begun another. */
  | { readonly kind: "other-run" }

/** Takes a frame to those read before. */
export function takeFrame(soFar: RunSoFar | undefined, frame: Frame): FrameTaken {
  const { run, index, total, payload } = frame
  const before = soFar ?? { run, total, parts: new Map<number, Uint8Array>() }
  if (before.run !== run || before.total !== total) return { kind: "other-run" }
  if (before.parts.has(index)) return { kind: "known" }
  return { kind: "new", soFar: { ...before, parts: new Map(before.parts).set(index, payload) } }
}

/** Numbers of the frames not read yet, from 0. */
export function missingFrames({ total, parts }: RunSoFar): readonly number[] {
  return Array.from({ length: total }, (_, index) => index).filter((index) => !parts.has(index))
}

/** The bundle, once nothing is missing. */
export function bytesOfRun(soFar: RunSoFar): Uint8Array<ArrayBuffer> | undefined {
  const { total, parts } = soFar
  const all = Array.from({ length: total }, (_, index) => parts.get(index))
  const found = all.filter((part) => part !== undefined)
  if (found.length < total) return undefined
  const bytes = new Uint8Array(found.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of found) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** RFC 9285. */
function toBase45(bytes: Uint8Array): string {
  const signs: string[] = []
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2)
    const isPair = second !== undefined
    let rest = isPair ? first * 256 + second : first
    for (let sign = 0; sign < (isPair ? 3 : 2); sign += 1) {
      signs.push(alphabet[rest % 45] ?? "")
      rest = Math.floor(rest / 45)
    }
  }
  return signs.join("")
}

function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const values = Array.from(text.slice(at, at + 3), (sign) => places.get(sign) ?? 0)
    const [first = 0, second = 0, third] = values
    const value = first + second * 45 + (third ?? 0) * 2_025
    if (value > (third === undefined ? 0xff : 0xffff)) return undefined
    if (third !== undefined) bytes.push(value >> 8)
    bytes.push(value & 0xff)
  }
  return Uint8Array.from(bytes)
}
