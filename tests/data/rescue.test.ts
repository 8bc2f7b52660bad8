import { aJournal } from "#tests/support/journal.ts"
import { School } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { carry, countCarried, putCarriedDown, readCarried } from "#/data/carried.ts"
import { changePlace, changeServer, type Journal } from "#/data/journal.ts"
import { setDown } from "#/data/outbox.ts"
import { readUnsent } from "#/data/plain-rescue.ts"
import { readQueue } from "#/data/read-queue.ts"
import { readById } from "#/data/read.ts"
import { rescueNeed } from "#/data/rescue-need.ts"
import { bundleIdOf, changeRescueNote, gatherRescue, rescueNote } from "#/data/rescue.ts"
import { takeInAsOwn } from "#/data/take-in.ts"
import { write } from "#/data/write.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

const sevenB = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const ilya = "01890000-0000-7000-8000-000000000001"
const theClass: Edit = { id: sevenB, kind: "class", cells: { year: 2021, grade: 7, letter: "Б" } }
const thePupil: Edit = {
  id: ilya,
  kind: "pupil",
  cells: { class: sevenB, last: "Петров", first: "Илья", status: "active" },
}
const named = (first: string): Edit => ({ id: ilya, kind: "pupil", cells: { first } })

async function firstName(journal: Journal): Promise<unknown> {
  return (await readById(journal, ilya))?.cells["first"]?.value
}

async function opsOf(journal: Journal) {
  return (await gatherRescue(journal, 5_000)).rescue.ops
}

describe("what a rescue gathers", () => {
  test("is everything the server does not have, as it would be pushed", async () => {
    const school = new School()
    await school.open()
    const irina = await school.tablet("Иванова Ирина")
    await irina.write(theClass)
    await irina.sync()
    await irina.write(thePupil)

    const { rescue, count, lastN } = await gatherRescue(irina.journal, irina.nowMs)

    expect(rescue.ops.map(({ n, kind }) => [n, kind])).toEqual([[2, "pupil"]])
    expect(rescue.person).toBe(irina.person)
    expect([count, lastN]).toEqual([1, 2])
    expect(rescue.ops[0]?.cells["last"]?.value).toBe("Петров")
  })

  test("is frozen: a later tap is another op, so that the tablet may send the gathered ones after all", async () => {
    const school = new School()
    await school.open()
    const irina = await school.tablet("Иванова Ирина")
    await irina.sync()
    await irina.write(theClass, thePupil)
    const before = (await gatherRescue(irina.journal, irina.nowMs)).rescue.ops
    await irina.write(named("Иван"))

    const after = (await gatherRescue(irina.journal, irina.nowMs)).rescue.ops

    expect(after.slice(0, 2)).toEqual(before)
    expect(after.map(({ n }) => n)).toEqual([1, 2, 3])
    expect(await irina.sync()).toEqual({ kind: "quiet" })
    expect(await irina.sees(ilya, "first")).toBe("Иван")
  })

  test("holds a refused change with its reason, also after it was set down", async () => {
    const school = new School()
    await school.open()
    const leader = await school.tablet("Соловьёва Анна", { role: "leader" })
    await leader.write(theClass)
    await leader.sync()
    const { refused } = await readQueue(leader.journal, 40)
    const aside = [{ op: { rec: sevenB }, reason: "not-for-this-role" }]

    expect((await gatherRescue(leader.journal, 1)).rescue).toMatchObject({ ops: [], aside })
    expect((await gatherRescue(leader.journal, 1)).count).toBe(1)
    await setDown(leader.journal, refused[0]?.n ?? 0)
    const gathered = await gatherRescue(leader.journal, 1)
    expect(gathered.rescue).toMatchObject({ ops: [], aside })
    expect(gathered.count).toBe(0)
  })

  test("has the same id as long as it is the same, whenever it is gathered", async () => {
    const journal = await aJournal("local")
    await write(journal, [theClass], 2_000)
    const one = await bundleIdOf((await gatherRescue(journal, 5_000)).rescue)
    const again = await bundleIdOf((await gatherRescue(journal, 9_000)).rescue)
    await write(journal, [thePupil], 10_000)
    const more = await bundleIdOf((await gatherRescue(journal, 11_000)).rescue)

    expect(again).toEqual(one)
    expect(more).not.toEqual(one)
    expect(one).toHaveLength(16)
  })
})

