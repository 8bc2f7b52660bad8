import { must } from "#/base/assert.ts"
import type { RescueCounts, RescueOutcome, RescueReason } from "#/sync/rescue-api.ts"
import { isSignedBy, openAtServer, readSealed, type Contents } from "#/sync/rescue-seal.ts"
import { unpackRescue, type ReadRescue } from "#/sync/rescue.ts"
import type { ReadOp } from "#/sync/wire.ts"

import { bodyHashOf } from "./body-hash.ts"
import { beginChanges } from "./changes.ts"
import { newDevice, tornDeviceOf } from "./devices.ts"
import { readPerson } from "./person.ts"
import { hasGap, push } from "./push.ts"
import { rescueKeysOf, signingSecret } from "./rescue-keys.ts"
import type { RescueRow } from "./rescue-rows.ts"
import type { Scope } from "./scope.ts"
import type { Services } from "./services.ts"
import type { DeviceRow, SchoolRows, Transaction } from "./store.ts"

/** Ops that one push takes at a time. */
const opsAtOnce = 500

/** A bundle as the server has opened it. */
export interface OpenedBundle {
  readonly id: string
  readonly bytes: Uint8Array
  readonly contents: Contents
  readonly rescue: ReadRescue & { readonly person: string; readonly school: string }
}

export type BundleRead =
  | { readonly kind: "opened"; readonly bundle: OpenedBundle }
  | (RescueOutcome & { readonly kind: "fault" })

/** Opens a bundle that was sealed for this server. Changes nothing. */
export async function openBundle(services: Services, bytes: Uint8Array): Promise<BundleRead> {
  const read = await readSealed(crypto, bytes)
  if (read.kind === "fault") return read
  const keys = await rescueKeysOf(services)
  if (keys === undefined) return { kind: "fault", fault: "no-way" }
  const opened = await openAtServer(crypto, read.sealed, keys)
  if (opened.kind === "fault") {
    const { fault } = opened
    // Nobody has typed a code here.
    return { kind: "fault", fault: fault === "wrong-code" ? "no-way" : fault }
  }
  return readContents({ id: read.sealed.label.id, bytes, contents: opened.contents })
}

/** What stands in a bundle however it was opened. */
export function readContents(given: Omit<OpenedBundle, "rescue">): BundleRead {
  const rescue = unpackRescue(given.contents.packed)
  if (rescue === undefined) return { kind: "fault", fault: "damaged" }
  const { person, school } = rescue
  // Made where there was no server: it is nobody's of this school.
  if (person === null || school === null) return { kind: "fault", fault: "foreign" }
  return { kind: "opened", bundle: { ...given, rescue: { ...rescue, person, school } } }
}

/** Who brings a bundle: somebody signed in, or an operator at the server. */
export interface Bringer {
  readonly scope: Scope
  /** Null for the operator. */
  readonly person: string | null
  readonly mayWrite: boolean
  /** Stands for the bundle without a signature: an operator who has its code. */
  readonly vouches?: boolean
  /** To be kept for the head, whatever it is. */
  readonly aside: boolean
}

/**
 * Takes a bundle's ops in as those of the tablet and the person that made them, by the rights of that person. A
 * bundle that cannot be trusted so far is kept for the head to decide on. Bringing it again changes nothing: an op is
 * known by its device and number, a kept bundle by its id.
 */
export async function receiveBundle(
  tx: Transaction,
  services: Services,
  { bundle, by }: { readonly bundle: OpenedBundle; readonly by: Bringer },
): Promise<RescueOutcome> {
  if (bundle.rescue.school !== by.scope.school) return { kind: "fault", fault: "foreign" }
  const rows = tx.school(by.scope)
  await rows.lock()
  const known = await rows.rescue(bundle.id)
  // What the head has put away is not taken in behind the head's back.
  const why =
    known?.state === "discarded" ? known.why : await reasonToWait(rows, services, { bundle, by })
  if (why !== undefined) {
    if (known === undefined) await keep(rows, { services, bundle, by, why, state: "waiting" })
    return { kind: "kept", why: known?.why ?? why, ops: bundle.rescue.ops.length }
  }
  const counts = await takeIn(tx, services, { bundle, by: by.scope })
  if (known?.state === "waiting") await decide(rows, known, { services, by, state: "taken" })
  if (known === undefined && counts.refused > 0) {
    await keep(rows, { services, bundle, by, why: "partly-refused", state: "taken" })
  }
  return { kind: "taken", ...counts }
}

/** Why a bundle is not taken in at once; undefined when nothing speaks against it. */
async function reasonToWait(
  rows: SchoolRows,
  services: Services,
  { bundle, by }: { readonly bundle: OpenedBundle; readonly by: Bringer },
): Promise<RescueReason | undefined> {
  const { rescue } = bundle
  const person = readPerson(await rows.record(rescue.person))
  if (person === undefined) return "person-unknown"
  const device = await rows.device(rescue.device)
  if (device !== undefined && device.person !== person.id) return "device-of-another"
  if (by.aside) return "put-aside"
  if (person.revoked || !by.mayWrite || (device !== undefined && device.wipe !== "no")) {
    return "revoked"
  }
  const isVouched = by.vouches === true || by.person === person.id
  if (!isVouched && !(await isSigned(rows, services, bundle))) return "unsigned"
  return (await namesItsOps(rows, device, rescue)) ? undefined : "numbers"
}

