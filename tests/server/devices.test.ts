import { beforeEach, describe, expect, test } from "vitest"

import { classFeed, personFeed, resultsFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { noteSeenEveryMs } from "#/server/devices.ts"
import { mintScope, serverHand } from "#/server/scope.ts"
import type { AuditRow, DeviceRow, SchoolRows, Store } from "#/server/store.ts"
import { api, pathOf } from "#/sync/api.ts"
import type { AuditPage, Device, DeviceList, Sight } from "#/sync/device-api.ts"
import type { Heartbeat } from "#/sync/protocol.ts"

import { anId, Server, type Client, type Tablet } from "./a-server.ts"

const class7 = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })
const class8 = recordIds.schoolClass({ year: 2026, grade: 8, letter: "В" })
const quiet: Heartbeat = { waiting: 0, oldestAt: null, app: "0.2.0", kept: true }

let server: Server
let head: Client
let anna: Tablet
let written: number

beforeEach(async () => {
  written = 0
  server = new Server()
  head = await server.found()
  anna = await head.hire("Анна", "navigator", [class7])
})

async function inSchool<Result>(work: (rows: SchoolRows) => Promise<Result>): Promise<Result> {
  const { store } = server.services
  const [school = ""] = await store.transaction(({ door }) => door.schools())
  return store.transaction((tx) => work(tx.school(mintScope({ school, person: serverHand }))))
}

const events = (): Promise<readonly AuditRow[]> => inSchool((rows) => rows.auditAfter(0, 1_000))
const kinds = async (): Promise<readonly string[]> => (await events()).map(({ what }) => what)
const deviceOf = (tablet: Tablet): Promise<DeviceRow | undefined> =>
  inSchool((rows) => rows.device(tablet.device))

async function list(client: Client): Promise<DeviceList> {
  return (await client.look(api.devices.path)).body as DeviceList
}

const own = (client: Client, tablet: Tablet): Promise<Device | undefined> =>
  list(client).then(({ devices }) => devices.find(({ id }) => id === tablet.device))

describe("what a tablet says of itself", () => {
  test("stands in the list of the head with the next sync", async () => {
    const heartbeat = { waiting: 4, oldestAt: server.nowMs - 1_000, app: "0.2.0", kept: false }
    await anna.ask([], [], { heartbeat })
    expect(await own(head, anna)).toEqual({
      id: anna.device,
      person: anna.person,
      label: null,
      since: server.nowMs,
      seenAt: server.nowMs,
      told: heartbeat,
      counts: true,
      wipe: "no",
    })
  })

  test("is heard by a server that has said so, and missing from an older app it is simply unknown", async () => {
    const answer = await anna.sync()
    expect(answer.hears).toBe(true)
    expect(await own(head, anna)).toMatchObject({ told: null, seenAt: server.nowMs })
  })

  test("never holds the ops back, however it is spelled", async () => {
    const op = anna.op("class", class7, { year: 2026, grade: 7, letter: "А" })
    const heartbeat = { waiting: -1, app: "x".repeat(99) } as unknown as Heartbeat
    const answer = await anna.ask([op], [], { heartbeat })
    expect(answer).toMatchObject({ receipts: [{ verdict: "applied" }] })
    expect(await own(head, anna)).toMatchObject({ told: null })
  })

  test("is written with a push, or when it has changed, or after some minutes, and else not", async () => {
    await anna.ask([], [], { heartbeat: quiet })
    const begun = server.nowMs
    const seen = async (): Promise<number | null | undefined> => (await deviceOf(anna))?.seenAt
    server.nowMs += 60_000
    await anna.ask([], [], { heartbeat: quiet })
    expect(await seen()).toBe(begun)
    await anna.ask([], [], { heartbeat: { ...quiet, waiting: 1, oldestAt: 5 } })
    expect(await seen()).toBe(begun + 60_000)
    server.nowMs += noteSeenEveryMs + 1
    await anna.ask([], [], { heartbeat: { ...quiet, waiting: 1, oldestAt: 5 } })
    expect(await seen()).toBe(server.nowMs)
    server.nowMs += 1_000
    await anna.ask([anna.op("class", class7, { grade: 7 })], [], { heartbeat: quiet })
    expect(await seen()).toBe(server.nowMs)
  })

  test("costs no write of its own beside a push, and none at all for one that only asks", async () => {
    server = new Server({ store: counting(server.services.store) })
    const client = anna.client
    Object.assign(client, { server })
    await anna.ask([], [], { heartbeat: quiet })
    written = 0
    await anna.ask([anna.op("class", class7, { grade: 7 })], [], { heartbeat: quiet })
    expect(written).toBe(1)
    await anna.ask([], [], { heartbeat: quiet })
    expect(written).toBe(1)
  })
})

