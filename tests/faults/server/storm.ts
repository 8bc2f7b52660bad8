import { freePort } from "#tests/e2e/support/server.ts"
import { Books } from "#tests/faults/books.ts"
import { FaultSchool, type FaultTablet } from "#tests/faults/tablet.ts"

import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

import { failpointKinds, type Failpoint, type FailpointKind, type Victim } from "./failpoint.ts"
import type { Place } from "./place.ts"
import type { Planted } from "./planted.ts"
import { ServerProcess } from "./server-process.ts"

const year = 2021
const sevenB = recordIds.schoolClass({ year, grade: 7, letter: "Б" })
const idOf = (index: number): string => `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`
const lesson = (day: number): string =>
  recordIds.activity({
    kind: "lesson",
    day: `2021-10-${String(day).padStart(2, "0")}`,
    classes: [sevenB],
    author: "",
  })
const pupilsAtFirst = 6
const lessonDays = [4, 5, 6]
const marks = ["present", "absent"] as const

/** What one run came to. */
export interface RunResult {
  readonly failpoint: Failpoint
  /** False when the victim outlived the run and was killed from outside. */
  readonly hit: boolean
  readonly readyMs: number
  readonly faults: readonly string[]
}

export type Draw = (below: number) => number

/** One school on one database: it is killed again and again and has to lose nothing. */
export class Storm {
  readonly books = new Books()
  readonly tablets: FaultTablet[] = []
  readonly place: Place
  readonly server: ServerProcess
  readonly #draw: Draw
  #made = 0
  #killed = 0

  private constructor(place: Place, server: ServerProcess, draw: Draw) {
    this.place = place
    this.server = server
    this.#draw = draw
  }

  static async begin(
    place: Place,
    { draw, planted }: { draw: Draw; planted?: Planted },
  ): Promise<Storm> {
    const { store, notes } = place
    const order = { port: await freePort(), store, notes }
    const server = new ServerProcess(planted === undefined ? order : { ...order, planted })
    const storm = new Storm(place, server, draw)
    await server.start()
    const school = await FaultSchool.found(() => server.url, server.setupLink)
    const anna = await school.tablet("Иванова Анна", [])
    await anna.write(...firstEdits())
    await quiet(anna)
    storm.tablets.push(anna, await school.headTablet())
    for (const name of ["Смирнов Борис", "Гусева Вера"]) {
      storm.tablets.push(await school.tablet(name, [sevenB]))
    }
    await storm.settle()
    return storm
  }

  /** Arms, lets everybody write and send at once, waits for the death, starts again, sends to the end and compares. */
  async run(failpoint: Failpoint): Promise<RunResult> {
    await this.server.arm(failpoint)
    for (const tablet of this.tablets) await this.#writeSome(tablet)
    await Promise.all(this.tablets.map((tablet) => tablet.sync()))
    const hit = await this.#isDead(failpoint.victim)
    // What is saved while the server is away must come through as well.
    for (const tablet of this.tablets) if (this.#draw(3) === 0) await this.#writeSome(tablet)
    const begunAt = performance.now()
    await this.place.revive(failpoint.victim)
    const readyMs = this.server.isAlive
      ? (await this.server.healthy(), performance.now() - begunAt)
      : await this.server.start()
    const stuck = await this.settle()
    const wrong = await this.books.faults(this.tablets, this.place.rows)
    return { failpoint, hit, readyMs, faults: [...stuck, ...wrong] }
  }

  async #isDead(victim: Victim): Promise<boolean> {
    const isKilled = (): boolean => this.place.noted("killed") > this.#killed
    if (victim !== "server") {
      if (!isKilled()) await Promise.all(this.tablets.map((tablet) => tablet.sync()))
      const hit = isKilled()
      this.#killed = this.place.noted("killed")
      return hit
    }
    if (await this.server.diesWithin(300)) return true
    // The armed place was not reached by these requests: ask once more, then pull the plug.
    await Promise.all(this.tablets.map((tablet) => tablet.sync()))
    if (await this.server.diesWithin(300)) return true
    await this.server.kill()
    return false
  }

