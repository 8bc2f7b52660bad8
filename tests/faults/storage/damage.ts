import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { anId, Client, Server, Tablet } from "#tests/server/a-server.ts"

import type { Json } from "#/base/json.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { storageTrouble } from "#/server/storage-trouble.ts"
import type { Store } from "#/server/store.ts"
import { protocolVersion } from "#/sync/limits.ts"
import { syncPath } from "#/sync/protocol.ts"
import { writeRequest } from "#/sync/wire.ts"

/** What a dying disk or a careless hand does to a file. */
export const injuries = ["bit", "bytes", "sector", "misplaced", "cut"] as const
export type Injury = (typeof injuries)[number]

/** How a server met an injured file. */
export type Met =
  /** It did not start: the file is damaged. */
  | "refused at start"
  /** It started, and refused what it could not read. */
  | "refused when asked"
  /** What was injured is of no account: every answer is what it was. */
  | "unharmed"
  | "served something else"
  | "broke"

const sectorBytes = 512
const pageBytes = 4_096
const class7 = anId(7)

/** A school in a file, whose whole content as a tablet gets it is known; copies of it are injured one by one. */
export class Patient {
  readonly #folder = mkdtempSync(join(tmpdir(), "damage-"))
  readonly #whole = join(this.#folder, "whole.sqlite")
  readonly #server: Server
  readonly #head: Tablet
  #truth = ""

  private constructor(server: Server, head: Tablet) {
    this.#server = server
    this.#head = head
  }

  static async make(records: number): Promise<Patient> {
    const server = new Server()
    const head = new Tablet(await server.found(), "head")
    const patient = new Patient(server, head)
    await patient.#fill(records)
    return patient
  }

  async #fill(records: number): Promise<void> {
    const store = createSqliteStore(this.#whole)
    const server = new Server({ store })
    const client = await server.found()
    const tablet = new Tablet(client, "head")
    const op = (kind: "class" | "pupil" | "activity", id: string, cells: Record<string, Json>) =>
      tablet.op(kind, id, cells)
    await tablet.sync([op("class", class7, { year: 2026, grade: 7, letter: "Б" })])
    for (let at = 0; at < records; at += 1) {
      await tablet.sync([
        op("pupil", anId(1_000 + at), { class: class7, last: `Фамилия ${at}`, first: "Иван" }),
        op("activity", anId(5_000 + at), {
          classes: [class7],
          kind: "lesson",
          note: `заметка ${at} `.repeat(9),
        }),
      ])
    }
    this.#head.client.cookie = client.cookie
    this.#truth = (await this.#everything(server)).said
    await store.close()
    const database = new DatabaseSync(this.#whole)
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
  }

  /** Injures a copy, before it is opened or while it is open, and looks what the server makes of it. */
  async injure(
    injury: Injury,
    { draw, whileOpen }: { draw: (below: number) => number; whileOpen: boolean },
  ): Promise<Met> {
    const file = join(this.#folder, "injured.sqlite")
    for (const suffix of ["", "-wal", "-shm"]) rmSync(file + suffix, { force: true })
    copyFileSync(this.#whole, file)
    if (!whileOpen) harm(file, injury, draw)
    let store: Store
    try {
      store = createSqliteStore(file)
    } catch (fault) {
      return storageTrouble(fault) === undefined ? "broke" : "refused at start"
    }
    if (whileOpen) harm(file, injury, draw)
    try {
      const { status, said } = await this.#everything(new Server({ store }))
      if (status === 200) return said === this.#truth ? "unharmed" : "served something else"
      return status === 503 && said.includes('"storage"') ? "refused when asked" : "broke"
    } finally {
      await store.close().catch(() => undefined)
    }
  }

  /** The whole school as a new tablet of the head gets it. */
  async #everything(server: Server): Promise<{ readonly status: number; readonly said: string }> {
    server.nowMs = this.#server.nowMs
    const client = new Client(server)
    client.cookie = this.#head.client.cookie
    const request = {
      protocol: protocolVersion,
      marker: "m",
      device: "looking",
      epoch: 0,
      confirm: 0,
      ops: [],
      feeds: [
        { feed: "school", cursor: 0 },
        { feed: `class:${class7}`, cursor: 0 },
      ],
    }
    const { status, body } = await client.send(syncPath, writeRequest(request))
    return { status, said: JSON.stringify(body) }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function harm(file: string, injury: Injury, draw: (below: number) => number): void {
  const bytes = readFileSync(file)
  const at = draw(bytes.length)
  switch (injury) {
    case "bit":
      overwrite(file, at, Buffer.of((bytes[at] ?? 0) ^ (1 << draw(8))))
      return
    case "bytes":
      overwrite(file, at, Buffer.from(Array.from({ length: 1 + draw(40) }, () => draw(256))))
      return
    case "sector":
      overwrite(file, at - (at % sectorBytes), Buffer.alloc(sectorBytes))
      return
    case "misplaced": {
      const from = draw(bytes.length)
      const page = bytes.subarray(from - (from % pageBytes), from - (from % pageBytes) + pageBytes)
      overwrite(file, at - (at % pageBytes), page)
      return
    }
    case "cut":
      writeFileSync(file, bytes.subarray(0, at))
  }
}

/** In place, as a disk does it: the file an open server holds stays the same file. */
function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, "r+")
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}
