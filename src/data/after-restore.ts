import { reopen, type Held } from "#/sync/held.ts"
import { opId } from "#/sync/merge.ts"

import {
  changeServer,
  deviceRow,
  hasMoved,
  placeOf,
  touch,
  writerOf,
  type Journal,
} from "./journal.ts"
import { bringFormer, dropFormer, emptyRow, hasFormer, takeNewDevice } from "./new-device.ts"
import { openOpCells, openRow } from "./opening.ts"
import { stateOf } from "./ops-in-state.ts"
import type { FeedRow, OpRow, OpState, RecordRow } from "./rows.ts"
import { sealRow } from "./sealing.ts"

const judgedStates: ReadonlySet<OpState> = new Set(["receipted", "kept", "aside"])

/**
 * The server was restored from a backup: whatever it has above `last` of this device is lost there and is
 * sent again, and every feed is built anew, aside, while the old copy stays on the screen. Refused ops are judged
 * anew; what a person has put down since travels as an empty op, so that no number is missing.
 *
 * What was judged up to `last` is asked about once more. Mostly the server has it from its backup and gives the same
 * receipt. But of a copied tablet the other half may have been here first: then the receipt is of another history, or
 * the number stands for something else, and this half's op would pass for settled and be lost. A refused one, too: it
 * may be the only one by which the two halves are told apart, before the next number passes for the other half's own
 * next edit and hides what that has written.
 */
export async function reopenAfterRestore(
  journal: Journal,
  answer: { readonly epoch: number; readonly last: number },
  newId: string,
): Promise<void> {
  if (await hasFormer(journal)) {
    // A copy that knows an op by the present id was made after the tablet had taken it, and holds all from before.
    if (answer.last > 0) await dropFormer(journal)
    // First of all: a tablet that dies in between is told of the restored server once more.
    else await bringFormer(journal, newId)
  }
  for (;;) if (await reopened(journal, answer)) return
}

/** False when something was written meanwhile: nothing was changed. */
async function reopened(
  journal: Journal,
  answer: { readonly epoch: number; readonly last: number },
): Promise<boolean> {
  const { database, vault } = journal
  const [place, device, all] = await Promise.all([
    placeOf(database),
    deviceRow(database),
    database.outbox.orderBy("n").toArray(),
  ])
  const writer = writerOf(place, device)
  const again = all.filter((row) => judgedStates.has(stateOf(row, device)))
  // Those that went the straight way are sent again by the mark alone.
  const told = [
    ...again.filter(({ state }) => state !== "fresh"),
    ...all.filter(({ n, state }) => n > answer.last && state === "mended"),
  ]
  const records = await Promise.all(
    (await covering(journal, again, device.id)).map(async ({ row, held }) =>
      sealRow(vault, held, { version: row.v + 1, writer }),
    ),
  )
  const { meta, outbox, feeds, staged } = database
  const tables = [meta, database.records, outbox, feeds, staged]
  return database.transaction("rw", tables, async () => {
    if (hasMoved(await deviceRow(database), device)) return false
    const cursors = await feeds.toArray()
    await Promise.all([
      database.records.bulkPut(records),
      outbox.bulkPut(told.map(sentAgain)),
      staged.clear(),
      feeds.bulkPut(cursors.map(builtAnew)),
      changeServer(database, { epoch: answer.epoch, safe: 0 }),
      touch(database, { settledTo: 0 }),
    ])
    return true
  })
}

function builtAnew({ feed, state, replaces }: FeedRow): FeedRow {
  return {
    feed,
    state: "building",
    cursor: 0,
    from: null,
    replaces: state === "live" || replaces,
  }
}

function sentAgain(row: OpRow): OpRow {
  const { applied: _applied, seq: _seq, refusal: _refusal, ...bare } = row
  if (row.state !== "mended") return { ...bare, state: "sent" }
  const { ct: _ct, ...empty } = bare
  return { ...empty, state: "sent", open: {} }
}

async function covering(
  journal: Journal,
  ops: readonly OpRow[],
  device: string,
): Promise<readonly { row: RecordRow; held: Held }[]> {
  const { database, vault } = journal
  const byRecord = new Map<string, { row: RecordRow; held: Held }>()
  for (const op of [...ops].sort((one, other) => one.n - other.n)) {
    const row = byRecord.get(op.rec)?.row ?? (await database.records.get(op.rec))
    const cells = await openOpCells(vault, op)
    const known = row ?? emptyRow(op)
    const held = byRecord.get(op.rec)?.held ?? (await openRow(vault, known))
    byRecord.set(op.rec, { row: known, held: reopen(held, { n: op.n, cells }, opId(device, op.n)) })
  }
  return [...byRecord.values()]
}

/**
 * The server lacks an op between `last` and the first one sent. Usually this tablet still has it and sends it again;
 * if not (a backup older than the one by which it was forgotten here), what is left goes on under a new id.
 */
export async function closeGap(
  journal: Journal,
  answer: { readonly epoch: number; readonly last: number },
  newId: string,
): Promise<void> {
  await reopenAfterRestore(journal, answer, newId)
  const above = await journal.database.outbox.where("n").above(answer.last).primaryKeys()
  if (above.every((n, index) => n === answer.last + 1 + index)) return
  await takeNewDevice(journal, newId)
}
