import * as v from "valibot"

import type { Json } from "#/base/json.ts"
import { recordKindNames } from "#/domain/record.ts"

import {
  cellsPerOpMax,
  feedsPerRequestMax,
  oldestProtocol,
  opsPerBatchMax,
  pastPerCellMax,
  protocolVersion,
} from "./limits.ts"
import { refusals, type Op } from "./op.ts"
import { packEntry, packOp, StringTable, unpackEntry, unpackOp } from "./pack.ts"
import type { Entry, FeedPage, SyncAnswer, SyncRequest } from "./protocol.ts"

/** Milliseconds, sequences and counters: whole and within what a double holds exactly. */
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const short = v.pipe(v.string(), v.maxLength(80))
/** Columns are long and many: one look at each instead of three checks of every number in it. */
const wholes = v.custom<number[]>((value) => Array.isArray(value) && value.every(isWhole))
const shifts = v.custom<number[]>(
  (value) => Array.isArray(value) && value.every(Number.isSafeInteger),
)
const places = v.pipe(wholes, v.maxLength(cellsPerOpMax))
const jsonDepthMax = 6

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

const json: v.GenericSchema<unknown, Json> = v.custom<Json>((value) => isJson(value, jsonDepthMax))

function isJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true
  if (typeof value === "number") return Number.isFinite(value)
  if (typeof value !== "object" || depth === 0) return false
  return Object.values(value).every((item) => isJson(item, depth - 1))
}

const jsons = v.custom<Json[]>(
  (value) => Array.isArray(value) && value.every((item) => isJson(item, jsonDepthMax)),
)
const values = v.pipe(jsons, v.maxLength(cellsPerOpMax))

// A kind that this version does not know is refused op by op on the server, and kept by the tablet.
const packedOp = v.strictTuple([
  whole,
  short,
  v.picklist(recordKindNames),
  whole,
  whole,
  whole,
  places,
  values,
  places,
  v.pipe(shifts, v.maxLength(cellsPerOpMax)),
  v.pipe(
    v.array(v.strictTuple([whole, v.pipe(v.array(whole), v.maxLength(pastPerCellMax))])),
    v.maxLength(cellsPerOpMax),
  ),
])
const numbered = v.looseTuple([whole])
/** Made by a newer app than this server knows. */
const ofUnknownKind = v.looseTuple([
  whole,
  short,
  v.pipe(
    v.string(),
    v.check((kind) => !recordKindNames.some((known) => known === kind)),
  ),
])

/** The server makes ops too, under a name no tablet may take; see src/server/scope.ts. */
const deviceId = v.pipe(
  v.string(),
  v.regex(/^[\w-]{1,80}$/),
  v.check((id) => id !== "server"),
)

/** Not strict: what a later app adds is no reason to refuse the work that comes with it. */
const heartbeat = v.object({
  waiting: whole,
  oldestAt: v.nullable(whole),
  app: v.pipe(v.string(), v.maxLength(40)),
  kept: v.nullable(v.boolean()),
})

const requestSchema = v.strictObject({
  protocol: whole,
  marker: short,
  device: deviceId,
  epoch: whole,
  confirm: whole,
  feeds: v.pipe(
    v.array(v.strictObject({ feed: short, cursor: whole, from: v.optional(whole) })),
    v.maxLength(feedsPerRequestMax),
  ),
  strings: v.pipe(v.array(v.string()), v.maxLength(opsPerBatchMax * 100)),
  ops: v.pipe(v.array(v.unknown()), v.maxLength(opsPerBatchMax)),
  // One that cannot be read is as good as none: it must never hold the ops back.
  heartbeat: v.optional(v.fallback(v.optional(heartbeat), undefined)),
})

/** An op that could not be read is refused by itself, under its number, not with its batch. */
export type ReadOp =
  | { readonly kind: "op"; readonly op: Op; readonly body: string }
  | {
      readonly kind: "unreadable"
      readonly n: number
      readonly why: "unknown-kind" | "bad-value"
      readonly body: string
    }

export interface ReadRequest extends Omit<SyncRequest, "ops"> {
  readonly ops: readonly ReadOp[]
}

/** The request as it is sent. */
export function writeRequest(request: SyncRequest): string {
  const table = new StringTable()
  const ops = request.ops.map((op) => packOp(op, table))
  return JSON.stringify({ ...request, ops, strings: table.strings })
}

const versioned = v.looseObject({ protocol: whole, marker: short })

/**
 * The request as the server takes it; undefined when it is not one at all. Of a version that is not served only
 * the version and the marker are read: the rest may have any shape, and the tablet must be told what to do.
 */
