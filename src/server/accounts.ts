import type { PassphraseHasher } from "./passphrase-hasher.ts"
import type { Refused } from "./refusal.ts"
import type { ServerKey } from "./server-key.ts"

/** What passphrases, kept keys and second factors need besides the database. */
export interface Accounts {
  readonly key: ServerKey
  readonly hasher: PassphraseHasher
}

/** The server has no key of its own: somebody has to mend that (docs/operating.md). */
export const withoutKey: Refused = {
  kind: "refused",
  code: "storage",
  reason: "server-key",
  retryAfterSeconds: 60,
}
