import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

import { beginLesson } from "#tests/e2e/support/lesson.ts"
import { openLine, type Line as Wire } from "#tests/e2e/support/line.ts"
import { importList, listOf27 } from "#tests/e2e/support/lists.ts"
import { foundSchool } from "#tests/e2e/support/school.ts"
import { startServer, type TestServer } from "#tests/e2e/support/server.ts"
import type { BrowserContext, Page } from "@playwright/test"

import { assert } from "#/base/assert.ts"

import { backendInUse, type Backend } from "./backends.ts"
import { openKillable, type Killable } from "./killable.ts"
import type { Round } from "./rounds.ts"
import { serverFaults } from "./server-truth.ts"
import { halvesIn, snapshotOf } from "./snapshot.ts"
import { expectAllSent, openAt, screenOf, teach } from "./teacher.ts"
import { carelessIn, lostIn } from "./verdict.ts"
import { aWitness, type Line, type Witness } from "./witness.ts"

const pupils = 27
const quietWithinMs = 10_000

export interface Options {
  readonly backend: Backend
  /** Breaks the app on purpose, to see whether it is noticed. Runs in every window before the app. */
  readonly plant?: () => void
}

/** A school with a lesson under way on a tablet whose browser dies again and again. */
export class Victim {
  readonly #profile: string
  readonly #server: TestServer
  readonly #wire: Wire
  readonly #options: Options
  readonly #witness: Witness = aWitness()
  #tablet: Killable | undefined
  #lesson = ""
  #counted = { marks: 0, cut: 0 }

  private constructor(given: {
    readonly profile: string
    readonly server: TestServer
    readonly wire: Wire
    readonly options: Options
  }) {
    this.#profile = given.profile
    this.#server = given.server
    this.#wire = given.wire
    this.#options = given.options
  }

  static async begin(options: Options): Promise<Victim> {
    const profile = await mkdtemp(join(tmpdir(), "bortzhurnal-victim-"))
    const server = await startServer()
    const wire = await openLine(server.port)
    const victim = new Victim({ profile, server, wire, options })
    await victim.#foundSchool()
    return victim
  }

  async #foundSchool(): Promise<void> {
    const page = await this.#open()
    await foundSchool(page, { server: this.#server, line: this.#wire })
    await importList(page, listOf27, pupils)
    await beginLesson(page)
    this.#lesson = page.url()
    const { name } = this.#options.backend
    const inUse = backendInUse(this.#profile)
    assert(inUse.length === 1 && inUse[0] === name, `${name} is in use, not ${inUse.join()}`)
    // The browser writes a sign-in to the disk half a minute after it, or on being closed; what happens in between is
    // another story.
    await this.#tablet?.close()
    await openAt(await this.#open(), this.#lesson, pupils)
  }

  async #open(): Promise<Page> {
    const { backend, plant } = this.#options
    const prepare = async (context: BrowserContext): Promise<void> => {
      await this.#witness.attend(context)
      if (plant !== undefined) await context.addInitScript(plant)
    }
    this.#tablet = await openKillable({ profile: this.#profile, flags: backend.flags, prepare })
    return this.#tablet.page()
  }

  /** One death in the midst of work, then everything that must hold. Returns what did not. */
  async round(round: Round): Promise<readonly string[]> {
    const tablet = this.#tablet
    assert(tablet !== undefined, "the tablet is on")
    const before = await screenOf(tablet.page())
    await this.#workUntilDeath(tablet, round)
    const told = [...this.#witness.lines]
    const page = round.victim === "browser" ? await this.#open() : tablet.page()
    const closed = await this.#openFault(page)
    if (closed !== undefined) return [closed]
    const faults = [
      ...lostIn(before, told, await screenOf(page)),
      ...halvesIn(await snapshotOf(page)),
      ...carelessIn(told),
    ]
    this.#count(told)
    if (faults.length > 0) return faults
    return this.#faultsWhenQuiet(page)
  }

  /** The app must open after every death; when it does not, what it shows instead is the best clue. */
  async #openFault(page: Page): Promise<string | undefined> {
    const errors: string[] = []
    page.on("pageerror", (error) => errors.push(error.stack ?? error.message))
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text())
    })
    try {
      await openAt(page, this.#lesson, pupils)
      return undefined
    } catch (reason) {
      const shown = await page.locator("body").innerText().catch(String)
      const why = reason instanceof Error ? reason.message.split("\n")[0] : String(reason)
      return `the lesson does not open (${why}); the screen says «${shown.slice(0, 400)}»; ${errors.join("; ")}`
    } finally {
      page.removeAllListeners("pageerror")
      page.removeAllListeners("console")
    }
  }

  /** A note brought back from its draft is saved and sent a moment after the rest: the end is when nothing moves. */
  async #faultsWhenQuiet(page: Page): Promise<readonly string[]> {
    const deadline = Date.now() + quietWithinMs
    for (;;) {
      await expectAllSent(page)
      const end = await snapshotOf(page)
      const halves = halvesIn(end)
      if (halves.length > 0) return halves
      const faults = serverFaults(this.#server.dataFolder, end)
      if (faults.length === 0 || Date.now() > deadline) return faults
    }
  }

  async #workUntilDeath(tablet: Killable, round: Round): Promise<void> {
    this.#witness.clear()
    const { seed, restMsMax, sendAfter } = round
    const sends = round.during === "sending"
    const begun = new Promise<void>((resolve) => {
      let marks = 0
      this.#witness.listen(({ what }) => {
        if (what === "shown") marks += 1
        if (!sends && marks >= round.afterMarks) resolve()
      })
      this.#wire.set((path) => {
        if (sends && path.startsWith("/api/sync")) resolve()
        return "pass"
      })
    })
    // It does not end: the page dies under it.
    const work = { seed, restMsMax, sendAfter: sends ? sendAfter : Infinity }
    const working = tablet
      .page()
      .evaluate(teach, work)
      .catch(() => undefined)
    await begun
    await pause(round.afterMs)
    if (round.victim === "browser") await tablet.killBrowser()
    else await tablet.crashPage()
    await working
    this.#wire.set("pass")
  }

  #count(told: readonly Line[]): void {
    const tapped = told.filter(({ what }) => what === "tapped").length
    const shown = told.filter(({ what }) => what === "shown").length
    this.#counted = { marks: this.#counted.marks + shown, cut: this.#counted.cut + tapped - shown }
  }

  /** Marks that were shown as saved in all rounds, and taps that the end cut off before that. */
  get counted(): { readonly marks: number; readonly cut: number } {
    return this.#counted
  }

  async end(): Promise<void> {
    await this.#tablet?.close()
    await this.#wire.close()
    await this.#server.stop()
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 3 })
  }
}
