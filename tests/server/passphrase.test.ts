import { describe, expect, test, vi } from "vitest"

import { serverKeyOf } from "#/server/server-key.ts"
import { api, type SessionAnswer } from "#/sync/api.ts"

import { anId, Client, Server, type Reply, type Tablet } from "./a-server.ts"

const good = "зелёный чайник спит"
const minuteMs = 60_000

interface School {
  readonly server: Server
  readonly head: Client
  readonly anna: Tablet
  readonly school: string
}

/** A school with a navigator who has just joined and set a passphrase. */
async function aSchool(server = new Server()): Promise<School> {
  const head = await server.found()
  const anna = await head.hire("Белова Анна Петровна", "navigator")
  const { school } = await anna.client.session()
  expect(await set(anna.client, { passphrase: good })).toMatchObject({ status: 200 })
  return { server, head, anna, school: school.id }
}

function set(client: Client, request: object): Promise<Reply> {
  return client.send(api.setPassphrase.path, request)
}

function signIn(
  { server, school, anna }: School,
  passphrase: string,
  more: { readonly client?: Client; readonly person?: string; readonly school?: string } = {},
): Promise<Reply> {
  const { client = new Client(server), ...who } = more
  return client.send(api.signIn.path, { school, person: anna.person, passphrase, ...who })
}

const wrong = { status: 403, body: { error: "wrong-passphrase" } }

describe("signing in by passphrase", () => {
  test("opens a session of its own for the person the tablet knows", async () => {
    const there = await aSchool()
    const fresh = new Client(there.server)
    const reply = await signIn(there, good, { client: fresh })
    expect((reply.body as SessionAnswer).person.id).toBe(there.anna.person)
    expect((await fresh.session()).person.name).toBe("Белова Анна Петровна")
    expect((await there.anna.client.look(api.session.path)).status).toBe(200)
  })

  test("takes it however the keyboard composes its signs", async () => {
    const there = await aSchool()
    expect((await signIn(there, good.normalize("NFD"))).status).toBe(200)
    expect(await signIn(there, good.toUpperCase())).toMatchObject(wrong)
  })

  test("binds the session to the place and the proof of the tablet", async () => {
    const there = await aSchool()
    const client = new Client(there.server)
    client.place = "0123456789abcdef"
    client.proof = "P".repeat(43)
    await signIn(there, good, { client })
    expect(client.cookie).toMatch(/^session-0123456789abcdef=/)
    client.proof = "Q".repeat(43)
    expect((await client.look(api.session.path)).status).toBe(401)
  })

  test("says no in one way, after one hash, whatever is wrong", async () => {
    const there = await aSchool()
    const { server, head } = there
    const without = await head.hire("Зимин Олег", "leader")
    const gone = await head.hire("Носов Павел", "navigator")
    await set(gone.client, { passphrase: good })
    await head.change(gone.person, { revoke: true })
    const attempts: readonly (() => Promise<Reply>)[] = [
      () => signIn(there, "красный чайник спит"),
      () => signIn(there, good, { person: anId(99) }),
      () => signIn(there, good, { school: anId(98) }),
      () => signIn(there, good, { person: without.person }),
      () => signIn(there, good, { person: gone.person }),
    ]
    const told = new Set<string>()
    for (const attempt of attempts) {
      const before = server.hashed
      const { status, body, headers } = await attempt()
      expect(server.hashed - before).toBe(1)
      const names = [...headers.keys()].sort().join(" ")
      told.add(JSON.stringify({ status, body, names }))
    }
    expect([...told]).toHaveLength(1)
    expect([...told][0]).toContain("wrong-passphrase")
  })

  test("is of no use in another school: the same person's id there is somebody else's", async () => {
    const there = await aSchool()
    expect(await signIn(there, good, { school: there.anna.person })).toMatchObject(wrong)
  })

  test("without the server's key, or with another one, is not possible; everything else is", async () => {
    const there = await aSchool()
    const { store } = there.server.services
    const other = new Server({ store, serverKey: Buffer.alloc(32, 9) })
    expect(await signIn({ ...there, server: other }, good)).toMatchObject(wrong)
    const head = new Client(other)
    head.cookie = there.head.cookie
    expect((await head.look(api.people.path)).status).toBe(200)
    expect((await head.session()).hasPassphrase).toBe(false)
    const anna = new Client(other)
    anna.cookie = there.anna.client.cookie
    // Void is as good as none: a new one may be set, and with the former key the former is void in turn.
    other.nowMs += 60 * minuteMs
    expect((await set(anna, { passphrase: "белый чайник спит" })).status).toBe(200)
    expect((await signIn({ ...there, server: other }, "белый чайник спит")).status).toBe(200)
    expect(await signIn(there, good)).toMatchObject(wrong)
  })

  test("the session says whether there is a passphrase", async () => {
    const { head, anna } = await aSchool()
    expect((await anna.client.session()).hasPassphrase).toBe(true)
    expect((await head.session()).hasPassphrase).toBe(false)
  })

  test("what is stored tells nothing to who has no key of the server", async () => {
    const there = await aSchool()
    const row = await there.server.services.store.transaction((tx) =>
      tx.door.passphrase(there.school, there.anna.person),
    )
    expect(JSON.stringify(row)).not.toContain("чайник")
    expect(row?.keyId).toBe(serverKeyOf(Buffer.alloc(32, 7)).id)
    expect(row?.keyId).not.toBe(serverKeyOf(Buffer.alloc(32, 9)).id)
  })
})

