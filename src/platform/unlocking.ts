import type { Trouble } from "#/data/database.ts"
import type { PinWeakness } from "#/domain/pin-strength.ts"

import type { Services } from "./services.tsx"

/** A teacher's place on this tablet, as far as it shows without its key. */
export interface PlaceLook {
  /** The name of its database: how the other functions name the place. */
  readonly database: string
  /** The signed-in person's name; null while no server is known. */
  readonly person: string | null
  readonly schoolName: string
  readonly mode: "local" | "joined"
  /** Changes that no server has acknowledged. */
  readonly unsent: number
  /** When the oldest of them was made, milliseconds; null when there is none. */
  readonly oldestUnsentAt: number | null
  /** Whether it opens by itself, because no PIN was ever set: `openByItself` and not a form. */
  readonly isOpen: boolean
  /** The ways to its key, besides the device's own. */
  readonly ways: readonly WayIn[]
}

export type WayIn = "pin" | "passphrase" | "escrow" | "recovery" | "passkey"

/** What the person has just given, to make another way to the key or to change one. */
export type Secret =
  | { readonly kind: "pin"; readonly pin: string }
  | { readonly kind: "passphrase"; readonly passphrase: string }

/** Why the server, needed for it, was of no use. */
export type ServerFailure =
  | "offline"
  | "unreachable"
  | "portal"
  | "wrong-passphrase"
  /** The passphrase is right, and a code of the second factor is asked for: the same again with `code`. */
  | "step-up"
  | "wrong-code"
  /** To set another passphrase the present one is asked for: as `by`. */
  | "stale-sign-in"
  /** The invitation is used, over, or unknown. */
  | "invitation"
  /** The invitation is another person's: it was not used. */
  | "another-person"
  | "too-many"
  | "revoked"
  /** Signed in, but the server keeps no key of this place. */
  | "no-key"

/** A secret that did not open. */
export type Refused =
  /** `triesLeft` is null where tries are not counted; `waitMs` is how long the next one has to wait. */
  | { readonly kind: "wrong"; readonly triesLeft: number | null; readonly waitMs: number }
  /** Asked too soon after a wrong one: it was not even looked at. */
  | { readonly kind: "wait"; readonly waitMs: number }
  /** Five wrong tries: the PIN is gone, everything else is still here. */
  | { readonly kind: "pin-gone" }
  /** There is no such way to this place's key. */
  | { readonly kind: "no-way" }

/** What came of an attempt to unlock. */
export type Unlocked =
  | { readonly kind: "open"; readonly services: Services }
  | Refused
  /** The tablet was away from its server for too long: it opens after the next contact. `sinceMs` is the last one. */
  | { readonly kind: "lease-over"; readonly sinceMs: number }
  /** The server would be needed and did not answer, or did not accept. */
  | { readonly kind: "server"; readonly failure: ServerFailure }
  /** The person has closed the browser's own dialog, or there is no such passkey here. */
  | { readonly kind: "cancelled" }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

/** How the places of a tablet are kept, for the settings. */
export interface KeySettings {
  readonly ways: readonly WayIn[]
  /** Whether the place still opens by itself: no PIN yet, or no way back should it be forgotten. */
  readonly opensByItself: boolean
  /** How long one try of the PIN or passphrase takes on this tablet, milliseconds; null before the first was set. */
  readonly stretchMs: number | null
  /** When the server last confirmed that it keeps the key; null when it never did. */
  readonly keptByServerAt: number | null
  /** It was to be kept and the server has not confirmed it yet: tried again with every sync. */
  readonly waitsForServer: boolean
  /** Whether another teacher's place is on this tablet: then a PIN is due. */
  readonly isShared: boolean
}

/** What came of setting a way to the key. */
export type KeySet =
  | {
      readonly kind: "set"
      /** Still so while there is no PIN or no way back besides it. */
      readonly opensByItself: boolean
    }
  | { readonly kind: "weak"; readonly why: PinWeakness | PassphraseWeakness }
  /** The key is at hand only right after a secret was given: ask for the PIN or the passphrase and call again. */
  | { readonly kind: "secret-needed" }
  | Refused
  | { readonly kind: "server"; readonly failure: ServerFailure | "weak-passphrase" }
  | { readonly kind: "cancelled" }
  /** This browser has no passkeys that can keep a key. */
  | { readonly kind: "unsupported" }

export type PassphraseWeakness = "short" | "common"

export type RecoveryCodeMade =
  | {
      readonly kind: "made"
      /** In groups, to be shown and printed once. */
      readonly groups: readonly string[]
      /** Which groups, counted from 0, the person types back. */
      readonly ask: readonly number[]
    }
  | Extract<KeySet, { readonly kind: "secret-needed" }>
  | Refused

export type RecoveryCodeConfirmed =
  | { readonly kind: "confirmed"; readonly opensByItself: boolean }
  | { readonly kind: "mistyped" }
  /** It was shown before a reload: a new one has to be made. */
  | { readonly kind: "forgotten" }

export type WayRemoved =
  | { readonly kind: "removed" }
  /** Without it a forgotten PIN would lose everything: add another way first. */
  | { readonly kind: "last-way-back" }

/** What the person has in hand when nothing is unsent, or when it was saved to a file. */
export type Rescue =
  | { readonly kind: "none" }
  /** The file holds this many unsent changes, the last of this number. */
  | { readonly kind: "saved"; readonly count: number; readonly lastN: number }

export type PlaceRemoved =
  | { readonly kind: "removed" }
  /** So many changes are on this tablet alone and in no file. */
  | { readonly kind: "unsent"; readonly count: number }
  /** Another tab holds it. */
  | { readonly kind: "blocked" }
  | { readonly kind: "trouble"; readonly trouble: Trouble }
