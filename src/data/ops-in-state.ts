import { Dexie } from "dexie"

import type { JournalDatabase } from "./database.ts"
import { deviceRow } from "./journal.ts"
import type { DeviceRow, OpRow, OpState } from "./rows.ts"

/** How far a device's ops have gone. */
export type Marks = Pick<DeviceRow, "sentTo" | "settledTo">

/** The state an op is in: what its row says, or for one that goes the straight way what the marks say. */
export function stateOf(
  op: Pick<OpRow, "n" | "state">,
  { sentTo = 0, settledTo = 0 }: Marks,
): OpState {
  if (op.state !== "fresh") return op.state
  if (op.n <= settledTo) return "kept"
  return op.n <= sentTo ? "sent" : "fresh"
}

interface Range {
  readonly stored: OpState
  readonly from: number
  readonly to: number
}

/** Where the rows of a state lie in the index: under their own name, and as a stretch of those that say fresh. */
function rangesOf(state: OpState, { sentTo = 0, settledTo = 0 }: Marks): readonly Range[] {
  const own = { stored: state, from: 0, to: Infinity }
  switch (state) {
    case "fresh":
      return [{ ...own, from: Math.max(sentTo, settledTo) + 1 }]
    case "sent":
      return [own, { stored: "fresh", from: settledTo + 1, to: sentTo }]
    case "kept":
      return [own, { stored: "fresh", from: 0, to: settledTo }]
    default:
      return [own]
  }
}

function inRange(outbox: JournalDatabase["outbox"], { stored, from, to }: Range) {
  const last = to === Infinity ? Dexie.maxKey : to
  return outbox.where("[state+n]").between([stored, from], [stored, last], true, true)
}

function rangesOfAll(states: readonly OpState[], marks: Marks): readonly Range[] {
  return states.flatMap((state) => rangesOf(state, marks)).filter(({ from, to }) => from <= to)
}

/**
 * Ops in any of these states, in the order they were made, each with the state it is in; the first ones when there is
 * a limit.
 */
export async function opsInState(
  database: JournalDatabase,
  states: readonly OpState[],
  limit = Infinity,
): Promise<readonly OpRow[]> {
  const { meta, outbox } = database
  return database.transaction("r", meta, outbox, async () => {
    const marks = await deviceRow(database)
    const rows = await rowsInState(database, { states, marks, limit })
    return rows.map((op): OpRow => ({ ...op, state: stateOf(op, marks) }))
  })
}

export interface Asked {
  readonly states: readonly OpState[]
  readonly marks: Marks
  readonly limit?: number
}

/**
 * The same as the rows stand. Each state is asked for by itself: over several at once IndexedDB walks with a cursor,
 * and every op on the way is a turn of the browser.
 */
export async function rowsInState(
  { outbox }: JournalDatabase,
  { states, marks, limit = Infinity }: Asked,
): Promise<readonly OpRow[]> {
  const found = await Promise.all(
    rangesOfAll(states, marks).map((range) => {
      const rows = inRange(outbox, range)
      return (limit === Infinity ? rows : rows.limit(limit)).toArray()
    }),
  )
  const rows = found.flat().sort((one, other) => one.n - other.n)
  return rows.length > limit ? rows.slice(0, limit) : rows
}

/** The numbers of settled and of mended ops up to a number: what need not be kept any more when a backup holds it. */
export async function doneUpTo(
  { outbox }: JournalDatabase,
  n: number,
  marks: Marks,
): Promise<readonly number[]> {
  if (n < 1) return []
  const ranges = rangesOfAll(["kept", "mended"], marks)
  const below = ranges.map((range) => ({ ...range, to: Math.min(range.to, n) }))
  const found = await Promise.all(
    below.filter(({ from, to }) => from <= to).map((range) => inRange(outbox, range).primaryKeys()),
  )
  return found.flat()
}

/** How many there are, without reading them. */
export async function countInState(
  database: JournalDatabase,
  states: readonly OpState[],
): Promise<number> {
  const { meta, outbox } = database
  return database.transaction("r", meta, outbox, async () =>
    countRows(database, { states, marks: await deviceRow(database) }),
  )
}

/** The same with the marks known. */
export async function countRows(
  { outbox }: JournalDatabase,
  { states, marks }: Asked,
): Promise<number> {
  const ranges = rangesOfAll(states, marks)
  const counts = await Promise.all(ranges.map((range) => inRange(outbox, range).count()))
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Every op of these records that is still kept, in no particular order, as the rows stand. */
export async function opsOfRecords(
  outbox: JournalDatabase["outbox"],
  ids: readonly string[],
): Promise<readonly OpRow[]> {
  return (await Promise.all(ids.map((id) => outbox.where("rec").equals(id).toArray()))).flat()
}