describe("a storm of wrong passphrases", () => {
  test("is slowed down for the person and says when to come again", async () => {
    const there = await aSchool()
    let reply = await signIn(there, "не та фраза совсем")
    let tries = 1
    for (; tries < 30 && reply.status !== 429; tries += 1) {
      reply = await signIn(there, "не та фраза совсем")
    }
    expect(tries).toBe(11)
    expect(reply).toMatchObject({ status: 429, body: { error: "too-many" } })
    expect(await signIn(there, good)).toMatchObject({ status: 429 })
    there.server.nowMs += Number(reply.headers.get("retry-after")) * 1_000
    expect((await signIn(there, good)).status).toBe(200)
  })

  test("is counted alike for a person that there is not", async () => {
    const there = await aSchool()
    const person = anId(97)
    const statuses: number[] = []
    for (let tries = 0; tries < 12; tries += 1) {
      statuses.push((await signIn(there, good, { person })).status)
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 403))
    expect(statuses.slice(10)).toEqual([429, 429])
  })

  test("does not disturb the owner's open session, nor a colleague's sign-in", async () => {
    const there = await aSchool()
    const vera = await there.head.hire("Вера", "navigator")
    await set(vera.client, { passphrase: good })
    for (let tries = 0; tries < 40; tries += 1) await signIn(there, "не та фраза совсем")
    expect((await there.anna.ask()).kind).toBe("synced")
    expect((await signIn(there, good, { person: vera.person })).status).toBe(200)
  })

  test("from one address leaves the owner a try at another", async () => {
    const there = await aSchool()
    for (let tries = 0; tries < 11; tries += 1) await signIn(there, "не та фраза совсем")
    const { app } = there.server
    const body = { school: there.school, person: there.anna.person, passphrase: good }
    const request = new Request(`http://school.test${api.signIn.path}`, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin", "content-type": "application/json" },
      body: JSON.stringify(body),
    })
    expect((await app.fetch(request, "198.51.100.7")).status).toBe(200)
  })
})

