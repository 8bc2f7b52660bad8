import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { announcing } from "#/server/announcing.ts"
import { createNudges, type News } from "#/server/nudges.ts"
import { createSchool } from "#/server/school.ts"
import { hashOf } from "#/server/secrets.ts"
import { openSession } from "#/server/session.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { api, livePath } from "#/sync/api.ts"
import { markHeader } from "#/sync/headers.ts"

import { anId, Client, home, Server, Tablet, type ServerOptions } from "./a-server.ts"
import { ask, Ear, settled } from "./an-ear.ts"

const class7 = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })

/** A school with a head and two navigators of one class. */
async function aSchool(options: ServerOptions = {}) {
  const server = new Server(options)
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator", [class7])
  const vera = await head.hire("Вера", "navigator", [class7])
  await anna.sync([anna.op("class", class7, { grade: 7, letter: "А", year: 2026 })])
  return { server, head, anna, vera }
}

function note(tablet: Tablet, text: string) {
  return tablet.op("activity", anId(1), { kind: "lesson", classes: [class7], note: text })
}

describe("a tablet that listens", () => {
  test("is told that another tablet of its school has sent something, and nothing of what", async () => {
    const { anna, vera } = await aSchool()
    const ear = await Ear.of(vera.client)
    await anna.sync([note(anna, "секрет")])
    await ear.nudged()
    expect(ear.heard.slice(ear.heard.indexOf("data:"))).toBe("data: changed\n\n")
  })

  test("is not told of what it has sent itself", async () => {
    const { anna, vera } = await aSchool()
    const [own, other] = [await Ear.of(anna.client), await Ear.of(vera.client)]
    await anna.sync([note(anna, "раз")])
    await other.nudged()
    await settled()
    expect(own.nudges).toBe(0)
  })

  test("is told of another's when both have sent at the same moment", async () => {
    const { anna, vera } = await aSchool()
    const [one, two] = [await Ear.of(anna.client), await Ear.of(vera.client)]
    await Promise.all([anna.sync([note(anna, "раз")]), vera.sync([note(vera, "два")])])
    await Promise.all([one.nudged(), two.nudged()])
  })

  test("hears once of what changed within a moment", async () => {
    const { anna, vera } = await aSchool()
    const ear = await Ear.of(vera.client)
    await Promise.all(["раз", "два", "три"].map((text) => anna.ask([note(anna, text)])))
    await ear.nudged()
    await settled()
    expect(ear.nudges).toBe(1)
  })

  test("hears nothing of a question that changed nothing", async () => {
    const { head, anna, vera } = await aSchool()
    const ear = await Ear.of(vera.client)
    await anna.everything()
    await anna.sync()
    // What follows is heard, so what went before would have been.
    await head.change(anna.person, { classes: [] })
    await ear.nudged()
    expect(ear.nudges).toBe(1)
  })

  test.each([
    ["somebody is invited", ({ head }: School) => head.invite("Олег", "leader")],
    [
      "classes are appointed",
      ({ head, anna }: School) => head.change(anna.person, { classes: [] }),
    ],
    [
      "somebody's access ends",
      ({ head, anna }: School) => head.change(anna.person, { revoke: true }),
    ],
  ])("is told when the server itself changes something: %s", async (_what, change) => {
    const school = await aSchool()
    const ear = await Ear.of(school.vera.client)
    await change(school)
    await ear.nudged()
  })

  test("hears nothing of another school", async () => {
    const { server, head, anna } = await aSchool()
    const foreign = new Client(server)
    foreign.cookie = await server.services.store.transaction(async (tx) => {
      const names = { schoolName: "Школа № 2", name: "Второй директор" }
      const scope = await createSchool(tx, server.services, names)
      return `session=${(await openSession(tx, server.services, { scope, by: "invitation" })).token}`
    })
    const [ours, theirs] = [await Ear.of(head), await Ear.of(foreign)]
    await anna.sync([note(anna, "раз")])
    await ours.nudged()
    await settled()
    expect(theirs.nudges).toBe(0)
  })

  test("gets lines now and then while nothing happens, so that nobody on the way takes it for dead", async () => {
    const { vera } = await aSchool({ live: { heartbeatMs: 5 } })
    const ear = await Ear.of(vera.client)
    await ear.until(() => ear.heard.includes("\n\n:\n\n:\n\n"))
    expect(ear.nudges).toBe(0)
  })

  test("gets an answer that is neither stored nor packed nor held up, and marked as ours", async () => {
    const { vera } = await aSchool()
    const { response } = await Ear.of(vera.client)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
      [markHeader]: "1",
    })
    expect(response.headers.get("content-encoding")).toBeNull()
  })

  test("gets its renewed token with the answer, as with any other", async () => {
    const { server, vera } = await aSchool()
    server.nowMs += 25 * 3_600_000
    const { response } = await Ear.of(vera.client)
    expect(response.headers.get("set-cookie")).toMatch(/^session=[\w-]{43};/)
  })
})

