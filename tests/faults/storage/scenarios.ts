import { execFileSync, spawnSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { freePort } from "#tests/e2e/support/server.ts"
import { Books } from "#tests/faults/books.ts"
import { readSqlite } from "#tests/faults/server/place.ts"
import { FaultSchool, type FaultTablet } from "#tests/faults/tablet.ts"

import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

import { databaseFile, MainServer } from "./main-server.ts"

/** What a scenario found wrong, in words; or why it could not be tried on this machine. */
export type Found =
  | { readonly kind: "tried"; readonly faults: readonly string[] }
  | { readonly kind: "skipped"; readonly why: string }

export interface Scenario {
  readonly name: string
  readonly run: () => Promise<Found>
}

const year = 2021
const sevenB = recordIds.schoolClass({ year, grade: 7, letter: "Б" })
const idOf = (index: number): string => `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`
/** Somebody who is not the superuser. */
const nobody = 65_534
const isRoot = process.getuid?.() === 0

/** Collects what does not hold, so that one story tells all of it. */
class Claims {
  readonly faults: string[] = []

  holds(what: string, is: boolean, seen: unknown = ""): void {
    if (!is) this.faults.push(`${what}${seen === "" ? "" : `: ${JSON.stringify(seen)}`}`)
  }
}

/** A class on two tablets and a server that is about to lose its disk. */
class Trouble {
  readonly books = new Books()
  readonly server: MainServer
  readonly anna: FaultTablet
  readonly boris: FaultTablet
  readonly #data: string
  #made = 0

  private constructor(
    server: MainServer,
    data: string,
    tablets: { anna: FaultTablet; boris: FaultTablet },
  ) {
    this.server = server
    this.#data = data
    this.anna = tablets.anna
    this.boris = tablets.boris
  }

  static async begin(server: MainServer, data: string): Promise<Trouble> {
    const school = await FaultSchool.found(() => server.url, server.setupLink)
    const anna = await school.tablet("Иванова Анна", [])
    await anna.write({ id: sevenB, kind: "class", cells: { year, grade: 7, letter: "Б" } })
    await anna.sync()
    const boris = await school.tablet("Смирнов Борис", [sevenB])
    await boris.sync()
    const trouble = new Trouble(server, data, { anna, boris })
    await trouble.write()
    await anna.sync()
    return trouble
  }

  /** A note of a few kilobytes: it needs room. */
  async write(): Promise<void> {
    const token = `запись ${(this.#made += 1)}`
    const cells = { kind: "consultation", day: "2021-10-07", classes: [sevenB], status: "planned" }
    const edit: Edit = { id: idOf(this.#made), kind: "activity", cells: { ...cells, note: token } }
    await this.books.write(this.anna, edit, token)
    const room = { ...cells, note: "место ".repeat(600) }
    await this.anna.write({ id: idOf(500_000 + this.#made), kind: "activity", cells: room })
  }

  /** Writes and sends until the server refuses; false when it never does. */
  async writeUntilRefused(): Promise<boolean> {
    for (let tries = 0; tries < 400; tries += 1) {
      await this.write()
      if ((await this.anna.sync()).kind !== "quiet") return true
    }
    return false
  }

  /** The claims that hold for any lasting trouble of the disk, and that it heals once `mend` was called. */
  async story(
    claims: Claims,
    { reason, mend }: { reason: string; mend: () => void },
  ): Promise<void> {
    const { anna, boris, server } = this
    claims.holds("the server refuses", await this.writeUntilRefused())
    for (let again = 0; again < 2; again += 1) await anna.sync()
    const { status, text } = anna.lastAnswer
    claims.holds("the answer is a readable 503", status === 503, { status, text })
    claims.holds("it gives the reason", text === JSON.stringify({ error: "storage", reason }), text)
    const told = server.said.split("Бортжурнал: ").length - 1
    claims.holds("the log says once what to do", told === 1, server.said.slice(-2_000))
    claims.holds("in Russian", /Освободите|Проверьте|Верните/.test(server.said))
    const pulled = await boris.sync()
    claims.holds("reading goes on", pulled.kind === "quiet", boris.lastAnswer)
    claims.holds("the server lives", server.exitCode === null)
    mend()
    for (let tries = 0; tries < 3 && (await anna.sync()).kind !== "quiet"; tries += 1);
    await boris.sync()
    claims.faults.push(...(await this.compare()))
  }

  compare(): Promise<readonly string[]> {
    return this.books.faults([this.anna, this.boris], readSqlite(databaseFile(this.#data)))
  }
}

async function inFolder(run: (folder: string) => Promise<Found>): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), "storage-"))
  try {
    return await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const diskFull: Scenario = {
  name: "a full disk",
  run: () =>
    inFolder(async (folder) => {
      const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder])
      if (mounted.status !== 0) return { kind: "skipped", why: "no right to mount a small disk" }
      const server = await MainServer.start({ port: await freePort(), data: folder })
      const claims = new Claims()
      try {
        const trouble = await Trouble.begin(server, folder)
        const filler = join(folder, "filler")
        fill(filler)
        await trouble.story(claims, { reason: "full", mend: () => rmSync(filler) })
      } finally {
        await server.stop()
        execFileSync("umount", [folder])
      }
      return { kind: "tried", faults: claims.faults }
    }),
}

const startOnFullDisk: Scenario = {
  name: "a start on a full disk",
  run: () =>
    inFolder(async (folder) => {
      const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder])
      if (mounted.status !== 0) return { kind: "skipped", why: "no right to mount a small disk" }
      const port = await freePort()
      const claims = new Claims()
      try {
        const filler = join(folder, "filler")
        fill(filler)
        const refused = await MainServer.start({ port, data: folder })
        claims.holds("it does not start", refused.exitCode === 1, refused.said)
        claims.holds(
          "it says that there is no room",
          refused.said.includes("нет места"),
          refused.said,
        )
        claims.holds("in one line", refused.said.trim().split("\n").length === 1, refused.said)
        await refused.stop()
        rmSync(filler)
        const server = await MainServer.start({ port, data: folder })
        claims.holds("it starts when there is room", server.setupLink !== "", server.said)
        await server.stop()
      } finally {
        execFileSync("umount", [folder])
      }
      return { kind: "tried", faults: claims.faults }
    }),
}

const quota: Scenario = {
  name: "a quota on the size of files",
  run: () =>
    inFolder(async (folder) => {
      if (spawnSync("prlimit", ["--version"]).status !== 0) {
        return { kind: "skipped", why: "no prlimit on this machine" }
      }
      const server = await MainServer.start({ port: await freePort(), data: folder })
      const claims = new Claims()
      try {
        const trouble = await Trouble.begin(server, folder)
        const wal = statSync(`${databaseFile(folder)}-wal`).size
        const limit = (bytes: string): void => {
          execFileSync("prlimit", ["--pid", String(server.pid), `--fsize=${bytes}:`])
        }
        limit(String(wal + 40_000))
        await trouble.story(claims, { reason: "failing", mend: () => limit("unlimited") })
      } finally {
        await server.stop()
      }
      return { kind: "tried", faults: claims.faults }
    }),
}

interface ReadOnly {
  readonly folder: number
  readonly file: number
}

function readOnly(name: string, modes: ReadOnly): Scenario {
  return {
    name,
    run: () =>
      inFolder(async (folder) => {
        const data = join(folder, "data")
        mkdirSync(data)
        // Everyone may pass through the folder of the test to the data.
        chmodSync(folder, 0o755)
        const owner = isRoot ? { uid: nobody } : {}
        if (isRoot) chownSync(data, nobody, nobody)
        const order = { port: await freePort(), data, ...owner }
        const first = await MainServer.start(order)
        const claims = new Claims()
        const trouble = await Trouble.begin(first, data)
        await first.stop("SIGTERM")
        const set = ({ folder: ofFolder, file }: ReadOnly): void => {
          for (const inside of readdirSync(data)) {
            if (inside.startsWith("bortzhurnal")) chmodSync(join(data, inside), file)
          }
          chmodSync(data, ofFolder)
        }
        set(modes)
        const refused = await MainServer.start(order)
        set({ folder: 0o700, file: 0o600 })
        claims.holds("it does not start", refused.exitCode === 1, refused.said)
        claims.holds("it says what to mend", refused.said.includes("нельзя писать"), refused.said)
        claims.holds("it names the file", refused.said.includes(databaseFile(data)), refused.said)
        claims.holds("in one line", refused.said.trim().split("\n").length === 1, refused.said)
        await refused.stop()
        const server = await MainServer.start(order)
        await trouble.write()
        for (const tablet of [trouble.anna, trouble.boris]) await tablet.sync()
        claims.faults.push(...(await trouble.compare()))
        await server.stop()
        return { kind: "tried", faults: claims.faults }
      }),
  }
}

const damagedAtStart: Scenario = {
  name: "a damaged file at the start",
  run: () =>
    inFolder(async (data) => {
      const order = { port: await freePort(), data }
      const first = await MainServer.start(order)
      await Trouble.begin(first, data)
      await first.stop("SIGTERM")
      const file = databaseFile(data)
      const { size } = statSync(file)
      zero(file, { from: Math.floor(size / 2), bytes: 8_192 })
      const before = readFileSync(file)
      const claims = new Claims()
      const refused = await MainServer.start(order)
      await refused.stop()
      const { said } = refused
      claims.holds("it does not start", refused.exitCode === 1, said)
      claims.holds("it names the file", said.includes(`${file} повреждена`), said)
      claims.holds("it names the command", said.includes(`npm run restore -- --data ${data}`), said)
      claims.holds("in one line", said.trim().split("\n").length === 1, said)
      claims.holds("it leaves the file as it was", readFileSync(file).equals(before))
      return { kind: "tried", faults: claims.faults }
    }),
}

const damagedWhileRunning: Scenario = {
  name: "a file that is damaged while it is served",
  run: () =>
    inFolder(async (data) => {
      const order = { port: await freePort(), data }
      const server = await MainServer.start(order)
      const claims = new Claims()
      const trouble = await Trouble.begin(server, data)
      for (let count = 0; count < 30; count += 1) await trouble.write()
      await trouble.anna.sync()
      const file = databaseFile(data)
      // Out of the log and into the file, as the server itself does it from time to time.
      const beside = new DatabaseSync(file)
      beside.exec("PRAGMA wal_checkpoint(TRUNCATE)")
      beside.close()
      zero(file, { from: 4_096, bytes: statSync(file).size - 4_096 })
      const { boris } = trouble
      const outcome = await boris.sync()
      const isRefused = boris.lastAnswer.text.includes('"storage"')
      claims.holds(
        "it serves what is right, or refuses",
        outcome.kind === "quiet" || isRefused,
        boris.lastAnswer,
      )
      if (outcome.kind === "quiet") {
        for (const { id, note } of await notesOn(boris)) {
          claims.holds("each note is the one that was written", isOwnNote(note), { id, note })
        }
      }
      await server.stop()
      const refused = await MainServer.start(order)
      claims.holds("the next start is refused", refused.exitCode === 1, refused.said.slice(0, 600))
      claims.holds("with the command", refused.said.includes("npm run restore"))
      await refused.stop()
      return { kind: "tried", faults: claims.faults }
    }),
}

async function notesOn(tablet: FaultTablet): Promise<readonly { id: string; note: unknown }[]> {
  const ids = await tablet.journal.database.records.toCollection().primaryKeys()
  const records = await Promise.all(ids.map((id) => tablet.reads(id)))
  return records.flatMap((record) =>
    record?.kind === "activity" ? [{ id: record.id, note: record.cells["note"]?.value }] : [],
  )
}

function isOwnNote(note: unknown): boolean {
  return typeof note === "string" && (/^запись \d+$/.test(note) || /^(место )+$/.test(note))
}

/** Writes until no byte more goes in. */
function fill(filler: string): void {
  const handle = openSync(filler, "w")
  try {
    for (const size of [65_536, 4_096, 1]) {
      try {
        for (;;) writeSync(handle, Buffer.alloc(size))
      } catch {
        // Full for this size.
      }
    }
  } finally {
    closeSync(handle)
  }
}

function zero(file: string, { from, bytes }: { from: number; bytes: number }): void {
  const handle = openSync(file, "r+")
  writeSync(handle, Buffer.alloc(bytes), 0, bytes, from)
  closeSync(handle)
}

export const scenarios: readonly Scenario[] = [
  diskFull,
  startOnFullDisk,
  quota,
  readOnly("a read-only folder", { folder: 0o500, file: 0o400 }),
  readOnly("a read-only file", { folder: 0o700, file: 0o400 }),
  readOnly("a folder that takes no new files", { folder: 0o500, file: 0o600 }),
  damagedAtStart,
  damagedWhileRunning,
]
