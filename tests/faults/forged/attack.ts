import { anId } from "#tests/server/a-server.ts"
import { placesIn, replaced } from "#tests/server/mutations.ts"

import type { Json } from "#/base/json.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Op, Receipt } from "#/sync/op.ts"
import { syncPath } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

import type { Batch, Forged } from "./batches.ts"
import { colleagueAnswer, ids, secret, TwoSchools, type Planted } from "./two-schools.ts"

export interface Counts {
  batches: number
  ops: number
  taken: number
  refused: number
  /** Requests that were refused as a whole, with a reason. */
  requests: number
}

/** Places of a packed op that may hold anything; the first is its number, by which the others are found. */
const numberPlace = 0

/** A tablet of ours in the hands of somebody who sends whatever comes to mind. */
export class Attack {
  readonly counts: Counts = { batches: 0, ops: 0, taken: 0, refused: 0, requests: 0 }
  readonly #schools: TwoSchools
  readonly #digest: string
  readonly #sitting: string
  /** Every number once given out, with the op as it was sent then: to be sent once more. */
  #sent: Op[] = []
  #tokens = 0

  private constructor(schools: TwoSchools) {
    this.#schools = schools
    this.#digest = schools.digest()
    this.#sitting = schools.colleagueSitting()
  }

  static async begin(planted?: Planted): Promise<Attack> {
    return new Attack(await TwoSchools.open(planted))
  }

