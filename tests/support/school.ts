import { must } from "#/base/assert.ts"
import { changePlace, type Journal, type Seeds } from "#/data/journal.ts"
import { readById } from "#/data/read.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { readTally } from "#/data/tally.ts"
import { write, type Written } from "#/data/write.ts"
import type { Edit } from "#/domain/record.ts"
import { createApp, type App } from "#/server/app.ts"
import { setupTokenSetting } from "#/server/endpoints/set-up.ts"
import { hashOf } from "#/server/secrets.ts"
import type { Services } from "#/server/services.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { Store } from "#/server/store.ts"
import { api, type SessionAnswer } from "#/sync/api.ts"
import { syncRounds, type RoundsOutcome } from "#/sync/engine.ts"
import type { Reply } from "#/sync/ports.ts"
import { syncPath, type SyncAnswer, type SyncRequest } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

import { aJournal, seededRandom } from "./journal.ts"

const address = "http://school.test"
const setupToken = "a-setup-token-of-the-tests"

/** What the network does with the next requests: all of them, or those the story names. */
export type Network = "up" | "down" | "loses-answers" | "doubles" | "portal"

/** A server and its tablets in one process: the real code over databases in memory and a network that obeys. */
export class School {
  nowMs = Date.parse("2021-10-12T06:00:00Z")
  readonly random = seededRandom(2021)
  store: Store
  app: App
  #headCookie = ""

  /** A file of SQLite's, or a store that is open already. */
  constructor(place: string | Store = ":memory:") {
    this.store = typeof place === "string" ? createSqliteStore(place) : place
    this.app = createApp(this.#services())
  }

  /** The same server over another database: a restored backup. */
  async restart(store: Store): Promise<void> {
    await this.store.close()
    this.store = store
    this.app = createApp(this.#services())
  }

  #services(): Services {
    return {
      store: this.store,
      nowMs: () => this.nowMs,
      randomBytes: (size) => this.random(size),
      log: () => undefined,
      assets: null,
      behindTls: false,
    }
  }

  async open(): Promise<SessionAnswer> {
    await this.store.transaction(({ door }) =>
      door.setSetting(setupTokenSetting, hashOf("setup", setupToken)),
    )
    const body = { token: setupToken, schoolName: "Школа № 12", name: "Павлова Анна Ильинична" }
    const answered = await this.post(api.setup.path, body)
    this.#headCookie = answered.cookie
    return answered.body as SessionAnswer
  }

  async post(path: string, body: unknown, cookie = this.#headCookie) {
    const response = await this.app.fetch(
      new Request(`${address}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", cookie },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    )
    const set = response.headers.get("set-cookie")?.split(";")[0]
    return {
      status: response.status,
      body: (await response.json()) as unknown,
      cookie: set ?? cookie,
    }
  }

  /** Invites a person and gives them a tablet of their own that has accepted. */
  async tablet(
    name: string,
    given: { role?: "navigator" | "leader"; classes?: readonly string[]; journal?: Journal } = {},
  ): Promise<Tablet> {
    const { role = "navigator", classes = [], journal = await aJournal("local") } = given
    const invited = await this.post(api.invite.path, { name, role, classes })
    const { invitation } = invited.body as { invitation: { token: string } }
    const accepted = await this.post(api.acceptInvitation.path, { token: invitation.token }, "")
    const session = accepted.body as SessionAnswer
    const { id, name: known } = session.person
    await changePlace(journal.database, {
      mode: "joined",
      schoolName: session.school.name,
      person: { id, name: known, role: session.person.role },
    })
    return new Tablet(this, journal, { cookie: accepted.cookie, person: id })
  }
}

/** A tablet in somebody's hands. */
export class Tablet {
  network: Network = "up"
  /** How far this tablet's clock is off, in milliseconds. */
  skewMs = 0
  readonly school: School
  readonly journal: Journal
  readonly person: string
  cookie: string

  constructor(school: School, journal: Journal, who: { cookie: string; person: string }) {
    this.school = school
    this.journal = journal
    this.person = who.person
    this.cookie = who.cookie
  }

  get nowMs(): number {
    return this.school.nowMs + this.skewMs
  }

  write(...edits: readonly Edit[]): Promise<Written> {
    return write(this.journal, edits, this.nowMs)
  }

  readonly #seeds = (): Seeds => ({ nowMs: this.nowMs, random: this.school.random })

  sync(): Promise<RoundsOutcome> {
    return syncRounds({
      store: syncStoreOf(this.journal, this.#seeds, async () => ({ app: "0.2.0", kept: false })),
      transport: { post: (request) => this.#carry(request) },
      nowMs: () => this.nowMs,
      marker: () => this.school.random(4).join(""),
      onProgress: () => undefined,
    })
  }

  /** The server's answer to one request, past the network. */
  async ask(request: Omit<SyncRequest, "marker">): Promise<SyncAnswer> {
    const body = writeRequest({ ...request, marker: "asked" })
    const reply = await this.school.post(syncPath, body, this.cookie)
    return must(readAnswer(reply.body), "the server's own answer reads")
  }

  async #carry(request: SyncRequest): Promise<Reply> {
    if (this.network === "down") return { kind: "offline" }
    if (this.network === "portal") return { kind: "stranger" }
    const body = writeRequest(request)
    if (this.network === "doubles") await this.school.post(syncPath, body, this.cookie)
    const reply = await this.school.post(syncPath, body, this.cookie)
    this.cookie = reply.cookie
    if (this.network === "loses-answers") return { kind: "offline" }
    if (reply.status === 401) return { kind: "signed-out" }
    if (reply.status !== 200) return { kind: "busy" }
    return { kind: "answer", answer: must(readAnswer(reply.body), "the server's own answer reads") }
  }

  /** What the screen shows in a cell; undefined when the tablet does not hold the record. */
  async sees(record: string, cell: string): Promise<unknown> {
    const cells = (await readById(this.journal, record))?.cells
    return cells === undefined ? undefined : (cells[cell]?.value ?? null)
  }

  async waits(): Promise<number> {
    return (await readTally(this.journal)).waiting
  }
}
