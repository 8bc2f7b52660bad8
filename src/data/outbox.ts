import type { Edit } from "#/domain/record.ts"
import { withdraw } from "#/sync/held.ts"
import type { Op } from "#/sync/op.ts"

import { deviceRow, placeOf, touch, writerOf, type Journal } from "./journal.ts"
import { openOp, openRow } from "./opening.ts"
import { opsInState } from "./ops-in-state.ts"
import type { OpRow } from "./rows.ts"
import { sealRow } from "./sealing.ts"
import { write, type Written } from "./write.ts"

/** A change that has not reached the server, or was not accepted, for a person to look at. */
export interface OpenOp {
  readonly op: Op
  readonly at: number
  readonly state: "waiting" | "refused"
  readonly refusal: OpRow["refusal"] | null
}

/** Everything that waits or was refused, the oldest first. */
export async function readOpenOps(journal: Journal): Promise<readonly OpenOp[]> {
  const rows = await opsInState(journal.database, ["fresh", "sent", "aside"])
  return Promise.all(
    rows.map(async (row) => ({
      op: await openOp(journal.vault, row),
      at: row.at,
      state: row.state === "aside" ? ("refused" as const) : ("waiting" as const),
      refusal: row.refusal ?? null,
    })),
  )
}

/** Makes a refused op again, as a new one, with the values it had; the refused one is kept as mended. */
export async function resend(journal: Journal, n: number, nowMs: number): Promise<Written> {
  const row = await journal.database.outbox.get(n)
  if (row === undefined || row.state !== "aside") return { kind: "saved", undo: [], changed: 0 }
  const op = await openOp(journal.vault, row)
  const cells = Object.fromEntries(
    Object.entries(op.cells).map(([name, { value }]) => [name, value]),
  )
  await takeOffScreen(journal, row)
  const edit: Edit = { id: op.rec, kind: op.kind, cells }
  const written = await write(journal, [edit], nowMs)
  if (written.kind === "saved") await markMended(journal, n)
  return written
}

/** Takes a refused op's values off the screen. The op itself stays in the store and in an export. */
export async function setDown(journal: Journal, n: number): Promise<void> {
  const row = await journal.database.outbox.get(n)
  if (row === undefined || row.state !== "aside") return
  await takeOffScreen(journal, row)
  await markMended(journal, n)
}

async function markMended(journal: Journal, n: number): Promise<void> {
  const { meta, outbox } = journal.database
  await journal.database.transaction("rw", meta, outbox, async () => {
    await outbox.where("n").equals(n).modify({ state: "mended" })
    await touch(journal.database)
  })
}

async function takeOffScreen(journal: Journal, op: OpRow): Promise<void> {
  const { database, vault } = journal
  await journal.queue.run(async () => {
    for (;;) {
      const [place, device, row] = await Promise.all([
        placeOf(database),
        deviceRow(database),
        database.records.get(op.rec),
      ])
      if (row === undefined) return
      const held = withdraw(await openRow(vault, row), op.n)
      const writer = writerOf(place, device)
      const next = await sealRow(vault, held, { version: row.v + 1, writer })
      const isDone = await database.transaction("rw", database.meta, database.records, async () => {
        if ((await database.records.get(op.rec))?.v !== row.v) return false
        await database.records.put(next)
        await touch(database)
        return true
      })
      if (isDone) return
    }
  })
}
