import { aDatabase, type TestDatabase } from "#tests/support/postgres.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { recordIds } from "#/domain/record-ids.ts"
import type { News } from "#/server/nudges.ts"
import { PostgresNudges } from "#/server/postgres-nudges.ts"
import { connectAlone } from "#/server/postgres-pool.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"

import { Client, Server } from "./a-server.ts"
import { Ear, settled } from "./an-ear.ts"

const class7 = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })
const times = { gatherMs: 1, lookMs: 60_000, comeBackMsMax: 20 }

let database: TestDatabase
const closing: (() => Promise<void>)[] = []
beforeEach(async () => {
  database = await aDatabase()
}, 90_000)
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** News as one process of the server sends and hears them; ready when it hears. */
async function aProcess(): Promise<{ nudges: PostgresNudges; heard: News[]; next: Heard }> {
  const nudges = new PostgresNudges(database.url, times)
  const heard: News[] = []
  const waiting: { is: (news: News) => boolean; tell: () => void }[] = []
  nudges.subscribe((news) => {
    heard.push(news)
    for (const { is, tell } of waiting) if (is(news)) tell()
  })
  const next: Heard = (is) => {
    if (heard.some(is)) return Promise.resolve()
    return new Promise((tell) => {
      waiting.push({ is, tell })
    })
  }
  closing.push(() => nudges.close())
  await next(({ kind }) => kind === "missed")
  heard.length = 0
  return { nudges, heard, next }
}

type Heard = (is: (news: News) => boolean) => Promise<void>

const changed = (school: string, by: string | null = null): News => ({
  kind: "changed",
  school,
  by,
})
const isOf =
  (school: string) =>
  (news: News): boolean =>
    news.kind === "changed" && news.school === school

/** A server of its own over the same database. */
async function aServer(nudges?: PostgresNudges): Promise<Server> {
  const store = await createPostgresStore({ url: database.url })
  closing.push(() => store.close())
  return new Server({ store, ...(nudges === undefined ? {} : { nudges }) })
}

function at(server: Server, { cookie }: Client): Client {
  const client = new Client(server)
  client.cookie = cookie
  return client
}

describe("two processes over one PostgreSQL", { timeout: 30_000 }, () => {
  test("nudge each other's tablets; a process that is told nothing does not", async () => {
    const here = await aServer((await aProcess()).nudges)
    const there = await aServer((await aProcess()).nudges)
    const deaf = await aServer()
    const head = await here.found()
    const anna = await head.hire("Анна", "navigator", [class7])
    const [near, far, alone] = await Promise.all(
      [here, there, deaf].map((server) => Ear.of(at(server, head))),
    )
    await anna.sync([anna.op("class", class7, { grade: 7, letter: "А", year: 2026 })])
    await Promise.all([near?.nudged(), far?.nudged()])
    await settled()
    expect([near?.nudges, far?.nudges, alone?.nudges]).toEqual([1, 1, 0])
  })

  test("do not nudge the tablet that has sent it, at whichever it listens", async () => {
    const here = await aServer((await aProcess()).nudges)
    const there = await aServer((await aProcess()).nudges)
    const head = await here.found()
    const anna = await head.hire("Анна", "navigator", [class7])
    const [own, other] = [await Ear.of(at(there, anna.client)), await Ear.of(at(there, head))]
    await anna.sync([anna.op("class", class7, { grade: 7, letter: "А", year: 2026 })])
    await other.nudged()
    await settled()
    expect(own.nudges).toBe(0)
  })

  test("end a stream at the one when the access is taken away at the other", async () => {
    const here = await aServer((await aProcess()).nudges)
    const there = await aServer((await aProcess()).nudges)
    const head = await here.found()
    const anna = await head.hire("Анна", "navigator")
    const ear = await Ear.of(at(there, anna.client))
    await head.change(anna.person, { revoke: true })
    await ear.over()
    expect(ear.nudges).toBeGreaterThan(0)
  })
})

describe("news between processes", { timeout: 30_000 }, () => {
  test("are heard once everywhere, at their own process at once", async () => {
    const [one, two] = [await aProcess(), await aProcess()]
    one.nudges.publish(changed("school-1", "session-1"))
    expect(one.heard).toEqual([changed("school-1", "session-1")])
    await two.next(isOf("school-1"))
    two.nudges.publish(changed("school-2"))
    await one.next(isOf("school-2"))
    expect(one.heard).toHaveLength(2)
    expect(two.heard).toHaveLength(2)
  })

  test("of one school within a moment are one, and of two tablets everybody's", async () => {
    const [one, two] = [await aProcess(), await aProcess()]
    one.nudges.publish(changed("school-1", "session-1"))
    one.nudges.publish(changed("school-1", "session-1"))
    one.nudges.publish(changed("school-2", "session-1"))
    one.nudges.publish(changed("school-2", "session-2"))
    await two.next(isOf("school-2"))
    expect(two.heard).toEqual([changed("school-1", "session-1"), changed("school-2", null)])
  })

  test("of a whole city at once all arrive", async () => {
    const [one, two] = [await aProcess(), await aProcess()]
    const schools = Array.from({ length: 300 }, (_, number) => `school-${number}`)
    for (const school of schools) one.nudges.publish(changed(school, "a-session-of-22-letters"))
    await two.next(isOf("school-299"))
    expect(two.heard).toHaveLength(300)
  })

  test("go on after the connection was lost; what was said meanwhile is told, what was missed is said to be", async () => {
    const [one, two] = [await aProcess(), await aProcess()]
    const admin = await connectAlone(database.adminUrl)
    closing.push(() => admin.end())
    const { rowCount } = await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND datname = current_database()",
    )
    expect(rowCount).toBe(2)
    one.nudges.publish(changed("school-1"))
    await Promise.all([one, two].map(({ next }) => next(({ kind }) => kind === "missed")))
    // Whichever came back first: either it was told, or it knows that it has missed something.
    one.nudges.publish(changed("school-2"))
    await two.next(isOf("school-2"))
  })

  test("that are none, or of a later version, change nothing", async () => {
    const [one, two] = [await aProcess(), await aProcess()]
    const admin = await connectAlone(database.adminUrl)
    closing.push(() => admin.end())
    for (const said of ["", "{", "[]", '{"from":"x","news":[{"kind":"later"}]}']) {
      await admin.query("SELECT pg_notify('bortzhurnal_live', $1)", [said])
    }
    one.nudges.publish(changed("school-1"))
    await two.next(isOf("school-1"))
    expect(two.heard).toHaveLength(1)
  })

  test("a database that is not there keeps nobody from publishing, nor from stopping", async () => {
    const nudges = new PostgresNudges("postgres://nobody@127.0.0.1:1/nothing", times)
    const heard: News[] = []
    nudges.subscribe((news) => heard.push(news))
    nudges.publish(changed("school-1"))
    expect(heard).toEqual([changed("school-1")])
    await nudges.close()
  })
})
