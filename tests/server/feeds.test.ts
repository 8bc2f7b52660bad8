import { describe, expect, test } from "vitest"

import { classFeed, personFeed, schoolFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"

import { anId, Server, type Client, type Tablet } from "./a-server.ts"

const [class7, class8] = [anId(7), anId(8)]
const [pupil1, pupil2, late] = [anId(101), anId(102), anId(103)]
const [activity, other] = [anId(201), anId(202)]
const register = recordIds.register(activity)
const checklist = recordIds.checklist(activity)

async function aSchool(): Promise<{ server: Server; head: Client; anna: Tablet }> {
  const server = new Server()
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator", [class7])
  await anna.sync([
    anna.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
    anna.op("pupil", pupil1, { class: class7, last: "Ершов" }),
    anna.op("pupil", pupil2, { class: class7, last: "Зуев" }),
  ])
  return { server, head, anna }
}

/** A lesson in 7А led by somebody, and another one led by Anna. */
async function lessonsLedBy(anna: Tablet, leader: string): Promise<void> {
  await anna.sync([
    anna.op("activity", activity, { kind: "lesson", classes: [class7], leader }),
    anna.op("register", register, { activity, [`m:${pupil1}`]: "present" }),
    anna.op("checklist", checklist, { activity, "t:hall": true }),
    anna.op("activity", other, { kind: "lesson", classes: [class7], leader: anna.person }),
  ])
}

describe("a new class", () => {
  test("belongs to the navigator who made it, together with the pupils made right after it", async () => {
    const { anna } = await aSchool()
    const answer = await anna.sync([
      anna.op("class", class8, { year: 2026, grade: 8, letter: "В" }),
      anna.op("pupil", anId(300), { class: class8, last: "Носов" }),
    ])

    expect(answer.receipts.map(({ verdict }) => verdict)).toEqual(["applied", "applied"])
    expect(answer.access).toContain(classFeed(class8))
    expect((await anna.client.session()).person.classes).toContain(class8)
  })

  test("made by two navigators at once belongs to the first; the second is told that it is another's", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис", "navigator")
    await anna.sync([anna.op("class", class8, { year: 2026, grade: 8, letter: "В" })])
    const answer = await boris.sync([
      boris.op("class", class8, { year: 2026, grade: 8, letter: "В" }),
    ])

    expect(answer.receipts).toMatchObject([{ verdict: "forbidden", reason: "class-of-another" }])
  })
})

describe("appointments", () => {
  test("a class given to another navigator opens its feed there; taken away, it is out of access at once", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис", "navigator")
    expect(await boris.sees()).not.toContain(pupil1)
    await head.change(boris.person, { classes: [class7] })
    expect(await boris.sees()).toContain(pupil1)

    await head.change(boris.person, { classes: [] })
    await head.change(anna.person, { classes: [] })
    expect((await boris.sync()).access).toEqual([schoolFeed, personFeed(boris.person)])
    const refused = await anna.sync([anna.op("pupil", pupil1, { last: "Иной" })])
    expect(refused.receipts).toMatchObject([{ reason: "class-of-another" }])
  })

  test("tablets learn the names of the school's people", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис Петрович", "navigator")
    const { pages } = await anna.sync([], [{ feed: schoolFeed, cursor: 0 }])

    const told = pages[0]?.entries.find(({ rec }) => rec === boris.person)
    expect(told?.cells["name"]?.value).toBe("Борис Петрович")
  })

  test("the head may have every feed of the school", async () => {
    const { head, anna } = await aSchool()
    const { person } = await head.session()
    await lessonsLedBy(anna, person.id)
    const tablet = await anotherTabletOf(head, person.id)

    expect((await tablet.sync()).access).toEqual(
      expect.arrayContaining([schoolFeed, classFeed(class7), personFeed(anna.person)]),
    )
  })
})

