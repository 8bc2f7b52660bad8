import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"

import { aDatabase, type TestDatabase } from "#tests/support/postgres.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { checkConsistency } from "#/server/consistency.ts"
import { backUpPostgres } from "#/server/postgres-backup.ts"
import { copiedTables } from "#/server/postgres-copy.ts"
import { connectAlone } from "#/server/postgres-pool.ts"
import { restorePostgres } from "#/server/postgres-restore.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import type { Store } from "#/server/store.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"

const class7 = anId(7)

let folder = ""
let database: TestDatabase
const stores: Store[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "postgres-backup-"))
  database = await aDatabase()
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  rmSync(folder, { recursive: true })
})

async function openStore({ url }: TestDatabase): Promise<Store> {
  const store = await createPostgresStore({ url })
  stores.push(store)
  return store
}

async function aSchool(): Promise<{ server: Server; anna: Tablet }> {
  const server = new Server({ store: await openStore(database) })
  const head = await server.found()
  return { server, anna: await head.hire("Анна", "navigator", [class7]) }
}

const order = (server: Server): Parameters<typeof backUpPostgres>[0] => ({
  url: database.url,
  to: folder,
  now: server.nowMs,
  keep: 3,
})

function sameAt(former: Tablet, server: Server): Tablet {
  const client = new Client(server)
  client.cookie = former.client.cookie
  const tablet = new Tablet(client, former.person)
  return Object.assign(tablet, { device: former.device, epoch: former.epoch, n: former.n })
}

/** Every row of every table, as PostgreSQL itself writes it; the epoch is the one thing that may differ. */
async function everything({ adminUrl }: TestDatabase): Promise<Readonly<Record<string, unknown>>> {
  const admin = await connectAlone(adminUrl)
  const found: Record<string, unknown> = {}
  for (const table of Object.keys(copiedTables)) {
    const { rows } = await admin.query(`SELECT t::text AS row FROM ${table} t ORDER BY 1`)
    found[table] = rows.filter(({ row }) => !String(row).startsWith("(epoch,"))
  }
  await admin.end()
  return found
}

const restoring = (to: TestDatabase, from: string, replace = false) =>
  restorePostgres({ url: to.url, ownerUrl: to.ownerUrl, from, now: 1_800_000_000_000, replace })

describe("a backup of PostgreSQL", () => {
  test("is taken while the server works, and tells each tablet how much of it is safe", async () => {
    const { server, anna } = await aSchool()
    const first = await anna.sync([anna.op("pupil", anId(101), { class: class7 })])
    expect(first).toMatchObject({ last: 1, safe: 0 })
    const { devices } = await backUpPostgres(order(server))
    expect(devices).toBe(1)
    expect(await anna.sync([anna.op("pupil", anId(101), { last: "Ершов" })])).toMatchObject({
      last: 2,
      safe: 1,
    })
  })

  test("holds one moment, however much is written meanwhile", async () => {
    const { server, anna } = await aSchool()
    const copying = { isDone: false }
    const writing = (async () => {
      for (let n = 0; !copying.isDone; n += 1) {
        server.nowMs += 1_000
        await anna.sync([anna.op("pupil", anId(1_000 + n), { class: class7, last: "Ершов" })])
      }
    })()
    const { file } = await backUpPostgres(order(server))
    copying.isDone = true
    await writing
    const empty = await aDatabase()
    await restoring(empty, file)
    const { findings, ops } = await checkConsistency(await openStore(empty))
    expect(findings).toEqual([])
    expect(ops).toBeGreaterThan(3)
  })
})

