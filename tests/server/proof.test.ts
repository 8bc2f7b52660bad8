import { describe, expect, test } from "vitest"

import { joinLinks } from "#/server/links.ts"
import { mintScope } from "#/server/scope.ts"
import { api } from "#/sync/api.ts"

import { Client, Server, Tablet } from "./a-server.ts"

const hourMs = 3_600_000
const proof = "P".repeat(43)
const anotherProof = "Q".repeat(43)

/** The head on a tablet whose place keeps a secret. */
async function bound(server = new Server()): Promise<Client> {
  const head = await server.found()
  head.proof = proof
  expect(await statusOf(head)).toBe(200)
  return head
}

/** Somebody with the same cookie and whatever else is said. */
function copyOf(client: Client, more: Partial<Pick<Client, "place" | "proof">> = {}): Client {
  return Object.assign(new Client(client.server), {
    cookie: client.cookie,
    place: client.place,
    proof: client.proof,
    ...more,
  })
}

async function statusOf(client: Client): Promise<number> {
  return (await client.look(api.session.path)).status
}

async function audited(server: Server, what: string): Promise<number> {
  return server.services.store.transaction(async (tx) => {
    const [school = ""] = await tx.door.schools()
    const scope = mintScope({ school, person: "test" })
    const links = await tx.school(scope).auditAfter(0, 1_000)
    return links.filter((link) => link.what === what).length
  })
}

describe("a session that has seen a proof", () => {
  test("answers to this proof and to no other, and not to the cookie alone", async () => {
    const head = await bound()
    expect(await statusOf(copyOf(head))).toBe(200)
    expect(await statusOf(copyOf(head, { proof: undefined }))).toBe(401)
    expect(await statusOf(copyOf(head, { proof: anotherProof }))).toBe(401)
    expect(await statusOf(copyOf(head, { proof: "short" }))).toBe(401)
    expect(await statusOf(head)).toBe(200)
  })

  test("in sync, too: a cookie without its proof learns nothing, not even «revoked»", async () => {
    const server = new Server()
    const head = await server.found()
    const tablet = await head.hire("Белова Марина", "navigator")
    tablet.client.proof = proof
    await tablet.sync()
    const thief = new Tablet(copyOf(tablet.client, { proof: undefined }), tablet.person)
    await expect(thief.ask()).rejects.toThrow("no answer but 401")
    await head.change(tablet.person, { revoke: true })
    await expect(thief.ask()).rejects.toThrow("no answer but 401")
    expect((await tablet.ask()).kind).toBe("revoked")
  })

  test("a stolen cookie does not wear the session out: no renewal, no reuse, no end", async () => {
    const server = new Server()
    const head = await bound(server)
    const thief = copyOf(head, { proof: anotherProof })
    const { cookie } = head
    server.nowMs += 25 * hourMs
    expect((await thief.look(api.session.path)).headers.get("set-cookie")).toBeNull()
    await head.session()
    expect(head.cookie).not.toBe(cookie)
    server.nowMs += 61_000
    await head.session()
    server.nowMs += 61_000
    // The former token, long after its successor: with the proof this would end the session.
    expect(await statusOf(thief)).toBe(401)
    expect(await statusOf(head)).toBe(200)
    expect(await audited(server, "token-reused")).toBe(0)
  })

  test("cloned with cookie and proof it gives itself away at the next renewal, and ends for both", async () => {
    const server = new Server()
    const head = await bound(server)
    const clone = copyOf(head)
    expect(await statusOf(clone)).toBe(200)
    server.nowMs += 25 * hourMs
    await head.session()
    server.nowMs += 61_000
    await head.session()
    server.nowMs += 61_000
    expect(await statusOf(clone)).toBe(401)
    expect(await statusOf(head)).toBe(401)
    expect(await audited(server, "token-reused")).toBe(1)
  })

  test("renews its token as ever, and a renewed answer that got lost is given again", async () => {
    const server = new Server()
    const head = await bound(server)
    const before = head.cookie
    server.nowMs += 25 * hourMs
    await head.session()
    const renewed = head.cookie
    server.nowMs += 7 * 24 * hourMs
    head.cookie = before
    expect(await statusOf(head)).toBe(200)
    expect(head.cookie).toBe(renewed)
  })

  test("is bound at once when the invitation was accepted with a proof", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator")
    const fresh = new Client(server)
    fresh.proof = proof
    await fresh.send(api.acceptInvitation.path, { token: invitation.token })
    expect(await statusOf(copyOf(fresh, { proof: undefined }))).toBe(401)
    expect(await statusOf(fresh)).toBe(200)
  })
})

describe("a session that has never seen a proof", () => {
  test("goes on without, and is bound for good to the first it sees", async () => {
    const head = await new Server().found()
    expect(await statusOf(head)).toBe(200)
    head.proof = proof
    expect(await statusOf(head)).toBe(200)
    expect(await statusOf(copyOf(head, { proof: anotherProof }))).toBe(401)
    expect(await statusOf(copyOf(head, { proof: undefined }))).toBe(401)
  })

  test("is bound in the very request that renews its token, too", async () => {
    const server = new Server()
    const head = await server.found()
    server.nowMs += 25 * hourMs
    head.proof = proof
    expect(await statusOf(head)).toBe(200)
    expect(await statusOf(copyOf(head, { proof: undefined }))).toBe(401)
  })
})

describe("several teachers on one browser", () => {
  test("have a cookie each, named after the place; the first place keeps the plain name", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator")
    const second = new Client(server)
    second.place = "0123456789abcdef"
    await second.send(api.acceptInvitation.path, { token: invitation.token })
    expect(head.cookie).toMatch(/^session=/)
    expect(second.cookie).toMatch(/^session-0123456789abcdef=/)

    const browser = new Client(server)
    browser.cookie = `${head.cookie}; ${second.cookie}`
    expect((await browser.session()).person.role).toBe("head")
    browser.cookie = `${head.cookie}; ${second.cookie}`
    browser.place = second.place
    expect((await browser.session()).person.role).toBe("navigator")
  })

  test("behind TLS their cookies are bound to the host, too", async () => {
    const server = new Server({ behindTls: true })
    const head = await server.found()
    const [link] = await joinLinks(server.services, "", ({ role }) => role === "head")
    const second = new Client(server)
    second.place = "0123456789abcdef"
    const token = link?.url.split("#")[1]
    const reply = await second.send(api.acceptInvitation.path, { token })
    expect(reply.headers.get("set-cookie")).toMatch(
      /^__Host-session-0123456789abcdef=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/,
    )
    expect(await statusOf(head)).toBe(200)
  })

  test("a place that is none, and one whose cookie is not there, is nobody's", async () => {
    const head = await new Server().found()
    for (const place of ["", "0", "0123456789ABCDEF", "../../etc", "0123456789abcdef"]) {
      expect(await statusOf(copyOf(head, { place }))).toBe(401)
    }
  })

  test("one signs out and the other stays", async () => {
    const server = new Server()
    const head = await server.found()
    const { invitation } = await head.invite("Белова Марина", "navigator")
    const second = new Client(server)
    second.place = "0123456789abcdef"
    await second.send(api.acceptInvitation.path, { token: invitation.token })
    const reply = await second.send(api.endSession.path, {})
    expect(reply.headers.get("set-cookie")).toMatch(/^session-0123456789abcdef=;.*Max-Age=0/)
    expect(await statusOf(head)).toBe(200)
  })
})
