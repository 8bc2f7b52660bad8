import { toBase64url } from "#/base/base64url.ts"
import type { SessionMark } from "#/data/rows.ts"
import { proofSeat, type Vault } from "#/data/vault.ts"

import type { Credentials } from "./credentials.ts"

export type Fresh = Required<Credentials>

/**
 * For a new sign-in: a cookie of its own, so that one that comes to nothing leaves the session before as it was.
 */
export function freshCredentials(place = newPlaceName()): Fresh {
  return { place, proof: newProof() }
}

/** 16 hex digits. */
export function newPlaceName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/** 256 bits. */
export function newProof(): string {
  return toBase64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** The same as it is kept in the place. */
export async function sealMark(
  { place, proof }: Credentials,
  { vault, before }: { readonly vault: Vault; readonly before: SessionMark | undefined },
): Promise<SessionMark> {
  const v = (before?.v ?? 0) + 1
  return {
    v,
    ...(place === undefined ? {} : { name: place }),
    ...(proof === undefined ? {} : { proof: await vault.seal(proofSeat(v), proof) }),
  }
}
