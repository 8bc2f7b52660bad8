import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { createArea } from "#/server/areas.ts"
import { textIn } from "#/server/changes.ts"
import { demoPupils } from "#/server/demo-people.ts"
import { createInvitation } from "#/server/invitations.ts"
import { mintScope, serverHand } from "#/server/scope.ts"
import { api, pathOf } from "#/sync/api.ts"
import { areaApi, readAreaSummary, type AreaSummary } from "#/sync/area-api.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"

type Kind = "municipality" | "region"

/** A city or a region, with its coordinator signed in. */
async function anArea(server: Server, kind: Kind, name: string, under?: string) {
  const made = must(
    await createArea(server.services, { kind, name, coordinator: "Ким Вера Львовна", under }),
  )
  const client = new Client(server)
  await client.send(api.acceptInvitation.path, { token: made.invitation.token })
  return { id: made.id, client }
}

/** A school made by the city, with its head signed in. */
async function aSchoolOf(city: Client, schoolName: string): Promise<Client> {
  const reply = await city.send(areaApi.newSchool.path, { schoolName, name: "Орлова Светлана" })
  const { invitation } = reply.body as { invitation: { token: string } }
  const head = new Client(city.server)
  await head.send(api.acceptInvitation.path, { token: invitation.token })
  return head
}

interface ClassGiven {
  readonly grade: number
  readonly pupils: number
  /** How many of them were at the lesson; none was held without it. */
  readonly came?: number
}

async function auditOf(server: Server, school: string) {
  const scope = mintScope({ school, person: serverHand })
  return server.services.store.transaction((tx) => tx.school(scope).auditAfter(0, 1_000))
}

async function recordsOf(server: Server, school: string, kind: "pupil") {
  const scope = mintScope({ school, person: serverHand })
  return server.services.store.transaction((tx) => tx.school(scope).recordsOf(kind))
}

let made = 100

/** A navigator with classes, their pupils and a lesson each. Gives the names of everybody. */
async function fill(head: Client, classes: readonly ClassGiven[]): Promise<readonly string[]> {
  const anna = await head.hire("Белова Анна Сергеевна", "navigator")
  const names = ["Белова", "Орлова"]
  for (const [place, { grade, pupils, came }] of classes.entries()) {
    const id = recordIds.schoolClass({ year: 2026, grade, letter: "А" })
    const people = demoPupils(place, pupils).map((named) => ({ ...named, id: anId((made += 1)) }))
    names.push(...people.flatMap(({ last, first }) => [last, first]))
    const ids = people.map((pupil) => pupil.id)
    await anna.sync([
      anna.op("class", id, { year: 2026, grade, letter: "А" }),
      ...people.map(({ id: pupil, ...named }) =>
        anna.op("pupil", pupil, { class: id, ...named, status: "active" }),
      ),
    ])
    if (came === undefined) continue
    const lesson = anId((made += 1))
    const marks = ids.map((pupil, at) => [`m:${pupil}`, at < came ? "present" : "absent"])
    await anna.sync([
      anna.op("activity", lesson, {
        kind: "lesson",
        day: "2026-10-09",
        classes: [id],
        leader: anna.person,
        status: "held",
      }),
      anna.op("register", recordIds.register(lesson), {
        activity: lesson,
        list: ids,
        ...Object.fromEntries(marks),
      }),
    ])
  }
  return names
}

async function summaryFor(client: Client): Promise<AreaSummary> {
  const { body } = await client.look(areaApi.areaSummary.path)
  const { log } = client.server
  return must(readAreaSummary(body), JSON.stringify([body, log.at(-1)]))
}

function lessonOf(counts: AreaSummary["total"]["counts"]) {
  return must(counts.steps.find(({ step }) => step === "lesson"))
}

