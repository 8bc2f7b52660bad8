import type { Stretch } from "#/data/slot-keys.ts"
import type { Typed } from "#/data/slots.ts"
import { argon2Bytes } from "#/platform/argon2.ts"

const effort = { memoryKiB: 16, passes: 1, tookMs: 1 }
const stretch: Stretch = async (secret, how) => (await argon2Bytes({ ...how, secret })).bytes

/** The same Argon2id over next to no memory: a test sets dozens of secrets. */
export const argonForTests = {
  stretch,
  typed: (secret: string): Typed => ({ secret, effort, stretch }),
}
