import { School, type Tablet } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { readHistory } from "#/data/history.ts"
import { countInState } from "#/data/ops-in-state.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { api, pathOf } from "#/sync/api.ts"
import { inFeeds, nothingHeld, receive, settle, type Held } from "#/sync/held.ts"

const sevenB = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const lesson = recordIds.activity({
  kind: "lesson",
  day: "2021-10-12",
  classes: [sevenB],
  author: "",
})
const register = recordIds.register(lesson)
const pupil = "01890000-0000-7000-8000-000000000001"
const mark = (value: string): Edit => ({
  id: register,
  kind: "register",
  cells: { activity: lesson, [`m:${pupil}`]: value },
})

/** A lesson that Oleg leads in a class which is not his; Anna has corrected a mark of his. */
async function aLessonLedByAGuest(): Promise<{ anna: Tablet; oleg: Tablet }> {
  const school = new School()
  await school.open()
  const anna = await school.tablet("Иванова Анна")
  const oleg = await school.tablet("Смирнов Олег", { role: "leader" })
  await anna.write(
    { id: sevenB, kind: "class", cells: { year: 2021, grade: 7, letter: "Б" } },
    { id: pupil, kind: "pupil", cells: { class: sevenB, last: "Петров", first: "Иван" } },
    {
      id: lesson,
      kind: "activity",
      cells: { kind: "lesson", day: "2021-10-12", classes: [sevenB], leader: oleg.person },
    },
  )
  await anna.sync()
  await oleg.sync()
  await oleg.write(mark("absent"))
  await oleg.sync()
  await anna.sync()
  await anna.write(mark("late"))
  await anna.sync()
  await oleg.sync()
  expect((await readHistory(oleg.journal, [register])).map(({ by }) => by)).toContain(anna.person)
  return { anna, oleg }
}

describe("a lesson given to somebody else", () => {
  test("leaves nothing on the former leader's tablet, its history included", async () => {
    const { anna, oleg } = await aLessonLedByAGuest()
    await anna.write({ id: lesson, kind: "activity", cells: { leader: anna.person } })
    await anna.sync()
    await oleg.sync()

    expect(await oleg.sees(register, `m:${pupil}`)).toBeUndefined()
    expect(await oleg.sees(pupil, "last")).toBeUndefined()
    expect(await oleg.journal.database.history.count()).toBe(0)
  })

  test("leaves only the own unsent mark when one waits there", async () => {
    const { anna, oleg } = await aLessonLedByAGuest()
    await anna.write({ id: lesson, kind: "activity", cells: { leader: anna.person } })
    await anna.sync()
    await oleg.write(mark("present"))
    await oleg.sync()

    const rows = await oleg.journal.database.records.where("id").equals(register).toArray()
    expect(rows.map(({ open }) => open.base)).toEqual([{}])
    expect(await oleg.sees(register, `m:${pupil}`)).toBe("present")
    expect(await oleg.journal.database.history.where("rec").equals(register).count()).toBe(0)
  })
})

describe("a pupil whose name was taken away", () => {
  const rename: Edit = { id: pupil, kind: "pupil", cells: { last: "Незабудкин" } }

  test("is forgotten on the tablets with everything they remember of the name", async () => {
    const { anna, school } = await aClassOfOne()
    await anna.write(rename)
    await anna.sync()
    expect(await readHistory(anna.journal, [pupil])).not.toEqual([])

    await school.post(pathOf(api.erasePupil, pupil), {})
    await anna.sync()

    expect(await anna.sees(pupil, "last")).toBe("№")
    expect(await anna.sees(pupil, "first")).toBeNull()
    expect(await readHistory(anna.journal, [pupil])).toEqual([])
  })

  test("stays so when a tablet that was away still sends the name", async () => {
    const { anna, school } = await aClassOfOne()
    anna.network = "down"
    await anna.write(rename)
    await anna.sync()
    await school.post(pathOf(api.erasePupil, pupil), {})
    anna.network = "up"
    await anna.sync()

    expect(await anna.sees(pupil, "last")).toBe("№")
    expect(await countInState(anna.journal.database, ["fresh", "sent", "aside"])).toBe(0)
  })

  test("lets what others did in a lesson be remembered: nobody is named by a mark", async () => {
    const { anna, school } = await aClassOfOne()
    await anna.write(
      {
        id: lesson,
        kind: "activity",
        cells: { kind: "lesson", day: "2021-10-12", classes: [sevenB] },
      },
      mark("present"),
    )
    await anna.sync()
    await school.post(pathOf(api.erasePupil, pupil), {})
    await anna.sync()

    expect(await readHistory(anna.journal, [register])).not.toEqual([])
    expect(await anna.sees(register, `m:${pupil}`)).toBe("present")
  })
})

async function aClassOfOne(): Promise<{ anna: Tablet; school: School }> {
  const school = new School()
  await school.open()
  const anna = await school.tablet("Иванова Анна")
  await anna.write(
    { id: sevenB, kind: "class", cells: { year: 2021, grade: 7, letter: "Б" } },
    { id: pupil, kind: "pupil", cells: { class: sevenB, last: "Петров", first: "Иван" } },
  )
  await anna.sync()
  return { anna, school }
}

describe("a record in no feed", () => {
  const cell = { value: "late", op: "other.1", by: "anna", at: 1 }
  const entry = { rec: register, kind: "register", seq: 5, left: false, cells: { a: cell } }
  const told: Held = receive(nothingHeld(register, "register"), entry, "class:7")

  test("has no base, whichever way it came out of its last feed", () => {
    expect(receive(told, { ...entry, seq: 6, left: true }, "class:7").base).toEqual({})
    expect(inFeeds(told, []).base).toEqual({})
    expect(inFeeds(told, ["person:1"]).base).toEqual(told.base)
  })

  test("gets none from an own op that settles there", () => {
    const own = { b: { value: "present", n: 3, at: 2, prev: null } }
    const left = { ...inFeeds(told, []), own }
    const writer = { device: "mine", person: "oleg" }
    expect(settle(left, { n: 3, seq: 9, applied: true }, writer)).toMatchObject({
      base: {},
      own: {},
    })
  })
})
