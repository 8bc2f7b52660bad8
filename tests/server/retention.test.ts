import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { classFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKindNames } from "#/domain/record.ts"
import { eraseAgain } from "#/server/erase-again.ts"
import { carryLedger, ledgerIn } from "#/server/erasure-ledger.ts"
import { mintScope } from "#/server/scope.ts"
import { api, pathOf, type RetentionAnswer } from "#/sync/api.ts"
import { editName } from "#/sync/edit-name.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"

let folder = ""

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "retention-"))
})

afterEach(() => rmSync(folder, { recursive: true }))

const surname = "Незабудкина"

async function aSchool() {
  const server = new Server({ ledger: ledgerIn(folder) })
  const head = await server.found()
  const { person } = await head.session()
  const tablet = new Tablet(head, person.id)
  const classId = recordIds.schoolClass({ year: 2026, grade: 7, letter: "Б" })
  const [pupil, other, lesson] = [anId(1), anId(2), anId(3)]
  const register = recordIds.register(lesson)
  await tablet.sync([
    tablet.op("class", classId, { year: 2026, grade: 7, letter: "Б", teacher: "Жук Я. Я." }),
    tablet.op("pupil", pupil, { class: classId, last: "Василькова", first: "Роза" }),
    tablet.op("pupil", pupil, { last: surname, born: "2013-05-04" }),
    tablet.op("pupil", other, { class: classId, last: "Другой", first: "Лев" }),
    tablet.op("activity", lesson, {
      kind: "lesson",
      day: "2026-10-05",
      classes: [classId],
      note: `Мама ученицы ${surname} просила перезвонить`,
    }),
    tablet.op("register", register, {
      activity: lesson,
      list: [pupil, other],
      [`m:${pupil}`]: "present",
    }),
    tablet.op("import", anId(4), {
      source: "7Б.xlsx",
      day: "2026-09-02",
      classes: [classId],
      changed: [
        { id: pupil, field: "last", from: "Василькова", to: surname },
        { id: other, field: "first", from: "Леонид", to: "Лев" },
      ],
    }),
  ])
  return { server, head, tablet, classId, pupil, other, lesson, register }
}

/** Every word the server keeps about a school's records and their history. */
async function everything(server: Server): Promise<string> {
  const { store } = server.services
  return store.transaction(async (tx) => {
    const [school = ""] = await tx.door.schools()
    const rows = tx.school(mintScope({ school, person: "nobody" }))
    const found: unknown[] = []
    for (const kind of recordKindNames) {
      for (const record of await rows.recordsOf(kind)) {
        found.push(record)
        found.push(await rows.history({ rec: record.id, before: 1e12, limit: 1_000 }))
      }
    }
    return JSON.stringify(found)
  })
}

const erase = (head: Client, pupil: string) => head.send(pathOf(api.erasePupil, pupil), {})

const monthMs = 30 * 86_400_000

/** To the middle of July after the school year; whoever looks in once a month stays signed in. */
async function theYearPasses(server: Server, head: Client): Promise<void> {
  for (; server.nowMs < Date.parse("2027-07-15"); server.nowMs += monthMs) await head.session()
}

