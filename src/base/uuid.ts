import { sha256 } from "@noble/hashes/sha2.js"
import { utf8ToBytes } from "@noble/hashes/utils.js"

import { assert } from "./assert.ts"

export const uuidPattern =
  /^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A UUIDv7 (RFC 9562): `nowMs` in its first 48 bits, ten random bytes after. */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  assert(random.length >= 10, "ten random bytes")
  const bytes = new Uint8Array(16)
  let rest = Math.max(0, Math.floor(nowMs))
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes.set(random.subarray(0, 10), 6)
  return written(bytes, 0x70)
}

/**
 * A UUIDv8 computed from a name, so that two tablets which never met give the same thing the same
 * id: the first 122 bits of SHA-256. The name must not contain personal data, since ids are not secret.
 */
export function uuidOfName(name: string): string {
  return written(sha256(utf8ToBytes(name)).slice(0, 16), 0x80)
}

function written(bytes: Uint8Array, version: number): string {
  const at = (place: number): number => bytes[place] ?? 0
  bytes[6] = (at(6) & 0x0f) | version
  bytes[8] = (at(8) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => hex.slice(index === 0 ? 0 : ends[index - 1], end))
    .join("-")
}
