import { setTimeout as pause } from "node:timers/promises"

import { Line } from "#tests/support/postgres-line.ts"
import { aDatabase, type TestDatabase } from "#tests/support/postgres.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { connectAlone } from "#/server/postgres-pool.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import { mintScope } from "#/server/scope.ts"
import { StoreUnavailable } from "#/server/store-unavailable.ts"
import type { SchoolRows, Store, StoredRecord } from "#/server/store.ts"

const scope = mintScope({ school: "school-1", person: "person-1" })

let database: TestDatabase
let line: Line
let store: Store
/** How often COMMIT went over the line. */
let commits = 0
beforeEach(async () => {
  database = await aDatabase()
  line = await Line.to(Number(new URL(database.url).port))
  const url = new URL(database.url)
  url.port = String(line.port)
  store = await createPostgresStore({ url: url.href })
  await store.transaction(({ door }) => door.addSchool(scope.school))
  commits = 0
  line.cutsAfter = (said) => {
    if (said.includes("COMMIT")) commits += 1
    return false
  }
})
afterEach(async () => {
  await store.close()
  line.close()
})

const rows = <Result>(work: (rows: SchoolRows) => Promise<Result>): Promise<Result> =>
  store.transaction((tx) => work(tx.school(scope)))

/** Takes the next number for a record. */
async function put(school: SchoolRows, id: string): Promise<number> {
  const head = await school.lock()
  const seq = head.seq + 1
  await school.putRecord(aRecord(id, seq))
  await school.putHead({ ...head, seq })
  return seq
}

function aRecord(id: string, seq: number): StoredRecord {
  return { id, kind: "pupil", cells: {}, seq, author: "person-1", parent: null }
}

/** What somebody else than this store finds in the database. */
async function onDisk(): Promise<{ readonly ids: readonly string[]; readonly seq: number }> {
  const admin = await connectAlone(database.adminUrl)
  const { rows: records } = await admin.query<{ id: string }>("SELECT id FROM record ORDER BY seq")
  const { rows: heads } = await admin.query<{ seq: number }>("SELECT seq FROM head")
  await admin.end()
  return { ids: records.map(({ id }) => id), seq: heads[0]?.seq ?? 0 }
}

/** Lets nobody go on until all of these stand in the queue of the school. */
function together<Result>(
  works: readonly ((school: SchoolRows) => Promise<Result>)[],
): Promise<PromiseSettledResult<Result>[]> {
  const holding = rows(async (school) => {
    await school.lock()
    await pause(10)
  })
  const begun = works.map((work) => rows(work))
  return holding.then(() => Promise.allSettled(begun))
}

describe("those who wait for one school", () => {
  test("share a commit, one after another, each with numbers of its own", async () => {
    const names = Array.from({ length: 10 }, (_, n) => `record-${n}`)
    const ended = await together(names.map((name) => (school) => put(school, name)))
    expect(ended.map((one) => (one.status === "fulfilled" ? one.value : one.status))).toEqual(
      names.map((_, index) => index + 1),
    )
    expect(await onDisk()).toEqual({ ids: names, seq: 10 })
    // One for all, on a machine that has time: whose forerunners have taken long begins a commit of its own.
    expect(commits).toBeLessThan(names.length)
  })

  test("see what those before them have written", async () => {
    const ended = await together<unknown>([
      (school) => put(school, "first"),
      async (school) => [(await school.record("first"))?.id, await put(school, "second")],
    ])
    expect(ended).toMatchObject([{ value: 1 }, { value: ["first", 2] }])
  })

  test("lose nothing by one whose work fails: it alone hears of it, and nothing of it stays", async () => {
    const ended = await together<unknown>([
      (school) => put(school, "first"),
      async (school) => {
        await put(school, "torn")
        throw new Error("the work went wrong")
      },
      async (school) => {
        await put(school, "third")
        return (await school.record("torn")) === undefined
      },
    ])
    expect(ended).toMatchObject([
      { status: "fulfilled" },
      { status: "rejected", reason: new Error("the work went wrong") },
      { status: "fulfilled", value: true },
    ])
    const { ids, seq } = await onDisk()
    expect({ ids: [...ids].sort(), seq }).toEqual({ ids: ["first", "third"], seq: 2 })
  })

  test("are acknowledged and kept though the database refuses what one of them has written", async () => {
    const clash = async (school: SchoolRows): Promise<number> => {
      const seq = await put(school, "clash")
      // Two records of one number in a feed: the database finds it at the end, when all have done their work.
      for (const rec of ["first", "clash"]) {
        await school.putPlace({ rec, feed: "school", seq: 1, joined: 1, left: false })
      }
      return seq
    }
    const ended = await together([
      (school) => put(school, "first"),
      clash,
      (school) => put(school, "third"),
    ])
    expect(ended.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
    const { ids, seq } = await onDisk()
    expect({ ids: [...ids].sort(), seq }).toEqual({ ids: ["first", "third"], seq: 2 })
  })

  test("hear that nobody knows when the line breaks while their commit is under way", async () => {
    line.cutsAfter = (said) => said.includes("COMMIT")
    let runs = 0
    const ended = await together(
      ["one", "two"].map((name) => (school: SchoolRows) => {
        runs += 1
        return put(school, name)
      }),
    )
    line.cutsAfter = () => false
    for (const one of ended) {
      expect(one).toMatchObject({ status: "rejected", reason: expect.any(StoreUnavailable) })
    }
    // Nothing is guessed: what was perhaps done is not done again.
    expect(runs).toBe(2)
    expect((await onDisk()).seq).toBe(2)
  })

  test("who only read before anything was written are answered at once", async () => {
    const answered: string[] = []
    await together<unknown>([
      async (school) => {
        await school.record("nothing")
        answered.push("reader ends")
      },
      async (school) => {
        await put(school, "first")
        await pause(20)
        answered.push("writer ends")
      },
    ])
    expect(answered).toEqual(["reader ends", "writer ends"])
    expect(await onDisk()).toMatchObject({ seq: 1 })
  })
})
