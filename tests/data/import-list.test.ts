import { readFileSync } from "node:fs"

import { aJournal, seededRandom } from "#tests/support/journal.ts"
import { School, type Tablet } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { assert } from "#/base/assert.ts"
import { uuidV7 } from "#/base/uuid.ts"
import { importEdits, readImportGround, withSecondYear } from "#/data/import-list.ts"
import type { Journal } from "#/data/journal.ts"
import { readOpenOps } from "#/data/outbox.ts"
import { readClasses, readPupils } from "#/data/read-class.ts"
import { readById } from "#/data/read.ts"
import { readImports, undoImport } from "#/data/undo-import.ts"
import { write, type Written } from "#/data/write.ts"
import { exportTable } from "#/domain/class-list/export-table.ts"
import { planImport } from "#/domain/class-list/plan.ts"
import { preview } from "#/domain/class-list/preview.ts"
import type { Table } from "#/domain/class-list/read-table.ts"
import { fullName } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { valueOf, type Edit } from "#/domain/record.ts"
import { className } from "#/domain/school-class.ts"
import { readBytes } from "#/platform/spreadsheet/read-bytes.ts"

const today = "2021-11-18"
const nowMs = Date.parse("2021-11-18T09:00:00Z")
const random = seededRandom(5)
const newId = (): string => uuidV7(nowMs, random(10))

interface Loading {
  readonly day?: string
  readonly into?: string
}

/** Loads a list the way the safest choices say, and gives what was written. */
async function load(journal: Journal, rows: Table, { day = today, into }: Loading = {}) {
  const ground = await readImportGround(journal, null)
  const setting = { source: "7б.csv", day, into, newId }
  const { existing, classes } = ground
  const shown = preview(rows, { existing, classes, today: day })
  const plan = withSecondYear(planImport(shown), shown.rows, { ground, setting })
  const made = await importEdits(journal, plan, { ground, setting })
  return { plan, ...made, written: await write(journal, made.edits, nowMs) }
}

async function undo(journal: Journal, batches: readonly string[]) {
  const undone = await undoImport(journal, batches)
  return { ...undone, written: await write(journal, undone.edits, nowMs) }
}

function undoOf(written: Written): readonly Edit[] {
  assert(written.kind === "saved", "it was saved")
  return written.undo
}

/** «Петров Иван Сергеевич, 7А» of everybody on the tablet. */
async function everybody(journal: Journal): Promise<readonly string[]> {
  const found = await readPupils(journal)
  return found.map(({ pupil, schoolClass }) => `${fullName(pupil)}, ${className(schoolClass)}`)
}

function table(picture: string): Table {
  return picture
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
}

const list = table(`
  ФИО | Дата рождения | Класс
  Петров Иван Сергеевич | 03.04.2008 | 7А
  Котова Анна Львовна | 06.05.2008 | 7А
  Зимин Олег Львович | 07.05.2008 | 7Б
`)

const names = ["Зимин Олег Львович, 7Б", "Котова Анна Львовна, 7А", "Петров Иван Сергеевич, 7А"]

async function pupilNamed(journal: Journal, last: string): Promise<string> {
  const found = (await readPupils(journal)).find(({ pupil }) => pupil.last === last)
  assert(found !== undefined, `${last} is on the tablet`)
  return found.pupil.id
}

async function mark(journal: Journal, classId: string, pupilId: string): Promise<void> {
  const id = recordIds.activity({ kind: "lesson", day: today, classes: [classId], author: "" })
  const lesson = { kind: "lesson", day: today, classes: [classId], status: "planned" }
  const register = { activity: id, list: [pupilId], [`m:${pupilId}`]: "present" }
  await write(
    journal,
    [
      { id, kind: "activity", cells: lesson },
      { id: recordIds.register(id), kind: "register", cells: register },
    ],
    nowMs,
  )
}

const sevenA = recordIds.schoolClass({ year: 2021, grade: 7, letter: "А" })
const sevenB = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })

describe("a list that is loaded", () => {
  test("makes its classes, its pupils and one batch in one call", async () => {
    const journal = await aJournal()

    const { edits, written, classes } = await load(journal, list)

    expect(written.kind).toBe("saved")
    expect(edits.map(({ kind }) => kind)).toEqual([
      "class",
      "class",
      "pupil",
      "pupil",
      "pupil",
      "import",
    ])
    expect(await everybody(journal)).toEqual(names)
    expect([...classes].sort()).toEqual([sevenA, sevenB].sort())
    const [batch] = await readImports(journal)
    expect(batch).toMatchObject({ source: "7б.csv", day: today, undone: false, by: "local" })
    expect(batch?.added).toHaveLength(3)
  })

  test("changes nothing the second time", async () => {
    const journal = await aJournal()
    await load(journal, list)

    const { plan } = await load(journal, list)

    expect(plan).toMatchObject({ add: [], change: [], setAside: [] })
  })

  test("changes nothing when it is our own export", async () => {
    const journal = await aJournal()
    await load(journal, list)
    const exported = exportTable(
      (await readPupils(journal)).map(({ pupil, schoolClass }) => ({
        ...pupil,
        ...schoolClass,
        middle: pupil.middle || undefined,
        birthDate: pupil.born || undefined,
      })),
    )

    const { plan } = await load(journal, exported)

    expect(plan).toMatchObject({ add: [], change: [], setAside: [] })
  })

  test("leaves alone whoever is not in it", async () => {
    const journal = await aJournal()
    await load(journal, list)

    await load(journal, table("ФИО | Класс\nНовиков Лев Ильич | 7А"))

    expect(await everybody(journal)).toEqual([...names, "Новиков Лев Ильич, 7А"].sort())
  })

  test("completes the pupils it meets and says in the batch what they had", async () => {
    const journal = await aJournal()
    await load(journal, table("ФИО | Класс\nПетров Иван Сергеевич | 7А"))

    await load(journal, list)

    const id = await pupilNamed(journal, "Петров")
    const batch = (await readImports(journal)).find(({ changed }) => changed.length > 0)
    expect(batch?.changed).toEqual([{ id, field: "born", from: null, to: "2008-04-03" }])
  })

  test("moves a pupil to another class by the class's id", async () => {
    const journal = await aJournal()
    await load(journal, list)

    await load(journal, table("ФИО | Дата рождения | Класс\nЗимин Олег Львович | 07.05.2008 | 7А"))

    expect(await everybody(journal)).toContain("Зимин Олег Львович, 7А")
    const moved = (await readImports(journal)).flatMap(({ changed }) => changed)
    expect(moved).toMatchObject([{ field: "class", from: sevenB, to: sevenA }])
  })

  test("of next year makes next year's classes, and whoever stays a second year goes with them", async () => {
    const journal = await aJournal()
    await load(journal, list)
    const next = table(`
      ФИО | Дата рождения | Класс
      Петров Иван Сергеевич | 03.04.2008 | 7А
      Новиков Лев Ильич | 08.05.2009 | 7А
    `)

    await load(journal, next, { day: "2022-09-05" })

    const newer = recordIds.schoolClass({ year: 2022, grade: 7, letter: "А" })
    const inNew = (await readPupils(journal)).filter(({ pupil }) => pupil.classId === newer)
    expect(inNew.map(({ pupil }) => pupil.last)).toEqual(["Новиков", "Петров"])
    expect(await readClasses(journal)).toHaveLength(3)
  })

  test("of last year, loaded again in August, changes nothing", async () => {
    const journal = await aJournal()
    await load(journal, list)

    const { plan } = await load(journal, list, { day: "2022-08-20" })

    expect(plan).toMatchObject({ add: [], change: [] })
  })

  test("loaded from the screen of last year's class goes into that class", async () => {
    const journal = await aJournal()
    await load(journal, list)
    const more = table("ФИО | Класс\nНовиков Лев Ильич | 7А")

    await load(journal, more, { day: "2022-08-20", into: sevenA })

    const id = await pupilNamed(journal, "Новиков")
    expect(await readById(journal, id)).toMatchObject({ cells: { class: { value: sevenA } } })
  })

  test("of five thousand rows is one batch", async () => {
    const journal = await aJournal()
    const letter = (place: number): string => String.fromCharCode(1072 + (place % 32))
    const many = Array.from({ length: 5_000 }, (_, index) => {
      const own = letter(index) + letter(index >> 5) + letter(index >> 10)
      return [`Петров${own}ов Иван Сергеевич`, "7А"]
    })

    const { batches } = await load(journal, [["ФИО", "Класс"], ...many])

    expect(batches).toHaveLength(1)
    const [batch] = await readImports(journal)
    expect(batch?.added).toHaveLength(5_000)
  }, 60_000)

  test("on a full disk leaves nothing behind", async () => {
    const journal = await aJournal()
    journal.database.history.hook("creating", () => {
      throw new DOMException("no room", "QuotaExceededError")
    })

    const { written } = await load(journal, list)

    expect(written).toEqual({ kind: "full" })
    expect(await readClasses(journal)).toEqual([])
    expect(await readImports(journal)).toEqual([])
    expect(await readOpenOps(journal)).toEqual([])
  })
})