describe("a city", () => {
  test("counts its schools by step and grade as their own screens do", async () => {
    const city = (await anArea(new Server(), "municipality", "Приреченск")).client
    const head = await aSchoolOf(city, "Школа № 3")
    await fill(head, [
      { grade: 7, pupils: 24, came: 20 },
      { grade: 8, pupils: 25 },
    ])
    const { area, parts, total } = await summaryFor(city)

    expect(area).toEqual({ name: "Приреченск", kind: "municipality" })
    expect(parts).toHaveLength(1)
    expect(parts[0]).toMatchObject({ name: "Школа № 3", season: "rmg-2026-27", schools: 1 })
    expect(parts[0]?.counts).toMatchObject({ classes: 2, pupils: 49, held: 1 })
    expect(lessonOf(must(parts[0]).counts)).toMatchObject({
      heldIn: 1,
      classes: 2,
      done: 20,
      of: 49,
    })
    expect(parts[0]?.grades.map(({ grade, counts }) => [grade, lessonOf(counts).done])).toEqual([
      [7, 20],
      [8, 0],
    ])
    expect(total.counts).toMatchObject({ pupils: 49, classes: 2 })
  })

  test("counts whose consent is here, as the gate before a diagnostic does", async () => {
    const city = (await anArea(new Server(), "municipality", "Приреченск")).client
    const head = await aSchoolOf(city, "Школа № 3")
    const { person } = await head.session()
    const tablet = new Tablet(head, person.id)
    const id = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })
    const pupils = Array.from({ length: 12 }, () => anId((made += 1)))
    await tablet.sync([
      tablet.op("class", id, { year: 2026, grade: 7, letter: "А" }),
      ...pupils.map((pupil) => tablet.op("pupil", pupil, { class: id, last: "Ершов" })),
      ...pupils.slice(0, 8).map((pupil, at) =>
        tablet.op("consent", recordIds.consent(pupil, "school"), {
          pupil,
          purpose: "school",
          status: at < 7 ? "given" : "withdrawn",
          signed: "guardian",
          day: "2026-09-10",
        }),
      ),
    ])
    expect((await summaryFor(city)).total.counts).toMatchObject({ pupils: 12, consents: 7 })
  })

  test("never hears a name or the id of anybody, and no small number", async () => {
    const city = (await anArea(new Server(), "municipality", "Приреченск")).client
    const head = await aSchoolOf(city, "Школа № 3")
    const names = await fill(head, [
      { grade: 6, pupils: 3, came: 2 },
      { grade: 7, pupils: 24, came: 2 },
      { grade: 8, pupils: 25, came: 24 },
    ])
    const { body } = await city.look(areaApi.areaSummary.path)
    const text = JSON.stringify(body)
    for (const name of names) expect(text).not.toContain(name)
    expect(names.length).toBeGreaterThan(100)
    const ids = text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? []
    expect(ids).toEqual([must((await summaryFor(city)).parts[0]).id])

    const [small, second] = must((await summaryFor(city)).parts[0]).grades
    expect(small?.counts.pupils).toBe("few")
    expect(lessonOf(must(small).counts)).toMatchObject({ done: "few", of: "few" })
    expect(lessonOf(must(second).counts).done).toBe("few")
  })

  test("says of how many tablets the numbers are made", async () => {
    const server = new Server()
    const city = (await anArea(server, "municipality", "Приреченск")).client
    const head = await aSchoolOf(city, "Школа № 3")
    await fill(head, [{ grade: 7, pupils: 24 }])
    expect((await summaryFor(city)).parts[0]?.tablets).toMatchObject({ of: 1 })
  })

  test("sees a change of a school at once, though it remembers what it has reckoned", async () => {
    const server = new Server()
    const city = (await anArea(server, "municipality", "Приреченск")).client
    const head = await aSchoolOf(city, "Школа № 3")
    await fill(head, [{ grade: 7, pupils: 24, came: 20 }])
    await summaryFor(city)
    await fill(head, [{ grade: 9, pupils: 21, came: 20 }])
    expect((await summaryFor(city)).total.counts).toMatchObject({ classes: 2, pupils: 45 })
  })

  test("of another coordinator shows nothing of this one", async () => {
    const server = new Server()
    const city = (await anArea(server, "municipality", "Приреченск")).client
    const other = (await anArea(server, "municipality", "Заречный")).client
    await fill(await aSchoolOf(city, "Школа № 3"), [{ grade: 7, pupils: 24 }])
    expect((await summaryFor(other)).parts).toEqual([])
  })
})

