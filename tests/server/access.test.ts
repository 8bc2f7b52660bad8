import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import {
  actions,
  isAction,
  mayAsk,
  roles,
  type Action,
  type Asker,
  type Whose,
} from "#/domain/access.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { createArea } from "#/server/areas.ts"
import { actionOf, endpoints } from "#/server/asker.ts"
import { createSchool } from "#/server/school.ts"
import { mintScope, type Scope } from "#/server/scope.ts"
import { openSession } from "#/server/session.ts"
import { api, livePath, pathOf } from "#/sync/api.ts"
import { areaApi, readAreaSummary } from "#/sync/area-api.ts"
import { protocolVersion } from "#/sync/limits.ts"
import { syncPath } from "#/sync/protocol.ts"
import { writeRequest } from "#/sync/wire.ts"

import { anId, Client, home, Server, Tablet } from "./a-server.ts"

const askers: readonly Asker[] = [...roles, "nobody", "revoked"]
const owners: readonly Whose[] = ["own", "other", "foreign"]

/** What an action may be about, by whose it is. A thing that there cannot be is left out. */
type Things = Partial<Record<Whose, string>>

interface Cell {
  readonly client: Client
  readonly device: string
  /** Of actions that name one thing; those that name none are about oneself. */
  readonly things: Readonly<Partial<Record<Action, Things>>>
}

const [class7, class8] = [anId(7), anId(8)]
const sittingOfBoris = anId(820)
const slotOf = (person: string): string => anId(person === "own" ? 201 : 202)

/** A school with everybody in it, another school, a city and a region; and what each of them may ask about. */
async function aWorld(asker: Asker): Promise<Cell> {
  const server = new Server()
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator", [class7])
  const boris = await head.hire("Борис", "navigator", [class8])
  const oleg = await head.hire("Олег", "leader")
  const site = await head.hire("Кванториум", "partner")
  await anna.sync([
    anna.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
    anna.op("pupil", anId(101), { class: class7, last: "Ершов" }),
    anna.op("pupil", anId(102), { class: class7, last: "Зуев" }),
    ...[oleg, site].map(({ person }, at) =>
      anna.op("activity", slotOf(at === 0 ? "own" : "site"), {
        kind: at === 0 ? "lesson" : "trial",
        day: "2026-10-12",
        classes: [class7],
        leader: person,
      }),
    ),
  ])
  await boris.sync([
    boris.op("class", class8, { year: 2026, grade: 8, letter: "Б" }),
    boris.op("pupil", anId(801), { class: class8, last: "Юдин" }),
    boris.op("activity", anId(810), {
      kind: "diagnostic",
      day: "2026-10-12",
      classes: [class8],
      leader: boris.person,
    }),
    boris.op("consent", recordIds.consent(anId(801), "school"), {
      pupil: anId(801),
      purpose: "school",
      status: "given",
    }),
    boris.op("sitting", sittingOfBoris, {
      activity: anId(810),
      pupil: anId(801),
      instrument: "spheres",
      version: 1,
      startedAt: server.nowMs,
      seconds: 600,
      answers: { "item-1": "a" },
    }),
  ])
  const foreign = await anotherSchool(server)
  const area = async (kind: "municipality" | "region"): Promise<Tablet> => {
    const named = { kind, name: "Приреченск", coordinator: "Ким", under: undefined }
    const { invitation } = must(await createArea(server.services, named))
    const client = new Client(server)
    await client.send(api.acceptInvitation.path, { token: invitation.token })
    return new Tablet(client, (await client.session()).person.id)
  }
  const mine: Readonly<Record<Asker, () => Promise<Tablet> | Tablet>> = {
    head: async () => new Tablet(head, (await head.session()).person.id),
    navigator: () => anna,
    leader: () => oleg,
    partner: () => site,
    municipal: () => area("municipality"),
    region: () => area("region"),
    nobody: () => new Tablet(new Client(server), "nobody"),
    revoked: async () => {
      await oleg.sync()
      await head.change(oleg.person, { revoke: true })
      return oleg
    },
  }
  const tablet = await mine[asker]()
  if (asker !== "nobody" && asker !== "revoked") await tablet.sync()
  const theirSchool = (await foreign.client.session()).school.id
  const isOfArea = asker === "municipal" || asker === "region"
  const { school } = await head.session()
  await aRescue(server, mintScope({ school: school.id, person: anna.person }), "rescue-ours")
  const records: Readonly<Record<Asker, string>> = {
    head: anId(101),
    navigator: anId(101),
    leader: slotOf("own"),
    partner: slotOf("site"),
    municipal: recordIds.school(),
    region: recordIds.school(),
    nobody: anId(101),
    revoked: slotOf("own"),
  }
  const others = <Value>(value: Value) => (isOfArea ? {} : { other: value })
  return {
    client: tablet.client,
    device: tablet.device,
    things: {
      changePerson: { own: tablet.person, ...others(boris.person), foreign: foreign.person },
      // Everything of the school is in the head's feeds but what pupils answered.
      history: {
        own: records[asker],
        ...others(asker === "head" ? sittingOfBoris : anId(801)),
        foreign: anId(901),
      },
      erasePupil: isOfArea
        ? { own: anId(102), foreign: anId(901) }
        : { own: anId(102), other: anId(801), foreign: anId(901) },
      changeDevice: { own: tablet.device, ...others(boris.device), foreign: foreign.device },
      sight: { own: tablet.device, ...others(boris.device), foreign: foreign.device },
      removeSchool: { own: await aSchoolUnder(tablet), foreign: theirSchool },
      inviteAgain: { own: tablet.person, ...others(boris.person), foreign: foreign.person },
      decideRescue: { ...others("rescue-ours"), foreign: "rescue-theirs" },
    },
  }
}

