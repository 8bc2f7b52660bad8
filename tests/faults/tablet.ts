import { aJournal } from "#tests/support/journal.ts"

import { joinSchool } from "#/data/join-school.ts"
import { deviceRow, placeOf, type Journal } from "#/data/journal.ts"
import { readById } from "#/data/read.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { readTally } from "#/data/tally.ts"
import { write, type Written } from "#/data/write.ts"
import type { Edit, ShownRecord } from "#/domain/record.ts"
import { transportOver } from "#/platform/transport.ts"
import { api, type InvitationAnswer, type SessionAnswer } from "#/sync/api.ts"
import { syncRounds, type RoundsOutcome } from "#/sync/engine.ts"
import type { SyncStore } from "#/sync/ports.ts"

/** So long a tablet of the tests waits for an answer. The real one has more patience. */
const patienceMs = 10_000

let markers = 0

/** The address of a server or of a line before it, as it is now. */
export type Url = () => string

/** The real tablet, from its database to its transport, in front of a server that is reached over HTTP. */
export class FaultTablet {
  /** Requests that brought back a status and then broke off. */
  cutAnswers = 0
  patienceMs = patienceMs
  /** What came last, as it came. */
  lastAnswer = { status: 0, text: "" }
  /** Puts a planted fault between the tablet's storage and its sync. */
  spoilStore: (store: SyncStore) => SyncStore = (store) => store
  readonly journal: Journal
  readonly name: string
  readonly #url: Url
  #cookie: string

  constructor(journal: Journal, who: { name: string; cookie: string; url: Url }) {
    this.journal = journal
    this.name = who.name
    this.#url = who.url
    this.#cookie = who.cookie
  }

  write(...edits: readonly Edit[]): Promise<Written> {
    return write(this.journal, edits, Date.now())
  }

  sync(): Promise<RoundsOutcome> {
    const random = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size))
    return syncRounds({
      store: this.spoilStore(syncStoreOf(this.journal, () => ({ nowMs: Date.now(), random }))),
      transport: transportOver((path, init) => this.#ask(path, init)),
      nowMs: () => Date.now(),
      marker: () => `marker-${(markers += 1)}`,
      onProgress: () => undefined,
    })
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const url = this.#url()
    const headers = { ...init.headers, origin: url, cookie: this.#cookie }
    const signal = AbortSignal.timeout(this.patienceMs)
    const response = await fetch(`${url}${path}`, { ...init, headers, signal })
    const bytes = await response.arrayBuffer().catch((reason: unknown) => {
      this.cutAnswers += 1
      throw reason
    })
    this.lastAnswer = { status: response.status, text: new TextDecoder().decode(bytes) }
    const renewed = response.headers.get("set-cookie")?.split(";")[0]
    if (renewed !== undefined) this.#cookie = renewed
    return new Response(bytes, { status: response.status, headers: response.headers })
  }

  reads(record: string): Promise<ShownRecord | undefined> {
    return readById(this.journal, record)
  }

  async waits(): Promise<number> {
    return (await readTally(this.journal)).waiting
  }

  async refused(): Promise<number> {
    return (await readTally(this.journal)).refused
  }

  /** The device this tablet is to the server, and how many ops it has made. */
  async device(): Promise<{ readonly id: string; readonly n: number }> {
    const { id, n } = await deviceRow(this.journal.database)
    return { id, n }
  }
}

/** The head of a school that was founded over HTTP, and whoever is invited to it. */
export class FaultSchool {
  readonly #url: Url
  readonly #cookie: string
  readonly session: SessionAnswer

  constructor(url: Url, founded: { cookie: string; session: SessionAnswer }) {
    this.#url = url
    this.#cookie = founded.cookie
    this.session = founded.session
  }

  static async found(url: Url, setupLink: string): Promise<FaultSchool> {
    const token = setupLink.slice(setupLink.indexOf("#") + 1)
    const body = { token, schoolName: "Школа № 12", name: "Павлова Анна Ильинична" }
    const { cookie, said } = await post(url(), api.setup.path, { body, cookie: "" })
    return new FaultSchool(url, { cookie, session: said as SessionAnswer })
  }

  /** An empty tablet that takes an invitation by its link. */
  static async enter(url: Url, link: string): Promise<FaultTablet> {
    const body = { token: link.slice(link.indexOf("#") + 1) }
    const { cookie, said } = await post(url(), api.acceptInvitation.path, { body, cookie: "" })
    return joined(said as SessionAnswer, { cookie, url })
  }

  /** The head's own tablet. */
  headTablet(): Promise<FaultTablet> {
    const url = this.#url
    return joined(this.session, { cookie: this.#cookie, url })
  }

  /** Invites a navigator, who accepts on a tablet of the own and speaks over `line` from then on. */
  async tablet(
    name: string,
    classes: readonly string[],
    line: Url = this.#url,
  ): Promise<FaultTablet> {
    const body = { token: await this.#invite(name, classes) }
    const accepted = await post(this.#url(), api.acceptInvitation.path, { body, cookie: "" })
    return joined(accepted.said as SessionAnswer, { cookie: accepted.cookie, url: line })
  }

  /** Invites anew somebody whom a restored server does not know, and who accepts on the same tablet. */
  async again({ journal, name }: FaultTablet, classes: readonly string[]): Promise<FaultTablet> {
    const { school, person } = await placeOf(journal.database)
    const was = { school, person: person?.id }
    const body = { token: await this.#invite(name, classes), was }
    const { said, cookie } = await post(this.#url(), api.acceptInvitation.path, {
      body,
      cookie: "",
    })
    const joining = await joinSchool(journal, said as SessionAnswer)
    if (joining.kind !== "joined") throw new Error(`the tablet stays ${joining.name}'s`)
    return new FaultTablet(journal, { name, cookie, url: this.#url })
  }

  async #invite(name: string, classes: readonly string[]): Promise<string> {
    const body = { name, role: "navigator", classes }
    const { said } = await post(this.#url(), api.invite.path, { body, cookie: this.#cookie })
    return (said as { invitation: InvitationAnswer }).invitation.token
  }
}

async function joined(
  session: SessionAnswer,
  { cookie, url }: { cookie: string; url: Url },
): Promise<FaultTablet> {
  const journal = await aJournal("local")
  await joinSchool(journal, session)
  return new FaultTablet(journal, { name: session.person.name, cookie, url })
}

async function post(
  url: string,
  path: string,
  { body, cookie }: { body: unknown; cookie: string },
): Promise<{ readonly said: unknown; readonly cookie: string }> {
  const response = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, cookie },
    body: JSON.stringify(body),
  })
  const said: unknown = await response.json()
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  return { said, cookie: response.headers.get("set-cookie")?.split(";")[0] ?? cookie }
}
