import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync, backup } from "node:sqlite"

import { aJournal, seededRandom } from "#tests/support/journal.ts"
import { School, Tablet } from "#tests/support/school.ts"
import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { deviceRow, openJournal } from "#/data/journal.ts"
import { formerRows } from "#/data/new-device.ts"
import { opsInState } from "#/data/ops-in-state.ts"
import { readById, readByKey } from "#/data/read.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Edit } from "#/domain/record.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { opsPerRequestMax } from "#/sync/engine.ts"

const year = 2021
const sevenB = recordIds.schoolClass({ year, grade: 7, letter: "Б" })
const sevenV = recordIds.schoolClass({ year, grade: 7, letter: "В" })
const pupil = (index: number): string =>
  `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`
const register = recordIds.register("01890000-0000-7000-8000-00000000000a")
const theClass: Edit = { id: sevenB, kind: "class", cells: { year, grade: 7, letter: "Б" } }
const aPupil = (index: number): Edit => ({
  id: pupil(index),
  kind: "pupil",
  cells: { class: sevenB, last: `Петров${index}`, first: "Иван" },
})

let folder = ""
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "school-"))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** A school whose database lies in a file, so that it can be put back to an earlier day. */
async function aSchoolOnDisk(): Promise<School> {
  const school = new School(join(folder, "school.sqlite"))
  await school.open()
  return school
}

async function saveCopy(to: string): Promise<void> {
  const source = new DatabaseSync(join(folder, "school.sqlite"))
  await backup(source, join(folder, to))
  source.close()
}

/** As a backup does it: a copy holds all that the server has by now. */
function noteBackup(): void {
  const live = new DatabaseSync(join(folder, "school.sqlite"))
  live.exec("UPDATE device SET safe = last")
  live.close()
}

async function restore(school: School, from: string): Promise<void> {
  const store = createSqliteStore(join(folder, from))
  await store.transaction(async ({ door }) => door.setEpoch((await door.epoch()) + 1))
  await school.restart(store)
}

/** One request is answered; what should follow it never leaves the tablet. */
async function oneRequestOf(tablet: Tablet, opsMax = opsPerRequestMax): Promise<void> {
  const { journal, nowMs, school } = tablet
  const store = syncStoreOf(journal, () => ({ nowMs, random: school.random }))
  const sent = await store.outgoing(opsMax)
  await store.accept(sent, await tablet.ask(sent.request), nowMs)
}

/** Anna's and Boris's, which both hold a class of one pupil. */
async function twoTablets() {
  const school = await aSchoolOnDisk()
  const anna = await school.tablet("Иванова Анна")
  await anna.write(theClass, aPupil(1))
  await anna.sync()
  const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
  await boris.sync()
  return { school, anna, boris }
}

describe("a server restored from a backup", () => {
  test("is given again everything it lost, and every tablet agrees with it afterwards", async () => {
    const { school, anna, boris } = await twoTablets()
    await saveCopy("copy.sqlite")
    await anna.write(aPupil(2))
    await boris.write(aPupil(3))
    await anna.sync()
    await boris.sync()
    await anna.sync()
    expect(await readByKey(anna.journal, recordKey.pupilsOf(sevenB))).toHaveLength(3)

    await restore(school, "copy.sqlite")
    await anna.sync()
    await boris.sync()
    await anna.sync()

    for (const tablet of [anna, boris]) {
      const pupils = await readByKey(tablet.journal, recordKey.pupilsOf(sevenB))
      expect(pupils.map((record) => record.id).sort()).toEqual([pupil(1), pupil(2), pupil(3)])
      expect(await tablet.waits()).toBe(0)
    }
  })

  test("keeps the old copy on the screen until the new one is whole", async () => {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass, aPupil(1))
    await anna.sync()
    await saveCopy("copy.sqlite")
    await anna.write(aPupil(2))
    await anna.sync()
    await restore(school, "copy.sqlite")
    anna.network = "down"
    await anna.sync()
    expect(await anna.sees(pupil(2), "last")).toBe("Петров2")

    anna.network = "up"
    await anna.sync()
    expect(await anna.sees(pupil(2), "last")).toBe("Петров2")
    expect(await anna.waits()).toBe(0)
  })

  test("learns the winner again though the ops arrive in another order", async () => {
    const { school, anna, boris } = await twoTablets()
    await saveCopy("copy.sqlite")
    const rename = (last: string): Edit => ({ id: pupil(1), kind: "pupil", cells: { last } })
    await anna.write(rename("Петрова"))
    await anna.sync()
    await boris.sync()
    boris.skewMs = -3_600_000
    await boris.write(rename("Петрова-Белая"))
    await boris.sync()

    await restore(school, "copy.sqlite")
    await boris.sync()
    await anna.sync()
    await boris.sync()

    expect(await anna.sees(pupil(1), "last")).toBe("Петрова-Белая")
    expect(await boris.sees(pupil(1), "last")).toBe("Петрова-Белая")
  })

  test("leaves a value with its author when what was written on top of it never comes again", async () => {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass)
    await anna.sync()
    const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
    await boris.sync()
    await saveCopy("copy.sqlite")
    await anna.write(aPupil(2))
    await anna.write(aPupil(1))
    await anna.sync()
    await boris.sync()
    await boris.write({ id: pupil(1), kind: "pupil", cells: { last: "Петрова-Белая" } })
    await boris.sync()
    await anna.sync()

    // A stamp of the same instant would be clamped, and its value told back.
    school.nowMs += 60_000
    await restore(school, "copy.sqlite")
    // The feeds are whole after the first op: of the next ones its author is told nothing back.
    for (let request = 0; request < 4; request += 1) await oneRequestOf(anna, 1)

    expect(await anna.waits()).toBe(0)
    expect(await anna.sees(pupil(1), "last")).toBe("Петров1")
  })

  test("is not given back by a tablet what it has collected since", async () => {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass)
    await anna.sync()
    await saveCopy("copy.sqlite")
    const copy = new DatabaseSync(join(folder, "copy.sqlite"))
    for (const sql of ["DELETE FROM feed WHERE rec = ?", "DELETE FROM record WHERE id = ?"]) {
      copy.prepare(sql).run(sevenB)
    }
    copy.close()

    await restore(school, "copy.sqlite")
    await anna.write({ id: sevenB, kind: "class", cells: { teacher: "Ершова" } })
    await anna.sync()

    expect(await anna.sees(sevenB, "teacher")).toBe("Ершова")
    expect(await anna.sees(sevenB, "letter")).toBe(null)
  })
})