/** Counts how often a device's row is written. */
function counting(store: Store): Store {
  return {
    ...store,
    transaction: (work, by) =>
      store.transaction(
        (tx) =>
          work({
            ...tx,
            school: (scope) => {
              const rows = tx.school(scope)
              const putDevice: SchoolRows["putDevice"] = (device) => {
                written += 1
                return rows.putDevice(device)
              }
              return { ...rows, putDevice }
            },
          }),
        by,
      ),
  }
}

describe("the list of tablets", () => {
  test("is the whole school's for the head and the own for a navigator", async () => {
    const boris = await head.hire("Борис", "navigator")
    await anna.sync()
    await boris.sync()
    const all = await list(head)
    expect(all).toMatchObject({ whose: "school", at: server.nowMs })
    expect(all.devices.map(({ id }) => id).sort()).toEqual([anna.device, boris.device].sort())
    const mine = await list(anna.client)
    expect(mine.whose).toBe("own")
    expect(mine.devices.map(({ id }) => id)).toEqual([anna.device])
  })

  test("does not count a tablet whose person has no access any more", async () => {
    await anna.sync()
    await head.change(anna.person, { revoke: true })
    expect(await own(head, anna)).toMatchObject({ counts: false, wipe: "no" })
  })

  test("names a tablet as its teacher or the head says, and never one of another's", async () => {
    const boris = await head.hire("Борис", "navigator")
    await anna.sync()
    const at = pathOf(api.changeDevice, anna.device)
    await anna.client.send(at, { label: "  Планшет № 7  " })
    expect(await own(head, anna)).toMatchObject({ label: "Планшет № 7" })
    await head.send(at, { label: "каб. 305" })
    expect(await own(anna.client, anna)).toMatchObject({ label: "каб. 305" })
    expect((await boris.client.send(at, { label: "мой" })).status).toBe(404)
    expect((await anna.client.send(at, { label: "" })).status).toBe(400)
    expect((await anna.client.send(at, {})).status).toBe(400)
    await anna.client.send(at, { label: null })
    expect(await own(head, anna)).toMatchObject({ label: null })
    const named = (await events()).filter(({ what }) => what === "device-named")
    expect(named).toHaveLength(3)
    expect(JSON.stringify(named)).not.toContain("Планшет")
  })

  test("forgets no name and no wipe when the tablet syncs on", async () => {
    await anna.sync()
    await head.send(pathOf(api.changeDevice, anna.device), { label: "каб. 305" })
    await anna.ask([], [], { heartbeat: quiet })
    expect(await own(head, anna)).toMatchObject({ label: "каб. 305", told: quiet })
  })
})