type School = Awaited<ReturnType<typeof aSchool>>

describe("nobody listens without the right to", () => {
  test("who is not signed in is refused, and another site's page too", async () => {
    const { server, vera } = await aSchool()
    const stranger = await ask(new Client(server))
    expect([stranger.status, await stranger.json()]).toEqual([401, { error: "signed-out" }])
    for (const site of ["cross-site", "same-site"]) {
      const foreign = await ask(vera.client, { "sec-fetch-site": site })
      expect([foreign.status, await foreign.json()]).toEqual([403, { error: "foreign-origin" }])
    }
  })

  test("a HEAD opens no stream that would never be read", async () => {
    const { server, vera } = await aSchool()
    const headers = { cookie: vera.client.cookie, "sec-fetch-site": "same-origin" }
    const asked = new Request(`${home}${livePath}`, { method: "HEAD", headers })
    expect((await server.app.fetch(asked)).status).toBe(400)
  })

  test("a stream ends at once when the access is taken away, and its last word makes the tablet ask", async () => {
    const { head, anna, vera } = await aSchool()
    const [lost, kept] = [await Ear.of(anna.client), await Ear.of(vera.client)]
    await head.change(anna.person, { revoke: true })
    await lost.over()
    expect(lost.nudges).toBe(1)
    expect((await anna.ask()).kind).toBe("revoked")
    expect((await ask(anna.client)).status).toBe(401)
    expect(kept.isOver).toBe(false)
  })

  test("a stream ends when its tablet signs out, and another tablet of the same person goes on", async () => {
    const { head, anna } = await aSchool()
    const reply = await head.change(anna.person, { invite: true })
    const { invitation } = reply.body as { invitation: { token: string } }
    const phone = new Client(head.server)
    await phone.send(api.acceptInvitation.path, { token: invitation.token })
    const [left, stays] = [await Ear.of(anna.client), await Ear.of(phone)]
    await anna.client.send(api.endSession.path, {})
    await left.over()
    expect(stays.isOver).toBe(false)
  })

  test("a stream ends when a copied token gives itself away", async () => {
    const { server, anna } = await aSchool()
    const former = anna.client.cookie
    server.nowMs += 25 * 3_600_000
    await anna.sync()
    server.nowMs += 61_000
    await anna.sync()
    const ear = await Ear.of(anna.client)
    server.nowMs += 61_000
    const thief = new Client(server)
    thief.cookie = former
    expect((await thief.look(api.session.path)).status).toBe(401)
    await ear.over()
  })

  test("a stream whose end nobody told of ends with the next heartbeat", async () => {
    const { server, anna } = await aSchool({ live: { heartbeatMs: 5 } })
    const ear = await Ear.of(anna.client)
    const token = anna.client.cookie.slice("session=".length)
    // Behind the back of the app, as another process does whose news got lost.
    await server.services.store.transaction(async ({ door }) => {
      const session = must(await door.session(hashOf("session", token)))
      await door.putSession({ ...session, ended: "revoked" })
    })
    await ear.over()
  })

  test("a stream is not for ever: another one is asked for with the token of the day", async () => {
    const { anna } = await aSchool({ live: { lifeMs: 5 } })
    await (await Ear.of(anna.client)).over()
  })
})