describe("the coordinators of an area", () => {
  interface Invited {
    readonly name: string
    readonly invitation: { readonly token: string }
  }

  async function accepted(server: Server, { invitation }: Invited): Promise<Client> {
    const client = new Client(server)
    await client.send(api.acceptInvitation.path, { token: invitation.token })
    return client
  }

  test.each(["municipality", "region"] as const)(
    "of a %s invite a colleague who sees the same",
    async (kind) => {
      const server = new Server()
      const { client } = await anArea(server, kind, "Приреченск")
      const invited = await client.send(areaApi.inviteColleague.path, {
        name: "Цой Ирина Олеговна",
      })
      const before = (await client.look(areaApi.colleagues.path)).body as { people: unknown[] }
      const colleague = await accepted(server, invited.body as Invited)

      const { person, school } = await colleague.session()
      expect(person).toMatchObject({ name: "Цой Ирина Олеговна", classes: [] })
      expect(person.role).toBe((await client.session()).person.role)
      expect(school.name).toBe("Приреченск")
      expect(before.people).toMatchObject([
        { name: "Ким Вера Львовна", state: "active" },
        { name: "Цой Ирина Олеговна", state: "invited" },
      ])
      expect((await colleague.look(areaApi.colleagues.path)).body).toMatchObject({
        people: [{ state: "active" }, { state: "active" }],
      })
      expect((await summaryFor(colleague)).area).toEqual((await summaryFor(client)).area)
      expect((await auditOf(server, school.id)).map(({ what }) => what)).toContain("invited")
    },
  )

  test("give a colleague a new link for one that was lost: the lost one no longer opens", async () => {
    const server = new Server()
    const { client } = await anArea(server, "municipality", "Приреченск")
    const first = await client.send(areaApi.inviteColleague.path, { name: "Цой Ирина Олеговна" })
    const { people } = (await client.look(areaApi.colleagues.path)).body as {
      people: { id: string; state: string }[]
    }
    const { id } = must(people.find(({ state }) => state === "invited"))
    const again = await client.send(pathOf(areaApi.inviteAgain, id), {})

    const { token } = (first.body as Invited).invitation
    const lost = await new Client(server).send(api.acceptInvitation.path, { token })
    expect(lost.body).toMatchObject({ error: "invitation-expired" })
    expect((await (await accepted(server, again.body as Invited)).session()).person.id).toBe(id)
  })

  test("of another area cannot be invited again", async () => {
    const server = new Server()
    const city = (await anArea(server, "municipality", "Приреченск")).client
    const other = (await anArea(server, "municipality", "Заречный")).client
    const { id } = (await other.session()).person
    expect((await city.send(pathOf(areaApi.inviteAgain, id), {})).status).toBe(404)
  })
})

