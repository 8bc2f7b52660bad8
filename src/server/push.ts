import { sameJson, type Json } from "#/base/json.ts"
import { uuidPattern } from "#/base/uuid.ts"
import type { Person } from "#/domain/access.ts"
import { consentPurposes } from "#/domain/consent.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { faultIn } from "#/domain/record-schema.ts"
import { cellsPerRecordMax } from "#/sync/limits.ts"
import { mergeCell, opId, type ServerCell } from "#/sync/merge.ts"
import type { Op, Receipt, Refusal } from "#/sync/op.ts"
import type { ReadOp } from "#/sync/wire.ts"

import { admit } from "./admit.ts"
import { bodyHashOf } from "./body-hash.ts"
import { parentOf, underActivity, underPupil, type Changes } from "./changes.ts"
import { instrumentFault } from "./instrument-fault.ts"
import { followActivity, followPupil, followRegister, place } from "./membership.ts"
import { rightsTo } from "./rights.ts"
import { changeAsServer } from "./server-change.ts"
import type { DeviceRow, OpAhead, StoredRecord } from "./store.ts"

/** Cells just won by ops of this very request, by record and then by cell: the sequence they were given. */
export type OwnCells = Map<string, Map<string, number>>

export interface Pushed {
  readonly receipts: readonly Receipt[]
  readonly last: number
  /** The person as the batch has left it: making a class appoints to it. */
  readonly person: Person
  readonly own: OwnCells
}

/** The first number that is missing between what was applied and what was sent, if any. */
export function hasGap(ops: readonly ReadOp[], last: number): boolean {
  let reached = last
  for (const sent of ops) {
    const n = numberOf(sent)
    if (n > reached + 1) return true
    reached = Math.max(reached, n)
  }
  return false
}

/**
 * Applies a tablet's ops in order, each by itself: a bad one gets its verdict and the queue goes on. An op that
 * was applied before gets the receipt it got then. The caller has checked that none is missing.
 *
 * A number that was taken for something else shows a copied tablet: the rest of its queue is refused with it. It comes
 * again under another id; taken under this one, its numbers would be missing to the tablet that keeps the id.
 */
export async function push(
  changes: Changes,
  device: DeviceRow,
  batch: { readonly person: Person; readonly ops: readonly ReadOp[] },
): Promise<Pushed> {
  let { person } = batch
  let { last } = device
  let isCopy = false
  const receipts: Receipt[] = []
  const own: OwnCells = new Map()
  await changes.rows.foresee({ ops: opsAhead(batch.ops) })
  for (const sent of batch.ops) {
    const n = numberOf(sent)
    if (n <= last) {
      const receipt = await receiptAgain(changes, device, sent)
      isCopy ||= "reason" in receipt && receipt.reason === "changed-body"
      receipts.push(receipt)
      continue
    }
    if (isCopy) {
      receipts.push(namesTwoThings(changes, n))
      continue
    }
    const judged = await judge(changes, { sent, person, device: device.id, own })
    person = judged.person
    last = n
    receipts.push(judged.receipt)
    await keep(changes, { ...judged, sent, device })
  }
  return { receipts, last, person, own }
}

/** What the ops will ask for when they are applied. */
export function opsAhead(ops: readonly ReadOp[]): readonly OpAhead[] {
  return ops.flatMap((sent) => (sent.kind === "op" ? [ahead(sent.op)] : []))
}

function ahead({ rec, kind, cells }: Op): OpAhead {
  const told = (cell: string): readonly string[] => {
    const value = cells[cell]?.value
    return typeof value === "string" ? [value] : []
  }
  if (underActivity(kind)) return { rec, kind, needs: told("activity") }
  if (!underPupil(kind)) return { rec, kind, needs: [] }
  const [pupil, activity] = [told("pupil"), told("activity")]
  const consents = pupil.map((id) => recordIds.consent(id, "school"))
  const registers = activity.map(recordIds.register)
  return { rec, kind, needs: [...pupil, ...activity, ...consents, ...registers] }
}

function numberOf(sent: ReadOp): number {
  return sent.kind === "op" ? sent.op.n : sent.n
}

/** The same number with another body is a copied or a mended tablet: nothing is applied, and it is noted. */
async function receiptAgain(changes: Changes, device: DeviceRow, sent: ReadOp): Promise<Receipt> {
  const n = numberOf(sent)
  const stored = await changes.rows.op(device.id, n)
  if (stored?.bodyHash === bodyHashOf(sent.body)) return stored.receipt
  await changes.rows.audit({
    at: changes.now,
    person: device.person,
    device: device.id,
    what: "changed-body",
    detail: { n },
  })
  return namesTwoThings(changes, n)
}

