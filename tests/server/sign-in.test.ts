import { describe, expect, test } from "vitest"

import { joinLinks, setupLink } from "#/server/links.ts"
import { api, type Member, type SessionAnswer } from "#/sync/api.ts"
import { showInvitationCode } from "#/sync/invitation-code.ts"

import { anId, Client, home, Server } from "./a-server.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs

describe("the first start", () => {
  test("the link that the server printed founds the school and signs its head in", async () => {
    const head = await new Server().found({ schoolName: "Школа № 3", name: "Ильина Вера" })

    const session = await head.session()
    expect(session.person).toMatchObject({ name: "Ильина Вера", role: "head", classes: [] })
    expect(session.school.name).toBe("Школа № 3")
  })

  test("a link that was not printed founds nothing", async () => {
    const server = new Server()
    await setupLink(server.services, home)
    const token = "a-token-that-was-never-printed"
    const reply = await new Client(server).send(api.setup.path, {
      token,
      schoolName: "Ш",
      name: "Н",
    })

    expect(reply).toMatchObject({ status: 403, body: { error: "wrong-setup-token" } })
    expect(await setupLink(server.services, home)).toBeDefined()
  })

  test("there is one first start: the link works once and no further one is printed", async () => {
    const server = new Server()
    const link = await setupLink(server.services, home)
    const body = { token: link?.split("#")[1], schoolName: "Школа № 3", name: "Ильина Вера" }
    await new Client(server).send(api.setup.path, body)

    const again = await new Client(server).send(api.setup.path, body)
    expect(again).toMatchObject({ status: 409, body: { error: "already-set-up" } })
    expect(await setupLink(server.services, home)).toBeUndefined()
  })

  test("a newer link takes the place of the one printed before", async () => {
    const server = new Server()
    const first = await setupLink(server.services, home)
    await setupLink(server.services, home)
    const token = first?.split("#")[1]
    const reply = await new Client(server).send(api.setup.path, {
      token,
      schoolName: "Ш",
      name: "Н",
    })

    expect(reply.status).toBe(403)
  })
})

