import { createHash, createHmac } from "node:crypto"

import { codeAlphabet, codeLength } from "#/sync/invitation-code.ts"

type Random = (bytes: number) => Uint8Array

/** An opaque token of so many random bits, as it stands in a cookie or after `#`. */
export function newToken(random: Random, bits: 128 | 256): string {
  return Buffer.from(random(bits / 8)).toString("base64url")
}

/** A code for typing: each sign drawn evenly from the alphabet. */
export function newCode(random: Random): string {
  // Bytes above the last whole multiple would make the first signs likelier.
  const fair = 256 - (256 % codeAlphabet.length)
  let code = ""
  while (code.length < codeLength) {
    for (const byte of random(codeLength)) {
      if (byte < fair && code.length < codeLength) code += codeAlphabet[byte % codeAlphabet.length]
    }
  }
  return code
}

/** The only form in which a secret is stored. `purpose` keeps one kind from passing as another. */
export function hashOf(
  purpose: "session" | "invitation" | "code" | "area" | "setup" | "attempt" | "proof" | "recovery",
  secret: string,
): string {
  return createHash("sha256").update(`${purpose} ${secret}`).digest("base64url")
}

/**
 * The token that follows another. Computed and not drawn, so that a tablet whose answer got lost is given the
 * same one again; without `key` nobody can compute it.
 */
export function nextToken(key: string, token: string): string {
  return createHmac("sha256", key).update(token).digest("base64url")
}