function namesTwoThings(changes: Changes, n: number): Receipt {
  return { n, verdict: "invalid", reason: "changed-body", seq: changes.seq() }
}

interface Judging {
  readonly sent: ReadOp
  readonly person: Person
  readonly device: string
  readonly own: OwnCells
}

type Values = Readonly<Record<string, Json>>

interface Judged {
  readonly receipt: Receipt
  readonly person: Person
  /** What was taken; nothing of a refused op, whose content is nobody's business. */
  readonly values: Values
}

async function judge(changes: Changes, judging: Judging): Promise<Judged> {
  const { sent, person } = judging
  const refused = (refusal: Refused): Judged => ({
    person,
    receipt: { n: numberOf(sent), seq: changes.seq(), ...refusal },
    values: {},
  })
  if (sent.kind === "unreadable") return refused({ verdict: "invalid", reason: sent.why })
  const { op } = sent
  const stored = await changes.record(op.rec)
  const values = valuesOf(op)
  const fault = faultOf(op, values, stored)
  if (fault !== undefined) return refused({ verdict: "invalid", ...fault })
  const right = await rightsTo(changes, person, op)
  if (right !== "yes") return refused({ verdict: "forbidden", reason: right })
  const admitted = await admit(changes, { op, values, stored })
  if (admitted.kind === "refused") {
    const { kind: _kind, ...refusal } = admitted
    return refused(refusal)
  }
  if (admitted.kind === "too-late") {
    // Late work of a tablet that was away: counted, so that its queue goes on, and not kept.
    return { person, values: {}, receipt: { n: op.n, verdict: "superseded", seq: changes.seq() } }
  }
  const { verdict, seq } = await apply(changes, judging, { op: within(op, admitted.cells), stored })
  const receipt: Receipt = { n: op.n, verdict, seq }
  const made = op.kind === "class" && stored === undefined && person.role === "navigator"
  return { receipt, values, person: made ? await appoint(changes, person, op.rec) : person }
}

type Fault = { readonly reason: Refusal; readonly cell?: string }
type Refused = Fault & { readonly verdict: "invalid" | "forbidden" }

function faultOf(op: Op, values: Values, stored: StoredRecord | undefined): Fault | undefined {
  // An op that was put down before a restored server had judged it: only its number counts.
  if (Object.keys(values).length === 0) return { reason: "bad-value" }
  const fault = faultIn(op.kind, values)
  if (fault !== undefined) return { reason: fault.why, cell: fault.cell }
  if (!uuidPattern.test(op.rec)) return { reason: "bad-value" }
  if (stored !== undefined && stored.kind !== op.kind) return { reason: "unknown-kind" }
  if (isTooLarge(values, stored?.cells ?? {})) return { reason: "too-large" }
  const activity = op.cells["activity"]?.value
  // The id says whose register it is; a register under another id would be kept by nobody's rights.
  if (underActivity(op.kind) && activity !== undefined && !isUnder(op, activity)) {
    return { reason: "bad-value", cell: "activity" }
  }
  if (op.kind === "consent" && !isConsentOf(op, stored)) {
    return { reason: "bad-value", cell: "pupil" }
  }
  if (op.kind === "recommendation" && !isRecommendationOf(op, stored)) {
    return { reason: "bad-value", cell: "pupil" }
  }
  return op.kind === "instrument" ? instrumentFault(op, stored) : undefined
}

/** The op with these cells alone, or as it is. */
function within(op: Op, cells: readonly string[] | undefined): Op {
  if (cells === undefined) return op
  const kept = Object.entries(op.cells).filter(([name]) => cells.includes(name))
  return { ...op, cells: Object.fromEntries(kept) }
}

/** The id says whose consent for what it is; both are told with the first op and never change. */
function isConsentOf(op: Op, stored: StoredRecord | undefined): boolean {
  const [pupil, told] = [toldIn(op, stored, "pupil"), toldIn(op, stored, "purpose")]
  const purpose = consentPurposes.find((one) => one === told)
  return (
    typeof pupil === "string" &&
    purpose !== undefined &&
    op.rec === recordIds.consent(pupil, purpose)
  )
}

