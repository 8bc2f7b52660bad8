import { Dexie } from "dexie"

import type { JournalDatabase } from "./database.ts"

export type Watched = "records" | "outbox" | "meta" | "feeds" | "drafts" | "slots"

/**
 * Calls back after a transaction, in this tab or another, has changed one of the tables. A reader that
 * asks again then sees it; several changes in one turn call back once.
 */
export function observe(
  database: JournalDatabase,
  tables: readonly Watched[],
  changed: () => void,
): () => void {
  const starts = tables.map((table) => `idb://${database.name}/${table}/`)
  let isDue = false
  const listen = (parts: object): void => {
    if (isDue) return
    isDue = Object.keys(parts).some((part) => starts.some((start) => part.startsWith(start)))
    if (!isDue) return
    queueMicrotask(() => {
      isDue = false
      changed()
    })
  }
  Dexie.on("storagemutated", listen)
  return () => Dexie.on.storagemutated.unsubscribe(listen)
}
