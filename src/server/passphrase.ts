import { timingSafeEqual } from "node:crypto"

import { readPassphrase } from "#/sync/passphrase.ts"

import type { PassphraseRow } from "./account-rows.ts"
import type { Accounts } from "./accounts.ts"
import type { RateLimits } from "./rate-limits.ts"
import type { Refused } from "./refusal.ts"
import { newToken } from "./secrets.ts"
import type { Services } from "./services.ts"

/** Too many sign-ins wait for their turn. */
export const hashersBusy: Refused = { kind: "refused", code: "busy", retryAfterSeconds: 3 }

/** What is compared with when there is nothing to compare with, so that it takes as long. */
const nobodys = { salt: "A".repeat(22), hash: "A".repeat(43) }

/**
 * Whether this is the person's passphrase. The same work whether there is one or not; `busy` when too many wait.
 * Outside of any transaction: it takes a tenth of a second.
 */
export async function isPassphrase(
  { key, hasher }: Accounts,
  row: PassphraseRow | undefined,
  typed: string,
): Promise<"yes" | "no" | "busy"> {
  const counted = row?.keyId === key.id ? row : undefined
  const { salt, hash } = counted ?? nobodys
  const hashing = hasher.hash(readPassphrase(typed), Buffer.from(salt, "base64url"))
  if (hashing === undefined) return "busy"
  const [made, kept] = [await hashing, Buffer.from(hash, "base64url")]
  const isSame = made.length === kept.length && timingSafeEqual(made, kept)
  return isSame && counted !== undefined ? "yes" : "no"
}

/** What is stored of a new passphrase; undefined when too many wait. */
export async function hashedPassphrase(
  { randomBytes }: Services,
  { key, hasher }: Accounts,
  typed: string,
): Promise<Pick<PassphraseRow, "salt" | "hash" | "keyId"> | undefined> {
  const salt = newToken(randomBytes, 128)
  const hashing = hasher.hash(readPassphrase(typed), Buffer.from(salt, "base64url"))
  if (hashing === undefined) return undefined
  return { salt, hash: Buffer.from(await hashing).toString("base64url"), keyId: key.id }
}

interface Trying {
  readonly school: string
  readonly person: string
  readonly address: string
}

/**
 * The seconds to wait before another try, if any: ten at once and one a minute for a person from one address, somewhat
 * more from all addresses together, so that somebody who guesses at one school desk does not keep the owner out at
 * home. Counted alike for people that there are not.
 */
export function tooManyTries(
  limits: RateLimits,
  { school, person, address }: Trying,
): number | undefined {
  const who = `${school} ${person}`
  return limits.take("tries", `${who} ${address}`) ?? limits.take("triesAnywhere", who)
}
