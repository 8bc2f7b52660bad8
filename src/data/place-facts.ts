import type { JournalDatabase } from "./database.ts"
import { placeOf } from "./journal.ts"
import { countInState, opsInState } from "./ops-in-state.ts"
import type { PlaceRow, SlotRow } from "./rows.ts"
import { readSlots } from "./slots.ts"

/** What can be told of a place without its key. */
export interface PlaceFacts {
  readonly place: PlaceRow
  readonly slots: readonly SlotRow[]
  /** Changes that no server has acknowledged. */
  readonly unsent: number
  /** When the oldest of them was made; null when there is none. */
  readonly oldestUnsentAt: number | null
}

/** States in which an op is on this tablet alone. */
export const unsentStates = ["fresh", "sent", "aside"] as const

export async function placeFacts(database: JournalDatabase): Promise<PlaceFacts> {
  const [place, slots, unsent, oldest] = await Promise.all([
    placeOf(database),
    readSlots(database),
    countInState(database, unsentStates),
    opsInState(database, unsentStates, 1),
  ])
  return { place, slots, unsent, oldestUnsentAt: oldest[0]?.at ?? null }
}
