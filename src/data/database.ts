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
  /** The name of the data key by which this document seals; undefined while none is at hand. */
  sealsBy: string | undefined
  /** Closes the connection for good and says that this tab must be loaded anew. */
  letGo: () => void = () => this.close({ disableAutoOpen: true })

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
  /** The browser closed the connection under us and does not give a new one. */
  | { readonly kind: "lost" }
  /** The database was deleted under the open app. */
  | { readonly kind: "wiped" }
  /** The database cannot be opened at all. */
  | { readonly kind: "unusable"; readonly name: string }

export type Opening =
  | { readonly kind: "open"; readonly database: JournalDatabase }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

/** An upgrade behind another tab's long transaction fires no `blocked` event; after this the tab says so itself. */
const upgradeWaitMs = 4_000

/** A browser at work on its storage refuses the first new connection. */
const reopenAfterMs = [0, 300, 1_000]

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
  // Sticky: Dexie would open a newer database than it knows; such a tab must be reloaded instead.
  database.on("ready", () => refuseNewer(database), true)
  const cancel = after(upgradeWaitMs, () => onTrouble({ kind: "blocked" }))
  try {
    await database.open()
    keepOpen(database, { onTrouble, after })
    return { kind: "open", database }
  } catch (error) {
    database.close({ disableAutoOpen: true })
    return { kind: "trouble", trouble: troubleOf(error) }
  } finally {
    cancel()
  }
}

/** What may happen to a connection after it was opened: another version wants it, the browser closes it, all is wiped. */
function keepOpen(database: JournalDatabase, { onTrouble, after }: Required<OpenOptions>): void {
  let stage: "open" | "reopening" | "let-go" = "open"
  let isWiped = false
  const letGo = (trouble: Trouble): void => {
    stage = "let-go"
    database.close({ disableAutoOpen: true })
    onTrouble(trouble)
  }
  database.letGo = () => letGo({ kind: "outdated" })
  const reopen = async (): Promise<void> => {
    stage = "reopening"
    for (const delayMs of reopenAfterMs) {
      await new Promise<void>((resolve) => {
        after(delayMs, resolve)
      })
      try {
        await database.open()
        stage = "open"
        return
      } catch {
        if (isWiped) break
      }
    }
    letGo({ kind: isWiped ? "wiped" : "lost" })
  }
  database.on("versionchange", ({ newVersion }) => {
    // An old tab must not write into a newer schema: let go for good and do not reopen by itself.
    letGo({ kind: newVersion === null ? "wiped" : "outdated" })
    return false
  })
  database.on("close", () => {
    // Some browsers close connections to save memory, and the next one is as good. Dexie closes first, so not at once.
    if (stage === "open") void reopen()
  })
  // Dexie would quietly make an empty database in place of a wiped one, and nobody would learn what was lost.
  database.on("populate", () => {
    isWiped = true
    throw new Error("The database was wiped while the app was open.")
  })
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
