import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { backUp } from "#/server/backup.ts"
import { databaseIn, markServed } from "#/server/data-folder.ts"
import { restore } from "#/server/restore.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"

const class7 = anId(7)

let folder = ""
let data = ""
let to = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "backup-"))
  data = join(folder, "data")
  to = join(folder, "copies")
})
afterEach(() => rmSync(folder, { recursive: true }))

async function aSchool(): Promise<{ server: Server; anna: Tablet }> {
  mkdirSync(data, { recursive: true })
  const server = new Server({ store: createSqliteStore(databaseIn(data)) })
  const head = await server.found()
  return { server, anna: await head.hire("Анна", "navigator", [class7]) }
}

/** The same browser at the server that runs on the restored file. */
function again(former: Tablet, server: Server): Tablet {
  const client = new Client(server)
  client.cookie = former.client.cookie
  const tablet = new Tablet(client, former.person)
  return Object.assign(tablet, { device: former.device, epoch: former.epoch, n: former.n })
}

const order = (server: Server, keep = 10): Parameters<typeof backUp>[0] => ({
  data,
  to,
  now: server.nowMs,
  keep,
})

describe("a backup", () => {
  test("is taken while the server works, and tells each tablet how much of it is safe", async () => {
    const { server, anna } = await aSchool()
    const first = await anna.sync([anna.op("pupil", anId(101), { class: class7 })])
    expect(first).toMatchObject({ last: 1, safe: 0 })
    await backUp(order(server))
    const second = await anna.sync([anna.op("pupil", anId(101), { last: "Ершов" })])

    expect(second).toMatchObject({ last: 2, safe: 1 })
    await server.services.store.close()
  })

  test("the newest copies stay, older ones go", async () => {
    const { server } = await aSchool()
    for (let count = 0; count < 5; count += 1) {
      server.nowMs += 60_000
      await backUp(order(server, 3))
    }
    expect(readdirSync(to)).toHaveLength(3)
    await server.services.store.close()
  })

  test("of a folder without a database is refused", async () => {
    await expect(backUp({ data, to, now: 0, keep: 1 })).rejects.toThrow("не найден")
  })
})

describe("a restore", () => {
  test("brings the copy back under a new epoch; tablets send again what it lacks, and nothing is lost", async () => {
    const { server, anna } = await aSchool()
    const saved = anna.op("pupil", anId(101), { class: class7, last: "Ершов" })
    anna.epoch = (await anna.sync([saved])).epoch
    const { file } = await backUp(order(server))
    const lost = anna.op("pupil", anId(102), { class: class7, last: "Зуев" })
    expect((await anna.sync([lost])).last).toBe(2)
    await server.services.store.close()
    const { epoch, former } = await restore({ data, from: file, now: server.nowMs })
    expect(former).toBeDefined()

    const fresh = new Server({ store: createSqliteStore(databaseIn(data)) })
    const tablet = again(anna, fresh)
    expect(await tablet.ask()).toMatchObject({ kind: "epoch", epoch, last: 1 })
    tablet.epoch = epoch
    const { receipts } = await tablet.sync([lost])
    expect(receipts).toMatchObject([{ n: 2, verdict: "applied" }])
    expect(await tablet.sees()).toEqual(expect.arrayContaining([anId(101), anId(102)]))
    await fresh.services.store.close()
  })

  test("of a damaged copy changes nothing", async () => {
    const { server } = await aSchool()
    await server.services.store.close()
    const torn = join(folder, "torn.sqlite")
    writeFileSync(torn, "this is not a database, however much it wants to be")
    await expect(restore({ data, from: torn, now: server.nowMs })).rejects.toThrow()

    const store = createSqliteStore(databaseIn(data))
    expect(await store.transaction(({ door }) => door.schools())).toHaveLength(1)
    await store.close()
  })

  test("is refused while the server runs", async () => {
    const { server } = await aSchool()
    const { file } = await backUp(order(server))
    const unmark = markServed(data)
    await expect(restore({ data, from: file, now: 0 })).rejects.toThrow("сначала остановите")
    unmark()
    await server.services.store.close()
    expect((await restore({ data, from: file, now: 0 })).epoch).toBe(2)
  })
})
