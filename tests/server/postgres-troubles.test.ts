import { Line } from "#tests/support/postgres-line.ts"
import { aDatabase, type TestDatabase } from "#tests/support/postgres.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { connectAlone } from "#/server/postgres-pool.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import { mintScope } from "#/server/scope.ts"
import { StoreUnavailable } from "#/server/store-unavailable.ts"
import type { Store } from "#/server/store.ts"

import { anId, Client, Server } from "./a-server.ts"

const scope = mintScope({ school: "school-1", person: "person-1" })
const other = mintScope({ school: "school-2", person: "person-2" })

let database: TestDatabase
let line: Line
let store: Store
beforeEach(async () => {
  database = await aDatabase()
  line = await Line.to(Number(new URL(database.url).port))
  const url = new URL(database.url)
  url.port = String(line.port)
  store = await createPostgresStore({ url: url.href })
  await store.transaction(async ({ door }) => {
    await door.addSchool(scope.school)
    await door.addSchool(other.school)
  })
})
afterEach(async () => {
  await store.close()
  line.close()
})

async function endAllConnections(): Promise<void> {
  const admin = await connectAlone(database.adminUrl)
  await admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'school' AND datname = current_database()",
  )
  await admin.end()
}

const take = (by = scope): Promise<number> =>
  store.transaction(async (tx) => {
    const head = await tx.school(by).lock()
    await tx.school(by).putHead({ ...head, seq: head.seq + 1 })
    return head.seq + 1
  })

const last = async (): Promise<number> =>
  (await store.transaction((tx) => tx.school(scope).lock())).seq

describe("a connection that was lost", () => {
  test("while nobody used it, is not noticed", async () => {
    await Promise.all([take(), take(other), take(), take(other)])
    await endAllConnections()
    expect(await take()).toBe(3)
  })

  test("in the middle of the work, is replaced and the work done once more, with one effect", async () => {
    let runs = 0
    const seq = await store.transaction(async (tx) => {
      runs += 1
      const head = await tx.school(scope).lock()
      await tx.school(scope).putHead({ ...head, seq: head.seq + 1 })
      if (runs === 1) await endAllConnections()
      return (await tx.school(scope).devices()).length + head.seq + 1
    })
    expect({ runs, seq, last: await last() }).toEqual({ runs: 2, seq: 1, last: 1 })
  })

  test("while COMMIT was under way, is not guessed about: the work is not done again", async () => {
    let runs = 0
    line.cutsAfter = (said) => said.includes("COMMIT")
    const writing = store.transaction(async (tx) => {
      runs += 1
      const head = await tx.school(scope).lock()
      await tx.school(scope).putHead({ ...head, seq: head.seq + 1 })
    })
    await expect(writing).rejects.toThrow(StoreUnavailable)
    line.cutsAfter = () => false
    expect({ runs, last: await last() }).toEqual({ runs: 1, last: 1 })
  })
})

describe("a database out of reach", () => {
  test("is a readable 503, and all is well when it is back", async () => {
    const server = new Server({ store })
    await store.transaction(({ door }) => door.setSetting("x", "y"))
    const browser = new Client(server)
    line.cut()
    const reply = await browser.look("/api/health")
    expect(reply).toMatchObject({ status: 503, body: { error: "busy" } })
    expect(server.log.at(-1)?.fault).toMatch(/^[A-Za-z0-9]+$/)
    line.isUp = true
    expect(await browser.look("/api/health")).toMatchObject({ status: 200 })
  })

  test("loses nothing that was acknowledged; the tablet sends again what was not", async () => {
    const server = new Server({ store: createdFor(store) })
    const head = await server.found()
    const anna = await head.hire("Анна", "navigator", [anId(7)])
    const first = anna.op("pupil", anId(101), { class: anId(7), last: "Ершов" })
    line.cutsAfter = (said) => said.includes("COMMIT")
    await expect(anna.sync([first])).rejects.toThrow("503")
    line.cutsAfter = () => false
    const { receipts, last: applied } = await anna.sync([first])
    expect(receipts).toMatchObject([{ n: 1, verdict: "applied" }])
    expect(applied).toBe(1)
    expect((await anna.sees()).filter((id) => id === anId(101))).toHaveLength(1)
  })
})

/** The schools of the other tests are in the way of founding one. */
function createdFor(given: Store): Store {
  return {
    ...given,
    transaction: (work, by) =>
      given.transaction(
        (tx) =>
          work({
            ...tx,
            door: {
              ...tx.door,
              schools: async () =>
                (await tx.door.schools()).filter((id) => !id.startsWith("school-")),
            },
          }),
        by,
      ),
  }
}

describe("two transactions over two schools that wait for each other", () => {
  test("are both done in the end", async () => {
    const both = async (one: typeof scope, two: typeof scope): Promise<void> =>
      store.transaction(async (tx) => {
        for (const by of [one, two]) {
          const head = await tx.school(by).lock()
          await tx.school(by).putHead({ ...head, seq: head.seq + 1 })
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      })
    await Promise.all([both(scope, other), both(other, scope)])
    expect(await last()).toBe(2)
  })
})
