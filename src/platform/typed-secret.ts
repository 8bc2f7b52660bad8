import { must } from "#/base/assert.ts"
import type { JournalDatabase } from "#/data/database.ts"
import { placeOf } from "#/data/journal.ts"
import type { KeyUse } from "#/data/key-slot.ts"
import type { PassphraseSlot, PinSlot } from "#/data/rows.ts"
import { keyOfTyped, unwrapFrom } from "#/data/slot-keys.ts"
import {
  beginPassphraseTry,
  beginPinTry,
  endRightTry,
  endWrongPin,
  waitAfter,
} from "#/data/slot-tries.ts"

import { stretchInWorker } from "./argon.ts"
import type { Refused, Secret } from "./unlocking.ts"

export type Judged =
  /** The right one: the data key, for what it is wanted. */
  { readonly kind: "right"; readonly key: (use: KeyUse) => Promise<CryptoKey> } | Refused

/** Tries a PIN or a passphrase. Counted before it is judged, see `slot-tries.ts`. */
export async function trySecret(database: JournalDatabase, secret: Secret): Promise<Judged> {
  const tried =
    secret.kind === "pin"
      ? await beginPinTry(database)
      : await beginPassphraseTry(database, Date.now())
  if (tried.kind !== "judge") return tried
  const { slot } = tried
  const { id: owner } = await placeOf(database)
  const typed = secret.kind === "pin" ? secret.pin : secret.passphrase
  const by = await keyOfTyped(
    typed,
    { ...slot, stretch: stretchInWorker },
    { owner, slot: slot.id },
  )
  if ((await unwrapFrom(slot, by, { owner, use: "use" })) === undefined) {
    return refused(database, slot)
  }
  await endRightTry(database, slot)
  return { kind: "right", key: (use) => opened(slot, by, { owner, use }) }
}

async function opened(
  slot: PinSlot | PassphraseSlot,
  by: CryptoKey,
  how: { readonly owner: string; readonly use: KeyUse },
): Promise<CryptoKey> {
  return must(await unwrapFrom(slot, by, how), "what has opened once opens again")
}

async function refused(
  database: JournalDatabase,
  slot: PinSlot | PassphraseSlot,
): Promise<Refused> {
  if (slot.kind === "passphrase") {
    return { kind: "wrong", triesLeft: null, waitMs: waitAfter(slot.tries) }
  }
  const triesLeft = await endWrongPin(database, slot)
  return triesLeft === 0 ? { kind: "pin-gone" } : { kind: "wrong", triesLeft, waitMs: 0 }
}
