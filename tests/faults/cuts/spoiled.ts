import { freePort } from "#tests/e2e/support/server.ts"
import { Books } from "#tests/faults/books.ts"
import { Line, type LineFault } from "#tests/faults/line.ts"
import { sqlitePlace, type Place } from "#tests/faults/server/place.ts"
import { ServerProcess } from "#tests/faults/server/server-process.ts"
import { FaultSchool, type FaultTablet } from "#tests/faults/tablet.ts"

import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import type { SyncStore } from "#/sync/ports.ts"

const year = 2021
const sevenB = recordIds.schoolClass({ year, grade: 7, letter: "Б" })
const records = 20
const idOf = (index: number): string => `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`

/** How much news lies in the answer that is spoiled: an answer that is packed is cut elsewhere than a plain one. */
export type Answer = "plain" | "packed"
const newsIn: Readonly<Record<Answer, number>> = { plain: 1, packed: 12 }

/** Two tablets of one class: the first speaks over a line that spoils, the second over a good one. */
export class SpoiledLine {
  readonly books = new Books()
  readonly line: Line
  readonly #place: Place
  readonly #server: ServerProcess
  readonly #first: FaultTablet
  readonly #second: FaultTablet
  #made = 0

  private constructor(parts: {
    place: Place
    server: ServerProcess
    line: Line
    tablets: readonly [FaultTablet, FaultTablet]
  }) {
    this.#place = parts.place
    this.#server = parts.server
    this.line = parts.line
    ;[this.#first, this.#second] = parts.tablets
  }

  /** `planted`: the first tablet forgets what it has sent, so that it shows that this is found. */
  static async begin(planted?: "forgets-on-sending"): Promise<SpoiledLine> {
    const place = sqlitePlace()
    const { store, notes } = place
    // The clock runs ahead: the limits of requests an hour are not what is tried.
    const server = new ServerProcess({ port: await freePort(), store, notes, hurryMs: 1_000 })
    await server.start()
    const line = await Line.open(server.order.port)
    const [good, bad] = [() => server.url, () => line.url]
    const school = await FaultSchool.found(good, server.setupLink)
    const head = await school.headTablet()
    await head.write({ id: sevenB, kind: "class", cells: { year, grade: 7, letter: "Б" } })
    await head.sync()
    const second = await school.tablet("Смирнов Борис", [sevenB])
    const first = await school.tablet("Иванова Анна", [sevenB], bad)
    for (const tablet of [first, second]) await tablet.sync()
    if (planted !== undefined) first.spoilStore = (real) => forgetting(real, first)
    return new SpoiledLine({ place, server, line, tablets: [first, second] })
  }

  /** Bytes of a request and of its answer, as they are when nothing is spoiled. */
  async measure(answer: Answer): Promise<{ readonly request: number; readonly answer: number }> {
    await this.#write(answer)
    await this.#first.sync()
    return { request: this.line.requestBytes, answer: this.line.answerBytes }
  }

  /** Both write, the first one's exchange is spoiled, then it tries again. Says what is wrong after that. */
  async spoil(fault: LineFault, answer: Answer = "plain"): Promise<readonly string[]> {
    const token = await this.#write(answer)
    this.line.spoil(fault)
    if (fault.kind === "stall") this.#first.patienceMs = 60
    const times = fault.kind === "swap" ? 2 : 1
    const outcomes = await Promise.all(Array.from({ length: times }, () => this.#first.sync()))
    this.#first.patienceMs = 10_000
    const found = await this.#shows(token)
    if (this.#isSpoilt(fault) && outcomes.some(({ kind }) => kind === "quiet")) {
      found.push("the tablet took what came for a whole answer of its own")
    }
    for (let tries = 0; tries < 3 && (await this.#first.sync()).kind !== "quiet"; tries += 1);
    const waiting = await this.#first.waits()
    if (waiting > 0) found.push(`not drained: ${waiting}`)
    const told = await this.#place.rows(`SELECT 1 FROM op WHERE cells LIKE '%"${token}"%'`)
    if (told.length !== 1) found.push(`«${token}» is on the server ${told.length} times`)
    return found
  }

  /** Whether no whole answer to the tablet's own question can have come. */
  #isSpoilt(fault: LineFault): boolean {
    if (fault.kind === "double") return false
    if (fault.kind === "swap" || fault.kind === "replay") return true
    const whole = fault.kind === "cut-request" ? this.line.requestBytes : this.line.answerBytes
    return fault.kind === "cut-request" || fault.at < whole
  }

  /** Everything on both tablets against everything on the server. */
  async compare(): Promise<readonly string[]> {
    for (const tablet of [this.#first, this.#second, this.#first]) await tablet.sync()
    return this.books.faults([this.#first, this.#second], this.#place.rows)
  }

  /** What was saved stays on the screen, whatever half of an answer came. */
  async #shows(token: string): Promise<string[]> {
    const shown = await this.#first.reads(this.#own)
    const note = shown?.cells["note"]?.value
    return note === token ? [] : [`the tablet shows «${JSON.stringify(note)}» for «${token}»`]
  }

  get #own(): string {
    return idOf(1_000 + (this.#made % records))
  }

  async #write(answer: Answer): Promise<string> {
    for (let news = 0; news < newsIn[answer]; news += 1) {
      const token = `весть ${this.#made} ${news}`
      await this.books.write(this.#second, noted(idOf(2_000 + news), token), token)
    }
    await this.#second.sync()
    const token = `запись ${(this.#made += 1)}`
    await this.books.write(this.#first, noted(this.#own, token), token)
    return token
  }

  async end(): Promise<void> {
    await this.line.close()
    await this.#server.kill()
    await this.#place.remove()
  }
}

function forgetting(store: SyncStore, tablet: FaultTablet): SyncStore {
  return {
    ...store,
    outgoing: async (opsMax) => {
      const sent = await store.outgoing(opsMax)
      const numbers = sent.request.ops.map(({ n }) => n)
      await tablet.journal.database.outbox.bulkDelete(numbers)
      return sent
    },
  }
}

function noted(id: string, note: string): Edit {
  const cells = { kind: "consultation", day: "2021-10-07", classes: [sevenB], status: "planned" }
  return { id, kind: "activity", cells: { ...cells, note } }
}
