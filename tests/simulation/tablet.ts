import { openDatabase, type JournalDatabase } from "#/data/database.ts"
import { openJournal, type Journal, type Seeds } from "#/data/journal.ts"
import { syncStoreOf, type AboutTablet } from "#/data/sync-store.ts"
import { httpTransport } from "#/platform/transport.ts"
import { syncRounds, type RoundsOutcome } from "#/sync/engine.ts"
import type { Accepted, Outgoing, SyncStore } from "#/sync/ports.ts"
import type { SyncAnswer } from "#/sync/protocol.ts"

import type { Disk } from "./disk.ts"
import type { Errand, Network } from "./network.ts"
import { freshTurn } from "./turn.ts"

export interface TabletPorts {
  readonly disk: Disk
  readonly network: Network
  readonly nowMs: () => number
  readonly random: (length: number) => Uint8Array
}

export interface Round {
  readonly tab: 0 | 1
  /** Ops in one request. */
  readonly most: number
  readonly errand: Errand
  readonly accepting: (answer: SyncAnswer) => void
  readonly accepted: (sent: Outgoing, answer: SyncAnswer, outcome: Accepted) => void
}

/** One database on one tablet in somebody's hands, with up to two tabs open on it. */
export class SimTablet {
  readonly index: number
  readonly school: number
  readonly person: number
  readonly device: number
  readonly database: string
  readonly #ports: TabletPorts
  skewMs: number
  cookie = ""
  isFormer: boolean
  #tabs: (Promise<Journal> | undefined)[] = [undefined, undefined]
  #open: JournalDatabase[] = []
  #died: () => void = () => undefined
  /** Resolves when the running program ends; everything it was doing never goes on. */
  death: Promise<void>
  life = 0

  constructor(
    given: {
      readonly index: number
      readonly school: number
      readonly person: number
      readonly device: number
      readonly skewMs: number
      readonly isFormer: boolean
    },
    ports: TabletPorts,
  ) {
    this.index = given.index
    this.school = given.school
    this.person = given.person
    this.device = given.device
    this.skewMs = given.skewMs
    this.isFormer = given.isFormer
    this.database = `tablet-${given.index}`
    this.#ports = ports
    this.death = this.#newLife()
  }

  #newLife(): Promise<void> {
    return new Promise((resolve) => {
      this.#died = resolve
    })
  }

  nowMs(): number {
    return this.#ports.nowMs() + this.skewMs
  }

  seeds(): Seeds {
    return { nowMs: this.nowMs(), random: this.#ports.random }
  }

  get isNew(): boolean {
    return this.#ports.disk.row(this.database, "meta", "place") === undefined
  }

  /** Opens the database if this tab has not yet. */
  journal(tab: 0 | 1 = 0): Promise<Journal> {
    const journal = this.#tabs[tab] ?? this.#load()
    this.#tabs[tab] = journal
    return journal
  }

  async #load(): Promise<Journal> {
    await freshTurn()
    const opening = await openDatabase(this.database, {
      onTrouble: () => undefined,
      after: () => () => undefined,
    })
    if (opening.kind === "trouble") throw new Error(`cannot open: ${opening.trouble.kind}`)
    this.#open.push(opening.database)
    return openJournal(opening.database, "local", this.seeds())
  }

  /** Does something that a crash may interrupt; undefined when it did. */
  async alive<Result>(work: Promise<Result>): Promise<Result | undefined> {
    return Promise.race([work, this.death.then(() => undefined)])
  }

  async sync({ tab, most, errand, accepting, accepted }: Round): Promise<RoundsOutcome> {
    const journal = await this.journal(tab)
    const about = async (): Promise<AboutTablet> => ({ app: "0.2.0", kept: null })
    const store = syncStoreOf(journal, () => this.seeds(), about)
    const watched: SyncStore = {
      outgoing: (opsMax) => store.outgoing(Math.min(opsMax, most)),
      accept: async (sent, answer, nowMs) => {
        accepting(answer)
        const outcome = await store.accept(sent, answer, nowMs)
        accepted(sent, answer, outcome)
        return outcome
      },
    }
    return syncRounds({
      store: watched,
      transport: httpTransport,
      nowMs: () => this.nowMs(),
      marker: () => {
        const marker = Buffer.from(this.#ports.random(9)).toString("base64url")
        this.#ports.network.expect(marker, errand)
        return marker
      },
      onProgress: () => undefined,
    })
  }

  /** The program ends in the middle of whatever it does. */
  crash(): void {
    this.#ports.disk.crash(this.database)
    for (const database of this.#open) database.close({ disableAutoOpen: true })
    this.#open = []
    this.#tabs = [undefined, undefined]
    this.life += 1
    this.#died()
    this.death = this.#newLife()
  }

  evict(): void {
    this.crash()
    this.#ports.disk.evict(this.database)
    this.cookie = ""
  }
}
