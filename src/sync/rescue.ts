import { strToU8, Unzlib, zlibSync } from "fflate"
import * as v from "valibot"

import { refusals, type Op, type Refusal } from "./op.ts"
import { packOp, StringTable } from "./pack.ts"
import { readOp, type ReadOp } from "./wire.ts"

/** Larger than anything a tablet gathers in a year; a few kilobytes could unfold to gigabytes. */
const unfoldedBytesMax = 64 * 1024 * 1024
/** Together with its name: another tablet's file of a later format is told to be one. */
export const rescueVersion = 1
const opsMax = 100_000

/** An op that the server has refused: it knows the number but not the content. */
export interface AsideOp {
  readonly op: Op
  readonly reason: Refusal
}

/** Everything that lives on one tablet alone, as the tablet would have pushed it. */
export interface Rescue {
  readonly device: string
  /** Whose tablet it is, and in which school of its server; null without a server. */
  readonly person: string | null
  readonly school: string | null
  readonly epoch: number
  /** Milliseconds, by the tablet's clock corrected by the server's. */
  readonly madeAt: number
  /** In order of `n`, never sent or without a receipt. */
  readonly ops: readonly Op[]
  readonly aside: readonly AsideOp[]
}

/** The same as it was read: an op of a newer app stands there unread under its number. */
export interface ReadRescue extends Omit<Rescue, "ops" | "aside"> {
  readonly ops: readonly ReadOp[]
  readonly aside: readonly AsideOp[]
}

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const content = v.object({
  format: v.literal("bortzhurnal-rescue"),
  version: whole,
  device: v.pipe(
    id,
    v.check((device) => device !== "server"),
  ),
  person: v.nullable(id),
  school: v.nullable(id),
  epoch: whole,
  madeAt: whole,
  strings: v.array(v.string()),
  ops: v.pipe(v.array(v.unknown()), v.maxLength(opsMax)),
  aside: v.pipe(v.array(v.strictTuple([v.unknown(), v.picklist(refusals)])), v.maxLength(opsMax)),
})

/** The bundle's content, packed as a push is and then compressed. */
export function packRescue(rescue: Rescue): Uint8Array<ArrayBuffer> {
  const table = new StringTable()
  const ops = rescue.ops.map((op) => packOp(op, table))
  const aside = rescue.aside.map(({ op, reason }) => [packOp(op, table), reason])
  const { device, person, school, epoch, madeAt } = rescue
  const head = { format: "bortzhurnal-rescue", version: rescueVersion, device, person, school }
  const told = { ...head, epoch, madeAt, strings: table.strings, ops, aside }
  return zlibSync(strToU8(JSON.stringify(told)))
}

/** What {@link packRescue} has packed; undefined when it is anything else. An op nobody can read keeps its number. */
export function unpackRescue(packed: Uint8Array): ReadRescue | undefined {
  const parsed = v.safeParse(content, jsonOf(packed))
  if (!parsed.success || parsed.output.version > rescueVersion) return undefined
  const { strings, ops, aside, device, person, school, epoch, madeAt } = parsed.output
  const read = ops.map((op) => readOp(op, strings))
  const refused = aside.map(([op, reason]) => ({ read: readOp(op, strings), reason }))
  if (read.some((op) => op === undefined)) return undefined
  return {
    device,
    person,
    school,
    epoch,
    madeAt,
    ops: read.filter((op) => op !== undefined),
    aside: refused.flatMap(({ read: op, reason }) =>
      op?.kind === "op" ? [{ op: op.op, reason }] : [],
    ),
  }
}

function jsonOf(packed: Uint8Array): unknown {
  const bytes = unfolded(packed)
  if (bytes === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Fed in small bites, so that what unfolds too far is noticed before it fills the memory. */
const biteBytes = 4_096

function unfolded(packed: Uint8Array): Uint8Array | undefined {
  const bytes = new GrowingBytes(unfoldedBytesMax)
  const stream = new Unzlib((part, isLast) => bytes.add(part, isLast))
  try {
    for (let at = 0; at < packed.length; at += biteBytes) {
      stream.push(packed.subarray(at, at + biteBytes), at + biteBytes >= packed.length)
    }
  } catch {
    // Not compressed at all, cut, or unfolding too far.
    return undefined
  }
  return bytes.all()
}

class GrowingBytes {
  readonly #max: number
  readonly #parts: Uint8Array[] = []
  #size = 0
  #isWhole = false

  constructor(max: number) {
    this.#max = max
  }

  add(part: Uint8Array, isLast: boolean): void {
    this.#size += part.length
    if (this.#size > this.#max) throw new RangeError("it unfolds too far")
    // The library goes on using the buffer it gives out.
    this.#parts.push(part.slice())
    this.#isWhole ||= isLast
  }

  all(): Uint8Array | undefined {
    if (!this.#isWhole) return undefined
    const all = new Uint8Array(this.#size)
    let at = 0
    for (const part of this.#parts) {
      all.set(part, at)
      at += part.length
    }
    return all
  }
}
