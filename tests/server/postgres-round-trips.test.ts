import { Line } from "#tests/support/postgres-line.ts"
import { aDatabase } from "#tests/support/postgres.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { classFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import type { Store } from "#/server/store.ts"
import type { Op } from "#/sync/op.ts"

import { anId, Server, type Tablet } from "./a-server.ts"

const class7 = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })

let line: Line
let store: Store
let anna: Tablet
beforeEach(async () => {
  const url = new URL((await aDatabase()).url)
  line = await Line.to(Number(url.port))
  url.port = String(line.port)
  store = await createPostgresStore({ url: url.href })
  const head = await new Server({ store }).found()
  anna = await head.hire("Анна", "navigator")
  await anna.sync([anna.op("class", class7, { year: 2026, grade: 7, letter: "А" })])
})
afterEach(async () => {
  await store.close()
  line.close()
})

/** 100 pupils and 100 lessons with a register each and marks in it: what a long time offline leaves. */
function longOffline(): readonly Op[] {
  const pupils = Array.from({ length: 100 }, (_, n) =>
    anna.op("pupil", anId(1_000 + n), { class: class7, last: "Ершов", first: "Иван" }),
  )
  const lessons = Array.from({ length: 100 }, (_, n) => {
    const activity = anId(5_000 + n)
    const register = recordIds.register(activity)
    return [
      anna.op("activity", activity, { classes: [class7], leader: anna.person, day: "2026-10-12" }),
      anna.op("register", register, { activity, [`m:${anId(1_000 + n)}`]: "present" }),
      anna.op("register", register, { [`m:${anId(1_001)}`]: "late" }),
    ]
  })
  return [...pupils, ...lessons.flat()]
}

async function turnsOf(work: () => Promise<unknown>): Promise<number> {
  const before = line.turns
  await work()
  return line.turns - before
}

describe("what a request costs in waits for the network", () => {
  test("a push of 400 ops takes ten or so, and not some for each op", async () => {
    const ops = longOffline()
    const turns = await turnsOf(async () => {
      const { receipts } = await anna.sync(ops, [{ feed: classFeed(class7), cursor: 0 }])
      expect(receipts.filter(({ verdict }) => verdict === "applied")).toHaveLength(400)
    })
    expect(turns).toBeLessThan(20)
    // The same again is answered from what was kept.
    expect(await turnsOf(() => anna.sync(ops))).toBeLessThan(20)
  })

  test("a push of registers whose lessons came earlier takes no more: they are fetched together", async () => {
    const lessons = Array.from({ length: 50 }, (_, n) => anId(5_000 + n))
    const plan = { classes: [class7], leader: anna.person, day: "2026-10-12" }
    await anna.sync(lessons.map((id) => anna.op("activity", id, plan)))
    const marked = (activity: string): Op =>
      anna.op("register", recordIds.register(activity), {
        activity,
        [`m:${anId(1_001)}`]: "present",
      })
    expect(await turnsOf(() => anna.sync(lessons.map(marked)))).toBeLessThan(20)
    // Nor when only the lessons change, with a register under each.
    const held = lessons.map((id) => anna.op("activity", id, { status: "held" }))
    expect(await turnsOf(() => anna.sync(held))).toBeLessThan(20)
  })

  test("an empty pull takes a handful", async () => {
    await anna.sync()
    expect(
      await turnsOf(() => anna.sync([], [{ feed: classFeed(class7), cursor: 1 }])),
    ).toBeLessThan(10)
  })
})
