import { feedsFor, resultsFeed } from "#/domain/feeds.ts"
import { isToldToPartner } from "#/domain/partner-slot.ts"
import { isToldIn } from "#/domain/told-cells.ts"
import { answer, type Call, type Outcome } from "#/server/call.ts"
import { beginChanges, type Changes } from "#/server/changes.ts"
import { auditFeeds, everyFeed, heardOf, isWorthNoting, newDevice } from "#/server/devices.ts"
import { deviceEnding } from "#/server/log.ts"
import { closeSlots } from "#/server/membership.ts"
import { readPerson } from "#/server/person.ts"
import { isNews, newsIn, pull } from "#/server/pull.ts"
import { hasGap, opsAhead, push } from "#/server/push.ts"
import { refuse } from "#/server/refusal.ts"
import type { Identity } from "#/server/session.ts"
import type { Ahead, DeviceRow, PersonState, SchoolRows, Transaction } from "#/server/store.ts"
import { meetWipe } from "#/server/wiping.ts"
import { entriesPerAnswerMax, oldestProtocol, protocolVersion } from "#/sync/limits.ts"
import type { SyncAnswer } from "#/sync/protocol.ts"
import type { ReadRequest } from "#/sync/wire.ts"

type SignedIn = Exclude<Identity, { kind: "nobody" }>

/** One request of a tablet: takes its ops, answers receipts and news, all in one transaction (docs/protocol.md). */
export async function sync(call: Call<ReadRequest>): Promise<Outcome<SyncAnswer>> {
  const { services, identity, request, limits } = call
  if (identity.kind === "nobody") return refuse("signed-out")
  const { marker } = request
  const now = services.nowMs()
  if (request.protocol < oldestProtocol || request.protocol > protocolVersion) {
    const [oldest, newest] = [oldestProtocol, protocolVersion]
    return answer({ kind: "version", marker, oldest, newest, serverNow: now })
  }
  call.note({ device: deviceEnding(request.device), ops: request.ops.length })
  const retryAfterSeconds = limits.take("device", `${identity.scope.school} ${request.device}`)
  if (retryAfterSeconds !== undefined) {
    return { kind: "refused", code: "too-many", retryAfterSeconds }
  }
  const { entriesPerAnswer: entriesMax = entriesPerAnswerMax } = services
  const session = identity.kind === "member" ? identity.session : undefined
  const said = await services.store.transaction(
    (tx) => meet(tx, identity, { request, now, entriesMax }),
    session,
  )
  if (said.kind === "synced") {
    call.note({ entries: said.pages.reduce((sum, { entries }) => sum + entries.length, 0) })
  }
  return answer(said)
}

interface Asked {
  readonly request: ReadRequest
  readonly now: number
  readonly entriesMax: number
}

async function meet(tx: Transaction, identity: SignedIn, asked: Asked): Promise<SyncAnswer> {
  const { request, now, entriesMax } = asked
  const { scope } = identity
  const rows = tx.school(scope)
  const [epoch] = await Promise.all([tx.door.epoch(), rows.foresee(aheadOf(scope.person, request))])
  const known = await rows.device(request.device)
  const common = { marker: request.marker, epoch, serverNow: now }
  const isMine = known === undefined || known.person === scope.person
  // Before the right of access: a tablet revoked on a server that was then restored must learn of both.
  if (request.epoch !== 0 && request.epoch !== epoch) {
    return { kind: "epoch", ...common, last: isMine ? (known?.last ?? 0) : 0 }
  }
  const met = await meetWipe(tx, rows, { identity, device: isMine ? known : undefined, now })
  const person = readPerson(await rows.record(scope.person))
  if (met === "forget" || identity.kind === "revoked" || person === undefined || person.revoked) {
    return { kind: "revoked", marker: request.marker, serverNow: now }
  }
  if (!isMine) {
    await auditClone(rows, request.device, now)
    return { kind: "cloned", ...common }
  }
  const device = known ?? newDevice(request.device, person.id, now)
  if (hasGap(request.ops, device.last)) return { kind: "gap", ...common, last: device.last }
  const changes = await beginChanges(rows, { epoch, now })
  const { session } = identity
  const meeting = { request, session, device, person, known, entriesMax }
  return { ...common, ...(await exchange(changes, meeting)) }
}

/** All that will be read, unless something unusual comes up. */
function aheadOf(person: string, { device, ops, feeds }: ReadRequest): Ahead {
  return {
    device,
    records: [person],
    ops: opsAhead(ops),
    feeds: feeds.filter(isNews).map(newsIn),
  }
}

interface Meeting {
  readonly request: ReadRequest
  readonly session: string
  readonly device: DeviceRow
  readonly person: PersonState
  readonly known: DeviceRow | undefined
  readonly entriesMax: number
}

type Exchanged = Omit<SyncAnswer & { kind: "synced" }, "marker" | "epoch" | "serverNow">

async function exchange(changes: Changes, meeting: Meeting): Promise<Exchanged> {
  const { request, device } = meeting
  const { rows } = changes
  const pushed = await push(changes, device, { person: meeting.person, ops: request.ops })
  const { role } = pushed.person
  if (role === "partner") await closeSlots(changes, pushed.person.id)
  await changes.finish()
  const { floor } = await rows.lock()
  const every = role === "head" ? await rows.feedsInUse() : []
  const access = feedsFor(pushed.person, every)
  const after = await note(changes, meeting, {
    ...pushed,
    // All of the school, and of what pupils answered only what the head holds as a teacher.
    granted: role === "head" ? [everyFeed, ...pushed.person.classes.map(resultsFeed)] : access,
  })
  const head = { seq: changes.seq(), floor }
  const asked = {
    rows,
    head,
    access: new Set(access),
    own: pushed.own,
    tells: role === "partner" ? isToldToGuest : isToldIn,
    entriesMax: meeting.entriesMax,
  }
  const pages = await pull(asked, request.feeds)
  const { receipts, last } = pushed
  return { kind: "synced", last, safe: after.safe, receipts, access, pages, hears: true }
}

interface Reached {
  readonly last: number
  readonly granted: readonly string[]
}

/** How far the device has come, and what it says of itself. A tablet that only asks costs a write now and then. */
async function note(
  changes: Changes,
  { request, session, device, known }: Meeting,
  { last, granted }: Reached,
): Promise<DeviceRow> {
  const { heartbeat, confirm } = request
  const after: DeviceRow = {
    ...heardOf(device, { heartbeat, session, granted, now: changes.now }),
    last,
    confirmed: Math.max(device.confirmed, Math.min(confirm, last)),
    wipe: "no",
  }
  if (isWorthNoting(known, after)) await changes.rows.putDevice(after)
  if (known === undefined) await auditDevice(changes, after)
  await auditFeeds(changes, known, after)
  return after
}

const isToldToGuest = (_feed: string, kind: string, cell: string): boolean =>
  isToldToPartner(kind, cell)

async function auditDevice({ rows, now }: Changes, { id, person }: DeviceRow): Promise<void> {
  await rows.audit({ at: now, person, device: id, what: "device-joined", detail: {} })
}

async function auditClone(rows: SchoolRows, device: string, now: number): Promise<void> {
  const { person } = rows.scope
  await rows.audit({ at: now, person, device, what: "device-cloned", detail: {} })
}