export function readRequest(body: unknown): ReadRequest | undefined {
  if (
    v.is(versioned, body) &&
    (body.protocol < oldestProtocol || body.protocol > protocolVersion)
  ) {
    const { protocol, marker } = body
    return { protocol, marker, device: "unknown", epoch: 0, confirm: 0, feeds: [], ops: [] }
  }
  const parsed = v.safeParse(requestSchema, body)
  if (!parsed.success) return undefined
  const { strings, ops, feeds, heartbeat: said, ...rest } = parsed.output
  const read = ops.map((packed) => readOp(packed, strings))
  if (read.some((op) => op === undefined)) return undefined
  return {
    ...rest,
    ...(said === undefined ? {} : { heartbeat: said }),
    feeds: feeds.map(({ feed, cursor, from }) =>
      from === undefined ? { feed, cursor } : { feed, cursor, from },
    ),
    ops: read.filter((op) => op !== undefined),
  }
}

/** One packed op as the server takes it; undefined when not even its number can be read. */
export function readOp(packed: unknown, strings: readonly string[]): ReadOp | undefined {
  const parsed = v.safeParse(packedOp, packed)
  const op = parsed.success ? unpackOp(parsed.output, strings) : undefined
  if (op !== undefined) return { kind: "op", op, body: JSON.stringify([op.rec, op.kind, op.cells]) }
  const number = v.safeParse(numbered, packed)
  if (!number.success) return undefined
  const why = v.is(ofUnknownKind, packed) ? "unknown-kind" : "bad-value"
  return { kind: "unreadable", n: number.output[0], why, body: JSON.stringify(packed) }
}

const receipt = v.variant("verdict", [
  v.object({ n: whole, verdict: v.picklist(["applied", "superseded"]), seq: whole }),
  v.object({
    n: whole,
    verdict: v.picklist(["invalid", "forbidden"]),
    seq: whole,
    reason: v.picklist(refusals),
    cell: v.exactOptional(v.string()),
  }),
])

// Not strict: a later server may say more about an entry.
const packedEntry = v.tuple([
  v.string(),
  v.string(),
  whole,
  v.picklist([0, 1]),
  whole,
  wholes,
  jsons,
  wholes,
  wholes,
  shifts,
  v.array(v.strictTuple([whole, json, whole, whole, whole])),
  v.array(v.strictTuple([whole, v.array(whole)])),
])

const page = v.object({
  feed: v.string(),
  since: whole,
  cursor: whole,
  more: v.boolean(),
  reset: v.boolean(),
  top: whole,
  entries: v.array(packedEntry),
})

const answerSchema = v.variant("kind", [
  v.object({
    kind: v.literal("synced"),
    marker: v.string(),
    epoch: whole,
    serverNow: whole,
    last: whole,
    safe: whole,
    receipts: v.array(receipt),
    access: v.array(v.string()),
    strings: v.array(v.string()),
    pages: v.array(page),
    hears: v.exactOptional(v.literal(true)),
  }),
  v.object({
    kind: v.literal("epoch"),
    marker: v.string(),
    epoch: whole,
    last: whole,
    serverNow: whole,
  }),
  v.object({
    kind: v.literal("gap"),
    marker: v.string(),
    epoch: whole,
    last: whole,
    serverNow: whole,
  }),
  v.object({ kind: v.literal("cloned"), marker: v.string(), epoch: whole, serverNow: whole }),
  v.object({ kind: v.literal("revoked"), marker: v.string(), serverNow: whole }),
  v.object({
    kind: v.literal("version"),
    marker: v.string(),
    oldest: whole,
    newest: whole,
    serverNow: whole,
  }),
])

/** The answer as it is sent. */
export function writeAnswer(answer: SyncAnswer): string {
  if (answer.kind !== "synced") return JSON.stringify(answer)
  const table = new StringTable()
  const pages = answer.pages.map((fed) => ({
    ...fed,
    entries: fed.entries.map((entry) => packEntry(entry, table)),
  }))
  return JSON.stringify({ ...answer, pages, strings: table.strings })
}

/** The answer as the tablet takes it; undefined when it is not one: a portal, a proxy, a broken reply. */
export function readAnswer(body: unknown): SyncAnswer | undefined {
  const parsed = v.safeParse(answerSchema, body)
  if (!parsed.success) return undefined
  if (parsed.output.kind !== "synced") return parsed.output
  const { strings, pages, ...rest } = parsed.output
  const read: FeedPage[] = []
  for (const fed of pages) {
    const entries: Entry[] = []
    for (const packed of fed.entries) {
      const entry = unpackEntry(packed, strings)
      if (entry === undefined) return undefined
      entries.push(entry)
    }
    read.push({ ...fed, entries })
  }
  return { ...rest, pages: read }
}