describe("streams are bounded", () => {
  test("of one session the oldest gives way: it was left behind in another network", async () => {
    const { anna } = await aSchool({ live: { perSession: 2 } })
    const [first, second] = [await Ear.of(anna.client), await Ear.of(anna.client)]
    await Ear.of(anna.client)
    await first.over()
    expect(second.isOver).toBe(false)
  })

  test("of one person: too many say when to come again", async () => {
    const { anna, vera } = await aSchool({ live: { perSession: 9, perPerson: 2 } })
    await Ear.of(anna.client)
    await Ear.of(anna.client)
    const refused = await ask(anna.client)
    expect([refused.status, await refused.json()]).toEqual([429, { error: "too-many" }])
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
    await Ear.of(vera.client)
  })

  test("in all: the server is busy, and one that leaves makes room", async () => {
    const { anna, vera } = await aSchool({ live: { inAll: 1 } })
    const first = await ask(anna.client)
    const refused = await ask(vera.client)
    expect([refused.status, await refused.json()]).toEqual([503, { error: "busy" }])
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
    await first.body?.cancel()
    await Ear.of(vera.client)
  })

  test("who takes nothing is given up and holds no more than one thing to say meanwhile", async () => {
    const { head, anna, vera } = await aSchool({
      live: { inAll: 2, heartbeatMs: 40, gatherMs: 0 },
    })
    const deaf = await ask(head)
    const ear = await Ear.of(anna.client)
    for (let text = 1; text <= 3; text += 1) {
      await vera.sync([note(vera, `${text}`)])
      await ear.nudged(text)
    }
    // The place of the one who was given up is free again.
    await expect.poll(async () => (await ask(anna.client)).status, { interval: 5 }).toBe(200)
    expect(await deaf.text()).toBe("retry: 5000\n: live\n\ndata: changed\n\n")
  })

  test("a server that stops ends them and begins no new ones", async () => {
    const { server, anna, vera } = await aSchool()
    const ears = [await Ear.of(anna.client), await Ear.of(vera.client)]
    server.app.endStreams()
    for (const ear of ears) await ear.over()
    expect((await ask(anna.client)).status).toBe(503)
  })
})

describe("the store that announces", () => {
  async function watched() {
    const nudges = createNudges()
    const heard: News[] = []
    nudges.subscribe((news) => heard.push(news))
    const server = new Server({ nudges })
    const head = await server.found()
    heard.length = 0
    return { server, head, heard, nudges }
  }

  test("tells of nothing that was rolled back", async () => {
    const { server, heard, nudges } = await watched()
    const store = announcing(server.services.store, nudges)
    const names = { schoolName: "Школа № 2", name: "Второй директор" }
    const failing = store.transaction(async (tx) => {
      await createSchool(tx, server.services, names)
      throw new Error("the disk is full")
    })
    await expect(failing).rejects.toThrow("the disk is full")
    expect(heard).toEqual([])
    await store.transaction((tx) => createSchool(tx, server.services, names))
    expect(heard.length).toBeGreaterThan(0)
  })

  test("tells only after the commit: who asks then finds the change", async () => {
    const store = createSqliteStore(":memory:")
    const order: string[] = []
    const slow = {
      ...store,
      transaction: async <Result>(work: Parameters<typeof store.transaction<Result>>[0]) => {
        const result = await store.transaction<Result>(work)
        order.push("committed")
        return result
      },
    }
    const nudges = createNudges()
    nudges.subscribe(({ kind }) => order.push(kind))
    const server = new Server({ store: slow, nudges })
    const head = await server.found()
    order.length = 0
    await head.invite("Анна", "navigator")
    expect(order.slice(-2)).toEqual(["committed", "changed"])
  })

  test("names the session that sent it, and nobody when the server made the change", async () => {
    const { head, heard } = await watched()
    const anna = await head.hire("Анна", "navigator", [class7])
    expect(heard).toContainEqual(expect.objectContaining({ kind: "changed", by: null }))
    heard.length = 0
    await anna.sync([anna.op("class", class7, { grade: 7, letter: "А", year: 2026 })])
    expect(heard).toEqual([{ kind: "changed", school: expect.any(String), by: expect.any(String) }])
  })
})
