import type { Json } from "#/base/json.ts"
import type { RecordKind } from "#/domain/record.ts"

import type { Journal } from "./journal.ts"
import { openOp } from "./opening.ts"
import { opsInState } from "./ops-in-state.ts"
import type { OpRow } from "./rows.ts"

/** One record with changes the server has not acknowledged, its latest values together. */
export interface QueuedRecord {
  readonly rec: string
  readonly kind: RecordKind
  /** When it was last changed, corrected milliseconds. */
  readonly at: number
  readonly cells: Readonly<Record<string, Json>>
}

export interface RefusedChange extends QueuedRecord {
  readonly n: number
  readonly refusal: NonNullable<OpRow["refusal"]>
}

export interface Queue {
  /** The records changed last, at most as many as asked for. */
  readonly waiting: readonly QueuedRecord[]
  /** How many records wait in all. */
  readonly waitingRecords: number
  /** Every refused change by itself, the oldest first: each is mended by itself. */
  readonly refused: readonly RefusedChange[]
}

/** What has not reached the server. Only what is shown is unsealed: without a server a whole year may wait here. */
export async function readQueue(journal: Journal, recordsMax: number): Promise<Queue> {
  const { database } = journal
  const [waiting, aside] = await Promise.all([
    opsInState(database, ["fresh", "sent"]),
    opsInState(database, ["aside"]),
  ])
  const byRecord = new Map<string, OpRow[]>()
  for (const row of [...waiting].reverse()) {
    byRecord.set(row.rec, [row, ...(byRecord.get(row.rec) ?? [])])
  }
  const shown = [...byRecord.values()].slice(0, recordsMax)
  return {
    waiting: await Promise.all(shown.map((rows) => queuedOf(journal, rows))),
    waitingRecords: byRecord.size,
    refused: await Promise.all(aside.map((row) => refusedOf(journal, row))),
  }
}

async function queuedOf(journal: Journal, rows: readonly OpRow[]): Promise<QueuedRecord> {
  const ops = await Promise.all(rows.map((row) => openOp(journal.vault, row)))
  const cells: Record<string, Json> = {}
  for (const op of ops)
    for (const [name, { value }] of Object.entries(op.cells)) cells[name] = value
  const [first] = rows
  const at = Math.max(...rows.map((row) => row.at))
  return { rec: first?.rec ?? "", kind: first?.kind ?? "school", at, cells }
}

async function refusedOf(journal: Journal, row: OpRow): Promise<RefusedChange> {
  const queued = await queuedOf(journal, [row])
  // A row set aside always says why; an older one may not.
  return { ...queued, n: row.n, refusal: row.refusal ?? { reason: "bad-value", cell: null } }
}
