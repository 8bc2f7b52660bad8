import { Dexie, type Table } from "dexie"

import type {
  DraftRow,
  FeedRow,
  HistoryRow,
  MetaRow,
  OpRow,
  RecordRow,
  SlotRow,
  StagedRow,
} from "./rows.ts"

/** Raised with every change of the schema below. An upgrade never touches the outbox. */
export const schemaVersion = 3

export class JournalDatabase extends Dexie {
  declare readonly meta: Table<MetaRow, string>
  declare readonly slots: Table<SlotRow, string>
  declare readonly records: Table<RecordRow, string>
  declare readonly outbox: Table<OpRow, number>
  declare readonly feeds: Table<FeedRow, string>
  declare readonly staged: Table<StagedRow, [string, string]>
  declare readonly history: Table<HistoryRow, number>
  declare readonly drafts: Table<DraftRow, string>

  constructor(name: string) {
    // Without "strict" Chromium answers before the disk has the bytes: a dead battery would take a saved mark.
    super(name, { chromeTransactionDurability: "strict" })
    this.version(1).stores({
      meta: "key",
      slots: "id",
      records: "id, *keys",
      outbox: "n, state, rec",
      feeds: "feed",
      staged: "[feed+rec], feed",
      history: "++k, rec",
    })
    // 2: drafts, so that an update in mid-sentence loses no word.
    this.version(2).stores({ drafts: "id" })
    // 3: ops of one state up to a number, for the marks in the device's row (see OpRow.state). No row is touched.
    this.version(schemaVersion).stores({ outbox: "n, [state+n], rec" })
  }
}

/** Every awkward moment in the life of a browser's database, by name. */
export type Trouble =
  /** Another tab holds an older version open: this one waits for it. */
  | { readonly kind: "blocked" }
  /** A newer version of the app wants the database: this tab has let go and must be reloaded. */
  | { readonly kind: "outdated" }
  /** The browser closed the connection under us. */
  | { readonly kind: "lost" }
  /** The database cannot be opened at all. */
  | { readonly kind: "unusable"; readonly name: string }

export type Opening =
  | { readonly kind: "open"; readonly database: JournalDatabase }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

/** An upgrade behind another tab's long transaction fires no `blocked` event; after this the tab says so itself. */
const upgradeWaitMs = 4_000

export interface OpenOptions {
  readonly onTrouble: (trouble: Trouble) => void
  /** Starts a timer and returns its cancel; passed in so that tests need not wait. */
  readonly after?: (delayMs: number, run: () => void) => () => void
}

/**
 * Opens the database of the given name. Troubles that come later (a newer version elsewhere, a
 * connection lost) are told through `onTrouble`; the caller shows them, nothing is retried in silence.
 */
export async function openDatabase(name: string, options: OpenOptions): Promise<Opening> {
  const { onTrouble, after = wait } = options
  const database = new JournalDatabase(name)
  database.on("blocked", () => onTrouble({ kind: "blocked" }))
  database.on("versionchange", () => {
    // An old tab must not write into a newer schema: let go for good and do not reopen by itself.
    database.close({ disableAutoOpen: true })
    onTrouble({ kind: "outdated" })
    return false
  })
  database.on("close", () => onTrouble({ kind: "lost" }))
  // Sticky: Dexie would open a newer database than it knows; such a tab must be reloaded instead.
  database.on("ready", () => refuseNewer(database), true)
  const cancel = after(upgradeWaitMs, () => onTrouble({ kind: "blocked" }))
  try {
    await database.open()
    return { kind: "open", database }
  } catch (error) {
    database.close({ disableAutoOpen: true })
    return { kind: "trouble", trouble: troubleOf(error) }
  } finally {
    cancel()
  }
}

function refuseNewer(database: JournalDatabase): void {
  // Dexie multiplies its version numbers by ten.
  if (database.backendDB().version > schemaVersion * 10) throw new NewerSchema()
}

class NewerSchema extends Error {
  override readonly name = "NewerSchema"
}

function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : "unknown"
  return /NewerSchema|VersionError/.test(`${name} ${String(error)}`)
    ? { kind: "outdated" }
    : { kind: "unusable", name }
}

function wait(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs)
  return () => clearTimeout(timer)
}
