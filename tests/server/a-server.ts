import { createHash } from "node:crypto"

import { postgresStoreSoon } from "#tests/support/postgres.ts"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import type { InvitedRole } from "#/domain/access.ts"
import type { RecordKind } from "#/domain/record.ts"
import { createApp, type App } from "#/server/app.ts"
import type { AssetFiles } from "#/server/assets.ts"
import type { ErasureLedger } from "#/server/erasure-ledger.ts"
import { setupLink } from "#/server/links.ts"
import { liveLimits, type LiveLimits } from "#/server/live-streams.ts"
import type { LogLine } from "#/server/log.ts"
import type { Nudges } from "#/server/nudges.ts"
import { createHasher } from "#/server/passphrase-hasher.ts"
import { serverKeyOf } from "#/server/server-key.ts"
import type { Services } from "#/server/services.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { Store } from "#/server/store.ts"
import { api, pathOf, type InvitationAnswer, type Member, type SessionAnswer } from "#/sync/api.ts"
import { placeHeader, proofHeader } from "#/sync/headers.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Op } from "#/sync/op.ts"
import { syncPath, type FeedCursor, type SyncAnswer, type SyncRequest } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

/** SQLite, or PostgreSQL when the file is run a second time for it (vite.config.ts). */
function anEmptyStore(): Store {
  return process.env["TEST_STORE"] === "postgres"
    ? postgresStoreSoon()
    : createSqliteStore(":memory:")
}

export const home = "http://school.test"

export interface ServerOptions {
  readonly store?: Store
  readonly assets?: AssetFiles
  readonly behindTls?: boolean
  readonly nudges?: Nudges
  readonly ledger?: ErasureLedger
  readonly live?: Partial<LiveLimits>
  readonly serverKey?: Uint8Array
  readonly hash?: (passphrase: string, salt: Uint8Array) => Promise<Uint8Array>
}

/** A server without a socket, a clock that stands still until it is moved, and the log it wrote. */
export class Server {
  nowMs = Date.parse("2026-10-12T06:00:00Z")
  readonly log: LogLine[] = []
  /** How many passphrases were hashed: what a sign-in costs, without looking at a clock. */
  hashed = 0
  readonly services: Services
  readonly app: App
  #random = 1

  constructor(options: ServerOptions = {}) {
    this.services = {
      store: options.store ?? anEmptyStore(),
      nowMs: () => this.nowMs,
      randomBytes: (size) => this.#bytes(size),
      log: (line) => this.log.push(line),
      assets: options.assets ?? null,
      behindTls: options.behindTls ?? false,
      accounts: {
        key: serverKeyOf(options.serverKey ?? Buffer.alloc(32, 7)),
        hasher: createHasher(
          options.hash ?? ((passphrase, salt) => this.#hash(passphrase, salt)),
          2,
        ),
      },
      ...(options.nudges === undefined ? {} : { nudges: options.nudges }),
      ...(options.ledger === undefined ? {} : { ledger: options.ledger }),
    }
    this.app = createApp(this.services, { ...liveLimits, ...options.live })
  }

  /** Not a hash for passphrases: a test must not wait for one. */
  async #hash(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
    this.hashed += 1
    return createHash("sha256").update(salt).update(passphrase).digest()
  }

  /** Foreseeable, so that a failing test fails again. */
  #bytes(size: number): Uint8Array {
    return Uint8Array.from({ length: size }, () => {
      this.#random = (this.#random * 48_271) % 0x7fffffff
      return this.#random % 251
    })
  }

  async found(names: { schoolName?: string; name?: string } = {}): Promise<Client> {
    const link = must(await setupLink(this.services, home))
    const head = new Client(this)
    await head.send(api.setup.path, {
      token: link.slice(link.indexOf("#") + 1),
      schoolName: names.schoolName ?? "Школа № 12",
      name: names.name ?? "Орлова Светлана Игоревна",
    })
    return head
  }
}

export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** A browser with one cookie. */
export class Client {
  cookie = ""
  /** The place of the tablet and its secret, where a test is about them. */
  place: string | undefined
  proof: string | undefined
  readonly server: Server

  constructor(server: Server) {
    this.server = server
  }