/** Its id, where the asker is a city's; for everybody else one that is nobody's. */
async function aSchoolUnder({ client }: Tablet): Promise<string> {
  await client.send(areaApi.newSchool.path, { schoolName: "Школа № 3", name: "Орлова" })
  const summary = readAreaSummary((await client.look(areaApi.areaSummary.path)).body)
  return summary?.parts[0]?.id ?? anId(999)
}

/** With a person, a tablet, a pupil and a bundle that waits, all of which are nobody's business here. */
async function anotherSchool(server: Server): Promise<Tablet> {
  const { scope, token } = await server.services.store.transaction(async (tx) => {
    const made = await createSchool(tx, server.services, { schoolName: "Лицей", name: "Иной" })
    return {
      scope: made,
      ...(await openSession(tx, server.services, { scope: made, by: "setup" })),
    }
  })
  const client = new Client(server)
  client.cookie = `session=${token}`
  const theirs = await client.hire("Вера", "navigator")
  await theirs.sync([
    theirs.op("class", anId(9), { year: 2026, grade: 9, letter: "А" }),
    theirs.op("pupil", anId(901), { class: anId(9), last: "Чужой" }),
  ])
  await aRescue(server, mintScope({ school: scope.school, person: theirs.person }), "rescue-theirs")
  return theirs
}

async function aRescue(server: Server, scope: Scope, id: string): Promise<void> {
  await server.services.store.transaction((tx) =>
    tx.school(scope).putRescue({
      id,
      cameAt: 1,
      cameFrom: scope.person,
      person: scope.person,
      device: "device",
      madeAt: 1,
      ops: 0,
      about: {},
      why: "revoked",
      state: "waiting",
      decidedAt: null,
      decidedBy: null,
      bundle: "",
    }),
  )
}

/** A request that an entitled asker would be served with, or told what else is wrong with it. */
async function ask(cell: Cell, action: Action, thing: string | undefined): Promise<string> {
  const { client, device } = cell
  if (action === "sync") {
    const request = { protocol: protocolVersion, marker: "m", device, epoch: 0, confirm: 0 }
    const { body } = await client.send(syncPath, writeRequest({ ...request, ops: [], feeds: [] }))
    return outcomeOf(body)
  }
  if (action === "live") return askLive(client)
  const endpoint = endpoints[action]
  const path = thing === undefined ? endpoint.path : pathOf(endpoint, thing)
  if (endpoint.method === "GET") {
    const query = action === "history" && thing !== undefined ? `?rec=${thing}` : ""
    return outcomeOf((await client.look(`${path}${query}`)).body)
  }
  return outcomeOf((await client.send(path, bodies[action] ?? {})).body)
}

const bodies: Readonly<Partial<Record<Action, unknown>>> = {
  changePerson: { classes: [] },
  changeDevice: { label: "Планшет № 7" },
  decideRescue: { decision: "discard" },
}

/** Without a body that is read to its end: there is none. */
async function askLive(client: Client): Promise<string> {
  const headers = { "sec-fetch-site": "same-origin", cookie: client.cookie }
  const response = await client.server.app.fetch(new Request(`${home}${livePath}`, { headers }))
  if (response.status !== 200) return outcomeOf(await response.json())
  await response.body?.cancel()
  return "served"
}

/** Two refusals are about rights; any other is given to whoever may ask. */
function outcomeOf(body: unknown): string {
  const error =
    typeof body === "object" && body !== null && "error" in body ? body.error : undefined
  return error === "not-found" || error === "signed-out" ? error : "served"
}

describe("every right", () => {
  test("has a row in the table for each address of the server, and none for an address there is not", () => {
    const served = [...Object.keys(endpoints), "sync", "live"]
    expect(served.filter((name) => !isAction(name))).toEqual([])
    expect(actions.filter((action) => !served.includes(action))).toEqual([])
  })

  test("an endpoint that the table does not know is not even taken into the server", () => {
    const unheard = { ...api.people, path: "/api/unheard-of" }
    expect(() => actionOf(unheard)).toThrow("/api/unheard-of has no row")
  })

  test("each of them is served under its own name", async () => {
    const server = new Server()
    for (const { method, path } of Object.values(endpoints)) {
      const headers = { "sec-fetch-site": "same-origin" }
      await server.app.fetch(new Request(`${home}${path}`, { method, headers }))
      expect(server.log.at(-1)?.route).toBe(path)
    }
  })
})

describe.each(askers)("asked by: %s", (asker) => {
  test("the server decides every action and ownership as the table does", async () => {
    const cell = await aWorld(asker)
    const { server } = cell.client
    const cells: string[] = []
    // Signing out comes last.
    const order = [...actions].sort(
      (one, other) => Number(one === "endSession") - Number(other === "endSession"),
    )
    for (const action of order) {
      const things: Partial<Record<Whose, string | undefined>> = cell.things[action] ?? {
        own: undefined,
      }
      for (const whose of owners) {
        if (!(whose in things)) continue
        server.nowMs += 1_000
        const said = await ask(cell, action, things[whose])
        const refusal = asker === "nobody" || asker === "revoked" ? "signed-out" : "not-found"
        const expected = mayAsk(asker, action, whose) ? "served" : refusal
        cells.push(`${action} of ${whose}: ${said}${said === expected ? "" : `, not ${expected}`}`)
      }
    }
    expect(cells.filter((told) => told.includes(", not "))).toEqual([])
    expect(cells.length).toBeGreaterThan(actions.length)
  })
})