/** The same database on a second device. */
async function copyOf(tablet: Tablet): Promise<Tablet> {
  const copied = await aJournal("local")
  for (const table of tablet.journal.database.tables) {
    await copied.database.table(table.name).clear()
    await copied.database.table(table.name).bulkPut(await table.toArray())
  }
  const seeds = { nowMs: 1, random: seededRandom(5) }
  return new Tablet(tablet.school, await openJournal(copied.database, "joined", seeds), tablet)
}

describe("a copied tablet", () => {
  test("takes a new id and sends its own work; nothing of either is lost", async () => {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass)
    await anna.sync()
    const twin = await copyOf(anna)

    await anna.write(aPupil(1))
    await twin.write(aPupil(2))
    await anna.sync()
    await twin.sync()
    await anna.sync()

    for (const tablet of [anna, twin]) {
      const pupils = await readByKey(tablet.journal, recordKey.pupilsOf(sevenB))
      expect(pupils.map((record) => record.id).sort()).toEqual([pupil(1), pupil(2)])
    }
  })

  test("loses nothing though the server is restored, and meets the other half first", async () => {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass)
    await anna.sync()
    await saveCopy("copy.sqlite")
    const twin = await copyOf(anna)
    await anna.write(aPupil(1))
    await anna.sync()
    await twin.write(aPupil(2))

    await restore(school, "copy.sqlite")
    await twin.sync()
    await anna.sync()
    await twin.sync()

    for (const tablet of [anna, twin]) {
      const pupils = await readByKey(tablet.journal, recordKey.pupilsOf(sevenB))
      expect(pupils.map((record) => record.id).sort()).toEqual([pupil(1), pupil(2)])
      expect(await tablet.waits()).toBe(0)
    }
  })

  test("asks again for receipts that the other half was given anew by a restored server", async () => {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    const boris = await school.tablet("Смирнов Борис")
    await anna.sync()
    await boris.sync()
    await saveCopy("copy.sqlite")
    await boris.write({ ...theClass, id: sevenV, cells: { ...theClass.cells, letter: "В" } })
    await boris.sync()
    await anna.write(theClass)
    await oneRequestOf(anna)
    const twin = await copyOf(anna)
    expect(await opsInState(twin.journal.database, ["receipted"])).toHaveLength(1)

    await restore(school, "copy.sqlite")
    await anna.sync()
    await twin.sync()

    expect(await opsInState(twin.journal.database, ["receipted"])).toEqual([])
    expect(await twin.sees(sevenB, "letter")).toBe("Б")
  })
})