  /** Syncs until every tablet is quiet twice in a row: once for the own news, once for those of the others. */
  async settle(): Promise<readonly string[]> {
    const triesMax = 12
    let quietPasses = 0
    for (let pass = 0; pass < triesMax && quietPasses < 2; pass += 1) {
      const outcomes: string[] = []
      for (const tablet of this.tablets) outcomes.push((await tablet.sync()).kind)
      quietPasses = outcomes.every((kind) => kind === "quiet") ? quietPasses + 1 : 0
    }
    return quietPasses === 2 ? [] : ["not drained: the tablets did not come to rest"]
  }

  async end(): Promise<void> {
    await this.server.kill()
    await this.place.remove()
    for (const { journal } of this.tablets) journal.database.close()
  }

  async #writeSome(tablet: FaultTablet): Promise<void> {
    const token = `запись ${(this.#made += 1)}`
    const isPupil = this.#draw(2) === 0
    const edit: Edit = isPupil
      ? { id: idOf(1_000 + this.#made), kind: "pupil", cells: { class: sevenB, last: token } }
      : { id: idOf(5_000 + this.#made), kind: "activity", cells: noted(token) }
    await this.books.write(tablet, edit, token)
    // Contended: everybody marks the same pupils of the same lessons.
    const activity = lesson(lessonDays[this.#draw(lessonDays.length)] ?? 4)
    const pupil = idOf(this.#draw(pupilsAtFirst))
    const mark = marks[this.#draw(marks.length)] ?? "present"
    await tablet.write({
      id: recordIds.register(activity),
      kind: "register",
      cells: { activity, [`m:${pupil}`]: mark },
    })
  }
}

async function quiet(tablet: FaultTablet): Promise<void> {
  const { kind } = await tablet.sync()
  if (kind !== "quiet") throw new Error(`the school could not be made: ${kind}`)
}

function noted(note: string): Edit["cells"] {
  return { kind: "consultation", day: "2021-10-07", classes: [sevenB], status: "planned", note }
}

function firstEdits(): readonly Edit[] {
  return [
    { id: sevenB, kind: "class", cells: { year, grade: 7, letter: "Б" } },
    ...Array.from({ length: pupilsAtFirst }, (_, index): Edit => {
      return { id: idOf(index), kind: "pupil", cells: { class: sevenB, last: `Петров${index}` } }
    }),
    ...lessonDays.map((day): Edit => {
      const date = `2021-10-${String(day).padStart(2, "0")}`
      const cells = { kind: "lesson", day: date, classes: [sevenB], status: "planned" }
      return { id: lesson(day), kind: "activity", cells }
    }),
  ]
}

export type Death = readonly [Victim, FailpointKind]

/** What may be killed where. While only PostgreSQL dies, the server's replies are those of any other moment. */
export const deathsOf = {
  sqlite: failpointKinds.map((kind) => ["server", kind] as const),
  postgres: [
    ...failpointKinds.map((kind) => ["server", kind] as const),
    ["backend", "in-transaction"],
    ["backend", "before-commit"],
    ["cluster", "in-transaction"],
    ["cluster", "after-commit"],
    ["cluster", "in-checkpoint"],
  ],
} as const satisfies Record<string, readonly Death[]>

/** A failpoint of this kind, somewhere among what four tablets ask for. */
export function someFailpoint([victim, kind]: Death, draw: Draw): Failpoint {
  switch (kind) {
    case "in-transaction":
      return { victim, kind, turn: 1 + draw(90) }
    case "before-reply":
    case "after-reply":
      return { victim, kind, turn: 1 + draw(4) }
    case "during-reply":
      return { victim, kind, turn: 1 + draw(4), part: draw(100) / 100 }
    case "in-checkpoint":
      return { victim, kind, turn: 1 + draw(8), waitMicros: draw(2_500) }
    default:
      return { victim, kind, turn: 1 + draw(8) }
  }
}
