import type { JournalDatabase } from "./database.ts"
import type { PassphraseSlot, PinSlot } from "./rows.ts"

// A try is counted before it is judged, and durably: pulling the plug between the two, or asking in two tabs at once,
// gives nobody another guess.

export const pinTriesMax = 5

/** Longer than this no wrong passphrase makes the next one wait. */
const waitMsMax = 300_000

export type PinTry =
  | { readonly kind: "judge"; readonly slot: PinSlot }
  | { readonly kind: "pin-gone" }
  | { readonly kind: "no-way" }

export type PassphraseTry =
  | { readonly kind: "judge"; readonly slot: PassphraseSlot }
  | { readonly kind: "wait"; readonly waitMs: number }
  | { readonly kind: "no-way" }

/** Counts a try of the PIN. It is stored when this resolves. */
export function beginPinTry({ slots }: JournalDatabase): Promise<PinTry> {
  return slots.db.transaction("rw", slots, async (): Promise<PinTry> => {
    const slot = await slots.get("pin")
    if (slot?.kind !== "pin") return { kind: "no-way" }
    if (slot.tries >= pinTriesMax) {
      // All were used, and nobody has lived to see the last one judged.
      await slots.delete("pin")
      return { kind: "pin-gone" }
    }
    const counted = { ...slot, tries: slot.tries + 1 }
    await slots.put(counted)
    return { kind: "judge", slot: counted }
  })
}

/** After a wrong PIN: how many tries are left. The fifth takes the slot away. */
export function endWrongPin({ slots }: JournalDatabase, tried: PinSlot): Promise<number> {
  return slots.db.transaction("rw", slots, async () => {
    const slot = await slots.get("pin")
    if (slot?.kind !== "pin") return 0
    // Another PIN was set meanwhile, in another tab: this try has nothing to do with it.
    const left = isSame(slot, tried) ? pinTriesMax - slot.tries : pinTriesMax
    if (left <= 0) await slots.delete("pin")
    return Math.max(0, left)
  })
}

/** After a right one: all tries are there again. */
export async function endRightTry(
  { slots }: JournalDatabase,
  tried: PinSlot | PassphraseSlot,
): Promise<void> {
  await slots.db.transaction("rw", slots, async () => {
    const slot = await slots.get(tried.id)
    const isTyped = slot?.kind === "pin" || slot?.kind === "passphrase"
    if (isTyped && isSame(slot, tried)) await slots.put({ ...slot, tries: 0 })
  })
}

/** Counts a try of the passphrase, unless the wait after the last wrong one is not over. */
export function beginPassphraseTry(
  { slots }: JournalDatabase,
  nowMs: number,
): Promise<PassphraseTry> {
  return slots.db.transaction("rw", slots, async (): Promise<PassphraseTry> => {
    const slot = await slots.get("passphrase")
    if (slot?.kind !== "passphrase") return { kind: "no-way" }
    // Set back, the clock starts the wait anew, from the earlier time on.
    const since = Math.min(slot.triedAt, nowMs)
    const waitMs = since + waitAfter(slot.tries) - nowMs
    if (waitMs > 0) {
      if (since !== slot.triedAt) await slots.put({ ...slot, triedAt: since })
      return { kind: "wait", waitMs }
    }
    const counted = { ...slot, tries: slot.tries + 1, triedAt: nowMs }
    await slots.put(counted)
    return { kind: "judge", slot: counted }
  })
}

/** 1, 2, 4, 8 … seconds after so many wrong tries. */
export function waitAfter(tries: number): number {
  return tries === 0 ? 0 : Math.min(waitMsMax, 1_000 * 2 ** (tries - 1))
}

type Salted = Pick<PinSlot, "stretching">

/** The salt is random and new with every setting: it tells one PIN's slot from the next one's. */
function isSame({ stretching: one }: Salted, { stretching: other }: Salted): boolean {
  return one.salt.every((byte, place) => byte === other.salt[place])
}
