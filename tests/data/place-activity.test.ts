import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { assert } from "#/base/assert.ts"
import { localPerson, type Journal } from "#/data/journal.ts"
import { placeActivities } from "#/data/place-activities.ts"
import { placeActivity } from "#/data/place-activity.ts"
import { write } from "#/data/write.ts"
import type { Likeness } from "#/domain/same-activity.ts"

const classId = "0190aaaa-0000-7000-8000-000000000001"
const lesson: Likeness = {
  kind: "lesson",
  day: "2021-11-18",
  classes: [classId],
  group: [],
  start: "09:10",
  title: "",
}

async function plan(journal: Journal, given: Likeness = lesson): Promise<string> {
  const placing = await placeActivity(journal, given, localPerson)
  assert(placing.kind === "free", "nothing like it is there")
  const { kind, day, classes } = given
  await save(journal, placing.id, { kind, day, classes: [...classes], status: "planned" })
  return placing.id
}

async function save(
  journal: Journal,
  id: string,
  cells: Readonly<Record<string, string | string[]>>,
): Promise<void> {
  const written = await write(journal, [{ id, kind: "activity", cells }], 1_000)
  assert(written.kind === "saved", "saved")
}

describe("an activity that is planned", () => {
  test("gets the same id on two tablets that never met", async () => {
    expect(await plan(await aJournal())).toBe(await plan(await aJournal()))
  })

  test("is the one that is there, and not a second", async () => {
    const journal = await aJournal()
    const first = await plan(journal)

    const placing = await placeActivity(journal, { ...lesson, start: "12:00" }, localPerson)

    expect(placing).toMatchObject({ kind: "there", activity: { id: first } })
  })

  test("is the one that was moved to this day from another", async () => {
    const journal = await aJournal()
    const moved = await plan(journal, { ...lesson, day: "2021-11-11" })
    await save(journal, moved, { day: "2021-11-18" })

    const placing = await placeActivity(journal, lesson, localPerson)

    expect(placing).toMatchObject({ kind: "there", activity: { id: moved } })
  })

  test("takes the next turn when its id has since moved to another day", async () => {
    const journal = await aJournal()
    const first = await plan(journal)
    await save(journal, first, { day: "2021-11-25" })

    const second = await plan(journal)

    expect(second).not.toBe(first)
  })
})

test("several planned at once, as the groups of a class, get ids of their own, and the same on another tablet", async () => {
  const groups = ["a", "b", "c"].map((pupil) => ({
    ...lesson,
    kind: "consultation" as const,
    group: [pupil],
  }))

  const here = await placeActivities(await aJournal(), groups, localPerson)
  const there = await placeActivities(await aJournal(), groups, localPerson)

  expect(new Set(here.map((placing) => (placing.kind === "free" ? placing.id : ""))).size).toBe(3)
  expect(there).toEqual(here)
})
