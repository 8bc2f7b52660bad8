import { describe, expect, test } from "vitest"

import { personFeed } from "#/domain/feeds.ts"
import { slotOpenDays } from "#/domain/partner-slot.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { api } from "#/sync/api.ts"
import type { Entry } from "#/sync/protocol.ts"

import { anId, Server, type Client, type Synced, type Tablet } from "./a-server.ts"

const [class7, class8] = [anId(7), anId(8)]
const [pupil1, pupil2, pupil3] = [anId(101), anId(102), anId(103)]
const [slot, lesson] = [anId(201), anId(202)]
const register = recordIds.register(slot)
const today = "2026-10-12"
const dayMs = 86_400_000

interface Stage {
  readonly server: Server
  readonly head: Client
  readonly anna: Tablet
  readonly site: Tablet
}

/** A class of three, a trial for two of them led by a partner site, and a lesson of the class led by Anna. */
async function aTrial(more: Record<string, string | string[]> = {}): Promise<Stage> {
  const server = new Server()
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator", [class7])
  const site = await head.hire("Кванториум", "partner")
  const about = { last: "Ершов", first: "Пётр", middle: "Ильич", born: "2012-03-04" }
  await anna.sync([
    anna.op("class", class7, { year: 2026, grade: 7, letter: "А", teacher: "Тайная" }),
    anna.op("pupil", pupil1, { class: class7, ...about }),
    anna.op("pupil", pupil2, { class: class7, ...about, last: "Зуев" }),
    anna.op("pupil", pupil3, { class: class7, ...about, last: "Юдин" }),
    anna.op("activity", slot, {
      kind: "trial",
      day: today,
      classes: [class7],
      group: [pupil1, pupil2],
      leader: site.person,
      note: "Зуеву нельзя одному",
      ...more,
    }),
    anna.op("consent", recordIds.consent(pupil1, "school"), {
      pupil: pupil1,
      purpose: "school",
      status: "given",
    }),
    anna.op("checklist", recordIds.checklist(slot), { activity: slot, "t:bus": true }),
    anna.op("activity", lesson, {
      kind: "lesson",
      day: today,
      classes: [class7],
      leader: anna.person,
    }),
    anna.op("register", recordIds.register(lesson), { activity: lesson, [`m:${pupil3}`]: "late" }),
  ])
  return { server, head, anna, site }
}

function reasons({ receipts }: Synced): readonly string[] {
  return receipts.map((receipt) => ("reason" in receipt ? receipt.reason : "yes"))
}

async function entries(site: Tablet): Promise<readonly Entry[]> {
  return (await site.everything()).pages.flatMap((page) => page.entries)
}

