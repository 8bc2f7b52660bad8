import type { JournalDatabase } from "./database.ts"
import { countInState } from "./ops-in-state.ts"
import { unsentStates } from "./place-facts.ts"

/**
 * The access has ended: at once every way to the key goes but the server's, which gives it back only if the access
 * comes back. Where unsent work has no such way yet, its keys stay until the server has that work: what a teacher wrote
 * is not the school's to lose.
 * @param sealed how many sittings of pupils are not in the journal yet: the same key opens them
 */
export function endKeys(database: JournalDatabase, sealed: number): Promise<void> {
  const { meta, outbox, slots } = database
  return database.transaction("rw", meta, outbox, slots, async () => {
    const [unsent, escrow] = [await countInState(database, unsentStates), await slots.get("escrow")]
    const isKept = escrow?.kind === "escrow" && escrow.kept !== null
    if (isKept) await slots.where("id").notEqual("escrow").delete()
    else if (unsent + sealed === 0) await slots.clear()
  })
}

/**
 * Nothing here is needed any more: without a slot no row opens, whatever a browser leaves of them on the disk. The
 * database itself goes at the next opening, for this document still tells what has happened.
 */
export async function endAllKeys({ slots }: JournalDatabase): Promise<void> {
  await slots.clear()
}
