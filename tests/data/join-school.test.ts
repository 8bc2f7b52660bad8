import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { countUnsent, joinSchool } from "#/data/join-school.ts"
import { deviceRow, placeOf } from "#/data/journal.ts"
import { write } from "#/data/write.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { SessionAnswer } from "#/sync/api.ts"

const irina: SessionAnswer["person"] = {
  id: "p-1",
  name: "Иванова Ирина Петровна",
  role: "navigator",
  classes: [],
}
const school = { id: "s-1", name: "Школа № 12" }
const sevenB = { year: 2021, grade: 7, letter: "Б" }

describe("joining a school", () => {
  test("makes the tablet the invited person's and renumbers nothing", async () => {
    const journal = await aJournal("local")
    const edit = { id: recordIds.schoolClass(sevenB), kind: "class", cells: sevenB } as const
    await write(journal, [edit], 2_000)
    const before = await journal.database.outbox.toArray()
    const device = await deviceRow(journal.database)

    const joined = await joinSchool(journal, { person: irina, school })

    expect(joined.kind).toBe("joined")
    expect(await placeOf(journal.database)).toMatchObject({
      mode: "joined",
      school: "s-1",
      schoolName: "Школа № 12",
      person: { id: "p-1", name: "Иванова Ирина Петровна", role: "navigator" },
    })
    expect(await journal.database.outbox.toArray()).toEqual(before)
    expect(await deviceRow(journal.database)).toEqual(device)
    expect(await countUnsent(journal)).toBe(1)
  })

  test("may be done again by the same person, e.g. after the sign-in has ended", async () => {
    const journal = await aJournal("local")
    await joinSchool(journal, { person: irina, school })
    const again = await joinSchool(journal, {
      person: { ...irina, role: "leader" },
      school: { ...school, name: "Лицей № 12" },
    })

    expect(again.kind).toBe("joined")
    expect(await placeOf(journal.database)).toMatchObject({
      schoolName: "Лицей № 12",
      person: { id: "p-1", role: "leader" },
    })
  })

  test("is refused to another person and changes nothing then", async () => {
    const journal = await aJournal("local")
    await joinSchool(journal, { person: irina, school })
    const before = await placeOf(journal.database)

    const other = await joinSchool(journal, { person: { ...irina, id: "p-2" }, school })

    expect(other).toEqual({ kind: "another-person", name: "Иванова Ирина Петровна" })
    expect(await placeOf(journal.database)).toEqual(before)
  })

  test("never happens to the practice class", async () => {
    const journal = await aJournal("demo")
    await expect(joinSchool(journal, { person: irina, school })).rejects.toThrow("practice class")
  })
})