describe("an invitation", () => {
  test("shows name, role and school before it is accepted, and signs in once it is", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator", [anId(1)])
    const guest = new Client(server)
    const look = await guest.send(api.lookAtInvitation.path, { token: invitation.token })
    expect(look.body).toMatchObject({
      name: "Белова Марина",
      role: "navigator",
      schoolName: "Школа № 12",
    })
    expect(guest.cookie).toBe("")

    await guest.send(api.acceptInvitation.path, { token: invitation.token })
    expect((await guest.session()).person).toMatchObject({ role: "navigator", classes: [anId(1)] })
  })

  test("is taken by its code however it is typed: in Russian letters, small, in groups", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator")
    const twins = [..."ACEHKMPTXY3"].map((sign, place) => [sign, [..."АСЕНКМРТХУЗ"][place] ?? ""])
    const russian = [...showInvitationCode(invitation.code)]
      .map((sign) => twins.find(([latin]) => latin === sign)?.[1] ?? sign)
      .join("")
      .toLowerCase()

    const reply = await new Client(server).send(api.acceptInvitation.path, { code: russian })
    expect(reply.status).toBe(200)
  })

  test("works once", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator")
    await new Client(server).send(api.acceptInvitation.path, { token: invitation.token })

    for (const key of [{ token: invitation.token }, { code: invitation.code }]) {
      const again = await new Client(server).send(api.acceptInvitation.path, key)
      expect(again).toMatchObject({ status: 410, body: { error: "invitation-used" } })
    }
  })

  test("whose answer got lost may be accepted again by the same attempt, and only one session stays", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator")
    const body = { token: invitation.token, attempt: "an-attempt-of-this-tablet" }
    const [lost, again] = [new Client(server), new Client(server)]
    await lost.send(api.acceptInvitation.path, body)
    expect((await again.send(api.acceptInvitation.path, body)).status).toBe(200)
    expect((await lost.look(api.session.path)).status).toBe(401)
    expect((await again.look(api.session.path)).status).toBe(200)

    server.nowMs += 11 * 60_000
    expect((await new Client(server).send(api.acceptInvitation.path, body)).status).toBe(410)
    const thief = { token: invitation.token, attempt: "an-attempt-of-another-one" }
    expect((await new Client(server).send(api.acceptInvitation.path, thief)).status).toBe(410)
  })

  test("is over after seven days", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator")
    server.nowMs += 7 * dayMs + 1

    const reply = await new Client(server).send(api.lookAtInvitation.path, {
      code: invitation.code,
    })
    expect(reply).toMatchObject({ status: 410, body: { error: "invitation-expired" } })
  })

  test("that nobody made is unknown, whatever it looks like", async () => {
    const server = new Server()
    await server.found()
    for (const key of [{ token: "AAAAAAAAAAAAAAAAAAAAAA" }, { code: "ACEHKMPTXY23" }]) {
      const reply = await new Client(server).send(api.lookAtInvitation.path, key)
      expect(reply).toMatchObject({ status: 404, body: { error: "invitation-unknown" } })
    }
  })

  test("stops working when the head gives a newer one to the same person", async () => {
    const server = new Server()
    const head = await server.found()
    const { person, invitation } = await head.invite("Белова Марина", "navigator")
    const reply = await head.change(person.id, { invite: true })
    const former = await new Client(server).send(api.acceptInvitation.path, {
      token: invitation.token,
    })
    expect(former.body).toEqual({ error: "invitation-expired" })

    const { invitation: newer } = reply.body as { invitation: { token: string } }
    const guest = new Client(server)
    await guest.send(api.acceptInvitation.path, { token: newer.token })
    expect((await guest.session()).person.id).toBe(person.id)
  })

  test("is made by the head alone; for others there is no such place", async () => {
    const server = new Server()
    const head = await server.found()
    const navigator = await head.hire("Белова Марина", "navigator")
    const body = { name: "Кто-то", role: "navigator", classes: [] }
    expect(await navigator.client.send(api.invite.path, body)).toMatchObject({ status: 404 })
    expect(await navigator.client.look(api.people.path)).toMatchObject({ status: 404 })
    expect(await navigator.client.change(navigator.person, { classes: [] })).toMatchObject({
      status: 404,
    })

    expect(await new Client(server).send(api.invite.path, body)).toMatchObject({ status: 401 })
  })

  test("cannot make another head", async () => {
    const head = await new Server().found()
    const reply = await head.send(api.invite.path, { name: "Кто-то", role: "head", classes: [] })
    expect(reply).toMatchObject({ status: 400, body: { error: "bad-request" } })
  })

  test("looking at invitations is limited by address, and says when to come again", async () => {
    const server = new Server()
    await server.found()
    const guest = new Client(server)
    const key = { code: "ACEHKMPTXY23" }
    let reply = await guest.send(api.lookAtInvitation.path, key)
    for (let tries = 0; tries < 120 && reply.status !== 429; tries += 1) {
      reply = await guest.send(api.lookAtInvitation.path, key)
    }
    expect(reply).toMatchObject({ status: 429, body: { error: "too-many" } })
    const waitSeconds = Number(reply.headers.get("retry-after"))
    expect(waitSeconds).toBeGreaterThan(0)

    server.nowMs += waitSeconds * 1_000
    expect((await guest.send(api.lookAtInvitation.path, key)).status).toBe(404)
  })
})

