import { Secret, TOTP } from "otpauth"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { actions } from "#/domain/access.ts"
import { createArea } from "#/server/areas.ts"
import { joinLinks } from "#/server/links.ts"
import { resetFactorOf } from "#/server/reset-factor.ts"
import { mintScope } from "#/server/scope.ts"
import { stepUpTable } from "#/server/step-up.ts"
import { api, pathOf, type FactorAnswer } from "#/sync/api.ts"
import { areaApi } from "#/sync/area-api.ts"

import { anId, Client, home, Server, type Reply } from "./a-server.ts"

const minuteMs = 60_000
const stepMs = 30_000
const good = "зелёный чайник спит"
const invited = { name: "Белова Марина", role: "navigator", classes: [] }

/** What the head's telephone shows. */
class Authenticator {
  readonly #secret: string
  readonly #server: Server

  constructor(server: Server, secret: string) {
    this.#server = server
    this.#secret = secret
  }

  code(stepsAhead = 0): string {
    const timestamp = this.#server.nowMs + stepsAhead * stepMs
    const secret = Secret.fromBase32(this.#secret)
    return TOTP.generate({ secret, algorithm: "SHA1", digits: 6, period: 30, timestamp })
  }
}

/** What only a coordinator may ask for, out of the table. */
const ofCoordinators = new Set(["newSchool", "removeSchool", "inviteColleague", "inviteAgain"])

interface Enrolled {
  readonly server: Server
  readonly head: Client
  readonly phone: Authenticator
  readonly recoveryCodes: readonly string[]
}

async function enrolled(behindTls = false): Promise<Enrolled> {
  const server = new Server({ behindTls })
  const head = await server.found()
  return { server, head, ...(await enrol(head)) }
}

async function enrol(head: Client): Promise<Pick<Enrolled, "phone" | "recoveryCodes">> {
  const { body } = await head.send(api.factorBegin.path, {})
  const phone = new Authenticator(head.server, (body as { secret: string }).secret)
  const confirmed = await head.send(api.factorConfirm.path, { code: phone.code() })
  const { recoveryCodes } = confirmed.body as { recoveryCodes: string[] }
  // The code just used is not taken a second time.
  head.server.nowMs += stepMs
  return { phone, recoveryCodes }
}

function stepUp(client: Client, code: string): Promise<Reply> {
  return client.send(api.stepUp.path, { code })
}

function invite(client: Client): Promise<Reply> {
  return client.send(api.invite.path, invited)
}

async function factorOf(client: Client): Promise<FactorAnswer> {
  return (await client.look(api.factor.path)).body as FactorAnswer
}

/** Signs the same head in on another tablet, by a link that the server prints. */
async function secondTablet({ server }: Enrolled): Promise<Client> {
  const [link] = await joinLinks(server.services, home, ({ role }) => role === "head")
  const client = new Client(server)
  await client.send(api.acceptInvitation.path, { token: link?.url.split("#")[1] })
  return client
}

const wanted = { status: 403, body: { error: "step-up" } }
const wrong = { status: 403, body: { error: "wrong-code" } }

describe("the second factor", () => {
  test("is taken up by a secret, for a QR code and for typing, and a first code", async () => {
    const server = new Server()
    const head = await server.found({ schoolName: "Школа: № 3", name: "Ильина Вера" })
    expect(await factorOf(head)).toMatchObject({ state: "none", recoveryCodesLeft: 0 })
    const { body } = await head.send(api.factorBegin.path, {})
    const { uri, secret } = body as { uri: string; secret: string }
    const told = new URL(uri)
    expect(told.protocol).toBe("otpauth:")
    expect(told.searchParams.get("secret")).toBe(secret)
    expect(decodeURIComponent(told.pathname)).toMatch(/Ильина$/)
    // What an old camera reads from a screen: a QR code of 53 modules at most.
    expect(uri.length).toBeLessThan(230)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect((await factorOf(head)).state).toBe("none")

    expect(await head.send(api.factorConfirm.path, { code: "000000" })).toMatchObject(wrong)
    const phone = new Authenticator(server, secret)
    const confirmed = await head.send(api.factorConfirm.path, { code: phone.code() })
    const { recoveryCodes } = confirmed.body as { recoveryCodes: string[] }
    expect(new Set(recoveryCodes).size).toBe(10)
    expect(await factorOf(head)).toMatchObject({ state: "on", recoveryCodesLeft: 10 })
  })

  test("opens nothing before it is confirmed, and a secret confirmed once is not pending any more", async () => {
    const server = new Server()
    const head = await server.found()
    expect(await head.send(api.factorConfirm.path, { code: "123456" })).toMatchObject(wrong)
    const { body } = await head.send(api.factorBegin.path, {})
    const phone = new Authenticator(server, (body as { secret: string }).secret)
    expect(await stepUp(head, phone.code())).toMatchObject(wrong)
    expect((await invite(head)).status).toBe(200)
    await head.send(api.factorConfirm.path, { code: phone.code() })
    expect(await head.send(api.factorConfirm.path, { code: phone.code() })).toMatchObject(wrong)
  })

  test("is replaced only by who gives a code of the present one", async () => {
    const there = await enrolled()
    const other = await secondTablet(there)
    expect(await other.send(api.factorBegin.path, {})).toMatchObject(wanted)
    await stepUp(other, there.phone.code())
    const { body } = await other.send(api.factorBegin.path, {})
    const phone = new Authenticator(there.server, (body as { secret: string }).secret)
    there.server.nowMs += stepMs
    // Until the new one is confirmed, the former is in force.
    expect((await stepUp(other, there.phone.code())).status).toBe(200)
    await other.send(api.factorConfirm.path, { code: phone.code() })
    there.server.nowMs += stepMs
    expect(await stepUp(other, there.phone.code())).toMatchObject(wrong)
    expect((await stepUp(other, phone.code())).status).toBe(200)
  })
})

describe("a code", () => {
  test("is taken a step early and a step late, and no further off", async () => {
    for (const [ahead, status] of [
      [-2, 403],
      [-1, 200],
      [0, 200],
      [1, 200],
      [2, 403],
    ] as const) {
      const { server, head, phone } = await enrolled()
      server.nowMs += 10 * stepMs
      expect([ahead, (await stepUp(head, phone.code(ahead))).status]).toEqual([ahead, status])
    }
  })

  test("is taken once: not again, and none of a step before it", async () => {
    const there = await enrolled()
    const { server, head, phone } = there
    server.nowMs += 10 * stepMs
    const [before, code] = [phone.code(-1), phone.code()]
    expect((await stepUp(head, code)).status).toBe(200)
    const thief = await secondTablet(there)
    expect(await stepUp(thief, code)).toMatchObject(wrong)
    expect(await stepUp(thief, before)).toMatchObject(wrong)
    server.nowMs += stepMs
    expect((await stepUp(thief, phone.code())).status).toBe(200)
  })

  test("typed in two groups is the same code", async () => {
    const { head, phone } = await enrolled()
    const code = phone.code()
    expect((await stepUp(head, `${code.slice(0, 3)} ${code.slice(3)}`)).status).toBe(200)
  })

  test("cannot be guessed at leisure", async () => {
    const { head, phone, server } = await enrolled()
    let reply = await stepUp(head, "000000")
    for (let tries = 0; tries < 20 && reply.status !== 429; tries += 1) {
      reply = await stepUp(head, "000000")
    }
    expect(reply).toMatchObject({ status: 429, body: { error: "too-many" } })
    expect((await stepUp(head, phone.code())).status).toBe(429)
    server.nowMs += Number(reply.headers.get("retry-after")) * 1_000
    expect((await stepUp(head, phone.code())).status).toBe(200)
  })

  test("one of the ten printed does once, however it is typed, and is stored as a hash", async () => {
    const { server, head, recoveryCodes } = await enrolled()
    const printed = must(recoveryCodes[3])
    const grouped =
      `${printed.slice(0, 4)}-${printed.slice(4, 8)}-${printed.slice(8)}`.toLowerCase()
    expect((await stepUp(head, grouped)).status).toBe(200)
    expect(await stepUp(head, printed)).toMatchObject(wrong)
    expect((await factorOf(head)).recoveryCodesLeft).toBe(9)
    const { school, person } = await head.session()
    const scope = mintScope({ school: school.id, person: person.id })
    const row = await server.services.store.transaction((tx) =>
      tx.school(scope).factorOf(person.id),
    )
    for (const code of recoveryCodes) expect(JSON.stringify(row)).not.toContain(code)
  })

  test("of somebody else's factor is no code", async () => {
    const there = await enrolled()
    const anna = await there.head.hire("Анна", "navigator")
    expect(await stepUp(anna.client, there.phone.code())).toMatchObject(wrong)
  })
})

describe("what lets in, shuts out or takes away", () => {
  test("needs a code within the last ten minutes, given in this very session", async () => {
    const there = await enrolled()
    const { server, head, phone } = there
    // The enrolment itself was a code.
    expect((await invite(head)).status).toBe(200)
    const other = await secondTablet(there)
    expect(await invite(other)).toMatchObject(wanted)
    expect(await stepUp(other, phone.code())).toMatchObject({
      status: 200,
      body: { until: server.nowMs + 10 * minuteMs },
    })
    expect((await invite(other)).status).toBe(200)
    server.nowMs += 10 * minuteMs + 1
    expect(await invite(other)).toMatchObject(wanted)
    expect(await invite(head)).toMatchObject(wanted)
  })

  test("every action in the table is refused without it, before anything is looked at", async () => {
    const { server, head } = await enrolled()
    const anna = await head.hire("Анна", "navigator")
    server.nowMs += 60 * minuteMs
    const asks: Readonly<Record<string, readonly (() => Promise<Reply>)[]>> = {
      invite: [() => invite(head)],
      changePerson: [
        () => head.change(anna.person, { revoke: true }),
        () => head.change(anna.person, { invite: true }),
        () => head.change(anna.person, { invite: true, classes: [] }),
      ],
      changeDevice: [() => head.send(pathOf(api.changeDevice, anna.device), { wipe: true })],
      depersonalise: [() => head.send(pathOf(api.depersonalise, "2025"), {})],
      erasePupil: [() => head.send(pathOf(api.erasePupil, anId(1)), {})],
    }
    // For a coordinator alone: the next test asks for them. The head would be told that there is no such thing.
    const ofSchools = Object.keys(stepUpTable).filter((name) => !ofCoordinators.has(name))
    for (const action of ofSchools) {
      expect(actions).toContain(action)
      // An action without a line above: add how it is asked for.
      expect([action, asks[action]?.length ?? 0]).not.toEqual([action, 0])
      for (const ask of asks[action] ?? [])
        expect([action, await ask()]).toMatchObject([action, wanted])
    }
    expect((await head.change(anna.person, { classes: [] })).status).toBe(200)
    expect((await head.look(api.people.path)).status).toBe(200)
    expect((await anna.ask()).kind).toBe("synced")
  })

  test("every action of a coordinator is refused without it, too, and done with it", async () => {
    const server = new Server()
    const city = new Client(server)
    const { invitation } = must(
      await createArea(server.services, {
        kind: "municipality",
        name: "Приреченск",
        coordinator: "Ким Вера Львовна",
        under: undefined,
      }),
    )
    await city.send(api.acceptInvitation.path, { token: invitation.token })
    const founding = { schoolName: "Школа № 3", name: "Орлова" }
    expect((await city.send(areaApi.newSchool.path, founding)).status).toBe(200)
    const { body } = await city.look(areaApi.areaSummary.path)
    const school = must((body as { parts: { id: string }[] }).parts[0]).id
    const colleague = await city.send(areaApi.inviteColleague.path, { name: "Цой Ирина" })
    expect(colleague.status).toBe(200)
    const { people } = (await city.look(areaApi.colleagues.path)).body as {
      people: { id: string; state: string }[]
    }
    const invitedOne = must(people.find(({ state }) => state === "invited")).id
    const { phone } = await enrol(city)
    server.nowMs += 60 * minuteMs
    const asks: Readonly<Record<string, () => Promise<Reply>>> = {
      newSchool: () => city.send(areaApi.newSchool.path, founding),
      inviteColleague: () => city.send(areaApi.inviteColleague.path, { name: "Пак Анна" }),
      inviteAgain: () => city.send(pathOf(areaApi.inviteAgain, invitedOne), {}),
      removeSchool: () => city.send(pathOf(areaApi.removeSchool, school), {}),
    }
    expect(Object.keys(asks).sort()).toEqual([...ofCoordinators].sort())
    for (const [action, ask] of Object.entries(asks)) {
      expect(stepUpTable).toHaveProperty(action)
      expect([action, await ask()]).toMatchObject([action, wanted])
    }
    expect((await stepUp(city, phone.code())).status).toBe(200)
    for (const [action, ask] of Object.entries(asks)) {
      expect([action, (await ask()).status]).toEqual([action, 200])
    }
  })

  test("behind TLS needs a factor from the beginning; in a trial only once there is one", async () => {
    const trial = await new Server().found()
    expect((await factorOf(trial)).required).toBe(false)
    expect((await invite(trial)).status).toBe(200)

    const server = new Server({ behindTls: true })
    const head = await server.found()
    expect((await factorOf(head)).required).toBe(true)
    expect(await invite(head)).toMatchObject(wanted)
    await enrol(head)
    expect((await invite(head)).status).toBe(200)
  })

  test("who may not do it at all learns no more than before", async () => {
    const { head } = await enrolled(true)
    const anna = await head.hire("Анна", "navigator")
    expect((await factorOf(anna.client)).required).toBe(false)
    expect((await invite(anna.client)).status).toBe(404)
    expect((await anna.client.send(pathOf(api.changePerson, anna.person), {})).status).toBe(404)
    expect((await invite(new Client(head.server))).status).toBe(401)
  })
})

describe("signing in by passphrase", () => {
  test("with a factor in force needs a code, too, which counts as the step-up", async () => {
    const { server, head, phone } = await enrolled()
    await head.send(api.setPassphrase.path, { passphrase: good })
    const { school, person } = await head.session()
    const body = { school: school.id, person: person.id, passphrase: good }
    const fresh = new Client(server)
    expect(await fresh.send(api.signIn.path, body)).toMatchObject(wanted)
    expect(fresh.cookie).toBe("")
    expect(await fresh.send(api.signIn.path, { ...body, code: "000000" })).toMatchObject(wrong)
    expect(
      await fresh.send(api.signIn.path, { ...body, passphrase: "не та фраза", code: phone.code() }),
    ).toMatchObject({ status: 403, body: { error: "wrong-passphrase" } })
    expect((await fresh.send(api.signIn.path, { ...body, code: phone.code() })).status).toBe(200)
    expect((await invite(fresh)).status).toBe(200)
  })
})

describe("a lost factor", () => {
  test("is taken off by whoever runs the server, for a person or for every head", async () => {
    const there = await enrolled()
    const { server, head } = there
    const { person } = await head.session()
    expect(await resetFactorOf(server.services, "nobody")).toContain("Снимать нечего")
    expect((await factorOf(head)).state).toBe("on")
    expect(await resetFactorOf(server.services, person.id)).toContain("людей: 1")
    expect((await factorOf(head)).state).toBe("none")
    server.nowMs += 60 * minuteMs
    expect((await invite(head)).status).toBe(200)
    await enrol(head)
    expect(await resetFactorOf(server.services, "head")).toContain("людей: 1")
  })

  test("with the server's key: a factor made with another key asks for nothing and can be taken up anew", async () => {
    const { server, head } = await enrolled()
    const { store } = server.services
    const other = new Server({ store, serverKey: Buffer.alloc(32, 9) })
    other.nowMs = server.nowMs + 60 * minuteMs
    const client = new Client(other)
    client.cookie = head.cookie
    expect((await factorOf(client)).state).toBe("none")
    expect((await invite(client)).status).toBe(200)
    await enrol(client)
    expect((await factorOf(client)).state).toBe("on")
  })
})