async function anotherTabletOf(client: Client, person: string): Promise<Tablet> {
  const { Tablet } = await import("./a-server.ts")
  return new Tablet(client, person)
}

describe("the leader of a lesson", () => {
  test("sees the own lesson with its register, checklist, class and pupils, and no other lesson", async () => {
    const { head, anna } = await aSchool()
    const oleg = await head.hire("Олег", "leader")
    await lessonsLedBy(anna, oleg.person)

    const sees = await oleg.sees()
    expect(sees).toEqual(
      expect.arrayContaining([activity, register, checklist, class7, pupil1, pupil2]),
    )
    expect(sees).not.toContain(other)
    expect((await oleg.sync()).access).toEqual([schoolFeed, personFeed(oleg.person)])
  })

  test("keeps register, checklist and note of the own lesson, and nothing else", async () => {
    const { head, anna } = await aSchool()
    const oleg = await head.hire("Олег", "leader")
    await lessonsLedBy(anna, oleg.person)
    const { receipts } = await oleg.sync([
      oleg.op("register", register, { [`m:${pupil2}`]: "late" }),
      oleg.op("checklist", checklist, { "t:video": true }),
      oleg.op("activity", activity, { note: "Опоздали трое", status: "held" }),
      oleg.op("activity", activity, { classes: [class7, class8] }),
      oleg.op("activity", activity, { leader: anna.person }),
      oleg.op("activity", other, { note: "Не мой" }),
      oleg.op("register", recordIds.register(other), {
        activity: other,
        [`m:${pupil1}`]: "absent",
      }),
      oleg.op("pupil", pupil1, { last: "Иной" }),
      oleg.op("activity", anId(999), { kind: "lesson", classes: [class7], leader: oleg.person }),
    ])

    expect(receipts.map((receipt) => ("reason" in receipt ? receipt.reason : "yes"))).toEqual([
      "yes",
      "yes",
      "yes",
      "lesson-of-another",
      "lesson-of-another",
      "lesson-of-another",
      "lesson-of-another",
      "not-for-this-role",
      "lesson-of-another",
    ])
  })

  test("gets pupils who come to the class later", async () => {
    const { head, anna } = await aSchool()
    const oleg = await head.hire("Олег", "leader")
    await lessonsLedBy(anna, oleg.person)
    await anna.sync([anna.op("pupil", late, { class: class7, last: "Поздняков" })])

    expect(await oleg.sees()).toContain(late)
  })

  test("forgets everything of a lesson that was given to another", async () => {
    const { head, anna } = await aSchool()
    const oleg = await head.hire("Олег", "leader")
    await lessonsLedBy(anna, oleg.person)
    const feed = personFeed(oleg.person)
    const cursor = (await oleg.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    await anna.sync([
      anna.op("activity", activity, { leader: anna.person }, { prev: `${anna.device}.4` }),
    ])

    const { pages } = await oleg.sync([], [{ feed, cursor }])
    const left = pages[0]?.entries.filter((entry) => entry.left).map(({ rec }) => rec)
    expect(new Set(left)).toEqual(new Set([activity, register, checklist, class7, pupil1, pupil2]))
    expect(await oleg.sees()).not.toContain(pupil1)
  })

  test("a navigator who leads a lesson in a class of another is a guest there; appointed, no longer one", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис", "navigator", [class8])
    await lessonsLedBy(anna, boris.person)
    expect(await boris.sees()).toEqual(expect.arrayContaining([activity, register, pupil1]))
    const { receipts } = await boris.sync([
      boris.op("register", register, { [`m:${pupil2}`]: "present" }),
      boris.op("activity", activity, { classes: [class7, class8] }),
    ])
    expect(receipts.map(({ verdict }) => verdict)).toEqual(["applied", "forbidden"])

    await head.change(boris.person, { classes: [class7, class8] })
    const { pages } = await boris.sync([], [{ feed: personFeed(boris.person), cursor: 0 }])
    expect(pages[0]?.entries.map(({ rec }) => rec)).not.toContain(pupil1)
  })

  test("nobody gets at a class by naming oneself the leader of a lesson in it", async () => {
    const { head } = await aSchool()
    const boris = await head.hire("Борис", "navigator", [class8])
    const { receipts } = await boris.sync([
      boris.op("activity", anId(999), { kind: "lesson", classes: [class7], leader: boris.person }),
    ])

    expect(receipts).toMatchObject([{ verdict: "forbidden", reason: "class-of-another" }])
    expect(await boris.sees()).not.toContain(pupil1)
  })
})

