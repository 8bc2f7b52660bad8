import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { readQueue } from "#/data/read-queue.ts"
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
