import type { RefusedFile } from "./outcome.ts"

/** What the first bytes say a file is. A name proves nothing: journals save web pages as .xls. */
export type FileKind =
  | { readonly kind: "zip" }
  | { readonly kind: "text" }
  | { readonly kind: "refused"; readonly refusal: RefusedFile }

const signatures: readonly (readonly [
  bytes: readonly number[],
  why: "pdf" | "image" | "word" | "archive" | "old-xls",
])[] = [
  [[0x25, 0x50, 0x44, 0x46], "pdf"],
  [[0x89, 0x50, 0x4e, 0x47], "image"],
  [[0xff, 0xd8, 0xff], "image"],
  [[0x47, 0x49, 0x46, 0x38], "image"],
  [[0x42, 0x4d], "image"],
  [[0x49, 0x49, 0x2a, 0x00], "image"],
  [[0x4d, 0x4d, 0x00, 0x2a], "image"],
  [[0x52, 0x49, 0x46, 0x46], "image"],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], "word"],
  [[0x52, 0x61, 0x72, 0x21], "archive"],
  [[0x37, 0x7a, 0xbc, 0xaf], "archive"],
  [[0x1f, 0x8b], "archive"],
  [[0x09, 0x08, 0x10, 0x00], "old-xls"],
  [[0x09, 0x04, 0x06, 0x00], "old-xls"],
]
const ole = [0xd0, 0xcf, 0x11, 0xe0]
const zip = [0x50, 0x4b]

export function fileKind(bytes: Uint8Array): FileKind {
  if (startsWith(bytes, ole)) return { kind: "refused", refusal: { why: oleKind(bytes) } }
  if (startsWith(bytes, zip) && (bytes[2] ?? 0) < 0x09) return { kind: "zip" }
  const found = signatures.find(([signature]) => startsWith(bytes, signature))
  // «BM» and «RIFF» are letters too: a picture has bytes that no text has.
  if (found !== undefined && (found[1] !== "image" || hasZeros(bytes))) {
    return { kind: "refused", refusal: { why: found[1] } }
  }
  return isHeic(bytes) ? { kind: "refused", refusal: { why: "image" } } : { kind: "text" }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

function hasZeros(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4_096).includes(0)
}

function isHeic(bytes: Uint8Array): boolean {
  return startsWith(bytes.subarray(4), [0x66, 0x74, 0x79, 0x70])
}

/** An OLE container is an old document, or a new one locked with a password. Its directory names the streams in UTF-16. */
function oleKind(bytes: Uint8Array): "password" | "word" | "presentation" | "old-xls" {
  const text = new TextDecoder("utf-16le").decode(
    bytes.subarray(0, bytes.length - (bytes.length % 2)),
  )
  if (text.includes("EncryptedPackage")) return "password"
  if (text.includes("WordDocument")) return "word"
  return text.includes("PowerPoint Document") ? "presentation" : "old-xls"
}
