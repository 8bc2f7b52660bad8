import { placeOf, serverRow, type Journal } from "#/data/journal.ts"
import { keyForServer, newEscrowSlot, slotOf, type OpenKey } from "#/data/slots.ts"
import { api } from "#/sync/api.ts"

import { callApi } from "./api-client.ts"
import { changeWays, noteKept } from "./change-ways.ts"
import { credentialsOf } from "./credentials.ts"
import { serverFailureOf } from "./server-failure.ts"
import type { ServerFailure } from "./unlocking.ts"

export type KeySent =
  | { readonly kind: "kept"; readonly opensByItself: boolean }
  /** Nobody has asked the server to keep the key of this place. */
  | { readonly kind: "nothing" }
  | { readonly kind: "server"; readonly failure: ServerFailure }

/** Makes the slot for a key that the server is to keep, unless there is one. */
export async function prepareEscrow(journal: Journal, open: OpenKey): Promise<void> {
  if ((await slotOf(journal.database, "escrow")) !== undefined) return
  const slot = await newEscrowSlot(open)
  // Two tabs at once: the first one's stands. One made too late, for a former data key, is not put: the next call makes it.
  await changeWays(journal, (before) =>
    before.some(({ kind }) => kind === "escrow") ? {} : { put: slot },
  )
}

/**
 * Sends the server the key it is to keep, unless it has it. Tried with every sync until it is kept, and again when the
 * server was put back from a copy, which may be older than the key.
 */
export async function sendKey(journal: Journal, nowMs: number): Promise<KeySent> {
  const { database, vault } = journal
  const [place, slot, server] = await Promise.all([
    placeOf(database),
    slotOf(database, "escrow"),
    serverRow(database),
  ])
  if (slot === undefined || place.mode !== "joined") return { kind: "nothing" }
  if (slot.kept !== null && slot.kept.epoch === server.epoch) return stillKept(journal)
  const request = { vault: place.id, key: await keyForServer(vault, slot) }
  const as = credentialsOf(database.name)
  const called = await callApi({ endpoint: api.keepKey, request, as })
  if (called.kind !== "answer") return { kind: "server", failure: serverFailureOf(called) }
  const changed = await noteKept(journal, slot, { at: nowMs, epoch: server.epoch })
  return { kind: "kept", opensByItself: changed.kind === "changed" && changed.opensByItself }
}

async function stillKept({ database }: Journal): Promise<KeySent> {
  return { kind: "kept", opensByItself: (await slotOf(database, "device")) !== undefined }
}