describe("a school that its city takes out", () => {
  test("is counted no more, keeps everything, and its head is told until the school joins one again", async () => {
    const server = new Server()
    const { id: area, client: city } = await anArea(server, "municipality", "Приреченск")
    const head = await aSchoolOf(city, "Школа № 3")
    const names = await fill(head, [{ grade: 7, pupils: 24, came: 20 }])
    const { school } = await head.session()
    server.nowMs += 60_000

    const said = await city.send(pathOf(areaApi.removeSchool, school.id), {})

    expect(said.body).toEqual({ schoolName: "Школа № 3" })
    expect((await summaryFor(city)).parts).toEqual([])
    const standing = { area: null, removedAt: server.nowMs }
    expect((await head.look(areaApi.schoolArea.path)).body).toEqual(standing)
    expect((await auditOf(server, school.id)).at(-1)).toMatchObject({
      what: "area-removed",
      detail: { area },
    })
    expect((await auditOf(server, area)).at(-1)).toMatchObject({
      what: "school-removed",
      detail: { school: school.id },
    })
    const kept = await recordsOf(server, school.id, "pupil")
    expect(kept).toHaveLength(24)
    expect(names).toContain(textIn(kept[0], "last"))

    const { body } = await city.send(areaApi.areaCode.path, {})
    await head.send(areaApi.joinArea.path, { code: (body as { code: string }).code })
    expect((await head.look(areaApi.schoolArea.path)).body).toMatchObject({
      area: { name: "Приреченск" },
      removedAt: null,
    })
    await head.send(areaApi.leaveArea.path, {})
    expect((await head.look(areaApi.schoolArea.path)).body).toEqual({ area: null, removedAt: null })
  })

  test("must be the city's: of a school elsewhere nothing is said and nothing changes", async () => {
    const server = new Server()
    const city = (await anArea(server, "municipality", "Приреченск")).client
    const other = (await anArea(server, "municipality", "Заречный")).client
    const head = await aSchoolOf(other, "Школа № 7")
    const { school } = await head.session()
    expect((await city.send(pathOf(areaApi.removeSchool, school.id), {})).status).toBe(404)
    expect((await head.look(areaApi.schoolArea.path)).body).toMatchObject({ area: {} })
  })
})

describe("joining a city", () => {
  async function aSchoolAlone() {
    const server = new Server()
    const head = await server.found({ schoolName: "Школа № 12" })
    const city = (await anArea(server, "municipality", "Приреченск")).client
    const { body } = await city.send(areaApi.areaCode.path, {})
    return { server, head, city, code: (body as { code: string }).code }
  }

  test("is the head's own doing: the code says whose it is, then the school is counted", async () => {
    const { head, city, code } = await aSchoolAlone()
    expect((await summaryFor(city)).parts).toEqual([])
    const look = await head.send(areaApi.lookAtArea.path, { code })
    expect(look.body).toEqual({ name: "Приреченск", kind: "municipality" })
    expect((await summaryFor(city)).parts).toEqual([])

    const joined = await head.send(areaApi.joinArea.path, { code })
    expect(joined.body).toMatchObject({ area: { name: "Приреченск" } })
    expect((await summaryFor(city)).parts.map(({ name }) => name)).toEqual(["Школа № 12"])
  })

  test("can be taken back, and from that moment the city reads nothing of the school", async () => {
    const { head, city, code } = await aSchoolAlone()
    await head.send(areaApi.joinArea.path, { code })
    await summaryFor(city)
    expect((await head.send(areaApi.leaveArea.path, {})).body).toEqual({
      area: null,
      removedAt: null,
    })

    expect((await summaryFor(city)).parts).toEqual([])
    expect((await head.look(areaApi.schoolArea.path)).body).toMatchObject({ area: null })
  })

  test("a code is good for many schools, until it is over or there is a newer one", async () => {
    const { server, head, city, code } = await aSchoolAlone()
    const refused = async (typed: string): Promise<unknown> =>
      (await head.send(areaApi.joinArea.path, { code: typed })).body
    await head.send(areaApi.joinArea.path, { code })
    expect(await refused(code)).toMatchObject({ area: { name: "Приреченск" } })
    expect(await refused("ACEHKMPTXY23")).toEqual({ error: "invitation-unknown" })
    const { body } = await city.send(areaApi.areaCode.path, {})
    expect(await refused(code)).toEqual({ error: "invitation-unknown" })

    server.nowMs += 31 * 86_400_000
    expect(await refused((body as { code: string }).code)).toEqual({ error: "invitation-expired" })
  })

  test("an invitation's code joins no city, and a city's code signs nobody in", async () => {
    const { server, head, code } = await aSchoolAlone()
    const { invitation } = await head.invite("Анна", "navigator")
    const joined = await head.send(areaApi.joinArea.path, { code: invitation.code })
    expect(joined.body).toEqual({ error: "invitation-unknown" })
    const accepted = await new Client(server).send(api.acceptInvitation.path, { code })
    expect(accepted.body).toEqual({ error: "invitation-unknown" })
  })

  test("is written down by the school", async () => {
    const { server, head, code } = await aSchoolAlone()
    const events: string[] = []
    const { school, person } = await head.session()
    await head.send(areaApi.joinArea.path, { code })
    await head.send(areaApi.leaveArea.path, {})
    const scope = mintScope({ school: school.id, person: serverHand })
    await server.services.store.transaction(async (tx) => {
      for (const event of await tx.school(scope).auditAfter(0, 50)) {
        if (event.person === person.id) events.push(event.what)
      }
    })
    expect(events).toEqual(expect.arrayContaining(["area-joined", "area-left"]))
  })
})

