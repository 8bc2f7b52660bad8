import { School, type Tablet } from "#tests/support/school.ts"
import { beforeEach, describe, expect, test } from "vitest"

import { serverRow } from "#/data/journal.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { mintScope } from "#/server/scope.ts"
import type { DeviceRow } from "#/server/store.ts"
import type { Outgoing } from "#/sync/ports.ts"

const class7 = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const schoolClass: Edit = {
  id: class7,
  kind: "class",
  cells: { year: 2021, grade: 7, letter: "Б" },
}

let school: School
let anna: Tablet

beforeEach(async () => {
  school = new School()
  await school.open()
  anna = await school.tablet("Иванова Ирина Петровна")
})

function next(opsMax = 500): Promise<Outgoing> {
  const seeds = () => ({ nowMs: school.nowMs, random: school.random })
  const about = async () => ({ app: "0.2.0", kept: true })
  return syncStoreOf(anna.journal, seeds, about).outgoing(opsMax)
}

async function heard(): Promise<DeviceRow | undefined> {
  const [id = ""] = await school.store.transaction(({ door }) => door.schools())
  const scope = mintScope({ school: id, person: "server" })
  const devices = await school.store.transaction((tx) => tx.school(scope).devices())
  return devices.find(({ person }) => person === anna.person)
}

/** So many changes, each a record of its own. */
async function change(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    school.nowMs += 60_000
    const id = recordIds.template("lesson", `band-${index}`)
    await anna.write({ id, kind: "template", cells: { band: `band-${index}` } })
  }
}

describe("what a tablet says of itself", () => {
  test("is nothing before the server has said that it listens", async () => {
    expect((await next()).request.heartbeat).toBeUndefined()
    await anna.sync()
    expect((await next()).request.heartbeat).toEqual({
      waiting: 0,
      oldestAt: null,
      app: "0.2.0",
      kept: true,
    })
  })

  test("is nothing again once an older server has taken the place of this one", async () => {
    await anna.sync()
    const { database } = anna.journal
    expect((await serverRow(database)).hears).toBe(true)
    const sent = await next()
    const answer = await anna.ask(sent.request)
    const seeds = () => ({ nowMs: school.nowMs, random: school.random })
    const { hears: _hears, ...older } =
      answer.kind === "synced" ? answer : { ...answer, hears: true }
    await syncStoreOf(anna.journal, seeds).accept(sent, older, school.nowMs)
    expect((await next()).request.heartbeat).toBeUndefined()
  })

  test("counts what still waits once this request is taken, and since when", async () => {
    await anna.sync()
    await anna.write(schoolClass)
    await change(4)
    const sent = await next(2)
    expect(sent.request.ops).toHaveLength(2)
    // The class was written at once, then one change a minute: the third of the five is two minutes later.
    expect(sent.request.heartbeat).toMatchObject({
      waiting: 3,
      oldestAt: school.nowMs - 2 * 60_000,
    })
  })

  test("says with the last request that nothing waits, so that the server need not be told once more", async () => {
    await anna.sync()
    await anna.write(schoolClass)
    await anna.sync()
    expect((await heard())?.told).toMatchObject({ waiting: 0, oldestAt: null, app: "0.2.0" })
  })

  test("leaves the server with what it heard last when the tablet goes silent with work on it", async () => {
    await anna.sync()
    await anna.write(schoolClass)
    await anna.sync()
    const seen = (await heard())?.seenAt
    anna.network = "down"
    school.nowMs += 3_600_000
    await anna.write({ ...schoolClass, cells: { letter: "В" } })
    await anna.sync()
    expect(await heard()).toMatchObject({ seenAt: seen, told: { waiting: 0 } })
  })
})
