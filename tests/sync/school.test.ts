import { aJournal } from "#tests/support/journal.ts"
import { School, type Tablet } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { readHistory } from "#/data/history.ts"
import { readOpenOps, resend } from "#/data/outbox.ts"
import { readById, readByKey } from "#/data/read.ts"
import { readTally } from "#/data/tally.ts"
import { clashesOf } from "#/domain/clash.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Edit } from "#/domain/record.ts"

const year = 2021
const sevenB = recordIds.schoolClass({ year, grade: 7, letter: "Б" })
const pupil = (index: number): string =>
  `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`
const lesson = recordIds.activity({
  kind: "lesson",
  day: "2021-10-12",
  classes: [sevenB],
  author: "",
})
const register = recordIds.register(lesson)

const theClass: Edit = { id: sevenB, kind: "class", cells: { year, grade: 7, letter: "Б" } }
const thePupils: readonly Edit[] = [1, 2, 3].map((index) => ({
  id: pupil(index),
  kind: "pupil",
  cells: { class: sevenB, last: `Петров${index}`, first: "Иван" },
}))
const theLesson: Edit = {
  id: lesson,
  kind: "activity",
  cells: { kind: "lesson", day: "2021-10-12", classes: [sevenB], status: "planned" },
}
const mark = (index: number, value: string): Edit => ({
  id: register,
  kind: "register",
  cells: { activity: lesson, [`m:${pupil(index)}`]: value },
})

async function aSchool(): Promise<School> {
  const school = new School()
  await school.open()
  return school
}

/** A school in which Anna has made class 7Б with three pupils and a lesson, and Boris holds it too. */
async function twoTablets(): Promise<{ school: School; anna: Tablet; boris: Tablet }> {
  const school = await aSchool()
  const anna = await school.tablet("Иванова Анна")
  await anna.write(theClass, ...thePupils, theLesson)
  expect(await anna.sync()).toEqual({ kind: "quiet" })
  const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
  expect(await boris.sync()).toEqual({ kind: "quiet" })
  return { school, anna, boris }
}

describe("a lesson logged without a network", () => {
  test("reaches the other tablet once the network is back", async () => {
    const { anna, boris } = await twoTablets()
    anna.network = "down"
    await anna.write(mark(1, "present"), mark(2, "absent"))
    expect(await anna.sync()).toEqual({ kind: "offline" })
    await boris.sync()
    expect(await boris.sees(register, `m:${pupil(2)}`)).toBeUndefined()
    expect(await anna.sees(register, `m:${pupil(2)}`)).toBe("absent")

    anna.network = "up"
    await anna.sync()
    await boris.sync()
    expect(await boris.sees(register, `m:${pupil(1)}`)).toBe("present")
    expect(await boris.sees(register, `m:${pupil(2)}`)).toBe("absent")
    expect(await anna.waits()).toBe(0)
  })

  test("is seen with its class, its pupils and the name of who wrote", async () => {
    const { anna, boris } = await twoTablets()
    expect(await readByKey(boris.journal, recordKey.pupilsOf(sevenB))).toHaveLength(3)
    expect(await boris.sees(anna.person, "name")).toBe("Иванова Анна")
  })
})

describe("a tablet that began without a server", () => {
  test("brings everything made before, once, when it joins", async () => {
    const school = await aSchool()
    const journal = await aJournal("local")
    const { write } = await import("#/data/write.ts")
    await write(
      journal,
      [theClass, ...thePupils, theLesson, mark(1, "late")],
      school.nowMs - 86_400_000,
    )

    const anna = await school.tablet("Иванова Анна", { journal })
    await anna.sync()
    await anna.sync()

    const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
    await boris.sync()
    expect(await readByKey(boris.journal, recordKey.pupilsOf(sevenB))).toHaveLength(3)
    expect(await boris.sees(register, `m:${pupil(1)}`)).toBe("late")
    expect(await anna.waits()).toBe(0)
    expect((await readById(anna.journal, register))?.cells[`m:${pupil(1)}`]).toMatchObject({
      by: anna.person,
      waits: false,
    })
  })
})

describe("a lost answer", () => {
  test("loses nothing and doubles nothing when the request is sent again", async () => {
    const { anna, boris } = await twoTablets()
    await anna.write(mark(1, "present"))
    anna.network = "loses-answers"
    await anna.sync()
    expect(await anna.waits()).toBe(1)

    anna.network = "doubles"
    await anna.sync()
    await boris.sync()

    expect(await anna.waits()).toBe(0)
    expect(await boris.sees(register, `m:${pupil(1)}`)).toBe("present")
    const history = (await readHistory(boris.journal, [register])).length
    expect(history).toBeLessThanOrEqual(1)
  })
})

