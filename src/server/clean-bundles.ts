import { assert } from "#/base/assert.ts"
import { fromBase64url } from "#/base/base64url.ts"
import type { Json } from "#/base/json.ts"
import type { Op } from "#/sync/op.ts"
import { readSealed, sealRescue } from "#/sync/rescue-seal.ts"
import { packRescue, type ReadRescue } from "#/sync/rescue.ts"

import { isErased } from "./changes.ts"
import { openBundle } from "./rescue-intake.ts"
import { rescueKeysOf } from "./rescue-keys.ts"
import type { RescueRow } from "./rescue-rows.ts"
import { mintScope, serverHand, type Scope } from "./scope.ts"
import type { Services } from "./services.ts"

/** More are not kept in any school. */
const bundlesMax = 10_000

export interface Cleaned {
  /** Bundles out of which something was taken. */
  readonly bundles: number
  /** Bundles that hold changes of a later version, which this server cannot read and so cannot look through. */
  readonly unread: number
}

/**
 * Takes out of a school's kept bundles whatever is of erased pupils: a bundle that waits, or was put away, must not keep
 * the name that the school was asked to forget. Such an op stays under its number, empty. After every erasure, after
 * every bundle that is kept, and at every start; a second time changes nothing. Without the server's key nothing can be
 * opened, and nothing is.
 */
export async function cleanBundles(services: Services, school: string): Promise<Cleaned> {
  const scope = mintScope({ school, person: serverHand })
  const cleaned = { bundles: 0, unread: 0 }
  if ((await rescueKeysOf(services)) === undefined) return cleaned
  const entries = await services.store.transaction((tx) => tx.school(scope).rescues(bundlesMax))
  for (const { id } of entries) {
    const row = await services.store.transaction((tx) => tx.school(scope).rescue(id))
    const outcome = row === undefined ? "nothing" : await clean(services, scope, row)
    if (outcome === "cleaned") cleaned.bundles += 1
    if (outcome === "unread") cleaned.unread += 1
  }
  return cleaned
}

/** The same for every school of this server: for whoever starts it, perhaps on a copy from before an erasure. */
export async function cleanAllBundles(services: Services): Promise<void> {
  for (const school of await services.store.transaction((tx) => tx.door.schools())) {
    await cleanBundles(services, school)
  }
}

type Outcome = "cleaned" | "nothing" | "unread"

/** Opens and seals outside of every transaction: nobody else waits for the cryptography. */
async function clean(services: Services, scope: Scope, row: RescueRow): Promise<Outcome> {
  const bytes = fromBase64url(row.bundle)
  if (bytes === undefined) return "nothing"
  const opened = await openBundle(services, bytes)
  if (opened.kind === "fault") return "nothing"
  const { rescue } = opened.bundle
  const ops = opsIn(rescue)
  const erased = await erasedAmong(services, scope, ops)
  if (!ops.some((op) => without(op, erased) !== op)) return "nothing"
  // What cannot be read cannot be packed again either, and nothing of it may be lost.
  if (rescue.ops.some(({ kind }) => kind === "unreadable")) return "unread"
  const bundle = await sealedAnew(services, bytes, { rescue, erased })
  return services.store.transaction(async (tx): Promise<Outcome> => {
    const rows = tx.school(scope)
    await rows.lock()
    const now = await rows.rescue(row.id)
    if (now?.bundle !== row.bundle) return "nothing"
    await rows.replaceBundle(row.id, bundle)
    const event = { at: services.nowMs(), person: serverHand, device: row.device }
    await rows.audit({ ...event, what: "rescue-cleaned", detail: { bundle: row.id } })
    return "cleaned"
  })
}

function opsIn({ ops, aside }: ReadRescue): readonly Op[] {
  const read = ops.flatMap((sent) => (sent.kind === "op" ? [sent.op] : []))
  return [...read, ...aside.map(({ op }) => op)]
}

/** Ids of erased records among those that the ops are about: pupils, and what was answered by one. */
async function erasedAmong(
  services: Services,
  scope: Scope,
  ops: readonly Op[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(ops.flatMap((op) => [op.rec, ...pupilsIn(op)]))
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    await rows.foresee({ records: [...ids] })
    const erased = new Set<string>()
    for (const id of ids) {
      const record = await rows.record(id)
      if (isErased(record)) erased.add(id)
      // A consent's own record stays, emptied; whose it is tells.
      if (record?.parent && isErased(await rows.record(record.parent))) erased.add(id)
    }
    return erased
  })
}

/** The pupils that an op is about besides its own record: a consent's, a sitting's, those whom an import has changed. */
function pupilsIn({ cells }: Op): readonly string[] {
  const [pupil, changed] = [cells["pupil"]?.value, cells["changed"]?.value]
  return [
    ...(typeof pupil === "string" ? [pupil] : []),
    ...(Array.isArray(changed) ? changed.map(idIn) : []),
  ]
}

function idIn(value: Json): string {
  if (typeof value !== "object" || value === null || !("id" in value)) return ""
  return typeof value.id === "string" ? value.id : ""
}

/** The op without what is of erased ones; the same op when there is nothing. */
function without(op: Op, erased: ReadonlySet<string>): Op {
  const { pupil, changed } = op.cells
  const isTheirs = typeof pupil?.value === "string" && erased.has(pupil.value)
  if (erased.has(op.rec) || isTheirs) {
    return Object.keys(op.cells).length === 0 ? op : { ...op, cells: {} }
  }
  if (changed === undefined || !Array.isArray(changed.value)) return op
  const kept = changed.value.filter((one) => !erased.has(idIn(one)))
  if (kept.length === changed.value.length) return op
  return { ...op, cells: { ...op.cells, changed: { ...changed, value: kept } } }
}

interface Cleaning {
  readonly rescue: ReadRescue
  readonly erased: ReadonlySet<string>
}

/** For the server alone: its code opened the whole of it. No session has signed it so; it waits for the head anyway. */
async function sealedAnew(
  services: Services,
  bytes: Uint8Array,
  { rescue, erased }: Cleaning,
): Promise<string> {
  const [keys, read] = [await rescueKeysOf(services), await readSealed(crypto, bytes)]
  assert(keys !== undefined && read.kind === "sealed", "it was opened just now")
  const packed = packRescue({
    ...rescue,
    ops: opsIn({ ...rescue, aside: [] }).map((op) => without(op, erased)),
    aside: rescue.aside.map(({ op, reason }) => ({ op: without(op, erased), reason })),
  })
  const contents = { packed, mac: null }
  const sealed = await sealRescue(
    crypto,
    { label: read.sealed.label, contents },
    { serverKey: keys.publicKey },
  )
  return Buffer.from(sealed).toString("base64url")
}