  /** Sends one batch; says what is wrong with what came of it, in words. */
  async send(batch: Batch): Promise<readonly string[]> {
    const { anna } = this.#schools
    const { server } = this.#schools
    // Beyond what an account may ask in an hour: the limits are not what is tried.
    server.nowMs += 10_000
    const made = batch.ops.map((forged) => this.#make(forged))
    const body = this.#write(batch, made)
    const reply = await anna.client.send(syncPath, JSON.stringify(body))
    this.counts.batches += 1
    this.counts.ops += made.length
    this.#sent.push(...made.map(({ op }) => op))
    const told = JSON.stringify(reply.body)
    const found: string[] = []
    if (told.includes(secret)) found.push(`the answer tells of the other school: ${told}`)
    if (told.includes(colleagueAnswer)) found.push(`the answer tells what was answered: ${told}`)
    if (reply.status === 200) found.push(...this.#judge(batch, made, reply.body))
    else found.push(...this.#refusal(batch, reply))
    await this.#catchUp()
    return found
  }

  /** Whether the other school is what it was, to the last row. */
  effects(): readonly string[] {
    const found = []
    if (this.#schools.digest() !== this.#digest) found.push("the other school has changed")
    if (this.#schools.strays() !== 0) found.push("there are more schools than were made")
    if (this.#schools.ungated() !== 0) found.push("a sitting was taken without a consent")
    if (this.#schools.colleagueSitting() !== this.#sitting) found.push("a sitting has changed")
    return found
  }

  close(): Promise<void> {
    return this.#schools.close()
  }

  #make(forged: Forged): Made {
    const { anna } = this.#schools
    if (forged.kind === "replayed") {
      const old = this.#sent.at(-1 - forged.back)
      if (old !== undefined) {
        return { forged, op: forged.isChanged ? withNote(old) : old, token: "" }
      }
    }
    if (forged.kind === "foreign") {
      const { kind, rec, values } = forged.content
      return { forged, op: anna.op(kind, rec, values), token: "" }
    }
    const token = `верно ${(this.#tokens += 1)}`
    // Two good ops of one batch are about two pupils, or the second would hide the first.
    const rec = anId(forged.kind === "good" ? 10_000 + (this.#tokens % 400) : 20_000)
    const values: Record<string, Json> = { class: ids.ourClass, last: token }
    return { forged, op: anna.op("pupil", rec, values), token }
  }

  #write(batch: Batch, made: readonly Made[]): unknown {
    const { device, epoch } = this.#schools.anna
    const sorted = [...made].sort((one, other) => one.op.n - other.op.n)
    const ops = [...new Map(sorted.map((one) => [one.op.n, one.op])).values()]
    const feeds = [
      { feed: `class:${ids.theirClass}`, cursor: 0 },
      { feed: `results:${ids.theirClass}`, cursor: 0 },
      { feed: `results:${ids.colleagueClass}`, cursor: 0 },
    ]
    const request = {
      protocol: protocolVersion,
      marker: "m",
      device,
      epoch,
      confirm: 0,
      feeds,
      ops,
    }
    let body: unknown = JSON.parse(writeRequest(request))
    for (const { forged, op } of sorted) {
      if (forged.kind === "mutated") body = mutatedOp(body, { n: op.n, forged })
    }
    if (batch.request === null) return body
    const places = placesIn(body)
    return replaced(body, places[batch.request.place % places.length] ?? [], batch.request.by)
  }

  /** Every op got its receipt, a refused one a reason, and a good one was taken. */
  #judge(batch: Batch, made: readonly Made[], body: unknown): readonly string[] {
    const answer = readAnswer(body)
    if (answer === undefined) return [`200 and no answer: ${JSON.stringify(body)}`]
    if (answer.kind !== "synced") {
      this.counts.requests += 1
      return batch.request === null ? [`an intact request was answered «${answer.kind}»`] : []
    }
    const receipts = new Map(answer.receipts.map((receipt) => [receipt.n, receipt]))
    for (const receipt of answer.receipts) this.#count(receipt)
    if (batch.request !== null) return []
    // From a number that names two things on, the queue is that of a copied tablet: it comes again under another id.
    const copiedFrom = Math.min(
      ...answer.receipts.flatMap((one) =>
        "reason" in one && one.reason === "changed-body" ? [one.n] : [],
      ),
    )
    return made.flatMap(({ forged, op, token }) => {
      const receipt = receipts.get(op.n)
      if (receipt === undefined) return [`op ${op.n} got no receipt`]
      const isTaken = receipt.verdict === "applied" || receipt.verdict === "superseded"
      const isMute = !("reason" in receipt) || receipt.reason.length === 0
      if (!isTaken && isMute) return [`op ${op.n} was refused without a reason`]
      if (forged.kind !== "good") return []
      if (op.n > copiedFrom) {
        return this.#schools.stores(token) ? [`an op of a copied queue was stored: «${token}»`] : []
      }
      if (receipt.verdict !== "applied") return [`a good op was judged ${JSON.stringify(receipt)}`]
      return this.#schools.stores(token) ? [] : [`a good op was not stored: «${token}»`]
    })
  }

  #refusal(batch: Batch, reply: { status: number; body: unknown }): readonly string[] {
    this.counts.requests += 1
    const told = JSON.stringify(reply)
    if (reply.status >= 500) return [`the server broke: ${told}`]
    if (batch.request === null) return [`an intact request was refused: ${told}`]
    const { error } = reply.body as { error?: unknown }
    return typeof error === "string" ? [] : [`refused without a reason: ${told}`]
  }

  #count(receipt: Receipt): void {
    const isTaken = receipt.verdict === "applied" || receipt.verdict === "superseded"
    if (isTaken) this.counts.taken += 1
    else this.counts.refused += 1
  }

  /** After a request that was refused whole the numbers go on from what the server has. */
  async #catchUp(): Promise<void> {
    const { anna } = this.#schools
    const { last } = await anna.sync()
    anna.n = last
    this.#sent = this.#sent.filter(({ n }) => n <= last).slice(-8)
  }
}

interface Made {
  readonly forged: Forged
  readonly op: Op
  readonly token: string
}

function withNote(op: Op): Op {
  const cells = { ...op.cells, last: { value: "другое", prev: null, at: 1 } }
  return { ...op, cells }
}

function mutatedOp(
  body: unknown,
  { n, forged }: { n: number; forged: Forged & { kind: "mutated" } },
): unknown {
  const { ops } = body as { ops: readonly (readonly unknown[])[] }
  const index = ops.findIndex((packed) => packed[numberPlace] === n)
  const places = placesIn(ops[index]).filter(
    ([first]) => first !== undefined && first !== numberPlace,
  )
  const place = places[forged.place % places.length]
  return place === undefined ? body : replaced(body, ["ops", index, ...place], forged.by)
}