describe("erasing a pupil", () => {
  test("takes the name out of the record, its history and the memory of imports", async () => {
    const { server, head, pupil, lesson } = await aSchool()
    expect(await everything(server)).toContain("2013-05-04")

    const reply = await erase(head, pupil)
    expect(reply.status).toBe(200)
    // The note is a person's own words: it is told, not cut up.
    expect(reply.body).toEqual({ notes: [lesson] })

    const left = await everything(server)
    expect(left).not.toContain("Роза")
    expect(left).not.toContain("2013-05-04")
    expect(left).not.toContain("Василькова")
    expect(left.split(surname)).toHaveLength(3)
    expect(left).toContain("Леонид")
  })

  test("leaves no sum of the name either, on which names could be tried", async () => {
    const { server, head, tablet, pupil } = await aSchool()
    const former = editName({ op: `${tablet.device}.3`, value: surname })
    await tablet.sync([tablet.op("pupil", pupil, { last: "Лютикова" }, { prev: former })])
    expect(await everything(server)).toContain(former)

    await erase(head, pupil)

    const left = await everything(server)
    for (const name of ["Василькова", surname, "Лютикова", "Роза"]) {
      for (const op of [2, 3, 8].map((n) => `${tablet.device}.${n}`)) {
        expect(left).not.toContain(editName({ op, value: name }))
      }
    }
  })

  test("reaches the tablets as a deleted, nameless pupil, and the mark stays a count", async () => {
    const { head, tablet, classId, pupil, register } = await aSchool()
    await erase(head, pupil)

    const { pages } = await tablet.everything()
    const page = must(pages.find(({ feed }) => feed === classFeed(classId)))
    const told = new Map(page.entries.map(({ rec, cells }) => [rec, cells]))
    expect(told.get(pupil)).toMatchObject({
      last: { value: "№" },
      first: { value: null },
      erased: { value: true },
      gone: { value: true },
    })
    expect(told.get(register)?.[`m:${pupil}`]).toMatchObject({ value: "present" })
  })

  test("is not undone by a tablet that was away and still sends the name", async () => {
    const { server, head, tablet, pupil } = await aSchool()
    const late = tablet.op("pupil", pupil, { first: "Роза", gone: null })
    await erase(head, pupil)
    const answer = await tablet.sync([late])

    expect(answer.receipts.map(({ verdict }) => verdict)).toEqual(["superseded"])
    expect(await everything(server)).not.toContain("Роза")
  })

  test("cannot be said or unsaid by a tablet", async () => {
    const { tablet, other } = await aSchool()
    const answer = await tablet.sync([tablet.op("pupil", other, { erased: true })])
    expect(answer.receipts).toMatchObject([{ verdict: "forbidden", reason: "server-only" }])
  })

  test("is refused to whoever is not the head, as if there were no such pupil", async () => {
    const { server, head, pupil, classId } = await aSchool()
    const navigator = await head.hire("Иванова", "navigator", [classId])
    expect((await erase(navigator.client, pupil)).status).toBe(404)
    expect(await everything(server)).toContain("Роза")
  })

  test("a second time changes nothing", async () => {
    const { server, head, pupil } = await aSchool()
    await erase(head, pupil)
    const once = await everything(server)
    expect((await erase(head, pupil)).body).toEqual({ notes: [] })
    expect(await everything(server)).toBe(once)
  })
})

describe("depersonalising a school year", () => {
  test("waits until the seasons and the days after them are over", async () => {
    const { server, head } = await aSchool()
    const reply = await head.send(pathOf(api.depersonalise, "2026"), {})
    expect(reply.body).toMatchObject({ kind: "too-early" })
    expect(await everything(server)).toContain(surname)
  })

  test("puts numbers for names and empties notes, and what was done is still counted", async () => {
    const { server, head, pupil, register } = await aSchool()
    await theYearPasses(server, head)
    const reply = await head.send(pathOf(api.depersonalise, "2026"), {})
    expect(reply.body).toEqual({ kind: "done", pupils: 2, activities: 1, imports: 1 })

    const left = await everything(server)
    for (const name of [surname, "Роза", "Другой", "Леонид", "Василькова", "Жук", "7Б.xlsx"]) {
      expect(left).not.toContain(name)
    }
    expect(left).toContain("№ 1")
    expect(left).toContain("№ 2")
    expect(left).toContain(`"m:${pupil}":{"value":"present"`)
    expect(left).toContain(register)
  })

  test("reaches what a teacher had cleared, for the history still held it", async () => {
    const { server, head, tablet, lesson } = await aSchool()
    await tablet.sync([tablet.op("activity", lesson, { note: null }, { seen: 1e6, epoch: 1 })])
    expect(await everything(server)).toContain("просила перезвонить")
    await theYearPasses(server, head)
    await head.send(pathOf(api.depersonalise, "2026"), {})
    expect(await everything(server)).not.toContain("просила перезвонить")
  })

  test("a second time changes nothing", async () => {
    const { server, head } = await aSchool()
    await theYearPasses(server, head)
    await head.send(pathOf(api.depersonalise, "2026"), {})
    const once = await everything(server)
    const again = await head.send(pathOf(api.depersonalise, "2026"), {})
    expect(again.body).toEqual({ kind: "done", pupils: 0, activities: 0, imports: 0 })
    expect(await everything(server)).toBe(once)
  })

  test("leaves alone who went on to the next year's class", async () => {
    const { server, head, tablet, other } = await aSchool()
    const next = recordIds.schoolClass({ year: 2027, grade: 8, letter: "Б" })
    await tablet.sync([
      tablet.op("class", next, { year: 2027, grade: 8, letter: "Б" }),
      tablet.op("pupil", other, { class: next }, { seen: 1e6 }),
    ])
    await theYearPasses(server, head)
    const reply = await head.send(pathOf(api.depersonalise, "2026"), {})

    expect(reply.body).toMatchObject({ kind: "done", pupils: 1 })
    const left = await everything(server)
    expect(left).toContain("Другой")
    expect(left).not.toContain(surname)
  })

  test("is listed with the days from which it may be done, and with what was done", async () => {
    const { server, head, pupil } = await aSchool()
    const before = (await head.look(api.retention.path)).body as RetentionAnswer
    expect(before.years).toMatchObject([{ year: 2026, pupils: 2, open: false }])
    expect(before.past).toEqual([])

    await erase(head, pupil)
    await theYearPasses(server, head)
    const after = (await head.look(api.retention.path)).body as RetentionAnswer
    expect(after.years).toMatchObject([{ year: 2026, pupils: 1, open: true }])
    expect(after.past).toMatchObject([{ year: null, pupils: 1 }])
  })
})

