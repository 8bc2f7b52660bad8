import { randomBytes } from "node:crypto"

import * as v from "valibot"

import { assert, must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { uuidV7 } from "#/base/uuid.ts"
import type { Day } from "#/domain/day.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { RecordKind } from "#/domain/record.ts"
import { schoolYear } from "#/domain/school-year.ts"
import { api, pathOf, type Endpoint } from "#/sync/api.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Op } from "#/sync/op.ts"
import { syncPath, type FeedCursor, type SyncAnswer } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

import type { TestServer } from "./server.ts"

/** Somebody whom the head has invited; `code` is typed on a tablet. */
export type Guest = { readonly person: string; readonly code: string }

/** A record as the school's server has it: the values of its cells. */
export type Held = { readonly kind: string; readonly cells: Readonly<Record<string, Json>> }

/**
 * The head of a school without a tablet: founds it, makes classes and invites people over the real server's own
 * interface, in the time of a few requests. For stories about somebody else's tablet.
 */
export class Office {
  readonly #server: TestServer
  readonly #today: Day = dayOf(Date.now())
  #cookie = ""
  #said = 0

  private constructor(server: TestServer) {
    this.#server = server
  }

  static async found(server: TestServer): Promise<Office> {
    const office = new Office(server)
    const link = await server.setupLink()
    const token = link.slice(link.indexOf("#") + 1)
    const names = { schoolName: "Школа № 12", name: "Павлова Анна Ильинична" }
    await office.#ask(api.setup, { token, ...names })
    return office
  }

  /** @param pupils «Фамилия Имя» each; returns the id of the class */
  async makeClass(name: string, pupils: readonly string[]): Promise<string> {
    const named = /^(\d+)(\p{Lu})$/u.exec(name)
    const [grade, letter] = [Number(named?.[1]), must(named?.[2], `«${name}» names a class`)]
    const year = schoolYear(this.#today)
    const id = recordIds.schoolClass({ year, grade, letter })
    await this.#write([
      ["class", id, { year, grade, letter }],
      ...pupils.map((pupil): Written => {
        const [last = "", first = ""] = pupil.split(" ")
        return ["pupil", newId(), { class: id, last, first, status: "active" }]
      }),
    ])
    return id
  }

  /** @param classes ids */
  async invite(name: string, classes: readonly string[] = []): Promise<Guest> {
    const asked = { name, role: "navigator" as const, classes: [...classes] }
    const { person, invitation } = await this.#ask(api.invite, asked)
    return { person: person.id, code: invitation.code }
  }

  async revoke(person: string): Promise<void> {
    const endpoint = { ...api.changePerson, path: pathOf(api.changePerson, person) }
    await this.#ask(endpoint, { revoke: true })
  }

  /** How often the server has written this into the journal of access. */
  async audited(what: string): Promise<number> {
    const { events } = await this.#ask(api.audit, {})
    return events.filter((event) => event.what === what).length
  }

  /** Every record that the head may see, each once, by its id. */
  async records(): Promise<ReadonlyMap<string, Held>> {
    const { access } = await this.#sync()
    const held = new Map<string, Held>()
    let feeds: FeedCursor[] = access.map((feed) => ({ feed, cursor: 0 }))
    while (feeds.length > 0) {
      const { pages } = await this.#sync([], feeds)
      for (const { rec, kind, cells } of pages.flatMap(({ entries }) => entries)) {
        const values = Object.entries(cells).map(([name, { value }]) => [name, value] as const)
        const known = held.get(rec)?.cells ?? {}
        held.set(rec, { kind, cells: { ...known, ...Object.fromEntries(values) } })
      }
      feeds = pages.filter(({ more }) => more).map(({ feed, cursor }) => ({ feed, cursor }))
    }
    return held
  }

  async #write(written: readonly Written[]): Promise<void> {
    const ops = written.map(([kind, rec, values]): Op => {
      this.#said += 1
      const at = Date.now() + this.#said
      const cells = Object.entries(values).map(
        ([name, value]) => [name, { value, prev: null, at }] as const,
      )
      return { n: this.#said, rec, kind, seen: 0, epoch: 0, cells: Object.fromEntries(cells) }
    })
    const { receipts } = await this.#sync(ops)
    assert(
      receipts.every(({ verdict }) => verdict === "applied"),
      `the server takes what the office writes: ${JSON.stringify(receipts)}`,
    )
  }

  async #sync(ops: readonly Op[] = [], feeds: readonly FeedCursor[] = []): Promise<Synced> {
    const device = "office-of-school"
    const more = { protocol: protocolVersion, marker: `${this.#said}`, epoch: 0, confirm: 0 }
    const body = await this.#post(syncPath, writeRequest({ ...more, device, ops, feeds }))
    const answer = must(readAnswer(body), `an answer of sync, not ${JSON.stringify(body)}`)
    assert(answer.kind === "synced", `the office is let in, not ${answer.kind}`)
    return answer
  }

  async #ask<Request, Answer>(
    { method, path, answer }: Endpoint<Request, Answer>,
    asked: Request,
  ): Promise<Answer> {
    const body = method === "POST" ? await this.#post(path, asked) : await this.#fetch(path)
    return v.parse(answer, body)
  }

  #post(path: string, asked: unknown): Promise<unknown> {
    const body = typeof asked === "string" ? asked : JSON.stringify(asked)
    return this.#fetch(path, { method: "POST", body })
  }

  async #fetch(path: string, init: RequestInit = {}): Promise<unknown> {
    const { url } = this.#server
    const headers = { "content-type": "application/json", origin: url, cookie: this.#cookie }
    const response = await fetch(`${url}${path}`, { ...init, headers })
    const body: unknown = await response.json()
    assert(response.ok, `${path} answers the office ${response.status} ${JSON.stringify(body)}`)
    this.#cookie = response.headers.get("set-cookie")?.split(";")[0] ?? this.#cookie
    return body
  }
}

type Synced = SyncAnswer & { readonly kind: "synced" }
type Written = readonly [kind: RecordKind, rec: string, values: Readonly<Record<string, Json>>]

function newId(): string {
  return uuidV7(Date.now(), randomBytes(10))
}

function dayOf(nowMs: number): Day {
  return new Date(nowMs).toISOString().slice(0, 10)
}