describe("a lost tablet", () => {
  const wipe = (tablet: Tablet) =>
    head.send(pathOf(api.changeDevice, tablet.device), { wipe: true })

  test("that was offline learns at its next contact that it has to forget the school", async () => {
    await anna.sync()
    expect((await wipe(anna)).status).toBe(200)
    expect(await own(head, anna)).toMatchObject({ wipe: "ordered", counts: false })
    expect(await anna.ask()).toMatchObject({ kind: "revoked" })
    expect(await own(head, anna)).toMatchObject({ wipe: "met" })
    expect(await anna.ask()).toMatchObject({ kind: "revoked" })
    const told = (await kinds()).filter((what) => what.startsWith("wipe"))
    expect(told).toEqual(["wipe-ordered", "wipe-met"])
  })

  test("takes no other tablet of its teacher along", async () => {
    const { invitation } = (await head.change(anna.person, { invite: true })).body as {
      invitation: { token: string }
    }
    await anna.sync()
    const second = await head.hire("другая", "navigator")
    await second.client.send(api.acceptInvitation.path, { token: invitation.token })
    await second.sync()
    await wipe(anna)
    expect(await anna.ask()).toMatchObject({ kind: "revoked" })
    expect(await second.ask()).toMatchObject({ kind: "synced" })
  })

  test("is told even when it is not known with which session it comes", async () => {
    await anna.sync()
    await inSchool(async (rows) => {
      const device = await rows.device(anna.device)
      if (device !== undefined) await rows.putDevice({ ...device, session: null })
    })
    await wipe(anna)
    expect(await anna.ask()).toMatchObject({ kind: "revoked" })
    expect((await anna.client.look(api.session.path)).status).toBe(401)
    expect(await own(head, anna)).toMatchObject({ wipe: "met" })
  })

  test("that was found and joined anew works on: the order is void", async () => {
    await anna.sync()
    await wipe(anna)
    await anna.ask()
    const { invitation } = (await head.change(anna.person, { invite: true })).body as {
      invitation: { token: string }
    }
    await anna.client.send(api.acceptInvitation.path, { token: invitation.token })
    expect(await anna.ask()).toMatchObject({ kind: "synced" })
    expect(await own(head, anna)).toMatchObject({ wipe: "no", counts: true })
  })

  test("may be given up by the head alone, and never the one in the head's own hands", async () => {
    const boris = await head.hire("Борис", "navigator")
    await anna.sync()
    const at = pathOf(api.changeDevice, anna.device)
    expect((await boris.client.send(at, { wipe: true })).status).toBe(404)
    expect((await anna.client.send(at, { wipe: true })).status).toBe(404)
    expect(await anna.ask()).toMatchObject({ kind: "synced" })
    const { person } = await head.session()
    const mine: Tablet = Object.assign(Object.create(Object.getPrototypeOf(anna)), {
      ...anna,
      client: head,
      person: person.id,
      device: "the-heads",
    })
    await mine.sync()
    expect((await wipe(mine)).status).toBe(400)
  })
})

describe("the journal of access", () => {
  test("says which feeds began and ended for a tablet, once each", async () => {
    await anna.sync()
    await anna.sync()
    await head.change(anna.person, { classes: [class8] })
    await anna.sync()
    const feeds = (await events()).filter(({ what }) => what === "feeds-changed")
    expect(feeds.map(({ detail, device }) => ({ ...detail, device }))).toEqual([
      {
        begun: ["school", personFeed(anna.person), classFeed(class7), resultsFeed(class7)],
        ended: [],
        device: anna.device,
      },
      {
        begun: [classFeed(class8), resultsFeed(class8)],
        ended: [classFeed(class7), resultsFeed(class7)],
        device: anna.device,
      },
    ])
  })

  test("is read by the head in pages, newest first, and by nobody else", async () => {
    for (let turn = 0; turn < 130; turn += 1) await head.change(anna.person, { classes: [class7] })
    const all = (await events()).map(({ place }) => place).reverse()
    const newest = (await head.look(api.audit.path)).body as AuditPage
    const before = newest.events.at(-1)?.place ?? 0
    const rest = (await head.look(`${api.audit.path}?before=${before}`)).body as AuditPage
    expect(newest).toMatchObject({ more: true })
    expect(rest).toMatchObject({ more: false })
    expect(newest.events).toHaveLength(100)
    expect([...newest.events, ...rest.events].map(({ place }) => place)).toEqual(all)
    await anna.sync()
    for (const path of [api.audit.path, pathOf(api.sight, anna.device)]) {
      expect((await anna.client.look(path)).status).toBe(404)
    }
  })

  test("can be narrowed to one tablet: what it did, and what was done to it", async () => {
    const boris = await head.hire("Борис", "navigator")
    await anna.sync()
    await boris.sync()
    await head.send(pathOf(api.changeDevice, anna.device), { label: "каб. 305" })
    const reply = await head.look(`${api.audit.path}?device=${anna.device}`)
    const { events: found, more } = reply.body as AuditPage
    expect(found.map(({ what }) => what)).toEqual([
      "device-named",
      "feeds-changed",
      "device-joined",
    ])
    expect(more).toBe(false)
  })

  test("holds no name and no value, whatever was done", async () => {
    await anna.sync([
      anna.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
      anna.op("pupil", anId(1), { class: class7, last: "Ершов", first: "Иван" }),
    ])
    await head.send(pathOf(api.changeDevice, anna.device), { label: "Планшет Анны" })
    await head.change(anna.person, { revoke: true })
    const told = JSON.stringify(await events())
    for (const word of ["Ершов", "Иван", "Анн", "Орлова", "Планшет"]) {
      expect(told).not.toContain(word)
    }
  })
})