describe("a restore from an older copy", () => {
  test("does not bring a name back: the book of erasures takes it away again", async () => {
    const { server, pupil, head } = await aSchool()
    const { store } = server.services
    const [school = ""] = await store.transaction((tx) => tx.door.schools())
    // What a restore leaves: a database that has the name and a book that says it must go.
    const by = anId(9)
    ledgerIn(folder).write({ what: "pupil", school, pupil, by, at: 1 })
    expect(await eraseAgain(server.services)).toBe(1)
    expect(await everything(server)).not.toContain("Роза")
    expect(await eraseAgain(server.services)).toBe(0)
    expect((await erase(head, pupil)).status).toBe(200)
  })

  test("takes away the names of those who were meant, and of nobody who went on", async () => {
    const { server, pupil, other } = await aSchool()
    const { store } = server.services
    const [school = ""] = await store.transaction((tx) => tx.door.schools())
    // In this copy both still stand in the old class; when the year was depersonalised only one did.
    const entry = { what: "year", school, year: 2026, pupils: [pupil], by: anId(9), at: 1 } as const
    ledgerIn(folder).write(entry)
    expect(await eraseAgain(server.services)).toBe(1)
    const left = await everything(server)
    expect(left).not.toContain("Роза")
    expect(left).toContain("Другой")
    expect(left).toContain(other)
  })
})

describe("the book of erasures", () => {
  test("holds ids and no name, on disk before the answer", async () => {
    const { head, pupil } = await aSchool()
    await erase(head, pupil)
    const book = readFileSync(join(folder, "erasures.jsonl"), "utf8")
    expect(book).toContain(pupil)
    expect(book).not.toContain(surname)
  })

  test("loses nothing to a line that a power cut left half-written", () => {
    writeFileSync(join(folder, "erasures.jsonl"), `{"what":"pupil","sch`)
    const entry = { what: "pupil", school: anId(1), pupil: anId(2), by: anId(3), at: 4 } as const
    ledgerIn(folder).write(entry)
    expect(ledgerIn(folder).read()).toEqual([entry])
  })

  test("goes with the copies and comes back from them, each entry once", () => {
    const copies = mkdtempSync(join(tmpdir(), "copies-"))
    const entry = { what: "pupil", school: anId(1), pupil: anId(2), by: anId(3), at: 4 } as const
    ledgerIn(folder).write(entry)
    expect(carryLedger(folder, copies)).toBe(1)
    expect(carryLedger(folder, copies)).toBe(0)
    const fresh = mkdtempSync(join(tmpdir(), "fresh-"))
    expect(carryLedger(copies, fresh)).toBe(1)
    expect(ledgerIn(fresh).read()).toEqual([entry])
    for (const gone of [copies, fresh]) rmSync(gone, { recursive: true })
  })

  test("that cannot be written keeps the erasure from being done", async () => {
    const { server, head, pupil } = await aSchool()
    const refusing = new Server({
      store: server.services.store,
      ledger: {
        write: () => {
          throw new Error("no room")
        },
        read: () => [],
      },
    })
    const client = new Client(refusing)
    client.cookie = head.cookie
    expect((await erase(client, pupil)).status).toBe(500)
    expect(await everything(server)).toContain("Роза")
  })
})