/** The same of a recommendation: whose, and given where. */
function isRecommendationOf(op: Op, stored: StoredRecord | undefined): boolean {
  const [activity, pupil] = [toldIn(op, stored, "activity"), toldIn(op, stored, "pupil")]
  return (
    typeof activity === "string" &&
    typeof pupil === "string" &&
    op.rec === recordIds.recommendation(activity, pupil)
  )
}

/** What the cell would hold; clearing it is saying something, too. */
function toldIn({ cells }: Op, stored: StoredRecord | undefined, cell: string): Json {
  return (cells[cell] ?? stored?.cells[cell])?.value ?? null
}

function isUnder({ kind, rec }: Op, activity: Json): boolean {
  if (typeof activity !== "string") return false
  return rec === (kind === "register" ? recordIds.register : recordIds.checklist)(activity)
}

function isTooLarge(values: Values, stored: StoredRecord["cells"]): boolean {
  const [more, before] = [Object.keys(values), Object.keys(stored)]
  // Counting them together is only worth while when they could be too many.
  if (more.length + before.length <= cellsPerRecordMax) return false
  return new Set([...more, ...before]).size > cellsPerRecordMax
}

function valuesOf(op: Op): Values {
  const values: Record<string, Json> = {}
  for (const [name, { value }] of Object.entries(op.cells)) values[name] = value
  return values
}

interface Applied {
  readonly verdict: "applied" | "superseded"
  readonly seq: number
}

async function apply(
  changes: Changes,
  { person, device, own }: Judging,
  { op, stored }: { readonly op: Op; readonly stored: StoredRecord | undefined },
): Promise<Applied> {
  const seq = changes.seq() + 1
  const seen = op.epoch === changes.epoch ? op.seen : 0
  // One string for all cells: as many of equal content would be hashed one by one when the record is written.
  const said = { op: opId(device, op.n), by: person.id, seen }
  const cells: Record<string, ServerCell> = { ...stored?.cells }
  const won: string[] = []
  let changed = stored === undefined
  let verdict: Applied["verdict"] = "applied"
  for (const [name, { value, prev, at, past = [] }] of Object.entries(op.cells)) {
    const clamped = Math.min(Math.max(at, 0), changes.now)
    const incoming = { ...said, value, at: clamped, prev, past }
    const merged = mergeCell(cells[name], incoming, seq)
    if (merged.kind !== "known") {
      cells[name] = merged.cell
      changed = true
    }
    if (merged.kind !== "won" && !sameJson(cells[name]?.value, value)) verdict = "superseded"
    if (merged.kind === "won" && clamped === at && merged.cell.rival === undefined) won.push(name)
  }
  if (!changed) return { verdict, seq: stored?.seq ?? changes.seq() }
  const { rec: id, kind } = op
  const author = stored?.author ?? person.id
  const parent = parentOf(kind, cells)
  const record = { id, kind, cells, seq: changes.nextSeq(), author, parent }
  await changes.put(record)
  await place(changes, record, true)
  // One that is new has nothing under it yet.
  if (kind === "pupil" && stored !== undefined && stored.parent !== parent) {
    await followPupil(changes, record)
  }
  if (kind === "activity") await followActivity(changes, stored, record)
  if (kind === "register") await followRegister(changes, stored, record)
  // A superseded op leaves no value behind on the tablet, so it must be told even the cells it won.
  if (verdict === "applied") noteWon(own, id, { cells: won, seq })
  return { verdict, seq }
}

function noteWon(
  own: OwnCells,
  rec: string,
  { cells, seq }: { readonly cells: readonly string[]; readonly seq: number },
): void {
  const before = own.get(rec) ?? new Map<string, number>()
  own.set(rec, before)
  for (const name of cells) before.set(name, seq)
}

/** Whoever makes a class works in it. */
async function appoint(changes: Changes, person: Person, schoolClass: string): Promise<Person> {
  const classes = [...new Set([...person.classes, schoolClass])]
  await changeAsServer(changes, {
    id: person.id,
    kind: "person",
    cells: { classes },
    by: person.id,
  })
  return { ...person, classes }
}

interface Kept extends Judged {
  readonly sent: ReadOp
  readonly device: DeviceRow
}

async function keep(changes: Changes, { sent, device, receipt, values }: Kept): Promise<void> {
  await changes.rows.addOp({
    device: device.id,
    n: receipt.n,
    rec: sent.kind === "op" ? sent.op.rec : "",
    kind: sent.kind === "op" ? sent.op.kind : "",
    values,
    bodyHash: bodyHashOf(sent.body),
    receipt,
    by: device.person,
    at: changes.now,
  })
}