describe("a half of a copied tablet that has taken another id", () => {
  /** Both halves know of a pupil, whom they call Пётр by now; then the other half wrote once more and broke for good. */
  async function lastHalf(): Promise<{ readonly school: School; readonly twin: Tablet }> {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass)
    await anna.sync()
    await saveCopy("copy.sqlite")
    await anna.write(aPupil(1))
    await anna.sync()
    // Set back in between: by the clocks alone the former name would win.
    anna.skewMs = -3_600_000
    await anna.write(named("Пётр"))
    await anna.sync()
    const twin = await copyOf(anna)
    await anna.write(aPupil(2))
    await anna.sync()
    await twin.write(aPupil(3))
    await twin.sync()
    return { school, twin }
  }

  test("gives a restored server again what it had sent by the former one", async () => {
    const { school, twin } = await lastHalf()

    await restore(school, "copy.sqlite")
    await twin.sync()

    const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
    await boris.sync()
    expect(await boris.sees(pupil(1), "first")).toBe("Пётр")
    expect(await boris.sees(pupil(3), "first")).toBe("Иван")
    expect(await twin.sees(pupil(1), "first")).toBe("Пётр")
    expect(await twin.waits()).toBe(0)
  })

  test("gives it in the order in which it was written, with what has been written since", async () => {
    const { school, twin } = await lastHalf()
    await twin.write(named("Павел"))

    await restore(school, "copy.sqlite")
    await twin.sync()

    const cell = await firstName(twin)
    expect(cell).toMatchObject({ value: "Павел" })
    expect(cell?.rival).toBeUndefined()
  })

  test("keeps it until a backup holds something that it has sent by the new one", async () => {
    const { twin } = await lastHalf()
    const former = (): Promise<number> => formerRows(twin.journal.database).count()
    const before = await former()

    noteBackup()
    await twin.sync()

    expect([before, await former()]).toEqual([3, 0])
  })

  test("lets it go when the server was put back to a copy that holds it", async () => {
    const { school, twin } = await lastHalf()
    await saveCopy("later.sqlite")

    await restore(school, "later.sqlite")
    const { id } = await deviceRow(twin.journal.database)
    await twin.sync()

    expect(await formerRows(twin.journal.database).count()).toBe(0)
    expect(await deviceRow(twin.journal.database)).toMatchObject({ id })
    expect(await twin.sees(pupil(1), "first")).toBe("Пётр")
  })
})

/** Two halves of a copied tablet that both write the pupil's name; the second one thrice, under numbers of the first. */
async function twoHalves(): Promise<{ readonly anna: Tablet; readonly twin: Tablet }> {
  const school = await aSchoolOnDisk()
  const anna = await school.tablet("Иванова Анна")
  await anna.write(theClass, aPupil(1))
  await anna.sync()
  const twin = await copyOf(anna)
  twin.network = "down"
  for (const first of ["Пётр", "Фёдор", "Павел"]) {
    school.nowMs += 60_000
    await twin.write(named(first))
    // Once a request has left, the next tap is an op of its own.
    await twin.sync()
  }
  twin.network = "up"
  return { anna, twin }
}

const named = (first: string): Edit => ({ id: pupil(1), kind: "pupil", cells: { first } })

async function firstName(tablet: Tablet) {
  return (await readById(tablet.journal, pupil(1)))?.cells["first"]
}

describe("two halves of a copied tablet whose numbers name two things", () => {
  test("do not hide each other's value: it stays beside", async () => {
    const { anna, twin } = await twoHalves()
    await anna.write(named("Семён"))
    await anna.sync()

    await twin.sync()

    const cell = await firstName(twin)
    expect(new Set([cell?.value, cell?.rival?.value])).toEqual(new Set(["Павел", "Семён"]))
  })

  test("may write on top of each other, whatever number that takes", async () => {
    const { anna, twin } = await twoHalves()
    await anna.write(aPupil(2))
    await anna.sync()
    await twin.sync()
    await anna.sync()
    expect(await anna.sees(pupil(1), "first")).toBe("Павел")

    await anna.write(named("Семён"))
    await anna.sync()
    await twin.sync()

    for (const tablet of [anna, twin]) {
      expect(await firstName(tablet)).toMatchObject({ value: "Семён" })
      expect((await firstName(tablet))?.rival).toBeUndefined()
    }
  })
})

describe("a number that a restored server has forgotten, and the other half of a copied tablet uses for something else", () => {
  /** Anna calls the pupil Пётр, Boris writes Павел on top of that; her twin, who knows of neither, writes Семён. */
  async function forgotten(): Promise<{ readonly twin: Tablet; readonly boris: Tablet }> {
    const { school, anna, boris } = await twoTablets()
    await saveCopy("copy.sqlite")
    const twin = await copyOf(anna)
    await anna.write(named("Пётр"))
    await anna.sync()
    await boris.sync()
    await boris.write(named("Павел"))
    await boris.sync()
    await restore(school, "copy.sqlite")
    await twin.write(named("Семён"))
    return { twin, boris }
  }

  const both = new Set(["Павел", "Семён"])

  test("does not hide that under what was written on the forgotten one", async () => {
    const { twin, boris } = await forgotten()
    await twin.sync()

    await boris.sync()
    await twin.sync()

    const cell = await firstName(twin)
    expect(new Set([cell?.value, cell?.rival?.value])).toEqual(both)
  })

  test("does not pass for it when it comes last", async () => {
    const { twin, boris } = await forgotten()
    await boris.sync()

    await twin.sync()

    const cell = await firstName(twin)
    expect(new Set([cell?.value, cell?.rival?.value])).toEqual(both)
  })
})

describe("a browser that wiped the tablet", () => {
  test("gives a new device id, and the school's copy comes back", async () => {
    const school = await aSchoolOnDisk()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass, aPupil(1), {
      id: register,
      kind: "register",
      cells: { [`m:${pupil(1)}`]: "late" },
    })
    await anna.sync()

    const empty = new Tablet(school, await aJournal("joined"), anna)
    await empty.sync()
    await empty.write(aPupil(2))
    await empty.sync()
    await anna.sync()

    expect(await anna.sees(pupil(2), "last")).toBe("Петров2")
    expect(await empty.sees(pupil(1), "last")).toBe("Петров1")
  })
})