/** By a session of the person's that was not taken away. */
async function isSigned(
  rows: SchoolRows,
  services: Services,
  { rescue, contents }: OpenedBundle,
): Promise<boolean> {
  for (const session of await rows.sessionsOf(rescue.person)) {
    const isTrusted = session.ended === "no" || session.ended === "left"
    const secret = isTrusted ? signingSecret(services, session) : undefined
    if (secret !== undefined && (await isSignedBy(crypto, contents, secret))) return true
  }
  return false
}

/** Whether its numbers go on from what the server has, and those that it has name the same ops. */
async function namesItsOps(
  rows: SchoolRows,
  device: DeviceRow | undefined,
  { device: id, ops }: ReadRescue,
): Promise<boolean> {
  const last = device?.last ?? 0
  if (hasGap(ops, last) || !areInOrder(ops)) return false
  for (const sent of ops) {
    const n = numberOf(sent)
    if (n > last) return true
    const stored = await rows.op(id, n)
    if (stored?.bodyHash !== bodyHashOf(sent.body)) return false
  }
  return true
}

function areInOrder(ops: readonly ReadOp[]): boolean {
  return ops.every((sent, place) => place === 0 || numberOf(sent) === numberBefore(ops, place) + 1)
}

function numberBefore(ops: readonly ReadOp[], place: number): number {
  const before = ops[place - 1]
  return before === undefined ? 0 : numberOf(before)
}

function numberOf(sent: ReadOp): number {
  return sent.kind === "op" ? sent.op.n : sent.n
}

export interface TakingIn {
  readonly bundle: OpenedBundle
  readonly by: Scope
}

/**
 * Applies a bundle's ops; the person must be known to the school. They go under the numbers the tablet gave, so that
 * the tablet, if it still lives, gets receipts for the same ops. Where those numbers are taken or torn, under a device
 * id of the bundle's own, the same whenever it is taken in again.
 */
export async function takeIn(
  tx: Transaction,
  services: Services,
  { bundle, by }: TakingIn,
): Promise<RescueCounts> {
  const rows = tx.school(by)
  const now = services.nowMs()
  const changes = await beginChanges(rows, { epoch: await tx.door.epoch(), now })
  const { rescue } = bundle
  let person = must(readPerson(await rows.record(rescue.person)), "the caller has looked")
  const own = await rows.device(rescue.device)
  const isTorn =
    (own !== undefined && own.person !== person.id) || !(await namesItsOps(rows, own, rescue))
  const id = isTorn ? tornDeviceOf(bundle.id) : rescue.device
  const ops = isTorn ? rescue.ops.map(numbered) : rescue.ops
  let device = (await rows.device(id)) ?? newDevice(id, person.id, now)
  const counts = { ops: ops.length, known: 0, applied: 0, superseded: 0, refused: 0 }
  for (let at = 0; at < ops.length; at += opsAtOnce) {
    const part = ops.slice(at, at + opsAtOnce)
    const { last } = device
    const pushed = await push(changes, device, { person, ops: part })
    for (const { n, verdict } of pushed.receipts) {
      if (n <= last) counts.known += 1
      else if (verdict === "applied" || verdict === "superseded") counts[verdict] += 1
      else counts.refused += 1
    }
    device = { ...device, last: pushed.last }
    person = { ...person, ...pushed.person }
  }
  if (ops.length > 0) await rows.putDevice(device)
  await changes.finish()
  const detail = { bundle: bundle.id, person: person.id, ...counts }
  await rows.audit({ at: now, person: by.person, device: id, what: "rescue-taken", detail })
  return counts
}

function numbered(sent: ReadOp, place: number): ReadOp {
  const n = place + 1
  return sent.kind === "op" ? { ...sent, op: { ...sent.op, n } } : { ...sent, n }
}

interface Keeping {
  readonly services: Services
  readonly bundle: OpenedBundle
  readonly by: Bringer
  readonly why: RescueReason
  readonly state: "waiting" | "taken"
}

async function keep(
  rows: SchoolRows,
  { services, bundle, by, why, state }: Keeping,
): Promise<void> {
  const { id, bytes, rescue } = bundle
  const now = services.nowMs()
  const isDecided = state === "taken"
  await rows.putRescue({
    id,
    cameAt: now,
    cameFrom: by.person,
    person: rescue.person,
    device: rescue.device,
    madeAt: rescue.madeAt,
    ops: rescue.ops.length,
    about: recordsByKind(rescue.ops),
    why,
    state,
    decidedAt: isDecided ? now : null,
    decidedBy: null,
    bundle: Buffer.from(bytes).toString("base64url"),
  })
  await rows.audit({
    at: now,
    person: by.scope.person,
    device: rescue.device,
    what: "rescue-kept",
    detail: { bundle: id, person: rescue.person, ops: rescue.ops.length, why },
  })
}

function recordsByKind(ops: readonly ReadOp[]): Readonly<Record<string, number>> {
  const kinds = new Map<string, string>()
  for (const sent of ops) if (sent.kind === "op") kinds.set(sent.op.rec, sent.op.kind)
  const counts: Record<string, number> = {}
  for (const kind of kinds.values()) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

interface Decision {
  readonly services: Services
  readonly by: Pick<Bringer, "scope" | "person">
  readonly state: "taken" | "discarded"
}

/** Notes what became of a kept bundle. It stays where it is, sealed. */
export async function decide(
  rows: SchoolRows,
  row: RescueRow,
  { services, by, state }: Decision,
): Promise<void> {
  const now = services.nowMs()
  await rows.putRescue({ ...row, state, decidedAt: now, decidedBy: by.person })
  if (state === "taken") return
  await rows.audit({
    at: now,
    person: by.scope.person,
    device: row.device,
    what: "rescue-discarded",
    detail: { bundle: row.id, person: row.person, ops: row.ops },
  })
}