describe("a mark changed while it was being sent", () => {
  test("stays waiting: «Отправлено» means that very value", async () => {
    const { anna, boris } = await twoTablets()
    await anna.write(mark(1, "present"))
    anna.network = "loses-answers"
    await anna.sync()
    await anna.write(mark(1, "late"))

    expect(await anna.waits()).toBe(2)
    anna.network = "up"
    await anna.sync()
    await boris.sync()
    expect(await anna.waits()).toBe(0)
    expect(await boris.sees(register, `m:${pupil(1)}`)).toBe("late")
  })
})

describe("two tablets that mark one pupil differently, offline", () => {
  test("show one clash with both values on both tablets, until somebody chooses", async () => {
    const { school, anna, boris } = await twoTablets()
    await anna.write(mark(1, "present"))
    school.nowMs += 120_000
    await boris.write(mark(1, "absent"), mark(2, "present"))
    await anna.sync()
    await boris.sync()
    await anna.sync()

    for (const tablet of [anna, boris]) {
      const record = await readById(tablet.journal, register)
      const [clash] = record === undefined ? [] : clashesOf(record)
      expect(clash?.mine).toMatchObject({ value: "absent", by: boris.person })
      expect(clash?.theirs).toMatchObject({ value: "present", by: anna.person })
      expect((await readTally(tablet.journal)).clashes).toBe(1)
    }

    await anna.write(mark(1, "absent"))
    expect((await readTally(anna.journal)).clashes).toBe(0)
    await anna.sync()
    await boris.sync()
    expect((await readTally(boris.journal)).clashes).toBe(0)
    expect(await boris.sees(register, `m:${pupil(1)}`)).toBe("absent")
    expect(await anna.sees(register, `m:${pupil(2)}`)).toBe("present")
  })

  test("find both values in the history of both tablets, the one that lost too", async () => {
    const { school, anna, boris } = await twoTablets()
    await anna.write(mark(1, "present"))
    school.nowMs += 120_000
    await boris.write(mark(1, "absent"))
    for (const tablet of [anna, boris, anna, boris]) await tablet.sync()

    for (const tablet of [anna, boris]) {
      const past = await readHistory(tablet.journal, [register])
      const marks = past.flatMap(({ by, changes }) =>
        changes.filter(({ cell }) => cell.startsWith("m:")).map(({ to }) => ({ by, to })),
      )
      expect(marks).toEqual([
        { by: boris.person, to: "absent" },
        { by: anna.person, to: "present" },
      ])
    }
  })

  test("do not clash when they agree", async () => {
    const { anna, boris } = await twoTablets()
    await anna.write(mark(1, "present"))
    await boris.write(mark(1, "present"))
    await anna.sync()
    await boris.sync()
    await anna.sync()
    expect((await readTally(anna.journal)).clashes).toBe(0)
    expect((await readTally(boris.journal)).clashes).toBe(0)
  })

  test("are not judged by a clock that is a year ahead", async () => {
    const { school, anna, boris } = await twoTablets()
    boris.skewMs = 365 * 86_400_000
    await boris.sync()
    await boris.write(mark(1, "absent"))
    school.nowMs += 60_000
    await anna.write(mark(1, "present"))
    await boris.sync()
    await anna.sync()
    await boris.sync()
    expect(await boris.sees(register, `m:${pupil(1)}`)).toBe("present")
  })
})

describe("an edit written on top of another", () => {
  test("wins, though its author's clock is an hour behind", async () => {
    const { anna, boris } = await twoTablets()
    await anna.write(mark(1, "absent"))
    await anna.sync()
    await boris.sync()
    boris.skewMs = -3_600_000
    await boris.write(mark(1, "late"))
    await boris.sync()
    await anna.sync()
    expect(await anna.sees(register, `m:${pupil(1)}`)).toBe("late")
    expect((await readTally(anna.journal)).clashes).toBe(0)
  })
})

