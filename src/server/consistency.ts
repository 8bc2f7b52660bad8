import { recordKindNames } from "#/domain/record.ts"
import { opId } from "#/sync/merge.ts"

import { mintScope, serverHand } from "./scope.ts"
import type { DeviceRow, SchoolHead, SchoolRows, Store, StoredRecord } from "./store.ts"

/** A place where rows contradict each other. Ids and numbers only, never a value. */
export interface Finding {
  readonly school: string
  readonly what:
    | "op-missing"
    | "op-beyond-last"
    | "safe-beyond-last"
    | "op-beyond-head"
    | "record-beyond-head"
    | "cell-beyond-record"
    | "cell-without-op"
    | "place-beyond-head"
    | "record-in-no-feed"
  /** Of a device, an op or a record. */
  readonly id: string
}

export interface Checked {
  readonly schools: number
  readonly devices: number
  readonly ops: number
  readonly records: number
  readonly findings: readonly Finding[]
}

/**
 * Reads a whole database through the port and says where it contradicts itself: a device's numbers without gaps,
 * values that come from an op of the history, nothing numbered beyond the school's sequence, no record outside
 * all feeds. It reads every op once and holds each school's lock meanwhile: meant for a copy nobody else uses.
 */
export async function checkConsistency(store: Store): Promise<Checked> {
  let sum: Checked = { schools: 0, devices: 0, ops: 0, records: 0, findings: [] }
  for (const school of await store.transaction(({ door }) => door.schools())) {
    const scope = mintScope({ school, person: serverHand })
    const { ops, records, ...one } = await store.transaction((tx) => checkSchool(tx.school(scope)))
    sum = {
      schools: sum.schools + 1,
      devices: sum.devices + one.devices,
      ops: sum.ops + ops,
      records: sum.records + records,
      findings: [...sum.findings, ...one.found.map(([what, id]) => ({ school, what, id }))],
    }
  }
  return sum
}

type Found = readonly [what: Finding["what"], id: string]

/** The record that each op of the history was about. */
type History = ReadonlyMap<string, string>

async function checkSchool(rows: SchoolRows): Promise<{
  readonly devices: number
  readonly ops: number
  readonly records: number
  readonly found: readonly Found[]
}> {
  const head = await rows.lock()
  const devices = await rows.devices()
  const found: Found[] = devices
    .filter(({ safe, confirmed, last }) => Math.max(safe, confirmed) > last)
    .map(({ id }) => ["safe-beyond-last", id])
  const history = new Map<string, string>()
  for (const device of [...devices, { id: serverHand, last: head.serverOps }]) {
    const read = await opsOf(rows, device, head)
    for (const [op, rec] of read.history) history.set(op, rec)
    found.push(...read.found)
  }
  let records = 0
  for (const kind of recordKindNames) {
    for (const record of await rows.recordsOf(kind)) {
      records += 1
      found.push(...checkRecord(record, head, history), ...(await checkPlaces(rows, record, head)))
    }
  }
  return { devices: devices.length, ops: history.size, records, found }
}

async function opsOf(
  rows: SchoolRows,
  { id, last }: Pick<DeviceRow, "id" | "last">,
  { seq }: SchoolHead,
): Promise<{ readonly history: History; readonly found: readonly Found[] }> {
  const history = new Map<string, string>()
  const found: Found[] = []
  for (let n = 1; n <= last; n += 1) {
    const op = await rows.op(id, n)
    if (op === undefined) found.push(["op-missing", opId(id, n)])
    else {
      history.set(opId(id, n), op.rec)
      if (op.receipt.seq > seq) found.push(["op-beyond-head", opId(id, n)])
    }
  }
  if ((await rows.op(id, last + 1)) !== undefined) {
    found.push(["op-beyond-last", opId(id, last + 1)])
  }
  return { history, found }
}

function checkRecord(record: StoredRecord, { seq }: SchoolHead, history: History): Found[] {
  const found: Found[] = []
  if (record.seq > seq) found.push(["record-beyond-head", record.id])
  const cells = Object.values(record.cells)
  if (cells.some((cell) => cell.seq > record.seq)) found.push(["cell-beyond-record", record.id])
  const values = cells.flatMap(({ op, rival }) => (rival === undefined ? [op] : [op, rival.op]))
  if (values.some((op) => history.get(op) !== record.id)) found.push(["cell-without-op", record.id])
  return found
}

async function checkPlaces(
  rows: SchoolRows,
  { id }: StoredRecord,
  { seq }: SchoolHead,
): Promise<Found[]> {
  const places = await rows.placesOf(id)
  const found: Found[] = []
  if (places.some((place) => place.seq > seq)) found.push(["place-beyond-head", id])
  // A deleted record keeps its place: it is how the tablets learn that it is gone.
  if (!places.some((place) => !place.left)) found.push(["record-in-no-feed", id])
  return found
}