  async send(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    return this.ask(
      new Request(`${home}${path}`, {
        method: "POST",
        headers: { ...this.#headers(), "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    )
  }

  async look(path: string, headers: Record<string, string> = {}): Promise<Reply> {
    return this.ask(new Request(`${home}${path}`, { headers: { ...this.#headers(), ...headers } }))
  }

  async ask(request: Request): Promise<Reply> {
    const response = await this.server.app.fetch(request, "192.0.2.1")
    const set = response.headers.get("set-cookie")?.split(";")[0]
    if (set !== undefined) this.cookie = set
    const isJson = response.headers.get("content-type") === "application/json"
    return {
      status: response.status,
      headers: response.headers,
      body: isJson ? ((await response.json()) as unknown) : await response.text(),
    }
  }

  #headers(): Record<string, string> {
    const own = {
      "sec-fetch-site": "same-origin",
      ...(this.place === undefined ? {} : { [placeHeader]: this.place }),
      ...(this.proof === undefined ? {} : { [proofHeader]: this.proof }),
    }
    return this.cookie === "" ? own : { ...own, cookie: this.cookie }
  }

  async session(): Promise<SessionAnswer> {
    return (await this.look(api.session.path)).body as SessionAnswer
  }

  async invite(
    name: string,
    role: InvitedRole,
    classes: readonly string[] = [],
  ): Promise<{ person: Member; invitation: InvitationAnswer }> {
    const reply = await this.send(api.invite.path, { name, role, classes })
    return reply.body as { person: Member; invitation: InvitationAnswer }
  }

  /** Invites somebody, who accepts at once. */
  async hire(name: string, role: InvitedRole, classes: readonly string[] = []): Promise<Tablet> {
    const { person, invitation } = await this.invite(name, role, classes)
    const hired = new Client(this.server)
    await hired.send(api.acceptInvitation.path, { token: invitation.token })
    return new Tablet(hired, person.id)
  }

  async change(person: string, change: unknown): Promise<Reply> {
    return this.send(pathOf(api.changePerson, person), change)
  }
}

let devices = 0

export type Synced = SyncAnswer & { readonly kind: "synced" }

/** The protocol as a tablet speaks it, with nothing behind: what is sent is what the test says. */
export class Tablet {
  readonly client: Client
  readonly person: string
  device = `device-${(devices += 1)}`
  epoch = 0
  n = 0

  constructor(client: Client, person: string) {
    this.client = client
    this.person = person
  }

  op(kind: RecordKind, rec: string, values: Record<string, Json>, more: OpDetails = {}): Op {
    this.n += 1
    const { prev = null, at = this.client.server.nowMs, seen = 0, epoch = 0 } = more
    const cells = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, { value, prev, at }]),
    )
    return { n: this.n, rec, kind, seen, epoch, cells }
  }

  async ask(
    ops: readonly Op[] = [],
    feeds: readonly FeedCursor[] = [],
    more: Partial<SyncRequest> = {},
  ): Promise<SyncAnswer> {
    const { device, epoch } = this
    const marker = `${device} ${this.n}`
    const request = { protocol: protocolVersion, marker, device, epoch, confirm: 0, ops, feeds }
    const reply = await this.client.send(syncPath, writeRequest({ ...request, ...more }))
    return must(
      readAnswer(reply.body),
      `no answer but ${reply.status} ${JSON.stringify(reply.body)}`,
    )
  }

  async sync(ops: readonly Op[] = [], feeds: readonly FeedCursor[] = []): Promise<Synced> {
    const answer = await this.ask(ops, feeds)
    if (answer.kind !== "synced") throw new Error(`answered ${answer.kind}`)
    return answer
  }

  /** Everything this person may have, from the beginning. */
  async everything(): Promise<Synced> {
    const { access } = await this.sync()
    return this.sync(
      [],
      access.map((feed) => ({ feed, cursor: 0 })),
    )
  }

  async sees(): Promise<readonly string[]> {
    const { pages } = await this.everything()
    return [...new Set(pages.flatMap(({ entries }) => entries.map(({ rec }) => rec)))]
  }
}

interface OpDetails {
  readonly prev?: string | null
  readonly at?: number
  readonly seen?: number
  readonly epoch?: number
}

/** A UUIDv7 for a test: the same for the same number. */
export function anId(number: number): string {
  return `01a00000-0000-7000-8000-${String(number).padStart(12, "0")}`
}
