import type { StoredRecord } from "./store.ts"

/**
 * The records that one transaction has written, as it wrote them: whoever pushes is told its own records in the same
 * transaction, and reading them back would mean parsing what has just been put into text. Kept for one transaction of the
 * store and no longer, school by school: it holds the file's lock, so nobody else changes these rows meanwhile.
 */
export class WrittenRecords {
  readonly #bySchool = new Map<string, Map<string, StoredRecord>>()

  /** Those of one school; whoever writes the school's records keeps them true. */
  of(school: string): Map<string, StoredRecord> {
    const known = this.#bySchool.get(school)
    if (known !== undefined) return known
    const fresh = new Map<string, StoredRecord>()
    this.#bySchool.set(school, fresh)
    return fresh
  }
}
