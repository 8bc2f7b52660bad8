import type { TextEncoding } from "./outcome.ts"

export type DecodedText =
  | { readonly kind: "text"; readonly text: string; readonly encoding: TextEncoding }
  | { readonly kind: "binary" }

/** More control characters than this share, and it is no text. One or two in a name are the import's affair. */
const controlShareMax = 0.02
const sampleBytes = 65_536

/**
 * Decodes a text file: by its byte order mark, as UTF-16 by its zero and Cyrillic high bytes, as UTF-8 when
 * every byte fits, and as windows-1251 otherwise, which is what a Russian Excel writes.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  const zeros = encoding === "windows-1251" && text.includes("\0")
  return zeros || isBinary(text) ? { kind: "binary" } : { kind: "text", text, encoding }
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  const [one, two, three] = bytes
  if (one === 0xef && two === 0xbb && three === 0xbf) return "utf-8"
  if (one === 0xff && two === 0xfe) return "utf-16le"
  if (one === 0xfe && two === 0xff) return "utf-16be"
  return utf16WithoutMark(bytes) ?? (isUtf8(bytes) ? "utf-8" : "windows-1251")
}

/** In UTF-16 every other byte is 0 (signs, digits) or 4 (Cyrillic); in any other encoding hardly one is. */
function utf16WithoutMark(bytes: Uint8Array): TextEncoding | undefined {
  const sample = bytes.subarray(0, sampleBytes)
  if (sample.length < 4 || bytes.length % 2 !== 0) return undefined
  const high = (start: 0 | 1): number => {
    let count = 0
    for (let at = start; at < sample.length; at += 2)
      if (sample[at] === 0 || sample[at] === 4) count += 1
    return count / (sample.length / 2)
  }
  const [even, odd] = [high(0), high(1)]
  if (odd > 0.8 && even < 0.3) return "utf-16le"
  return even > 0.8 && odd < 0.3 ? "utf-16be" : undefined
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function isBinary(text: string): boolean {
  const sample = text.slice(0, sampleBytes)
  let control = 0
  for (const character of sample) {
    const code = character.codePointAt(0) ?? 0
    const isSpace = code === 9 || code === 10 || code === 13 || code === 12 || code === 11
    if ((code < 32 && !isSpace) || code === 0xfffd) control += 1
  }
  return control > 4 && control > sample.length * controlShareMax
}
