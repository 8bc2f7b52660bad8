/** Undoes Snappy's block format (google/snappy, format_description.txt). Undefined when these bytes are none. */
export function unsnappy(bytes: Uint8Array, start = 0): Buffer | undefined {
  const header = varint(bytes, start)
  if (header === undefined || header.value > 64 * 1024 * 1024) return undefined
  const out = Buffer.alloc(header.value)
  let { next: from } = header
  let to = 0
  while (to < out.length) {
    const tag = bytes[from]
    if (tag === undefined) return undefined
    const piece = (tag & 3) === 0 ? literal(bytes, from, tag) : copy(bytes, from, tag)
    if (piece === undefined || to + piece.length > out.length) return undefined
    if (piece.offset === undefined) {
      out.set(bytes.subarray(piece.next, piece.next + piece.length), to)
      from = piece.next + piece.length
    } else {
      if (piece.offset === 0 || piece.offset > to) return undefined
      // Byte by byte: a copy may overlap what it is copying.
      for (let at = 0; at < piece.length; at += 1) {
        out[to + at] = out[to + at - piece.offset] ?? 0
      }
      from = piece.next
    }
    to += piece.length
  }
  return out
}

interface Piece {
  readonly length: number
  readonly next: number
  /** Absent: the bytes stand here themselves. */
  readonly offset?: number
}

function literal(bytes: Uint8Array, from: number, tag: number): Piece | undefined {
  const short = tag >> 2
  if (short < 60) return { length: short + 1, next: from + 1 }
  const width = short - 59
  return { length: little(bytes, from + 1, width) + 1, next: from + 1 + width }
}

function copy(bytes: Uint8Array, from: number, tag: number): Piece {
  const kind = tag & 3
  if (kind === 1) {
    const offset = ((tag >> 5) << 8) | (bytes[from + 1] ?? 0)
    return { length: ((tag >> 2) & 7) + 4, next: from + 2, offset }
  }
  const width = kind === 2 ? 2 : 4
  return {
    length: (tag >> 2) + 1,
    next: from + 1 + width,
    offset: little(bytes, from + 1, width),
  }
}

function little(bytes: Uint8Array, from: number, width: number): number {
  let value = 0
  for (let at = width - 1; at >= 0; at -= 1) value = value * 256 + (bytes[from + at] ?? 0)
  return value
}

/** A number in groups of seven bits, the lowest first, and where it ends. */
export function varint(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly next: number } | undefined {
  let value = 0
  for (let at = 0; at < 10; at += 1) {
    const byte = bytes[start + at]
    if (byte === undefined) return undefined
    value += (byte & 127) * 2 ** (7 * at)
    if (byte < 128) return { value, next: start + at + 1 }
  }
  return undefined
}
