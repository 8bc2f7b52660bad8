import { packRescue, type Rescue } from "#/sync/rescue.ts"

import { deviceRow, placeOf, serverRow, touch, type Journal } from "./journal.ts"
import { openOp } from "./opening.ts"
import { opsInState } from "./ops-in-state.ts"
import type { OpRow, RescueNoteRow } from "./rows.ts"
import { signingSeat } from "./vault.ts"

/** On this tablet alone: never sent, or sent without an answer. */
const unsent = ["fresh", "sent"] as const
/** Refused by the server, which keeps no content of it; what a person has put down since lies here as well. */
const aside = ["aside", "mended"] as const

export interface Gathered {
  readonly rescue: Rescue
  /** Changes that the server does not have: what waits and what was refused. */
  readonly count: number
  /** The highest op in it. */
  readonly lastN: number
}

/**
 * Gathers what lies on this tablet alone, as it would be pushed. From here on a further tap becomes an op of its own:
 * the same numbers must not name something else when the tablet gets to send them after all. Only a place without a
 * server has nobody to tell the two apart for; its ops stay open until their times are corrected at the first contact.
 */
export async function gatherRescue(journal: Journal, nowMs: number): Promise<Gathered> {
  const { database, vault } = journal
  const { meta, outbox } = database
  const frozen = await database.transaction("rw", meta, outbox, async () => {
    const [place, device, server] = await Promise.all([
      placeOf(database),
      deviceRow(database),
      serverRow(database),
    ])
    const [open, refused] = [await opsInState(database, unsent), await opsInState(database, aside)]
    const sentTo = Math.max(0, ...open.filter(isFresh).map(({ n }) => n))
    if (place.mode === "joined" && sentTo > 0) await touch(database, { sentTo })
    return { place, device, server, open, refused }
  })
  const { place, device, server, open, refused } = frozen
  const isJoined = place.mode === "joined"
  const rescue: Rescue = {
    device: device.id,
    person: isJoined ? (place.person?.id ?? null) : null,
    school: isJoined ? (place.school ?? null) : null,
    epoch: server.epoch,
    madeAt: nowMs + (server.offsetMs ?? 0),
    ops: await Promise.all(open.map((row) => openOp(vault, row))),
    aside: await Promise.all(
      refused.map(async (row) => ({
        op: await openOp(vault, row),
        reason: row.refusal?.reason ?? "bad-value",
      })),
    ),
  }
  const waiting = refused.filter(({ state }) => state === "aside").length
  const lastN = Math.max(0, ...[...open, ...refused].map(({ n }) => n))
  return { rescue, count: open.length + waiting, lastN }
}

function isFresh({ state }: OpRow): boolean {
  return state === "fresh"
}

/**
 * The id of a bundle: computed from what lies in it and not from when it was made, so that the same work saved twice
 * is known to be the same.
 */
export async function bundleIdOf(rescue: Rescue): Promise<Uint8Array> {
  const packed = packRescue({ ...rescue, madeAt: 0 })
  return new Uint8Array(await crypto.subtle.digest("SHA-256", packed)).slice(0, 16)
}

export async function rescueNote({ database }: Journal): Promise<RescueNoteRow> {
  const row = await database.meta.get("rescue")
  return row?.key === "rescue" ? row : { key: "rescue", serverKey: null, toldAt: 0, saved: null }
}

/** The secret with which this session signs its bundles; undefined before the first contact. */
export async function signingSecret(journal: Journal): Promise<string | undefined> {
  const { signing, toldAt } = await rescueNote(journal)
  return signing === undefined
    ? undefined
    : journal.vault.open<string>(signingSeat(toldAt), signing)
}

/** Keeps what the server told: its key, and the secret of this session. */
export async function keepServerKey(
  journal: Journal,
  told: { readonly key: string | null; readonly signing: string | null; readonly at: number },
): Promise<void> {
  const { key, signing, at } = told
  const { database, queue, vault } = journal
  await queue.run(async () => {
    const sealed = signing === null ? {} : { signing: await vault.seal(signingSeat(at), signing) }
    await database.transaction("rw", database.meta, async () => {
      await deviceRow(database)
      const { saved } = await rescueNote(journal)
      await database.meta.put({ key: "rescue", serverKey: key, toldAt: at, saved, ...sealed })
    })
  })
}

export async function changeRescueNote(
  journal: Journal,
  change: Partial<Omit<RescueNoteRow, "key">>,
): Promise<void> {
  await journal.database.transaction("rw", journal.database.meta, async () => {
    await journal.database.meta.put({ ...(await rescueNote(journal)), ...change })
  })
}