describe("taking another tablet's work in as one's own", () => {
  test("brings it over, and a second time changes nothing", async () => {
    const old = await aJournal("local")
    await write(old, [theClass, thePupil], 2_000)
    const journal = await aJournal("local")
    const ops = await opsOf(old)

    expect(await takeInAsOwn(journal, ops, 9_000)).toMatchObject({ kind: "saved", changed: 2 })
    expect(await takeInAsOwn(journal, ops, 9_500)).toMatchObject({ kind: "saved", changed: 0 })
    expect(await firstName(journal)).toBe("Илья")
  })

  test("leaves what was written here later as it is", async () => {
    const old = await aJournal("local")
    await write(old, [theClass, thePupil], 2_000)
    const journal = await aJournal("local")
    await write(journal, [thePupil], 1_000)
    await write(journal, [named("Иван")], 3_000)

    await takeInAsOwn(journal, await opsOf(old), 9_000)

    expect(await firstName(journal)).toBe("Иван")
    expect((await readById(journal, sevenB))?.cells["grade"]?.value).toBe(7)
  })

  test("takes a later file over an earlier one, and not the other way round", async () => {
    const old = await aJournal("local")
    await write(old, [theClass, thePupil], 2_000)
    const early = await opsOf(old)
    await write(old, [named("Иван")], 4_000)
    const late = await opsOf(old)

    const [one, other] = [await aJournal("local"), await aJournal("local")]
    await takeInAsOwn(one, early, 90_000)
    await takeInAsOwn(one, late, 91_000)
    await takeInAsOwn(other, late, 90_000)
    await takeInAsOwn(other, early, 91_000)

    expect([await firstName(one), await firstName(other)]).toEqual(["Иван", "Иван"])
  })

  test("does not take a value over one that was written here after the first file", async () => {
    const old = await aJournal("local")
    await write(old, [theClass, thePupil], 2_000)
    const early = await opsOf(old)
    await write(old, [named("Иван")], 4_000)
    const journal = await aJournal("local")
    await takeInAsOwn(journal, early, 90_000)
    await write(journal, [named("Игорь")], 95_000)

    await takeInAsOwn(journal, await opsOf(old), 99_000)

    expect(await firstName(journal)).toBe("Игорь")
  })
})

describe("a file of the first releases", () => {
  test.each([
    ["another file", `{"format":"other"}`],
    ["a cut file", `{"format":"bortzhurnal-unsent","version":1,"ops":[{"n"`],
    ["no JSON at all", "Фамилия;Имя"],
  ])("is not read out of %s", (_, text) => {
    expect(readUnsent(text)).toBeUndefined()
  })
})

describe("what a tablet carries for another", () => {
  const bundle = { id: "b1", bundle: "QlpIUg", person: "p", ops: 34, madeAt: 5, fault: null }

  test("is kept once, sealed, and let go when it is told to", async () => {
    const journal = await aJournal("joined")
    await carry(journal, bundle)
    await carry(journal, { ...bundle, fault: "foreign" })
    await carry(journal, { ...bundle, id: "b2" })

    expect(await countCarried(journal.database)).toBe(2)
    expect(await readCarried(journal)).toEqual([
      { ...bundle, fault: "foreign" },
      { ...bundle, id: "b2" },
    ])
    const rows = await journal.database.drafts.toArray()
    expect(rows.map(({ ct }) => new TextDecoder().decode(ct)).join("")).not.toContain("QlpIUg")

    await putCarriedDown(journal, "b1")
    expect((await readCarried(journal)).map(({ id }) => id)).toEqual(["b2"])
  })
})

describe("a rescue is suggested", () => {
  const dayMs = 86_400_000

  async function after(days: number, given: { mode: "joined" | "local"; isKept: boolean }) {
    const journal = await aJournal("local")
    await changePlace(journal.database, { mode: given.mode })
    await changeServer(journal.database, { offsetMs: 0, epoch: 1 })
    await write(journal, [theClass], 1_000)
    const asked = { nowMs: 1_000 + days * dayMs, isKept: given.isKept }
    return { journal, asked, need: await rescueNeed(journal, asked) }
  }

  test.each([
    ["joined", true, 2.9, undefined],
    ["joined", true, 3.1, "old"],
    ["joined", false, 0.9, undefined],
    ["joined", false, 1.1, "unkept"],
    ["local", true, 6.9, undefined],
    ["local", true, 7.1, "old"],
    ["local", false, 1.1, "unkept"],
  ] as const)("%s, storage kept: %s, after %f days: %s", async (mode, isKept, days, why) => {
    expect((await after(days, { mode, isKept })).need?.why).toBe(why)
  })

  test("not after it was saved to a file, and again for what came since", async () => {
    const { journal, asked } = await after(5, { mode: "joined", isKept: true })
    await changeRescueNote(journal, { saved: { at: asked.nowMs, lastN: 1 } })
    expect(await rescueNeed(journal, asked)).toBeUndefined()
    expect(await rescueNote(journal)).toMatchObject({ serverKey: null, saved: { lastN: 1 } })

    await write(journal, [thePupil], asked.nowMs)
    const later = { ...asked, nowMs: asked.nowMs + 4 * dayMs }
    expect(await rescueNeed(journal, later)).toMatchObject({ why: "old", count: 1 })
  })
})
