import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/**
 * Twenty bits of SHA-256 as five hexadecimal digits: enough to tell two things apart that are not chosen to look alike,
 * and too little to tell what was summed.
 */
export function shortSum(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)).subarray(0, 3)).slice(0, 5)
}