describe("whose rows a tablet could see", () => {
  const sight = async (tablet: Tablet): Promise<Sight> =>
    (await head.look(pathOf(api.sight, tablet.device))).body as Sight
  const hour = 3_600_000

  test("are the pupils who stood in its classes while it was granted them", async () => {
    const joinedAt = server.nowMs
    await anna.sync([
      anna.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
      anna.op("pupil", anId(1), { class: class7, last: "Ершов", first: "Иван" }),
      anna.op("pupil", anId(2), { class: class7, last: "Зуева", first: "Ольга" }),
    ])
    const boris = await head.hire("Борис", "navigator", [class7])
    await boris.sync()
    server.nowMs += hour
    await head.change(anna.person, { classes: [] })
    const endedAt = server.nowMs
    await anna.sync()
    server.nowMs += hour
    // Came to the class when Anna had it no more.
    await boris.sync([boris.op("pupil", anId(3), { class: class7, last: "Якушев", first: "Лев" })])

    const seen = await sight(anna)
    expect(seen.classes).toEqual([
      { class: class7, from: joinedAt, to: endedAt, pupils: [anId(1), anId(2)] },
    ])
    expect(seen.feeds).toContainEqual({ feed: classFeed(class7), from: joinedAt, to: endedAt })
    expect(seen.feeds).toContainEqual({ feed: "school", from: joinedAt, to: null })
    expect((await sight(boris)).classes[0]).toMatchObject({
      to: null,
      pupils: [anId(1), anId(2), anId(3)],
    })
  })

  test("are those of a class in which its teacher led a lesson as a guest", async () => {
    const oleg = await head.hire("Олег", "leader")
    await oleg.sync()
    await anna.sync([
      anna.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
      anna.op("pupil", anId(1), { class: class7, last: "Ершов", first: "Иван" }),
    ])
    expect((await sight(oleg)).classes).toEqual([])
    server.nowMs += hour
    const ledFrom = server.nowMs
    const lesson = { kind: "lesson", day: "2026-10-14", classes: [class7] }
    await anna.sync([anna.op("activity", anId(9), { ...lesson, leader: oleg.person })])
    server.nowMs += hour
    const ledTo = server.nowMs
    await anna.sync([anna.op("activity", anId(9), { leader: anna.person })])
    expect((await sight(oleg)).classes).toEqual([
      { class: class7, from: ledFrom, to: ledTo, pupils: [anId(1)] },
    ])
  })

  test("are all of the school for the head's tablet", async () => {
    await anna.sync([
      anna.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
      anna.op("pupil", anId(1), { class: class7, last: "Ершов", first: "Иван" }),
    ])
    const mine: Tablet = Object.assign(Object.create(Object.getPrototypeOf(anna)), {
      ...anna,
      client: head,
      person: (await head.session()).person.id,
      device: "the-heads",
    })
    await mine.sync()
    const seen = await sight(mine)
    expect(seen.feeds).toEqual([{ feed: "*", from: server.nowMs, to: null }])
    expect(seen.classes).toMatchObject([{ class: class7, pupils: [anId(1)] }])
  })

  test("are asked for in writing", async () => {
    await anna.sync()
    await sight(anna)
    expect((await events()).at(-1)).toMatchObject({
      what: "sight-asked",
      detail: { device: anna.device },
    })
  })

  test("end when it has forgotten the school", async () => {
    await anna.sync()
    server.nowMs += hour
    await head.send(pathOf(api.changeDevice, anna.device), { wipe: true })
    expect((await sight(anna)).feeds.map(({ to }) => to)).toEqual([null, null, null, null])
    server.nowMs += hour
    await anna.ask()
    expect((await sight(anna)).feeds.map(({ to }) => to)).toEqual(Array(4).fill(server.nowMs))
  })

  test("are known from the first day of a tablet that was here before this was noted", async () => {
    await anna.sync()
    const begun = server.nowMs
    await inSchool(async (rows) => {
      const device = await rows.device(anna.device)
      if (device !== undefined) await rows.putDevice({ ...device, feeds: null })
    })
    server.nowMs += 24 * hour
    await anna.sync()
    const noted = (await events()).filter(({ what }) => what === "feeds-changed")
    expect(noted.at(-1)?.detail).toMatchObject({ since: begun })
    expect((await sight(anna)).feeds.every(({ from }) => from === begun)).toBe(true)
  })
})