describe("so many sign-ins at once that they would have to wait long", () => {
  test("are sent away, with the time to come again, and sync is not behind them", async () => {
    const ends: (() => void)[] = []
    const server = new Server({
      hash: () =>
        new Promise((resolve) => {
          ends.push(() => resolve(Buffer.alloc(32)))
        }),
    })
    const head = await server.found()
    const anna = await head.hire("Анна", "navigator")
    const { school } = await anna.client.session()
    const crowd = Array.from({ length: 60 }, (_, index) =>
      new Client(server).send(api.signIn.path, {
        school: school.id,
        person: anId(1_000 + index),
        passphrase: good,
      }),
    )
    const settled: Reply[] = []
    const all = Promise.all(crowd.map(async (one) => settled.push(await one)))
    // None of the hashes has ended before sync is answered, and who finds no room.
    expect((await anna.ask()).kind).toBe("synced")
    await vi.waitFor(() => expect(settled).toHaveLength(26), { timeout: 20_000 })
    expect(ends).toHaveLength(2)
    for (const reply of settled) {
      expect(reply).toMatchObject({ status: 503, body: { error: "busy" } })
      expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0)
    }

    const ending = setInterval(() => ends.shift()?.(), 0)
    await all
    clearInterval(ending)
    expect(settled.filter(({ status }) => status === 403)).toHaveLength(34)
  })
})

describe("setting a passphrase", () => {
  test.each([
    ["коротк", "short"],
    ["чай 123", "short"],
    ["12345678", "common"],
    ["йцукенгш", "common"],
    ["Пароль2026!", "common"],
    ["gfhjkm12345", "common"],
    ["14.05.1987", "common"],
    ["аааааааааа", "common"],
    ["Белова1975", "own-name"],
    ["белова анна", "own-name"],
  ])("refuses «%s»: %s", async (passphrase, flaw) => {
    const { anna } = await aSchool()
    const reply = await set(anna.client, { passphrase })
    expect(reply).toMatchObject({ status: 422, body: { error: "weak-passphrase", reason: flaw } })
  })

  test("another one soon after joining needs nothing else; later the present one", async () => {
    const there = await aSchool()
    const { server, anna } = there
    expect((await set(anna.client, { passphrase: "белый чайник спит" })).status).toBe(200)
    server.nowMs += 16 * minuteMs
    const later = { passphrase: "чёрный чайник спит" }
    expect(await set(anna.client, later)).toMatchObject({
      status: 403,
      body: { error: "stale-sign-in" },
    })
    expect(await set(anna.client, { ...later, current: good })).toMatchObject(wrong)
    expect((await set(anna.client, { ...later, current: "белый чайник спит" })).status).toBe(200)
    expect(await signIn(there, "белый чайник спит")).toMatchObject(wrong)
    expect((await signIn(there, "чёрный чайник спит")).status).toBe(200)
  })

  test("a session opened by passphrase does not do without the present one", async () => {
    const there = await aSchool()
    const client = new Client(there.server)
    await signIn(there, good, { client })
    expect(await set(client, { passphrase: "белый чайник спит" })).toMatchObject({ status: 403 })
  })

  test("a lost one is set anew after the head has invited again", async () => {
    const there = await aSchool()
    there.server.nowMs += 60 * minuteMs
    const reply = await there.head.change(there.anna.person, { invite: true })
    const { invitation } = reply.body as { invitation: { token: string } }
    const fresh = new Client(there.server)
    await fresh.send(api.acceptInvitation.path, { token: invitation.token })
    expect((await set(fresh, { passphrase: "белый чайник спит" })).status).toBe(200)
    expect(await signIn(there, good)).toMatchObject(wrong)
  })

  test("guessing the present one is slowed down like signing in", async () => {
    const { server, anna } = await aSchool()
    server.nowMs += 16 * minuteMs
    const statuses: number[] = []
    for (let tries = 0; tries < 12; tries += 1) {
      const request = { passphrase: "белый чайник спит", current: "не та фраза" }
      statuses.push((await set(anna.client, request)).status)
    }
    expect(statuses.filter((status) => status === 403)).toHaveLength(10)
    expect(statuses.at(-1)).toBe(429)
  })

  test("is nobody's without a session", async () => {
    const { server } = await aSchool()
    expect((await set(new Client(server), { passphrase: good })).status).toBe(401)
  })
})
