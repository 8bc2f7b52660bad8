import { describe, expect, test } from "vitest"

import { vaultsMax } from "#/server/escrow.ts"
import { mintScope } from "#/server/scope.ts"
import { api } from "#/sync/api.ts"

import { Client, Server, type Reply, type Tablet } from "./a-server.ts"

const vault = "vault-of-the-tablet"
const key = "K".repeat(43)
const minuteMs = 60_000

function keep(client: Client, more: object = {}): Promise<Reply> {
  return client.send(api.keepKey.path, { vault, key, ...more })
}

function take(client: Client, named = vault): Promise<Reply> {
  return client.send(api.takeKey.path, { vault: named })
}

async function hired(): Promise<{ server: Server; head: Client; anna: Tablet }> {
  const server = new Server()
  const head = await server.found()
  return { server, head, anna: await head.hire("Анна", "navigator") }
}

/** The same person on the same tablet after the vault was shut: signed in anew by a fresh invitation. */
async function invitedAgain(server: Server, head: Client, person: string): Promise<Client> {
  const reply = await head.change(person, { invite: true })
  const { invitation } = reply.body as { invitation: { token: string } }
  const fresh = new Client(server)
  await fresh.send(api.acceptInvitation.path, { token: invitation.token })
  return fresh
}

describe("the key of a vault that the server keeps", () => {
  test("comes back to the person who has just signed in", async () => {
    const { server, head, anna } = await hired()
    expect(await keep(anna.client)).toMatchObject({ status: 200, body: { kept: true } })
    server.nowMs += 600 * minuteMs
    const fresh = await invitedAgain(server, head, anna.person)
    expect(await take(fresh)).toMatchObject({ status: 200, body: { key } })
    // The answer may get lost: it is given again.
    expect(await take(fresh)).toMatchObject({ status: 200, body: { key } })
  })

  test("not to a session that was opened a while ago: who finds one open has not signed in", async () => {
    const { server, anna } = await hired()
    await keep(anna.client)
    server.nowMs += 15 * minuteMs
    expect((await take(anna.client)).status).toBe(200)
    server.nowMs += 1
    expect(await take(anna.client)).toMatchObject({
      status: 403,
      body: { error: "stale-sign-in" },
    })
  })

  test("to nobody else: not to the head, not to a colleague, not to a namesake vault of theirs", async () => {
    const { server, head, anna } = await hired()
    await keep(anna.client)
    const vera = await head.hire("Вера", "navigator")
    const no = { status: 404, body: { error: "no-key" } }
    expect(await take(vera.client)).toMatchObject(no)
    expect(await take(head)).toMatchObject(no)
    expect((await take(new Client(server))).status).toBe(401)
    await keep(vera.client, { key: "V".repeat(43) })
    expect((await take(anna.client)).body).toEqual({ key })
  })

  test("not to somebody whose access was taken away, and again once it is given back", async () => {
    const { server, head, anna } = await hired()
    await keep(anna.client)
    await head.change(anna.person, { revoke: true })
    expect((await take(anna.client)).status).toBe(401)
    const fresh = await invitedAgain(server, head, anna.person)
    expect((await take(fresh)).body).toEqual({ key })
  })

  test("that was kept later takes the place of the former; other vaults have their own", async () => {
    const { anna } = await hired()
    await keep(anna.client)
    await keep(anna.client, { vault: "another-vault-of-hers", key: "L".repeat(43) })
    await keep(anna.client, { key: "M".repeat(43) })
    expect((await take(anna.client)).body).toEqual({ key: "M".repeat(43) })
    expect((await take(anna.client, "another-vault-of-hers")).body).toEqual({
      key: "L".repeat(43),
    })
    expect((await take(anna.client, "a-vault-nobody-has")).status).toBe(404)
  })

  test("each giving back is written down, without the key", async () => {
    const { server, anna } = await hired()
    await keep(anna.client)
    await take(anna.client)
    const { school } = await anna.client.session()
    const scope = mintScope({ school: school.id, person: "test" })
    const links = await server.services.store.transaction((tx) =>
      tx.school(scope).auditAfter(0, 1_000),
    )
    const taken = links.filter(({ what }) => what === "key-taken")
    expect(taken).toMatchObject([{ person: anna.person, detail: { vault } }])
    expect(JSON.stringify(links)).not.toContain(key)
  })

  test("lies sealed: the database alone does not hold it, and another server's key does not open it", async () => {
    const { server, anna } = await hired()
    await keep(anna.client)
    const { school } = await anna.client.session()
    const scope = mintScope({ school: school.id, person: anna.person })
    const { store } = server.services
    const row = await store.transaction((tx) => tx.school(scope).keptKey(anna.person, vault))
    expect(row?.sealed).toMatch(/^[\w-]{80,}$/)
    expect(Buffer.from(row?.sealed ?? "", "base64url").includes(key)).toBe(false)

    const other = new Server({ store, serverKey: Buffer.alloc(32, 9) })
    const client = new Client(other)
    client.cookie = anna.client.cookie
    expect(await take(client)).toMatchObject({ status: 404, body: { error: "no-key" } })
  })

  test("carried over to another person or vault in the database does not open", async () => {
    const { server, head, anna } = await hired()
    await keep(anna.client)
    const vera = await head.hire("Вера", "navigator")
    const { school } = await anna.client.session()
    const scope = mintScope({ school: school.id, person: anna.person })
    await server.services.store.transaction(async (tx) => {
      const rows = tx.school(scope)
      const row = await rows.keptKey(anna.person, vault)
      if (row === undefined) throw new Error("nothing was kept")
      await rows.putKeptKey({ ...row, person: vera.person })
      await rows.putKeptKey({ ...row, vault: "another-vault-of-hers" })
    })
    expect((await take(vera.client)).status).toBe(404)
    expect((await take(anna.client, "another-vault-of-hers")).status).toBe(404)
  })

  test("is one of a bounded number: the room is not for filling", async () => {
    const { anna } = await hired()
    for (let index = 0; index < vaultsMax; index += 1) {
      await keep(anna.client, { vault: `vault-number-${String(index).padStart(4, "0")}` })
    }
    expect((await keep(anna.client)).status).toBe(429)
    expect((await keep(anna.client, { vault: "vault-number-0001" })).status).toBe(200)
  })
})
