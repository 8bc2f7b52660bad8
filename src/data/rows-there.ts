import type { JournalDatabase } from "./database.ts"
import type { RecordRow } from "./rows.ts"

/**
 * The rows of these records, of those that there are. What a tablet fetches is mostly new to it, and to be told of
 * hundreds of rows one by one that there is none takes longer than to ask for the names of those that lie between: one
 * turn, and no row is read for it.
 */
export async function rowsThere(
  records: JournalDatabase["records"],
  ids: readonly string[],
): Promise<readonly RecordRow[]> {
  const asked = ids.length < manyFrom ? ids : await idsThere(records, ids)
  if (asked.length === 0) return []
  const rows = await records.bulkGet([...asked])
  return rows.filter((row) => row !== undefined)
}

const manyFrom = 50
/** A tablet may hold far more than it is told of: then the names are not worth reading. */
const lookAtMost = 4

/** Which of these may be there: all of them, when too many others lie between. */
async function idsThere(
  records: JournalDatabase["records"],
  ids: readonly string[],
): Promise<readonly string[]> {
  const sorted = [...ids].sort()
  const [first, last] = [sorted[0], sorted[sorted.length - 1]]
  if (first === undefined || last === undefined) return []
  const limit = ids.length * lookAtMost
  const found = await records
    .where("id")
    .between(first, last, true, true)
    .limit(limit)
    .primaryKeys()
  if (found.length === limit) return ids
  const known = new Set(found)
  return ids.filter((id) => known.has(id))
}