describe("a restore into PostgreSQL", () => {
  test("brings every row back to the letter under a new epoch; tablets send again what it lacks", async () => {
    const { server, anna } = await aSchool()
    const saved = [
      anna.op("pupil", anId(101), { class: class7, last: "Ершов\0 \uFFFE \\ ' \" {}" }),
      anna.op("pupil", anId(102), { colour: "green" }),
    ]
    anna.epoch = (await anna.sync(saved)).epoch
    const before = await everything(database)
    const { file } = await backUpPostgres(order(server))
    const lost = anna.op("pupil", anId(103), { class: class7, last: "Зуев" })
    expect((await anna.sync([lost])).last).toBe(3)

    const empty = await aDatabase()
    const { epoch } = await restoring(empty, file)
    expect(await everything(empty)).toEqual(before)
    const fresh = new Server({ store: await openStore(empty) })
    const tablet = sameAt(anna, fresh)
    expect(await tablet.ask()).toMatchObject({ kind: "epoch", epoch, last: 2 })
    tablet.epoch = epoch
    expect((await tablet.sync([lost])).receipts).toMatchObject([{ n: 3, verdict: "applied" }])
    expect(await tablet.sees()).toEqual(expect.arrayContaining([anId(101), anId(103)]))
  })

  test("does not touch a database with a school unless told to, nor one that is served", async () => {
    const { server, anna } = await aSchool()
    const { file } = await backUpPostgres(order(server))
    const atBackup = await everything(database)
    await expect(restoring(database, file)).rejects.toThrow("сначала остановите")
    await anna.sync([anna.op("pupil", anId(101), { class: class7 })])
    await server.services.store.close()
    const kept = await everything(database)
    await expect(restoring(database, file)).rejects.toThrow("--replace")
    await expect(
      restorePostgres({
        url: database.url,
        ownerUrl: undefined,
        from: file,
        now: 0,
        replace: true,
      }),
    ).rejects.toThrow("DATABASE_OWNER_URL")
    expect(await everything(database)).toEqual(kept)

    await restoring(database, file, true)
    // The copy was made before its devices were told that they are in it.
    expect(await everything(database)).toEqual({ ...atBackup, device: [] })
  })

  test("works as the server's own role, too, when the database is empty", async () => {
    const { server } = await aSchool()
    const { file } = await backUpPostgres(order(server))
    const empty = await aDatabase()
    await restorePostgres({
      url: empty.url,
      ownerUrl: undefined,
      from: file,
      now: 0,
      replace: false,
    })
    expect(await everything(empty)).toEqual(await everything(database))
  })

  test("of a copy that is cut off, changed or none at all changes nothing", async () => {
    const { server } = await aSchool()
    const { file } = await backUpPostgres(order(server))
    const empty = await aDatabase()
    const kept = await everything(empty)
    const whole = readFileSync(file)
    const text = gunzipSync(whole).toString()
    const broken: Readonly<Record<string, Buffer>> = {
      "cut in the packing": whole.subarray(0, whole.length - 20),
      "without its last line": gzipSync(`${text.trimEnd().split("\n").slice(0, -1).join("\n")}\n`),
      "with a letter changed": gzipSync(text.replace("Анна", "Инна")),
      "with a row less": gzipSync(
        text.replace(/\{"table":"lesson"[^\n]*\n|\{"table":"feed"[^\n]*\n/, ""),
      ),
      "something else": Buffer.from("this is no copy, however much it wants to be"),
    }
    for (const [name, bytes] of Object.entries(broken)) {
      const torn = join(folder, "torn")
      writeFileSync(torn, bytes)
      await expect(
        restoring(empty, torn).catch((fault: unknown) => [name, String(fault)]),
      ).resolves.toEqual([name, expect.stringContaining("DamagedCopy") as string])
      expect(await everything(empty)).toEqual(kept)
    }
  })
})

/** As an operator types it. Waits for the end without holding this process up, which keeps its connections. */
async function command(
  { url, ownerUrl }: TestDatabase,
  ...args: readonly string[]
): Promise<{ readonly status: number | null; readonly told: string }> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let told = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (told += text))
  }
  await once(child, "close")
  return { status: child.exitCode, told }
}

describe("the commands", () => {
  test("copy and restore PostgreSQL as soon as its address is set, and say in a line why not", async () => {
    await aSchool()
    const copied = await command(database, "src/server/backup.ts", "--to", folder)
    expect(copied).toMatchObject({ status: 0 })
    const file = /готова: (\S+);/.exec(copied.told)?.[1] ?? ""
    const empty = await aDatabase()
    expect(await command(empty, "src/server/restore.ts", "--from", file)).toMatchObject({
      status: 0,
      told: expect.stringContaining("эпоха") as string,
    })
    const again = await command(empty, "src/server/restore.ts", "--from", file)
    expect(again.status).toBe(1)
    expect(again.told).toMatch(/^Не восстановлено: в базе уже есть школа[^\n]*\n$/)
    expect(await command(empty, "src/server/restore.ts", "--from", `${file}.x`)).toMatchObject({
      status: 1,
      told: expect.stringMatching(/^Не восстановлено: \S+ не найден\n$/) as string,
    })
  })
})
