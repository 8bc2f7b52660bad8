import { describe, expect, test } from "vitest"

import { classFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { api, pathOf } from "#/sync/api.ts"

import { anId, Server, Tablet } from "./a-server.ts"

const sevenB = recordIds.schoolClass({ year: 2026, grade: 7, letter: "Б" })
const eightA = recordIds.schoolClass({ year: 2026, grade: 8, letter: "А" })
const pupil = anId(1)
const consent = recordIds.consent(pupil, "school")
const given = {
  pupil,
  purpose: "school",
  status: "given",
  day: "2026-10-01",
  guardian: "Розов Я. Я.",
}

async function aSchool() {
  const server = new Server()
  const client = await server.found()
  const head = new Tablet(client, (await client.session()).person.id)
  await head.sync([
    head.op("class", sevenB, { year: 2026, grade: 7, letter: "Б" }),
    head.op("class", eightA, { year: 2026, grade: 8, letter: "А" }),
    head.op("pupil", pupil, { class: sevenB, last: "Розов", first: "Иван" }),
  ])
  const anna = await client.hire("Иванова Анна", "navigator", [sevenB])
  const oleg = await client.hire("Смирнов Олег", "navigator", [eightA])
  return { server, head, anna, oleg }
}

const verdicts = async (tablet: Tablet, values: Parameters<Tablet["op"]>[2], id = consent) =>
  (await tablet.sync([tablet.op("consent", id, values)])).receipts

describe("a consent", () => {
  test("is kept by who works with the pupil's class and by the head, by nobody else", async () => {
    const { head, anna, oleg } = await aSchool()
    expect(await verdicts(oleg, given)).toMatchObject([
      { verdict: "forbidden", reason: "class-of-another" },
    ])
    expect(await verdicts(anna, given)).toMatchObject([{ verdict: "applied" }])
    const refusal = { pupil, purpose: "school", status: "refused" }
    const { receipts } = await head.sync([
      head.op("consent", consent, refusal, { seen: 1e6, epoch: 1 }),
    ])
    expect(receipts).toMatchObject([{ verdict: "applied" }])
    expect(await oleg.sees()).not.toContain(consent)
    expect(await anna.sees()).toContain(consent)
  })

  test("of a pupil whom the server does not know is nobody's", async () => {
    const { anna } = await aSchool()
    const stranger = anId(9)
    const values = { ...given, pupil: stranger }
    const id = recordIds.consent(stranger, "school")
    expect(await verdicts(anna, values, id)).toMatchObject([{ verdict: "forbidden" }])
  })

  test("cannot be passed off as another pupil's or for another purpose", async () => {
    const { anna } = await aSchool()
    const refused = { verdict: "invalid", reason: "bad-value", cell: "pupil" }
    expect(await verdicts(anna, { ...given, purpose: "fund" })).toMatchObject([refused])
    expect(await verdicts(anna, { status: "given" })).toMatchObject([refused])
    await verdicts(anna, given)
    expect(await verdicts(anna, { pupil: anId(2), status: "given" })).toMatchObject([refused])
    expect(await verdicts(anna, { status: "withdrawn" })).toMatchObject([{ verdict: "applied" }])
  })

  test("goes along when the pupil moves to another class, and leaves the former teacher", async () => {
    const { head, anna, oleg } = await aSchool()
    await verdicts(anna, given)
    await head.sync([head.op("pupil", pupil, { class: eightA }, { seen: 1e6, epoch: 1 })])
    expect(await oleg.sees()).toContain(consent)
    const { pages } = await anna.everything()
    const page = pages.find(({ feed }) => feed === classFeed(sevenB))
    expect(page?.entries.some(({ rec, left }) => rec === consent && !left)).toBe(false)
  })

  test("loses the guardian's name with the pupil's", async () => {
    const { head, anna } = await aSchool()
    await verdicts(anna, given)
    await head.client.send(pathOf(api.erasePupil, pupil), {})
    const { pages } = await anna.everything()
    expect(JSON.stringify(pages)).not.toContain("Розов")
    expect(JSON.stringify(pages)).toContain(consent)
  })
})
