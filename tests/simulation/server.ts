import { existsSync, mkdtempSync, readdirSync, rmSync, mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync, type StatementSync } from "node:sqlite"

import { must } from "#/base/assert.ts"
import { createApp, type App } from "#/server/app.ts"
import { backUp } from "#/server/backup.ts"
import { databaseIn } from "#/server/data-folder.ts"
import { eraseWithdrawn } from "#/server/erase-results.ts"
import { restore } from "#/server/restore.ts"
import { createSchool } from "#/server/school.ts"
import type { Scope } from "#/server/scope.ts"
import type { Services } from "#/server/services.ts"
import { cookieName, openSession } from "#/server/session.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { Store } from "#/server/store.ts"
import { collectTombstones } from "#/server/tombstones.ts"

import { Broken } from "./broken.ts"

/** Memory where the system has a folder of it: nothing here need outlive the process. */
const memory = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()
export const address = "http://school.test"

export interface ServerPorts {
  readonly nowMs: () => number
  readonly random: (length: number) => Uint8Array
  readonly page: number
}

export interface Posted {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly cookie: string | undefined
}

/** A real server over a real SQLite, called without a socket; its copies and its restoring are the real commands. */
export class SimServer {
  readonly folder = mkdtempSync(join(memory, "simulation-"))
  readonly #ports: ServerPorts
  #store: Store
  #app: App
  #reader: DatabaseSync
  readonly #statements = new Map<string, StatementSync>()
  /** Raised with every restore. */
  restores = 0
  /** Raised whenever tombstones were collected. */
  collections = 0
  /** Raised with everything that may have changed the database. */
  touches = 0

  constructor(ports: ServerPorts) {
    this.#ports = ports
    mkdirSync(this.#data)
    this.#store = createSqliteStore(databaseIn(this.#data))
    this.#app = createApp(this.#services)
    this.#reader = this.#open()
  }

  get #data(): string {
    return join(this.folder, "data")
  }

  get #backups(): string {
    return join(this.folder, "backups")
  }

  #open(): DatabaseSync {
    return new DatabaseSync(databaseIn(this.#data), { readOnly: true })
  }

  get #services(): Services {
    const { nowMs, random, page } = this.#ports
    return {
      store: this.#store,
      nowMs,
      randomBytes: random,
      log: () => undefined,
      assets: null,
      behindTls: false,
      entriesPerAnswer: page,
    }
  }

  /** A school and its head. */
  addSchool(schoolName: string): Promise<Scope> {
    return this.#store.transaction((tx) =>
      createSchool(tx, this.#services, { schoolName, name: "Директор" }),
    )
  }

  /** Signs somebody in without a question: for the head, whom nobody invites. */
  async cookieOf(scope: Scope): Promise<string> {
    const { token } = await this.#store.transaction((tx) =>
      openSession(tx, this.#services, { scope, by: "invitation" }),
    )
    return `${cookieName(false)}=${token}`
  }

  async post(path: string, body: string, cookie: string): Promise<Posted> {
    const response = await this.#app.fetch(
      new Request(`${address}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", cookie },
        body,
      }),
      "10.0.0.1",
    )
    this.touches += 1
    const set = response.headers.get("set-cookie")?.split(";")[0]
    const { status, headers } = response
    return { status, headers, text: await response.text(), cookie: set }
  }

  async backUp(): Promise<void> {
    const now = this.#ports.nowMs()
    await backUp({ data: this.#data, to: this.#backups, now, keep: 4 })
  }

  get copies(): readonly string[] {
    return existsSync(this.#backups) ? readdirSync(this.#backups).sort().reverse() : []
  }

  /** Puts back the newest copy, or one so many before it. False when there is none. */
  async restore(back: number): Promise<boolean> {
    const copy = this.copies[Math.min(back, this.copies.length - 1)]
    if (copy === undefined) return false
    this.#statements.clear()
    this.#reader.close()
    await this.#store.close()
    const from = join(this.#backups, copy)
    await restore({ data: this.#data, from, now: this.#ports.nowMs() })
    this.#store = createSqliteStore(databaseIn(this.#data))
    this.#app = createApp(this.#services)
    this.#reader = this.#open()
    this.restores += 1
    this.touches += 1
    return true
  }

  async collect(scope: Scope): Promise<number> {
    const before = this.#gone(scope)
    const { collected } = await collectTombstones(this.#services, scope)
    this.touches += 1
    if (collected > 0) this.collections += 1
    const left = new Set(this.#gone(scope))
    for (const id of before) {
      if (left.has(id) || this.#isGoneInACopy(scope, id)) continue
      throw new Broken("I2", `the deletion of ${id} was collected, and no backup holds it`)
    }
    return collected
  }

  /** Gives how many pupils' results went. */
  async erase(scope: Scope): Promise<number> {
    const pupils = await eraseWithdrawn(this.#services, scope)
    this.touches += 1
    return pupils
  }

  #gone({ school }: Scope): readonly string[] {
    const rows = this.rows("SELECT id FROM record WHERE school = ? AND gone = 1", school)
    return rows.map((row) => String(row["id"]))
  }

  #isGoneInACopy({ school }: Scope, id: string): boolean {
    return this.copies.some((name) => {
      const copy = new DatabaseSync(join(this.#backups, name), { readOnly: true })
      const sql = "SELECT 1 FROM record WHERE school = ? AND id = ? AND gone = 1"
      const isThere = copy.prepare(sql).get(school, id) !== undefined
      copy.close()
      return isThere
    })
  }

  epoch(): number {
    const [row] = this.rows("SELECT value FROM setting WHERE name = 'epoch'")
    return Number(must(row)["value"])
  }

  /** Looks into the database past all code under test. */
  rows(sql: string, ...values: readonly (string | number)[]) {
    const known = this.#statements.get(sql)
    const statement = known ?? this.#reader.prepare(sql)
    if (known === undefined) this.#statements.set(sql, statement)
    return statement.all(...values)
  }

  async end(): Promise<void> {
    this.#reader.close()
    await this.#store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
