import { Agent, request as ask, type IncomingMessage } from "node:http"
import { gunzipSync, gzipSync } from "node:zlib"

import { must } from "#/base/assert.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Op, OpCell } from "#/sync/op.ts"
import { syncPath, type SyncAnswer } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

import { newId, type Seat } from "./seats.ts"

export interface Reply {
  readonly status: number
  readonly ms: number
  /** Unpacked and read when it is asked for: that is the tablet's work. */
  readonly answer: () => SyncAnswer
}

const gzipFromBytes = 1_024

/** A tablet as the server sees one: gzip, a connection that is kept, its cursors, its numbers. */
export class Tablet {
  readonly seat: Seat
  readonly #port: number
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  #n = 0
  #cursors = new Map<string, number>()

  constructor(seat: Seat, port: number) {
    this.seat = seat
    this.#port = port
  }

  /** Learns which feeds there are and fetches them, until nothing is left. */
  async arrive(): Promise<void> {
    for (let more = true; more;) {
      const { answer: told } = await this.send(this.pack([]))
      const answer = this.take(told())
      const unknown = answer.access.filter((feed) => !this.#cursors.has(feed))
      for (const feed of unknown) this.#cursors.set(feed, 0)
      more = unknown.length > 0
    }
  }

  /** Notes the cursors of an answer. Throws when anything was refused. */
  take(answer: SyncAnswer): SyncAnswer & { kind: "synced" } {
    if (answer.kind !== "synced") throw new Error(`answered ${answer.kind}`)
    const refused = answer.receipts.find(({ verdict }) => verdict !== "applied")
    if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`)
    // Of a long list the first page is enough here: what follows counts as fetched.
    for (const { feed, cursor, more, top } of answer.pages) {
      this.#cursors.set(feed, more ? top : cursor)
    }
    return answer
  }

  /** A request as it goes over the wire; packing is the tablet's work and not the server's. */
  pack(ops: readonly Omit<Op, "n">[]): Buffer {
    const numbered = ops.map((op): Op => ({ ...op, n: (this.#n += 1) }))
    const feeds = [...this.#cursors].map(([feed, cursor]) => ({ feed, cursor }))
    const { device } = this.seat
    const about = { protocol: protocolVersion, marker: "bench", epoch: 1, confirm: this.#n }
    const body = Buffer.from(writeRequest({ ...about, device, feeds, ops: numbered }))
    return body.length < gzipFromBytes ? body : gzipSync(body)
  }

  async send(body: Buffer): Promise<Reply> {
    const began = performance.now()
    const packed = body[0] === 0x1f
    const headers = {
      "content-type": "application/json",
      "content-length": body.length,
      "accept-encoding": "gzip",
      "sec-fetch-site": "same-origin",
      cookie: this.seat.cookie,
      ...(packed ? { "content-encoding": "gzip" } : {}),
    }
    const where = { host: "127.0.0.1", port: this.#port, path: syncPath, agent: this.#agent }
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      ask({ ...where, method: "POST", headers }, resolve)
        .on("error", reject)
        .end(body)
    })
    const bytes = Buffer.concat(await response.toArray())
    const ms = performance.now() - began
    const status = response.statusCode ?? 0
    const isPacked = response.headers["content-encoding"] === "gzip"
    const text = (): string => (isPacked ? gunzipSync(bytes) : bytes).toString()
    const answer = (): SyncAnswer => must(readAnswer(JSON.parse(text())), `not ${status}`)
    return { status, ms, answer }
  }

  leave(): void {
    this.#agent.destroy()
  }

  /** A lesson of the class. */
  lesson(): { readonly id: string; readonly op: Omit<Op, "n"> } {
    const id = newId()
    const { schoolClass } = this.seat
    const cells = { kind: "lesson", classes: [schoolClass], day: "2026-10-12", status: "planned" }
    return { id, op: this.#op(id, "activity", cells) }
  }

  /** The whole register of a lesson, 25 marks. */
  register(activity: string, pupils: readonly string[]): Omit<Op, "n"> {
    const marks = pupils.map((pupil, place) => [`m:${pupil}`, place % 9 === 4 ? "late" : "present"])
    const cells = { activity, list: [...pupils], ...Object.fromEntries(marks) }
    return this.#op(recordIds.register(activity), "register", cells)
  }

  /** Five ticks of a checklist. */
  checklist(activity: string): Omit<Op, "n"> {
    const ticks = ["room", "slides", "list", "papers", "bell"].map((code) => [`t:${code}`, true])
    return this.#op(recordIds.checklist(activity), "checklist", {
      activity,
      ...Object.fromEntries(ticks),
    })
  }

  /** A lesson that was held. */
  held(activity: string): Omit<Op, "n"> {
    return this.#op(activity, "activity", { status: "held", place: "Кабинет 214" })
  }

  #op(rec: string, kind: Op["kind"], cells: Record<string, OpCell["value"]>): Omit<Op, "n"> {
    const at = Date.now() - 3_600_000
    const set = Object.entries(cells).map(([name, value], place): [string, OpCell] => [
      name,
      { value, prev: null, at: at + place * 900 },
    ])
    return { rec, kind, seen: 0, epoch: 1, cells: Object.fromEntries(set) }
  }
}

export const pupilsPerLesson = 25

export function newPupils(): readonly string[] {
  return Array.from({ length: pupilsPerLesson }, newId)
}