describe("a session", () => {
  test("is nobody's without a cookie", async () => {
    const server = new Server()
    const reply = await new Client(server).look(api.session.path)
    expect(reply).toMatchObject({ status: 401, body: { error: "signed-out" } })
  })

  test("ends when its person signs out, and only there", async () => {
    const server = new Server()
    const head = await server.found()
    const [link] = await joinLinks(server.services, home, ({ role }) => role === "head")
    const second = new Client(server)
    await second.send(api.acceptInvitation.path, { token: link?.url.split("#")[1] })
    const { cookie } = head
    expect((await head.send(api.endSession.path, {})).headers.get("set-cookie")).toMatch(
      /Max-Age=0/,
    )
    head.cookie = cookie

    expect((await head.look(api.session.path)).status).toBe(401)
    expect((await second.look(api.session.path)).status).toBe(200)
  })

  test("changes its token once a day, and the tablet never notices", async () => {
    const server = new Server()
    const head = await server.found()
    const first = head.cookie
    server.nowMs += 25 * hourMs
    await head.session()
    expect(head.cookie).not.toBe(first)

    server.nowMs += hourMs
    expect((await head.look(api.session.path)).status).toBe(200)
  })

  test("an answer with the new token that got lost is given again, even a week later", async () => {
    const server = new Server()
    const head = await server.found()
    const first = head.cookie
    server.nowMs += 25 * hourMs
    await head.session()
    const renewed = head.cookie
    server.nowMs += 7 * dayMs
    head.cookie = first

    expect((await head.look(api.session.path)).status).toBe(200)
    expect(head.cookie).toBe(renewed)
  })

  test("requests under way with the former token are served for a minute", async () => {
    const server = new Server()
    const head = await server.found()
    const first = head.cookie
    server.nowMs += 25 * hourMs
    await head.session()
    server.nowMs += 61_000
    await head.session()
    server.nowMs += 59_000
    head.cookie = first

    expect((await head.look(api.session.path)).status).toBe(200)
  })

  test("a browser killed before the new token was on its disk comes back with the former one", async () => {
    const server = new Server()
    const head = await server.found()
    const first = head.cookie
    server.nowMs += 25 * hourMs
    await head.session()
    const renewed = head.cookie
    server.nowMs += 25_000
    await head.session()
    server.nowMs += 2 * hourMs
    head.cookie = first

    expect((await head.look(api.session.path)).status).toBe(200)
    expect(head.cookie).toBe(renewed)
  })

  test("a copied token gives itself away: used after its successor, it ends the session for both", async () => {
    const server = new Server()
    const head = await server.found()
    const thief = new Client(server)
    thief.cookie = head.cookie
    server.nowMs += 25 * hourMs
    await head.session()
    server.nowMs += 61_000
    await head.session()
    server.nowMs += 61_000
    expect((await thief.look(api.session.path)).status).toBe(401)

    expect((await head.look(api.session.path)).status).toBe(401)
  })

  test("is over when the tablet was away for more than 120 days", async () => {
    const server = new Server()
    const head = await server.found()
    server.nowMs += 121 * dayMs
    expect((await head.look(api.session.path)).status).toBe(401)
  })

  test("its cookie is hidden from scripts and other sites; behind TLS it is bound to the host", async () => {
    const plain = await new Server().found()
    expect(plain.cookie).toMatch(/^session=/)
    const server = new Server({ behindTls: true })
    const link = await setupLink(server.services, home)
    const body = { token: link?.split("#")[1], schoolName: "Ш", name: "Н" }
    const reply = await new Client(server).send(api.setup.path, body)

    const cookie = reply.headers.get("set-cookie")
    expect(cookie).toMatch(
      /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/,
    )
  })
})

describe("the school's people", () => {
  test("the head sees who is invited, who works and who no longer does", async () => {
    const server = new Server()
    const head = await server.found()
    await head.invite("Белова Марина", "navigator", [anId(1)])
    const working = await head.hire("Зимин Олег", "leader")
    const gone = await head.hire("Носов Павел", "navigator")
    await head.change(gone.person, { revoke: true })

    const { people } = (await head.look(api.people.path)).body as { people: Member[] }
    const states = Object.fromEntries(people.map(({ name, state }) => [name, state]))
    expect(states).toEqual({
      "Орлова Светлана Игоревна": "active",
      "Белова Марина": "invited",
      "Зимин Олег": "active",
      "Носов Павел": "revoked",
    })
    expect(people.find(({ id }) => id === working.person)?.invitedUntil).toBeNull()
  })

  test("whose access was taken away is signed out everywhere but in sync, which says «revoked»", async () => {
    const head = await new Server().found()
    const tablet = await head.hire("Носов Павел", "navigator")
    await head.change(tablet.person, { revoke: true })

    expect((await tablet.client.look(api.session.path)).status).toBe(401)
    expect((await tablet.ask()).kind).toBe("revoked")
  })

  test("a new invitation gives the access back to the person, never to the tablet it was taken from", async () => {
    const server = new Server()
    const head = await server.found()
    const stolen = await head.hire("Носов Павел", "navigator")
    await head.change(stolen.person, { revoke: true })
    const reply = await head.change(stolen.person, { invite: true })
    const { invitation } = reply.body as { invitation: { token: string } }
    const fresh = new Client(server)
    await fresh.send(api.acceptInvitation.path, { token: invitation.token })

    expect((await fresh.session()).person.id).toBe(stolen.person)
    expect((await stolen.ask()).kind).toBe("revoked")
  })

  test("the head cannot lock the school out of itself", async () => {
    const head = await new Server().found()
    const { person } = await head.session()
    expect((await head.change(person.id, { revoke: true })).status).toBe(400)
  })

  test("a head who lost the session gets in by a link that the server prints", async () => {
    const server = new Server()
    const head = await server.found()
    const { person } = await head.session()
    const [link] = await joinLinks(server.services, home, ({ role }) => role === "head")
    const fresh = new Client(server)
    const reply = await fresh.send(api.acceptInvitation.path, { token: link?.url.split("#")[1] })

    expect((reply.body as SessionAnswer).person.id).toBe(person.id)
  })
})
