import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { backup, DatabaseSync } from "node:sqlite"

import { aJournal, seededRandom } from "#tests/support/journal.ts"
import { School, Tablet } from "#tests/support/school.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { openJournal } from "#/data/journal.ts"
import { readOpenOps, setDown } from "#/data/outbox.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

const sevenB = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const theClass: Edit = {
  id: sevenB,
  kind: "class",
  cells: { year: 2021, grade: 7, letter: "Б" },
}
const aPupil = (index: number): Edit => ({
  id: `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`,
  kind: "pupil",
  cells: { class: sevenB, last: `Петров${index}`, first: "Иван" },
})
/** Nobody but the server changes people. */
const refused = (school: Tablet): Edit => ({
  id: school.person,
  kind: "person",
  cells: { name: "Самозванец" },
})

let folder = ""
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "put-down-"))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** A server restored to where it knew only Anna's first op; the second was refused, the third applied. */
async function restoredPastARefusal(
  between: (anna: Tablet) => Promise<void>,
): Promise<{ school: School; anna: Tablet }> {
  const school = new School(join(folder, "school.sqlite"))
  await school.open()
  const anna = await school.tablet("Иванова Анна")
  await anna.sync()
  await anna.write(theClass)
  await anna.sync()
  const source = new DatabaseSync(join(folder, "school.sqlite"))
  await backup(source, join(folder, "copy.sqlite"))
  source.close()
  await anna.write(refused(anna))
  await anna.write(aPupil(3))
  await anna.sync()
  await between(anna)
  const store = createSqliteStore(join(folder, "copy.sqlite"))
  await store.transaction(async ({ door }) => door.setEpoch((await door.epoch()) + 1))
  await school.restart(store)
  return { school, anna }
}

describe("a refused op among those a restored server has lost", () => {
  test("is judged anew, and what comes after it is not held up", async () => {
    const { anna } = await restoredPastARefusal(async () => undefined)

    expect(await anna.sync()).toEqual({ kind: "quiet" })

    expect(await anna.waits()).toBe(0)
    expect((await readOpenOps(anna.journal)).map(({ state }) => state)).toEqual(["refused"])
  })

  test("is not applied when it was put down meanwhile, though its number is sent", async () => {
    const { school, anna } = await restoredPastARefusal((tablet) => setDown(tablet.journal, 2))

    expect(await anna.sync()).toEqual({ kind: "quiet" })

    expect(await readOpenOps(anna.journal)).toEqual([])
    const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
    await boris.sync()
    expect(await boris.sees(aPupil(3).id, "last")).toBe("Петров3")
    expect(await boris.sees(anna.person, "name")).toBe("Иванова Анна")
  })
})

describe("a copied tablet with a refused op", () => {
  test("sends it again under its new id, so that no number is missing", async () => {
    const school = new School(join(folder, "school.sqlite"))
    await school.open()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass)
    await anna.write(refused(anna))
    await anna.sync()
    const copied = await aJournal("local")
    for (const table of anna.journal.database.tables) {
      await copied.database.table(table.name).clear()
      await copied.database.table(table.name).bulkPut(await table.toArray())
    }
    const seeds = { nowMs: 1, random: seededRandom(9) }
    const twin = new Tablet(school, await openJournal(copied.database, "joined", seeds), anna)
    await anna.write(aPupil(1))
    await twin.write(aPupil(2))
    await anna.sync()

    expect(await twin.sync()).toEqual({ kind: "quiet" })

    expect(await twin.waits()).toBe(0)
    await anna.sync()
    expect(await anna.sees(aPupil(2).id, "last")).toBe("Петров2")
  })
})
