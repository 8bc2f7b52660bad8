import { fromBase64url, toBase64url } from "#/base/base64url.ts"
import { carry, putCarriedDown, readCarried } from "#/data/carried.ts"
import type { Unsent } from "#/data/plain-rescue.ts"
import { keepServerKey, rescueNote } from "#/data/rescue.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { takeInAsOwn } from "#/data/take-in.ts"
import type { Written } from "#/data/write.ts"
import { api } from "#/sync/api.ts"
import type { Op } from "#/sync/op.ts"
import { rescueBytesMax, type RescueOutcome } from "#/sync/rescue-api.ts"
import { openByCode, sealRescue, type InsideFault } from "#/sync/rescue-seal.ts"
import { unpackRescue } from "#/sync/rescue.ts"

import { callApi } from "./api-client.ts"
import type { FoundBundle } from "./rescue-file.ts"
import type { Services } from "./services.tsx"

/** What this tablet can do with a bundle. */
export type RescuePlan =
  /** It is sealed to the server: brought there as it is. */
  | "relay"
  /** It has only a code: opened here, sealed to the server and brought there. */
  | "code-then-relay"
  /** It was made without a server: taken in as one's own work. */
  | "code-then-own"
  /** Another school's. */
  | "foreign"
  /** The practice class takes nothing in. */
  | "practice"

export function planFor({ mode, school }: PlaceRow, { sealed }: FoundBundle): RescuePlan {
  if (mode === "demo") return "practice"
  if (sealed.label.school === null || mode === "local") return "code-then-own"
  if (sealed.label.school !== school) return "foreign"
  return sealed.server === null ? "code-then-relay" : "relay"
}

export type Relayed =
  | Exclude<RescueOutcome, { kind: "fault" }>
  /** No contact now: this tablet keeps it and brings it to the server with the next one. */
  | { readonly kind: "carried"; readonly ops: number }
  | { readonly kind: "fault"; readonly fault: (RescueOutcome & { kind: "fault" })["fault"] }
  /** Only by hand, at the server itself. */
  | { readonly kind: "too-big" }
  /** The tablet has no room to keep it. */
  | { readonly kind: "full" }

/** Brings a bundle to the server, or keeps it until that can be done. */
export async function relay(services: Services, { bytes, sealed }: FoundBundle): Promise<Relayed> {
  if (bytes.length > rescueBytesMax) return { kind: "too-big" }
  const { id, person, ops, madeAt } = sealed.label
  const bundle = toBase64url(bytes)
  const outcome = await send(bundle)
  if (outcome !== "later") {
    if (outcome.kind !== "fault") services.sync.nudge()
    return outcome
  }
  const kept = await carry(services.journal, { id, bundle, person, ops, madeAt, fault: null })
  return kept === "kept" ? { kind: "carried", ops } : { kind: "full" }
}

async function send(bundle: string): Promise<RescueOutcome | "later"> {
  const called = await callApi({ endpoint: api.rescue, request: { bundle } })
  return called.kind === "answer" ? called.answer : "later"
}

/** Brings what this tablet carries. Each is let go only after the server's word that it has it. */
export async function deliverCarried(services: Services): Promise<void> {
  for (const carried of await readCarried(services.journal)) {
    const outcome = await send(carried.bundle)
    if (outcome === "later") return
    if (outcome.kind === "fault")
      await carry(services.journal, { ...carried, fault: outcome.fault })
    else await putCarriedDown(services.journal, carried.id)
    services.sync.nudge()
  }
}

/** Asks for the key to which unsent work is sealed. False when the server could not be asked. */
export async function learnServerKey({ journal, nowMs }: Services): Promise<boolean> {
  const called = await callApi({ endpoint: api.rescueKey, request: {} })
  if (called.kind !== "answer") return false
  const { key, signing } = called.answer
  await keepServerKey(journal, { key, signing, at: nowMs() })
  return key !== null
}

/** The same bundle sealed to the server as well, by whoever has its code. */
export async function sealedToServer(
  services: Services,
  { sealed }: FoundBundle,
  typed: string,
): Promise<FoundBundleOrFault> {
  const opened = await openByCode(crypto, sealed, typed)
  if (opened.kind === "fault") return opened
  // Asked anew: the one that is known may be of a server that has since got another.
  await learnServerKey(services)
  const { serverKey: told } = await rescueNote(services.journal)
  const serverKey = told === null ? undefined : fromBase64url(told)
  if (serverKey === undefined) return { kind: "fault", fault: "no-key" }
  const { label } = sealed
  const { contents } = opened
  const bytes = await sealRescue(crypto, { label, contents }, { serverKey })
  return { kind: "sealed", bytes }
}

export type FoundBundleOrFault =
  | { readonly kind: "sealed"; readonly bytes: Uint8Array<ArrayBuffer> }
  /** `no-key`: the server could not be asked for its key. */
  | { readonly kind: "fault"; readonly fault: InsideFault | "no-key" }

export type OpenedOps =
  | { readonly kind: "opened"; readonly ops: readonly Op[]; readonly madeAt: number }
  | { readonly kind: "fault"; readonly fault: InsideFault }

/** What a bundle holds, for a place that takes it in as its own. Changes nothing. */
export async function opsInBundle({ sealed }: FoundBundle, typed: string): Promise<OpenedOps> {
  const opened = await openByCode(crypto, sealed, typed)
  if (opened.kind === "fault") return opened
  const rescue = unpackRescue(opened.contents.packed)
  if (rescue === undefined) return { kind: "fault", fault: "damaged" }
  const ops = rescue.ops.flatMap((sent) => (sent.kind === "op" ? [sent.op] : []))
  const aside = rescue.aside.map(({ op }) => op)
  return { kind: "opened", ops: [...aside, ...ops], madeAt: rescue.madeAt }
}

/** The ops of a file of the first releases. */
export function opsOfPlain({ ops }: Unsent): readonly Op[] {
  return ops.map(({ n, rec, kind, at, cells }) => ({
    n,
    rec,
    kind,
    seen: 0,
    epoch: 0,
    cells: Object.fromEntries(
      Object.entries(cells).map(([name, value]) => [name, { value, prev: null, at }]),
    ),
  }))
}

/** Takes ops in as one's own work, and lets sync know. */
export async function takeIn(services: Services, ops: readonly Op[]): Promise<Written> {
  const written = await takeInAsOwn(services.journal, ops, services.nowMs())
  if (written.kind === "saved" && written.changed > 0) services.sync.saved()
  return written
}
