import { deviceRow, type Journal } from "./journal.ts"
import type { DeviceRow, EscrowSlot, SlotRow } from "./rows.ts"
import { hasWayBack, mayLock } from "./slots.ts"
import { prepareTurn, storeTurn } from "./turn-key.ts"

export interface SlotsChange {
  readonly put?: SlotRow
  readonly remove?: SlotRow["id"]
}

export type SlotsChanged =
  /** `turned`: the place has a new data key. Who holds the former one, e.g. another tab, has to let go of it. */
  | { readonly kind: "changed"; readonly opensByItself: boolean; readonly turned: boolean }
  /** Nothing was changed: without it the key could be lost. */
  | { readonly kind: "last-way-back" }
  /** Nothing was changed: the slot was made for a data key that is no more. Make it anew. */
  | { readonly kind: "stale" }

/**
 * Puts a slot and takes others away, in one transaction, and with them the device's slot as soon as it may go; then
 * everything is sealed anew, under a data key that the device's slot never wrapped. Refuses a change after which a
 * forgotten PIN would lose everything.
 * @param change told from the slots that there are
 */
export function changeSlots(
  journal: Journal,
  change: SlotsChange | ((before: readonly SlotRow[]) => SlotsChange),
): Promise<SlotsChanged> {
  const changeOf = typeof change === "function" ? change : () => change
  return journal.queue.run(async () => {
    for (;;) {
      const changed = await changeOnce(journal, changeOf)
      if (changed !== undefined) return changed
    }
  })
}

/** The server has confirmed that it keeps the key. A slot that was taken away meanwhile does not come back by it. */
export function escrowKept(
  journal: Journal,
  sent: EscrowSlot,
  kept: NonNullable<EscrowSlot["kept"]>,
): Promise<SlotsChanged> {
  return changeSlots(journal, (before) => {
    const slot = before.find(({ kind }) => kind === "escrow")
    const isSame = slot?.kind === "escrow" && sameBytes(slot.iv, sent.iv)
    return isSame ? { put: { ...slot, kept } } : {}
  })
}

/** A nonce is random and new with every wrapping: it tells one slot from its successor. */
function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place])
}

type ChangeOf = (before: readonly SlotRow[]) => SlotsChange

interface Plan extends SlotsChange {
  /** The slots as they will be, the device's included while it stays. */
  readonly after: readonly SlotRow[]
  readonly kind: "plain" | "turn" | "last-way-back"
}

function planOf(before: readonly SlotRow[], changeOf: ChangeOf): Plan {
  const change = changeOf(before)
  const { put, remove } = change
  const touched = new Set([remove, put?.id])
  const rest = before.filter(({ id }) => !touched.has(id))
  const all = put === undefined ? rest : [...rest, put]
  if (!hasWayBack(all)) return { ...change, after: before, kind: "last-way-back" }
  const after = mayLock(all) ? all.filter(({ kind }) => kind !== "device") : all
  const isTurn = before.some(({ kind }) => kind === "device") && after.every(isPaired)
  return { ...change, after, kind: isTurn ? "turn" : "plain" }
}

/** A new data key can be put behind it. Slots of a build before 0.2.0 only go with the key that they wrap. */
function isPaired(slot: SlotRow): boolean {
  return slot.kind !== "device" && slot.pair !== undefined
}

/** Undefined when something has changed since it was read: nothing was written. */
async function changeOnce(journal: Journal, changeOf: ChangeOf): Promise<SlotsChanged | undefined> {
  const { database } = journal
  const { meta, slots } = database
  const plan = planOf(await slots.toArray(), changeOf)
  if (plan.kind === "last-way-back") return { kind: plan.kind }
  if (plan.kind === "turn") {
    const turn = await prepareTurn(journal, plan.after)
    const isDone = await storeTurn(journal, turn, (now) => {
      const again = planOf(now, changeOf)
      return again.kind === "turn" ? again.after : undefined
    })
    return isDone ? { kind: "changed", opensByItself: false, turned: true } : undefined
  }
  return database.transaction("rw", meta, slots, async (): Promise<SlotsChanged | undefined> => {
    const { kind, put, remove, after } = planOf(await slots.toArray(), changeOf)
    if (kind === "last-way-back") return { kind }
    if (kind === "turn") return undefined
    if (put !== undefined && isStale(put, await deviceRow(database))) return { kind: "stale" }
    if (remove !== undefined) await slots.delete(remove)
    if (put !== undefined) await slots.put(put)
    const opensByItself = after.some((slot) => slot.kind === "device")
    if (!opensByItself) await slots.delete("device")
    return { kind: "changed", opensByItself, turned: false }
  })
}

function isStale(put: SlotRow, { dataKey }: DeviceRow): boolean {
  return dataKey !== undefined && put.kind !== "device" && put.pair?.sealed.name !== dataKey
}
