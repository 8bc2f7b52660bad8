import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { demoEdits, demoLessonToday } from "#/data/demo.ts"
import { readById, readByIds, readByKey } from "#/data/read.ts"
import { write } from "#/data/write.ts"
import { activityOf } from "#/domain/activity.ts"
import { weekday } from "#/domain/day.ts"
import { pupilOf } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { registerOf, tallyOf } from "#/domain/register.ts"
import { className, schoolClassOf } from "#/domain/school-class.ts"

const today = "2021-11-18"

let given = 0
const newId = (): string => {
  given += 1
  return `01890000-0000-7000-8000-${String(given).padStart(12, "0")}`
}

async function practice(day = today) {
  const journal = await aJournal("demo")
  const written = await write(journal, demoEdits({ today: day, start: "09:10", newId }), 2_000)
  expect(written.kind).toBe("saved")
  const classes = (await readByKey(journal, recordKey.kind("class"))).map(schoolClassOf)
  return { journal, classes }
}

describe("the practice class", () => {
  test("has 7Б and 8А with invented pupils", async () => {
    const { journal, classes } = await practice()

    expect(classes.map(className).sort()).toEqual(["7Б", "8А"])
    for (const { id } of classes) {
      const pupils = (await readByKey(journal, recordKey.pupilsOf(id))).map(pupilOf)
      expect(pupils.length).toBeGreaterThanOrEqual(20)
      expect(pupils.every(({ last, first, middle }) => last && first && middle)).toBe(true)
    }
  })

  test.each(["2021-11-18", "2021-11-21", "2026-09-01", "2027-01-04"])(
    "has lessons behind with full registers, one on %s itself and one ahead",
    async (day) => {
      const { journal, classes } = await practice(day)
      const records = await Promise.all(
        classes.map(({ id }) => readByKey(journal, recordKey.activitiesOf(id))),
      )
      const activities = records.flat().flatMap((record) => activityOf(record) ?? [])
      const past = activities.filter((activity) => activity.day < day)

      expect(activities.filter((activity) => activity.day === day)).toMatchObject([
        { status: "planned", start: "09:10" },
      ])
      expect(activities.some((activity) => activity.day > day)).toBe(true)
      expect(past).toHaveLength(3)
      for (const activity of past) {
        expect(activity.status).toBe("held")
        expect(weekday(activity.day)).toBeLessThanOrEqual(5)
        const register = await readById(journal, recordIds.register(activity.id))
        const { total, marked } = tallyOf(registerOf(activity, register, []))
        expect(marked).toBe(total)
        expect(await readByIds(journal, [...registerOf(activity, register, []).list])).toHaveLength(
          total,
        )
      }
    },
  )

  test("has a lesson again on another day", async () => {
    const { journal, classes } = await practice()
    const [first] = classes
    const lesson = demoLessonToday(first?.id ?? "", { today: "2021-11-25", start: "12:00" })

    expect(await write(journal, [lesson], 3_000)).toMatchObject({ kind: "saved", changed: 1 })
    expect(await readByKey(journal, recordKey.activitiesOn("2021-11-25"))).toHaveLength(1)
  })
})
