import { auditFeeds } from "./devices.ts"
import { endSessions, type Identity } from "./session.ts"
import type { DeviceRow, SchoolRows, Transaction } from "./store.ts"

type SignedIn = Exclude<Identity, { kind: "nobody" }>

export interface Meeting {
  readonly identity: SignedIn
  readonly device: DeviceRow | undefined
  readonly now: number
}

/** Ends the session that a lost tablet came with, and leaves the order for its next contact. */
export async function orderWipe(
  tx: Transaction,
  rows: SchoolRows,
  { device, now }: { readonly device: DeviceRow; readonly now: number },
): Promise<DeviceRow> {
  const { person, session, id } = device
  if (session !== null) {
    await endSessions(tx, rows.scope, { why: "revoked", person, only: session })
  }
  const ordered: DeviceRow = { ...device, wipe: "ordered" }
  await rows.putDevice(ordered)
  const by = rows.scope.person
  await rows.audit({
    at: now,
    person: by,
    device: null,
    what: "wipe-ordered",
    detail: { device: id },
  })
  return ordered
}

/**
 * What a tablet with such an order is to hear when it comes. «forget» is answered like an access that has ended; a
 * tablet on which somebody has signed in anew since the order works on, and the order is void.
 */
export async function meetWipe(
  tx: Transaction,
  rows: SchoolRows,
  { identity, device, now }: Meeting,
): Promise<"forget" | "go on"> {
  if (device === undefined || device.wipe === "no") return "go on"
  if (identity.kind === "revoked") {
    if (device.wipe === "ordered") await noteMet(rows, device, now)
    return "forget"
  }
  const isFormer = device.session === null || device.session === identity.session
  if (device.wipe === "met" || !isFormer) return "go on"
  const end = { why: "revoked", person: device.person, only: identity.session } as const
  await endSessions(tx, identity.scope, end)
  await noteMet(rows, device, now)
  return "forget"
}

async function noteMet(rows: SchoolRows, device: DeviceRow, now: number): Promise<void> {
  const after: DeviceRow = { ...device, wipe: "met", seenAt: now, feeds: [] }
  await rows.putDevice(after)
  const { id, person } = device
  await rows.audit({ at: now, person, device: id, what: "wipe-met", detail: {} })
  await auditFeeds({ rows, now }, device, after)
}
