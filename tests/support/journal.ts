import "fake-indexeddb/auto"
import { openDatabase } from "#/data/database.ts"
import { openJournal, type Journal } from "#/data/journal.ts"

let made = 0

/** Bytes that are random enough for ids and the same in every run. */
export function seededRandom(seed: number): (length: number) => Uint8Array {
  let state = seed >>> 0 || 1
  return (length) =>
    Uint8Array.from({ length }, () => {
      // xorshift32: small, and good enough to tell ids apart.
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return state & 0xff
    })
}

/** A new, empty tablet: its own database in memory, unlocked. */
export async function aJournal(
  mode: "local" | "joined" | "demo" = "local",
  name = `journal-${(made += 1)}`,
): Promise<Journal> {
  const opening = await openDatabase(name, { onTrouble: () => undefined })
  if (opening.kind === "trouble") throw new Error(opening.trouble.kind)
  return openJournal(opening.database, mode, { nowMs: 1_000 + made, random: seededRandom(made) })
}
