import type { Device } from "#/sync/device-api.ts"
import type { SyncRequest } from "#/sync/protocol.ts"

import type { Changes } from "./changes.ts"
import { readPerson } from "./person.ts"
import type { DeviceRow, SchoolRows } from "./store.ts"

/** A tablet that only asks is written down no more often than this: each live nudge makes all of a school ask. */
export const noteSeenEveryMs = 10 * 60_000

/** All of the school's feeds, those to come included: what a head is granted. */
export const everyFeed = "*"

const tornStart = "rescue-"

/** The device id of a rescued bundle whose numbers could not be its tablet's. */
export function tornDeviceOf(bundle: string): string {
  return `${tornStart}${bundle}`
}

/** Whether it is a tablet, which may have something to send, and not a bundle that was taken in under an id of its own. */
export function isTablet({ id }: Pick<DeviceRow, "id">): boolean {
  return !id.startsWith(tornStart)
}

export function newDevice(id: string, person: string, now: number): DeviceRow {
  return {
    id,
    person,
    last: 0,
    safe: 0,
    confirmed: 0,
    since: now,
    seenAt: null,
    told: null,
    label: null,
    session: null,
    feeds: null,
    wipe: "no",
  }
}

export interface Heard {
  readonly heartbeat: SyncRequest["heartbeat"]
  readonly session: string
  /** What the person may receive now. */
  readonly granted: readonly string[]
  readonly now: number
}

/** The device as it is after it was heard. An older app says nothing of itself: what it said before is no longer true. */
export function heardOf(device: DeviceRow, { heartbeat, session, granted, now }: Heard): DeviceRow {
  const isSame = sameFeeds(device.feeds, granted)
  return {
    ...device,
    seenAt: now,
    told: heartbeat ?? null,
    session,
    feeds: isSame ? device.feeds : granted,
  }
}

/** Whether the row has to be written: something is different, or it is time to note that the tablet is still there. */
export function isWorthNoting(known: DeviceRow | undefined, after: DeviceRow): boolean {
  if (known === undefined || known.seenAt === null) return true
  const apartMs = Math.abs((after.seenAt ?? 0) - known.seenAt)
  return apartMs > noteSeenEveryMs || besidesTime(known) !== besidesTime(after)
}

function besidesTime({ seenAt: _seenAt, ...rest }: DeviceRow): string {
  return JSON.stringify(rest)
}

function sameFeeds(known: readonly string[] | null, granted: readonly string[]): boolean {
  return known !== null && known.length === granted.length && without(known, granted).length === 0
}

function without(feeds: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others)
  return feeds.filter((feed) => !known.has(feed))
}

/**
 * Writes down which feeds began and ended for a tablet: with it the audit can say whose rows it could see, and when.
 * `since` is given where the tablet was here before this was noted.
 */
export async function auditFeeds(
  { rows, now }: Pick<Changes, "rows" | "now">,
  known: DeviceRow | undefined,
  after: DeviceRow,
): Promise<void> {
  const [before, granted] = [known?.feeds ?? [], after.feeds ?? []]
  const begun = without(granted, before)
  const ended = without(before, granted)
  if (begun.length + ended.length === 0) return
  const isLate = known !== undefined && known.feeds === null
  const detail = { begun, ended, ...(isLate ? { since: known.since } : {}) }
  const { id: device, person } = after
  await rows.audit({ at: now, person, device, what: "feeds-changed", detail })
}

/** The device as the school's people are told of it. */
export async function deviceToldOf(rows: SchoolRows, device: DeviceRow): Promise<Device> {
  const { id, person, label, since, seenAt, told, wipe } = device
  const owner = readPerson(await rows.record(person))
  const counts = wipe === "no" && owner !== undefined && !owner.revoked
  return { id, person, label, since, seenAt, told, wipe, counts }
}

/** Gives a tablet a name that people know it by, or takes it away. The journal is told that, and not the name. */
export async function nameDevice(
  rows: SchoolRows,
  device: DeviceRow,
  { label, now }: { readonly label: string | null; readonly now: number },
): Promise<DeviceRow> {
  const named = { ...device, label }
  await rows.putDevice(named)
  const { person } = rows.scope
  const detail = { device: device.id }
  await rows.audit({ at: now, person, device: null, what: "device-named", detail })
  return named
}
