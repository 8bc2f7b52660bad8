import {
  changeSlots,
  escrowKept,
  type SlotsChange,
  type SlotsChanged,
} from "#/data/change-slots.ts"
import type { Journal } from "#/data/journal.ts"
import type { EscrowSlot, SlotRow } from "#/data/rows.ts"

import { endGrant } from "./key-grant.ts"
import { lockOthers } from "./lock.ts"

/** Changes the ways to the key (see `changeSlots`). With a new data key nobody else may go on with the former one. */
export async function changeWays(
  journal: Journal,
  change: SlotsChange | ((before: readonly SlotRow[]) => SlotsChange),
): Promise<SlotsChanged> {
  return letGo(journal, await changeSlots(journal, change))
}

/** Notes that the server keeps the key: often the way back that was missing. */
export async function noteKept(
  journal: Journal,
  sent: EscrowSlot,
  kept: NonNullable<EscrowSlot["kept"]>,
): Promise<SlotsChanged> {
  return letGo(journal, await escrowKept(journal, sent, kept))
}

function letGo(journal: Journal, changed: SlotsChanged): SlotsChanged {
  if (changed.kind === "changed" && changed.turned) {
    endGrant(journal)
    lockOthers(journal)
  }
  return changed
}
