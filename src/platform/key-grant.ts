import type { Journal } from "#/data/journal.ts"

/** Long enough to choose a new PIN and to be asked for it twice. */
const grantMs = 5 * 60_000

// The one place where a data key that can be exported outlives the moment it was opened for: after a way that is no PIN,
// because whoever has just signed in for a forgotten PIN must not be asked for one.
const granted = new WeakMap<Journal, CryptoKey>()

/** Keeps the key at hand for making a new PIN, for five minutes or until {@link endGrant}. */
export function grantKey(journal: Journal, key: CryptoKey): void {
  granted.set(journal, key)
  setTimeout(() => endGrant(journal), grantMs)
}

export function grantedKey(journal: Journal): CryptoKey | undefined {
  return granted.get(journal)
}

export function endGrant(journal: Journal): void {
  granted.delete(journal)
}