describe("what belongs to an activity", () => {
  test("moves with it to another class", async () => {
    const { head, anna } = await aSchool()
    await head.change(anna.person, { classes: [class7, class8] })
    const boris = await head.hire("Борис", "navigator", [class8])
    await lessonsLedBy(anna, anna.person)
    expect(await boris.sees()).not.toContain(register)
    await anna.sync([
      anna.op("activity", activity, { classes: [class8] }, { prev: `${anna.device}.4` }),
    ])

    expect(await boris.sees()).toEqual(expect.arrayContaining([activity, register, checklist]))
  })

  test("is kept when it comes before the activity, and finds its class once that comes", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис", "navigator", [class7])
    await anna.sync([anna.op("register", register, { activity, [`m:${pupil1}`]: "present" })])
    expect(await boris.sees()).not.toContain(register)
    await boris.sync([boris.op("activity", activity, { kind: "lesson", classes: [class7] })])

    expect(await boris.sees()).toContain(register)
  })

  test("a register may not pass as another activity's", async () => {
    const { anna } = await aSchool()
    const { receipts } = await anna.sync([anna.op("register", register, { activity: other })])
    expect(receipts).toMatchObject([{ verdict: "invalid", reason: "bad-value", cell: "activity" }])
  })

  test("an event without a class stays in sight of its author, whoever leads it", async () => {
    const { head, anna } = await aSchool()
    const oleg = await head.hire("Олег", "leader")
    await anna.sync([anna.op("activity", anId(900), { kind: "training", leader: oleg.person })])

    expect(await anna.sees()).toContain(anId(900))
    expect(await oleg.sees()).toContain(anId(900))
  })
})

describe("a pupil who changes class", () => {
  test("comes to the new class and stays known in the former one, whose lessons name the pupil", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис", "navigator", [class8])
    await head.change(anna.person, { classes: [class7, class8] })
    await anna.sync([anna.op("pupil", pupil1, { class: class8 }, { prev: `${anna.device}.2` })])
    expect(await boris.sees()).toContain(pupil1)

    await head.change(anna.person, { classes: [class7] })
    expect(await anna.sees()).toContain(pupil1)
  })

  test("is told whole to those who had the new class before: every cell, not only the class", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис", "navigator", [class8])
    await head.change(anna.person, { classes: [class7, class8] })
    await boris.sync([boris.op("pupil", late, { class: class8 })])
    const feed = classFeed(class8)
    const cursor = (await boris.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    await anna.sync([anna.op("pupil", pupil1, { class: class8 }, { prev: `${anna.device}.2` })])

    const { pages } = await boris.sync([], [{ feed, cursor }])
    expect(pages[0]?.entries[0]?.cells).toMatchObject({
      class: { value: class8 },
      last: { value: "Ершов" },
    })
  })

  test("cannot be fetched from a class of another, nor sent there", async () => {
    const { head, anna } = await aSchool()
    const boris = await head.hire("Борис", "navigator", [class8])
    const fetched = await boris.sync([boris.op("pupil", pupil1, { class: class8 })])
    const sent = await anna.sync([anna.op("pupil", pupil1, { class: class8 })])

    expect(fetched.receipts).toMatchObject([{ reason: "class-of-another" }])
    expect(sent.receipts).toMatchObject([{ reason: "class-of-another" }])
  })
})
