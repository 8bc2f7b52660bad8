import type { Services } from "./services.tsx"
import type {
  KeySet,
  KeySettings,
  RecoveryCodeConfirmed,
  RecoveryCodeMade,
  Secret,
  WayIn,
  WayRemoved,
} from "./unlocking.ts"

export async function readKeySettings(services: Services): Promise<KeySettings> {
  throw new Error(`comes with the slots ${services.place.id}`)
}

/**
 * Sets the PIN, or another one: then `by` is the old one or the passphrase, unless the place was unlocked a moment ago
 * another way. In a school's place the server is asked to keep the key as well.
 */
export async function setPin(services: Services, pin: string, by?: Secret): Promise<KeySet> {
  throw new Error(`comes with the slots ${services.place.id} ${pin} ${by?.kind}`)
}

/**
 * Sets the passphrase of this place and, in a school, of the account: there first, so that the two never differ.
 * `by` as for the PIN; an old passphrase goes to the server too.
 */
export async function setPassphrase(
  services: Services,
  passphrase: string,
  by?: Secret,
): Promise<KeySet> {
  throw new Error(`comes with the slots ${services.place.id} ${passphrase} ${by?.kind}`)
}

/** Makes a code to print. It counts as a way back once it was typed back in part. */
export async function newRecoveryCode(services: Services, by?: Secret): Promise<RecoveryCodeMade> {
  throw new Error(`comes with the slots ${services.place.id} ${by?.kind}`)
}

/** `typed` are the groups that were asked for, in that order. */
export async function confirmRecoveryCode(
  services: Services,
  typed: readonly string[],
): Promise<RecoveryCodeConfirmed> {
  throw new Error(`comes with the slots ${services.place.id} ${typed.length}`)
}

export async function addPasskey(services: Services, by?: Secret): Promise<KeySet> {
  throw new Error(`comes with the slots ${services.place.id} ${by?.kind}`)
}

/** Whether this browser can have a passkey that keeps a key. */
export async function canHavePasskey(): Promise<boolean> {
  throw new Error("comes with the slots")
}

export async function removeWay(services: Services, way: WayIn): Promise<WayRemoved> {
  throw new Error(`comes with the slots ${services.place.id} ${way}`)
}

/** Has the server keep the key, now: it is also tried with every sync. */
export async function keepWithServer(services: Services, by?: Secret): Promise<KeySet> {
  throw new Error(`comes with the slots ${services.place.id} ${by?.kind}`)
}
