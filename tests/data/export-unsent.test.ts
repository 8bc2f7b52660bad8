import { aJournal } from "#tests/support/journal.ts"
import { School } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { editsOfUnsent, exportUnsent, readUnsent } from "#/data/export-unsent.ts"
import type { Journal } from "#/data/journal.ts"
import { setDown } from "#/data/outbox.ts"
import { readQueue } from "#/data/read-queue.ts"
import { readById } from "#/data/read.ts"
import { write } from "#/data/write.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf, type Edit } from "#/domain/record.ts"

const sevenB = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const ilya = "01890000-0000-7000-8000-000000000001"
const theClass: Edit = { id: sevenB, kind: "class", cells: { year: 2021, grade: 7, letter: "Б" } }
const thePupil: Edit = {
  id: ilya,
  kind: "pupil",
  cells: { class: sevenB, last: "Петров", first: "Илья", status: "active" },
}

async function exported(journal: Journal) {
  return exportUnsent(journal, 5_000)
}

describe("the export of what is unsent", () => {
  test("holds everything the server does not have, names included, and reads back the same", async () => {
    const journal = await aJournal("local")
    await write(journal, [theClass, thePupil], 2_000)

    const unsent = await exported(journal)

    expect(unsent.ops.map(({ kind, cells }) => [kind, cells])).toEqual([
      ["class", theClass.cells],
      ["pupil", thePupil.cells],
    ])
    expect(readUnsent(JSON.stringify(unsent))).toEqual(unsent)
  })

  test("brings the work to another tablet, and a second time changes nothing", async () => {
    const journal = await aJournal("local")
    await write(journal, [theClass, thePupil], 2_000)
    const other = await aJournal("local")
    const edits = editsOfUnsent(await exported(journal))

    expect(await write(other, edits, 9_000)).toMatchObject({ kind: "saved", changed: 2 })
    expect(await write(other, edits, 9_500)).toMatchObject({ kind: "saved", changed: 0 })

    const pupil = await readById(other, ilya)
    expect(pupil && textOf(pupil, "last")).toBe("Петров")
  })

  test("keeps a refused change with its reason, also after it was set down", async () => {
    const school = new School()
    await school.open()
    const leader = await school.tablet("Соловьёва Анна", { role: "leader" })
    await leader.write(theClass)
    await leader.sync()

    const { waiting, refused } = await readQueue(leader.journal, 40)
    expect(waiting).toEqual([])
    expect(refused).toMatchObject([
      { rec: sevenB, kind: "class", refusal: { reason: "not-for-this-role" } },
    ])
    const refusedOp = { rec: sevenB, refused: "not-for-this-role", cells: theClass.cells }
    expect((await exported(leader.journal)).ops).toMatchObject([refusedOp])

    await setDown(leader.journal, refused[0]?.n ?? 0)
    expect((await readQueue(leader.journal, 40)).refused).toEqual([])
    expect((await exported(leader.journal)).ops).toMatchObject([refusedOp])
  })

  test("leaves out what the server has acknowledged", async () => {
    const school = new School()
    await school.open()
    const irina = await school.tablet("Иванова Ирина")
    await irina.write(theClass)
    await irina.sync()

    expect((await exported(irina.journal)).ops).toEqual([])
  })

  test.each([
    ["another file", `{"format":"other"}`],
    ["a cut file", `{"format":"bortzhurnal-unsent","version":1,"ops":[{"n"`],
    ["no JSON at all", "Фамилия;Имя"],
  ])("is not read out of %s", (_, text) => {
    expect(readUnsent(text)).toBeUndefined()
  })
})

describe("the queue", () => {
  test("shows a record once with its latest values, the one changed last first", async () => {
    const journal = await aJournal("local")
    await write(journal, [theClass], 2_000)
    await write(journal, [thePupil], 3_000)
    await write(journal, [{ id: ilya, kind: "pupil", cells: { first: "Иван" } }], 4_000)

    const { waiting, waitingRecords } = await readQueue(journal, 40)

    expect(waitingRecords).toBe(2)
    expect(waiting.map(({ rec }) => rec)).toEqual([ilya, sevenB])
    expect(waiting[0]).toMatchObject({ cells: { first: "Иван", last: "Петров" }, at: 4_000 })
  })

  test("opens no more records than are shown", async () => {
    const journal = await aJournal("local")
    await write(journal, [theClass, thePupil], 2_000)

    const { waiting, waitingRecords } = await readQueue(journal, 1)

    expect([waiting.length, waitingRecords]).toEqual([1, 2])
  })
})
