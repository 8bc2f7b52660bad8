import type { Accounts } from "./accounts.ts"
import type { AssetFiles } from "./assets.ts"
import type { ErasureLedger } from "./erasure-ledger.ts"
import type { LogLine } from "./log.ts"
import type { Nudges } from "./nudges.ts"
import type { Store } from "./store.ts"

/** All that the app is built from: its edges and its settings. */
export interface Services {
  readonly store: Store
  readonly nowMs: () => number
  /** Bytes nobody can foresee. */
  readonly randomBytes: (size: number) => Uint8Array
  readonly log: (line: LogLine) => void
  /** Null when screens are served by somebody else (development). */
  readonly assets: AssetFiles | null
  readonly behindTls: boolean
  /** Undefined when the server's key cannot be read: then there are no passphrases, kept keys and second factors. */
  readonly accounts?: Accounts | undefined
  /** Entries in one answer; fewer than usual where small schools shall need many pages. */
  readonly entriesPerAnswer?: number
  /** Where erasures are written down outside of the database. Without it they do not outlive a restore. */
  readonly ledger?: ErasureLedger
  /** How processes of one server tell each other of changes. Without it this process is the only one. */
  readonly nudges?: Nudges
}
