import type { JournalDatabase } from "./database.ts"
import type { OpRow, OpState } from "./rows.ts"

type Outbox = JournalDatabase["outbox"]

/**
 * Ops in any of these states, in the order they were made. Each state is asked for by itself: over several at once
 * IndexedDB walks with a cursor, and every op on the way is a turn of the browser.
 */
export async function opsInState(
  outbox: Outbox,
  states: readonly OpState[],
): Promise<readonly OpRow[]> {
  const found = await Promise.all(
    states.map((state) => outbox.where("state").equals(state).toArray()),
  )
  return found.flat().sort((one, other) => one.n - other.n)
}

/** How many there are, without reading them. */
export async function countInState(outbox: Outbox, states: readonly OpState[]): Promise<number> {
  const counts = await Promise.all(
    states.map((state) => outbox.where("state").equals(state).count()),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Every op of these records that is still kept, in no particular order. */
export async function opsOfRecords(
  outbox: Outbox,
  ids: readonly string[],
): Promise<readonly OpRow[]> {
  return (await Promise.all(ids.map((id) => outbox.where("rec").equals(id).toArray()))).flat()
}