describe("a region", () => {
  test("sees the sums of its cities, and no school", async () => {
    const server = new Server()
    const region = await anArea(server, "region", "Заречный край")
    const city = (await anArea(server, "municipality", "Приреченск", region.id)).client
    const second = (await anArea(server, "municipality", "Заречный", region.id)).client
    for (const name of ["Школа № 3", "Школа № 4"]) {
      await fill(await aSchoolOf(city, name), [{ grade: 7, pupils: 24, came: 20 }])
    }
    await fill(await aSchoolOf(second, "Лицей"), [{ grade: 7, pupils: 20, came: 10 }])
    const summary = await summaryFor(region.client)

    expect(
      summary.parts.map(({ name, schools, counts }) => [name, schools, counts.pupils]),
    ).toEqual(
      expect.arrayContaining([
        ["Приреченск", 2, 48],
        ["Заречный", 1, 20],
      ]),
    )
    expect(lessonOf(summary.total.counts)).toMatchObject({ done: 50, of: 68 })
    expect(JSON.stringify(summary)).not.toMatch(/Школа|Лицей/)
  })

  test("takes in no city under an id that is no region's", async () => {
    const server = new Server()
    const city = await anArea(server, "municipality", "Приреченск")
    const under = {
      kind: "municipality",
      name: "Иной",
      coordinator: "Ким",
      under: city.id,
    } as const
    expect(await createArea(server.services, under)).toBeUndefined()
    expect(await createArea(server.services, { ...under, under: anId(1) })).toBeUndefined()
  })
})

describe("a coordinator", () => {
  test("syncs the area's own name and people, and writes nothing", async () => {
    const { client } = await anArea(new Server(), "municipality", "Приреченск")
    const { person } = await client.session()
    const tablet = new Tablet(client, person.id)
    const { receipts, access } = await tablet.sync([
      tablet.op("class", anId(7), { year: 2026, grade: 7, letter: "А" }),
      tablet.op("school", recordIds.school(), { name: "Иной" }),
    ])
    expect(access).toEqual(["school"])
    expect(receipts.map(({ verdict }) => verdict)).toEqual(["forbidden", "forbidden"])
    expect((await tablet.everything()).pages[0]?.entries).toHaveLength(2)
  })

  test("comes back by a new link from whoever runs the server", async () => {
    const server = new Server()
    const { id, client } = await anArea(server, "municipality", "Приреченск")
    const { person } = await client.session()
    const scope = mintScope({ school: id, person: person.id })
    const { token } = await server.services.store.transaction((tx) =>
      createInvitation(tx, server.services, { scope, person: person.id }),
    )
    const again = new Client(server)
    await again.send(api.acceptInvitation.path, { token })
    expect((await again.session()).person.role).toBe("municipal")
  })
})