describe("a partner site", () => {
  test("is told of its own slot, the class and those of its group, and of nothing else of the school", async () => {
    const { site } = await aTrial()

    expect(new Set(await site.sees())).toEqual(new Set([slot, class7, pupil1, pupil2]))
    expect((await site.sync()).access).toEqual([personFeed(site.person)])
  })

  test("gets names without dates of birth, a class without its teacher and a slot without the note", async () => {
    const { site } = await aTrial()
    const told = new Map((await entries(site)).map(({ rec, cells }) => [rec, cells]))

    expect(Object.keys(told.get(pupil1) ?? {}).sort()).toEqual(["class", "first", "last", "middle"])
    expect(Object.keys(told.get(class7) ?? {}).sort()).toEqual(["grade", "letter", "year"])
    expect(told.get(slot)).not.toHaveProperty("note")
    expect(JSON.stringify([...told])).not.toMatch(/2012-03-04|нельзя|Тайная|Юдин/)
  })

  test("is not told what is cut off when it changes later, either", async () => {
    const { anna, site } = await aTrial()
    const feed = personFeed(site.person)
    const cursor = (await site.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    await anna.sync([
      anna.op("pupil", pupil1, { born: "2012-03-05", last: "Ершова" }, { seen: 99, epoch: 1 }),
    ])
    const { pages } = await site.sync([], [{ feed, cursor }])

    expect(pages[0]?.entries.map(({ cells }) => Object.keys(cells))).toEqual([["last"]])
  })

  test("marks the register of the slot and says that it was held", async () => {
    const { site } = await aTrial()
    const answer = await site.sync([
      site.op("register", register, {
        activity: slot,
        list: [pupil1, pupil2],
        [`m:${pupil1}`]: "present",
      }),
      site.op("activity", slot, { status: "held" }),
    ])
    expect(reasons(answer)).toEqual(["yes", "yes"])
    expect(await site.sees()).toContain(register)
  })

  test("changes nothing else: not the note or the day, no other register, no pupil, no checklist, no season", async () => {
    const { site } = await aTrial()
    const other = recordIds.register(lesson)
    const answer = await site.sync([
      site.op("activity", slot, { note: "Своё" }),
      site.op("activity", slot, { day: "2026-12-31" }),
      site.op("activity", slot, { group: [pupil3] }),
      site.op("activity", lesson, { status: "held" }),
      site.op("register", other, { activity: lesson, [`m:${pupil3}`]: "present" }),
      site.op("activity", anId(999), { kind: "trial", day: today, leader: site.person }),
      site.op("pupil", pupil1, { last: "Иной" }),
      site.op("checklist", recordIds.checklist(slot), { "t:bus": false }),
      site.op("season", recordIds.season("2021"), { "skip:trial": true }),
      site.op("class", class8, { year: 2026, grade: 8, letter: "Б" }),
    ])
    expect(new Set(reasons(answer))).toEqual(new Set(["lesson-of-another", "not-for-this-role"]))
    expect(reasons(answer)).not.toContain("yes")
  })

  test("learns no further name by writing somebody into the register", async () => {
    const { site } = await aTrial()
    const answer = await site.sync([
      site.op("register", register, { activity: slot, list: [pupil1, pupil3] }),
      site.op("register", register, { activity: slot, [`m:${pupil3}`]: "present" }),
    ])
    expect(reasons(answer)).toEqual(["lesson-of-another", "lesson-of-another"])
    expect(await site.sees()).not.toContain(pupil3)
  })

  test("follows the group: who is taken out is forgotten, who is added is told", async () => {
    const { anna, site } = await aTrial()
    await anna.sync([
      anna.op("activity", slot, { group: [pupil2, pupil3] }, { seen: 99, epoch: 1 }),
    ])
    const sees = await site.sees()
    expect(sees).toEqual(expect.arrayContaining([pupil2, pupil3]))
    expect(sees).not.toContain(pupil1)
  })

  test("follows the register once it has a list of its own", async () => {
    const { anna, site } = await aTrial()
    await anna.sync([anna.op("register", register, { activity: slot, list: [pupil1, pupil3] })])
    const sees = await site.sees()
    expect(sees).toEqual(expect.arrayContaining([register, pupil1, pupil3]))
    expect(sees).not.toContain(pupil2)
  })

  test("is told the whole class where the whole class comes", async () => {
    const { site } = await aTrial({ kind: "exhibition", group: [] })
    expect(await site.sees()).toEqual(expect.arrayContaining([pupil1, pupil2, pupil3]))
  })

  test("gets nothing of a lesson, even when it is named as its leader", async () => {
    const { site } = await aTrial({ kind: "lesson" })
    expect(await site.sees()).toEqual([])
  })

  test("loses the slot and its pupils when the days for it are over, and may mark no more", async () => {
    const { server, site } = await aTrial()
    await site.sync([site.op("register", register, { activity: slot, [`m:${pupil1}`]: "present" })])
    const feed = personFeed(site.person)
    const cursor = (await site.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    server.nowMs += slotOpenDays * dayMs
    expect(await site.sees()).toContain(pupil1)

    server.nowMs += dayMs
    const { pages } = await site.sync([], [{ feed, cursor }])
    const left = pages[0]?.entries.filter((entry) => entry.left).map(({ rec }) => rec)
    expect(new Set(left)).toEqual(new Set([slot, register, class7, pupil1, pupil2]))
    expect(await site.sees()).toEqual([])
    const late = await site.sync([site.op("register", register, { [`m:${pupil2}`]: "absent" })])
    expect(reasons(late)).toEqual(["lesson-of-another"])
  })

  test("does not get the past of a record: it would tell what was cut off", async () => {
    const { site } = await aTrial()
    const reply = await site.client.look(`${api.history.path}?rec=${pupil1}`)
    expect(reply.status).toBe(404)
  })
})
