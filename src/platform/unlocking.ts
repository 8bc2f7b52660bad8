import type { Trouble } from "#/data/database.ts"

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
  /** Whether it opens by itself, because no PIN was ever set. */
  readonly isOpen: boolean
  /** The ways to its key, besides the server's. */
  readonly ways: readonly WayIn[]
}

export type WayIn = "pin" | "passphrase" | "escrow" | "recovery" | "passkey"

/** What came of an attempt to unlock. */
export type Unlocked =
  | { readonly kind: "open"; readonly services: Services }
  /** `triesLeft` is null where tries are not counted; `waitMs` is how long the next one has to wait. */
  | { readonly kind: "wrong"; readonly triesLeft: number | null; readonly waitMs: number }
  /** Five wrong tries: the PIN is gone, everything else is still here. */
  | { readonly kind: "pin-gone" }
  /** The tablet was away from its server for too long: it opens after the next contact. `sinceMs` is the last one. */
  | { readonly kind: "lease-over"; readonly sinceMs: number }
  /** The server would be needed and did not answer, or did not accept. */
  | {
      readonly kind: "server"
      readonly failure:
        | "offline"
        | "unreachable"
        | "portal"
        | "wrong-passphrase"
        | "too-many"
        | "revoked"
        | "no-key"
    }
  /** The person has closed the browser's own dialog, or there is no such passkey here. */
  | { readonly kind: "cancelled" }
  | { readonly kind: "trouble"; readonly trouble: Trouble }