describe("an import that is taken back", () => {
  test("takes its pupils and its classes with it, and says so in its batch", async () => {
    const journal = await aJournal()
    const { batches } = await load(journal, list)

    const { gone, kept } = await undo(journal, batches)

    expect({ gone, kept }).toEqual({ gone: 3, kept: [] })
    expect(await everybody(journal)).toEqual([])
    expect(await readClasses(journal)).toEqual([])
    expect((await readImports(journal)).map(({ undone }) => undone)).toEqual([true])
  })

  test("comes back whole when that is undone", async () => {
    const journal = await aJournal()
    const { batches } = await load(journal, list)
    const { written } = await undo(journal, batches)

    await write(journal, undoOf(written), nowMs)

    expect(await everybody(journal)).toEqual(names)
    expect((await readImports(journal)).map(({ undone }) => undone)).toEqual([false])
  })

  test("is brought back by the same file as by any other", async () => {
    const journal = await aJournal()
    const { batches } = await load(journal, list)
    await undo(journal, batches)

    await load(journal, list)

    expect(await everybody(journal)).toEqual(names)
    expect((await readClasses(journal)).map(({ id }) => id)).toEqual([sevenA, sevenB])
  })

  test("keeps the pupils who have marks, and names them", async () => {
    const journal = await aJournal()
    const { batches } = await load(journal, list)
    await mark(journal, sevenA, await pupilNamed(journal, "Котова"))

    const { gone, kept } = await undo(journal, batches)

    expect(gone).toBe(2)
    expect(kept.map(fullName)).toEqual(["Котова Анна Львовна"])
    expect(await everybody(journal)).toEqual(["Котова Анна Львовна, 7А"])
    expect((await readClasses(journal)).map(({ id }) => id)).toEqual([sevenA])
  })

  test("keeps a class for which something is planned", async () => {
    const journal = await aJournal()
    const { batches } = await load(journal, list)
    await mark(journal, sevenA, await pupilNamed(journal, "Котова"))
    await write(
      journal,
      [
        {
          id: recordIds.register(
            recordIds.activity({ kind: "lesson", day: today, classes: [sevenA], author: "" }),
          ),
          kind: "register",
          cells: { [`m:${await pupilNamed(journal, "Котова")}`]: null },
        },
      ],
      nowMs,
    )

    const { gone } = await undo(journal, batches)

    expect(gone).toBe(3)
    expect((await readClasses(journal)).map(({ id }) => id)).toEqual([sevenA])
  })

  test("gives changed fields their former values, except those somebody has written since", async () => {
    const journal = await aJournal()
    await load(journal, table("ФИО | Класс\nПетров Иван | 7А\nКотова Анна Львовна | 7А"))
    const { batches } = await load(
      journal,
      table(`
        ФИО | Дата рождения | Класс
        Петров Иван | 03.04.2008 | 7А
        Котова Анна Львовна | 06.05.2008 | 7А
      `),
    )
    const [petrov, kotova] = [
      await pupilNamed(journal, "Петров"),
      await pupilNamed(journal, "Котова"),
    ]
    await write(journal, [{ id: kotova, kind: "pupil", cells: { born: "2008-05-07" } }], nowMs)

    const { restored, gone } = await undo(journal, batches)

    expect({ restored, gone }).toEqual({ restored: 1, gone: 0 })
    const born = async (id: string) => {
      const record = await readById(journal, id)
      return record === undefined ? undefined : valueOf(record, "born")
    }
    expect(await born(petrov)).toBeNull()
    expect(await born(kotova)).toBe("2008-05-07")
  })

  test("is taken back once: a second time nothing is left to do", async () => {
    const journal = await aJournal()
    const { batches } = await load(journal, list)
    await undo(journal, batches)

    expect(await undoImport(journal, batches)).toMatchObject({ edits: [], gone: 0, kept: [] })
  })
})

describe("an import and the server", () => {
  async function aSchool(): Promise<{ school: School; anna: Tablet }> {
    const school = new School()
    await school.open()
    return { school, anna: await school.tablet("Иванова Анна") }
  }

  test("a navigator's new classes, pupils and batch are all accepted", async () => {
    const { anna } = await aSchool()
    await load(anna.journal, list)

    expect(await anna.sync()).toEqual({ kind: "quiet" })

    expect(await readOpenOps(anna.journal)).toEqual([])
  })

  test("is taken back after sending, on another tablet, and both see the same", async () => {
    const { school, anna } = await aSchool()
    await load(anna.journal, list)
    await anna.sync()
    const boris = await school.tablet("Смирнов Борис", { classes: [sevenA, sevenB] })
    await boris.sync()
    const [batch] = await readImports(boris.journal)

    await undo(boris.journal, batch === undefined ? [] : [batch.id])
    await boris.sync()
    await anna.sync()

    expect(await everybody(anna.journal)).toEqual([])
    expect(await everybody(boris.journal)).toEqual([])
    expect((await readImports(anna.journal)).map(({ undone }) => undone)).toEqual([true])
    expect(await readOpenOps(boris.journal)).toEqual([])
  })
})

describe("every list a school may bring", () => {
  test.each([
    ["7b-excel-windows1251.csv", 27],
    ["journal-export-utf8.csv", 31],
    ["pasted-from-table.txt", 24],
    ["three-name-columns.xlsx", 29],
    ["federal-2021.xlsx", 27],
    ["federal-2025.xlsx", 27],
  ])("%s gives %i pupils, and none the second time", async (file, pupils) => {
    const journal = await aJournal()
    const read = await readBytes(new Uint8Array(readFileSync(`tests/fixtures/class-lists/${file}`)))
    assert(read.kind === "table", "the fixture is read")

    const first = await load(journal, read.rows)
    const second = await load(journal, read.rows)

    expect(first.plan.add).toHaveLength(pupils)
    expect(await readPupils(journal)).toHaveLength(pupils)
    expect(second.plan).toMatchObject({ add: [], change: [], setAside: [] })
  })
})