describe("one refused record", () => {
  test("is set aside with a reason, does not hold back the others, and can be sent again", async () => {
    const school = await aSchool()
    const anna = await school.tablet("Иванова Анна")
    const boris = await school.tablet("Смирнов Борис")
    await anna.write(theClass)
    await anna.sync()
    const eighth = recordIds.schoolClass({ year, grade: 8, letter: "А" })
    const [stranger] = thePupils

    if (stranger !== undefined) await boris.write(stranger)
    await boris.write({ id: eighth, kind: "class", cells: { year, grade: 8, letter: "А" } })
    expect(await boris.sync()).toEqual({ kind: "quiet" })

    const open = await readOpenOps(boris.journal)
    expect(open).toMatchObject([{ state: "refused", refusal: { reason: "class-of-another" } }])
    expect(await boris.waits()).toBe(0)
    expect(await boris.sees(pupil(1), "last")).toBe("Петров1")
    expect(await boris.sees(eighth, "letter")).toBe("А")

    await school.post(`/api/people/${boris.person}`, { classes: [eighth, sevenB] })
    await resend(boris.journal, open[0]?.op.n ?? 0, boris.nowMs)
    await boris.sync()
    expect(await readOpenOps(boris.journal)).toEqual([])
    await anna.sync()
    expect(await anna.sees(pupil(1), "last")).toBe("Петров1")
  })
})

describe("access that ends", () => {
  test("takes the school's records off the tablet and keeps unsent work", async () => {
    const { school, boris } = await twoTablets()
    await boris.write(mark(3, "late"))
    await school.post(`/api/people/${boris.person}`, { revoke: true })

    expect(await boris.sync()).toEqual({ kind: "revoked" })

    expect(await readByKey(boris.journal, recordKey.pupilsOf(sevenB))).toEqual([])
    expect(await boris.sees(lesson, "day")).toBeUndefined()
    expect(await boris.sees(register, `m:${pupil(3)}`)).toBe("late")
    expect(await boris.waits()).toBe(1)
  })

  test("to one class takes that class", async () => {
    const { school, boris } = await twoTablets()
    await school.post(`/api/people/${boris.person}`, { classes: [] })
    await boris.sync()
    expect(await readByKey(boris.journal, recordKey.pupilsOf(sevenB))).toEqual([])
    expect(await boris.sees(sevenB, "letter")).toBeUndefined()
  })
})

describe("a lesson leader", () => {
  test("receives the own lesson with its class and pupils and nothing else, and keeps its register", async () => {
    const { school, anna } = await twoTablets()
    const other = recordIds.activity({
      kind: "lesson",
      day: "2021-10-19",
      classes: [sevenB],
      author: "",
    })
    await anna.write({ ...theLesson, id: other, cells: { ...theLesson.cells, day: "2021-10-19" } })
    const vera = await school.tablet("Ведущая Вера", { role: "leader" })
    await anna.write({ id: lesson, kind: "activity", cells: { leader: vera.person } })
    await anna.sync()
    await vera.sync()

    expect(await vera.sees(lesson, "day")).toBe("2021-10-12")
    expect(await vera.sees(pupil(1), "last")).toBe("Петров1")
    expect(await vera.sees(other, "day")).toBeUndefined()

    await vera.write(mark(1, "present"))
    await vera.sync()
    await anna.sync()
    expect(await anna.sees(register, `m:${pupil(1)}`)).toBe("present")
  })
})

describe("a pupil who moves to another class", () => {
  test("stays nameable in the lessons of the former class", async () => {
    const { school, anna, boris } = await twoTablets()
    const eighth = recordIds.schoolClass({ year, grade: 8, letter: "А" })
    await anna.write(
      { id: eighth, kind: "class", cells: { year, grade: 8, letter: "А" } },
      mark(1, "present"),
    )
    await anna.write({ id: pupil(1), kind: "pupil", cells: { class: eighth } })
    await anna.sync()
    await boris.sync()
    void school

    expect(await readByKey(boris.journal, recordKey.pupilsOf(sevenB))).toHaveLength(2)
    expect(await boris.sees(pupil(1), "last")).toBe("Петров1")
    expect(await boris.sees(register, `m:${pupil(1)}`)).toBe("present")
  })
})

describe("a feed longer than one answer", () => {
  test("is staged aside and appears whole", async () => {
    const school = await aSchool()
    const anna = await school.tablet("Иванова Анна")
    const many: Edit[] = Array.from({ length: 1_010 }, (_, index) => ({
      id: pupil(index + 1),
      kind: "pupil",
      cells: { class: sevenB, last: `Петров${index}`, first: "Иван" },
    }))
    await anna.write(theClass, ...many)
    expect(await anna.sync()).toEqual({ kind: "quiet" })

    const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
    expect(await boris.sync()).toEqual({ kind: "quiet" })
    expect(await readByKey(boris.journal, recordKey.pupilsOf(sevenB))).toHaveLength(1_010)
    expect(await boris.journal.database.staged.count()).toBe(0)
  }, 30_000)
})
