import { faultOfDisk } from "./fault-of-disk.ts"
import { deviceRow, type Journal } from "./journal.ts"
import { draftSeat } from "./seats.ts"

/** What waits to be kept, the newest of each form: fast fingers must not leave a queue of writes behind them. */
const waiting = new WeakMap<Journal, Map<string, unknown>>()

/** "full" and "closed": it lies in memory only, and the next key tries again. That nothing can be saved is said when it is. */
export type Kept = "kept" | "full" | "closed"

/** Keeps what is being typed, sealed, under a name of the form's own. Null throws it away. */
export async function keepDraft(journal: Journal, id: string, draft: unknown): Promise<Kept> {
  const newest = waiting.get(journal) ?? new Map<string, unknown>()
  waiting.set(journal, newest)
  newest.set(id, draft)
  return journal.queue.run(async (): Promise<Kept> => {
    // An earlier turn has kept this one too.
    if (!newest.has(id)) return "kept"
    const kept = newest.get(id)
    newest.delete(id)
    try {
      await put(journal, id, kept)
      return "kept"
    } catch (reason) {
      // The turns behind this one try again with the same or with something newer.
      if (!newest.has(id)) newest.set(id, kept)
      return faultOfDisk(reason).kind
    }
  })
}

async function put({ database, vault }: Journal, id: string, draft: unknown): Promise<void> {
  const { meta, drafts } = database
  if (draft === null) {
    await drafts.delete(id)
    return
  }
  const v = ((await drafts.get(id))?.v ?? 0) + 1
  const ct = await vault.seal(draftSeat({ id, v }), draft)
  await database.transaction("rw", meta, drafts, async () => {
    await deviceRow(database)
    await drafts.put({ id, v, ct })
  })
}

/** The draft as it was kept, to be decoded by its form; undefined when there is none. */
export async function readDraft(journal: Journal, id: string): Promise<unknown> {
  const row = await journal.database.drafts.get(id)
  if (row === undefined) return undefined
  return journal.vault.open(draftSeat(row), row.ct)
}
