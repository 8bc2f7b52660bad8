import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { fromBase64url, toBase64url } from "#/base/base64url.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { cleanAllBundles, cleanBundles } from "#/server/clean-bundles.ts"
import { bringFile } from "#/server/rescue-command.ts"
import { openBundle } from "#/server/rescue-intake.ts"
import { rescueKeysFrom } from "#/server/rescue-keys.ts"
import { createSchool } from "#/server/school.ts"
import { mintScope, serverHand } from "#/server/scope.ts"
import { hashOf } from "#/server/secrets.ts"
import { openSession } from "#/server/session.ts"
import { api, pathOf } from "#/sync/api.ts"
import type { DeviceList } from "#/sync/device-api.ts"
import type { Op } from "#/sync/op.ts"
import type { KeptRescue, RescueDecision, RescueOutcome } from "#/sync/rescue-api.ts"
import { sealRescue, signRescue } from "#/sync/rescue-seal.ts"
import { textOfBundle } from "#/sync/rescue-text.ts"
import { packRescue, type Rescue } from "#/sync/rescue.ts"

import { anId, Client, Server, type Tablet } from "./a-server.ts"

const class7 = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })
/** What Anna's tablet was told to sign with. */
async function secretOf({ anna }: Pick<World, "anna">): Promise<string> {
  const { body } = await anna.client.look(api.rescueKey.path)
  return (body as { signing: string }).signing
}

interface World {
  readonly server: Server
  readonly head: Client
  readonly anna: Tablet
  readonly boris: Tablet
  readonly school: string
}

/** Anna has a class on the server; Boris is another teacher. */
async function aWorld(): Promise<World> {
  const server = new Server()
  const head = await server.found()
  const [anna, boris] = [
    await head.hire("Анна", "navigator"),
    await head.hire("Борис", "navigator"),
  ]
  await anna.sync([
    anna.op("class", class7, { year: 2026, grade: 7, letter: "А" }),
    anna.op("pupil", anId(101), { class: class7, last: "Ершов" }),
  ])
  const { school } = await head.session()
  return { server, head, anna, boris, school: school.id }
}

/** What Anna's tablet has not sent: two pupils. */
function unsent({ anna }: World): readonly Op[] {
  return [
    anna.op("pupil", anId(102), { class: class7, last: "Зуев" }),
    anna.op("pupil", anId(103), { class: class7, last: "Юдин" }),
  ]
}

interface Sealing extends Partial<Rescue> {
  /** Signed with this secret instead of the right one; null: not signed. */
  readonly by?: string | null | undefined
  readonly id?: string
  readonly key?: Uint8Array
  readonly code?: string
}

let bundles = 0

async function bundleOf(world: World, ops: readonly Op[], more: Sealing = {}): Promise<string> {
  const { by, id, key, code, ...told } = more
  const { device, person, epoch } = world.anna
  const about = { device, person, school: world.school, epoch, madeAt: world.server.nowMs }
  const rescue: Rescue = { ...about, ops, aside: [], ...told }
  const packed = packRescue(rescue)
  const mac = by === null ? null : await signRescue(crypto, packed, by ?? (await secretOf(world)))
  const label = {
    id: id ?? `bundle-${String((bundles += 1)).padStart(15, "0")}`,
    madeAt: rescue.madeAt,
    school: rescue.school,
    person: rescue.person,
    ops: ops.length,
  }
  const { publicKey } = await rescueKeysFrom(
    key ?? must(world.server.services.accounts).key.rescueSecret,
  )
  return toBase64url(
    await sealRescue(crypto, { label, contents: { packed, mac } }, { serverKey: publicKey, code }),
  )
}

async function bring(client: Client, bundle: string, aside?: true): Promise<RescueOutcome> {
  const reply = await client.send(
    api.rescue.path,
    aside === undefined ? { bundle } : { bundle, aside },
  )
  expect(reply.status).toBe(200)
  return reply.body as RescueOutcome
}

async function kept(head: Client): Promise<readonly KeptRescue[]> {
  return ((await head.look(api.rescues.path)).body as { rescues: KeptRescue[] }).rescues
}

async function decide(
  head: Client,
  id: string,
  decision: "take" | "discard",
): Promise<RescueDecision> {
  return (await head.send(pathOf(api.decideRescue, id), { decision })).body as RescueDecision
}

async function names(world: World): Promise<readonly unknown[]> {
  const { pages } = await world.anna.everything()
  const entries = pages.flatMap((page) => page.entries).filter(({ kind }) => kind === "pupil")
  return [
    ...new Set(entries.map(({ cells }) => JSON.stringify(cells["last"]?.value).slice(1, -1))),
  ].sort()
}

const taken = { kind: "taken", ops: 2, known: 0, applied: 2, superseded: 0, refused: 0 }

describe("a bundle of what a tablet has not sent", () => {
  test("brought by another teacher is taken in as the tablet's and the person's own", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world))
    expect(await bring(world.boris.client, bundle)).toEqual(taken)

    expect(await names(world)).toEqual(["Ершов", "Зуев", "Юдин"])
    const history = await world.head.look(`${api.history.path}?rec=${anId(102)}`)
    const { anna } = world
    expect(history.body).toMatchObject({ changes: [{ by: anna.person, device: anna.device }] })
    expect(await kept(world.head)).toEqual([])
  })

  test("brought twice, and sent by the tablet after all, changes nothing the second time", async () => {
    const world = await aWorld()
    const ops = unsent(world)
    const bundle = await bundleOf(world, ops)
    await bring(world.boris.client, bundle)
    expect(await bring(world.boris.client, bundle)).toEqual({ ...taken, known: 2, applied: 0 })

    const { receipts, last } = await world.anna.sync(ops)
    expect(receipts).toMatchObject([{ verdict: "applied" }, { verdict: "applied" }])
    expect(last).toBe(4)
    const { body } = await world.head.look(`${api.history.path}?rec=${anId(102)}`)
    expect((body as { changes: unknown[] }).changes).toHaveLength(1)
    expect(await bring(world.boris.client, bundle)).toEqual({ ...taken, known: 2, applied: 0 })
  })

  test("holds what was sent already as well: only the rest is news", async () => {
    const world = await aWorld()
    const [first, second] = unsent(world)
    await world.anna.sync([must(first)])
    const bundle = await bundleOf(world, [must(first), must(second)])
    expect(await bring(world.boris.client, bundle)).toEqual({ ...taken, known: 1, applied: 1 })
  })

  test("of a tablet that has never sent anything makes it known", async () => {
    const world = await aWorld()
    const op = world.boris.op("class", anId(8), { year: 2026, grade: 8, letter: "Б" })
    const { person, device } = world.boris
    const told = { person, device, by: null }
    const bundle = await bundleOf(world, [op], told)
    expect(await bring(world.boris.client, bundle)).toMatchObject({ kind: "taken", applied: 1 })
    expect((await world.boris.sync([op])).receipts).toMatchObject([{ verdict: "applied" }])
  })

  test("is judged by the rights of the person that made it, and what is refused stays for the head", async () => {
    const world = await aWorld()
    await world.boris.sync([
      world.boris.op("class", anId(8), { year: 2026, grade: 8, letter: "Б" }),
    ])
    const { anna } = world
    const ops = [
      anna.op("pupil", anId(102), { class: class7, last: "Зуев" }),
      anna.op("pupil", anId(801), { class: anId(8), last: "Чужой" }),
    ]
    const bundle = await bundleOf(world, ops)
    const outcome = await bring(world.boris.client, bundle)
    expect(outcome).toEqual({ ...taken, applied: 1, refused: 1 })
    expect(await kept(world.head)).toMatchObject([{ why: "partly-refused", state: "taken" }])
  })

  test("leaves a trace of ids and counts in the audit, and no name", async () => {
    const world = await aWorld()
    await bring(world.boris.client, await bundleOf(world, unsent(world)))
    const { services } = world.server
    const audit = await services.store.transaction(async (tx) => {
      const session = must(
        await tx.door.session(hashOf("session", world.head.cookie.split("=")[1] ?? "")),
      )
      return tx.school(mintScope(session)).auditBefore(1_000, 1)
    })
    expect(audit).toMatchObject([
      {
        what: "rescue-taken",
        person: world.boris.person,
        detail: { person: world.anna.person, applied: 2 },
      },
    ])
    expect(JSON.stringify(audit)).not.toContain("Зуев")
  })
})

describe("a bundle that cannot be trusted is kept for the head", () => {
  test.each([
    ["without a signature", null],
    ["signed with another secret", "Q".repeat(43)],
  ])("%s", async (_how, by) => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world), { by })
    expect(await bring(world.boris.client, bundle)).toEqual({
      kind: "kept",
      why: "unsigned",
      ops: 2,
    })
    expect(await names(world)).toEqual(["Ершов"])
    expect(await kept(world.head)).toMatchObject([
      {
        person: world.anna.person,
        cameFrom: world.boris.person,
        ops: 2,
        about: { pupil: 2 },
        state: "waiting",
      },
    ])
  })

  test("but the person's own session vouches for it", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world), { by: null })
    expect(await bring(world.anna.client, bundle)).toEqual(taken)
  })

  test("of a revoked teacher, whoever brings it", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world))
    await world.head.change(world.anna.person, { revoke: true })
    for (const client of [world.anna.client, world.boris.client, world.head]) {
      expect(await bring(client, bundle)).toEqual({ kind: "kept", why: "revoked", ops: 2 })
    }
    expect(await kept(world.head)).toHaveLength(1)
  })

  test("when the tablet itself asks for it before it forgets the school", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world))
    const outcome = await bring(world.anna.client, bundle, true)
    expect(outcome).toEqual({ kind: "kept", why: "put-aside", ops: 2 })
  })

  test("when its numbers do not go on from what the server has, or name something else", async () => {
    const world = await aWorld()
    const [first, second] = unsent(world)
    const gap = await bundleOf(world, [must(second)])
    expect(await bring(world.boris.client, gap)).toEqual({ kind: "kept", why: "numbers", ops: 1 })
    await world.anna.sync([must(first)])
    const other = { ...must(first), cells: { last: { value: "Другой", prev: null, at: 1 } } }
    const twice = await bundleOf(world, [other, must(second)])
    expect(await bring(world.boris.client, twice)).toMatchObject({ kind: "kept", why: "numbers" })
    // What was missing has come by now.
    expect(await bring(world.boris.client, gap)).toMatchObject({ kind: "taken", applied: 1 })
    expect((await kept(world.head)).map(({ state }) => state).sort()).toEqual(["taken", "waiting"])
  })

  test("when the server knows the tablet as another person's", async () => {
    const world = await aWorld()
    await world.boris.sync([
      world.boris.op("class", anId(8), { year: 2026, grade: 8, letter: "Б" }),
    ])
    const bundle = await bundleOf(world, unsent(world), { device: world.boris.device })
    const outcome = await bring(world.anna.client, bundle)
    expect(outcome).toMatchObject({ kind: "kept", why: "device-of-another" })
  })
})

describe("a kept bundle and an erasure", () => {
  /** What lies in the store, opened with the server's key: every word of it. */
  async function wordsIn({ server, school }: World, id: string): Promise<string> {
    const scope = mintScope({ school, person: serverHand })
    const row = await server.services.store.transaction((tx) => tx.school(scope).rescue(id))
    const opened = await openBundle(server.services, must(fromBase64url(must(row).bundle)))
    if (opened.kind !== "opened") throw new Error(opened.fault)
    return JSON.stringify(opened.bundle.rescue)
  }

  const erase = (world: World, pupil: string) => world.head.send(pathOf(api.erasePupil, pupil), {})

  /** Of Ершов, whom the server knows: a new name, a consent, what an import changed; and of Зуев. */
  function about({ anna }: World): readonly Op[] {
    const consent = recordIds.consent(anId(101), "school")
    const changed = [
      { id: anId(101), field: "last", from: "Ёршик", to: "Ершов" },
      { id: anId(102), field: "last", from: "Зайцев", to: "Зуев" },
    ]
    return [
      anna.op("pupil", anId(101), { last: "Ершов-Донской" }),
      anna.op("consent", consent, { pupil: anId(101), purpose: "school", guardian: "Ершова Мать" }),
      anna.op("import", anId(301), { source: "7А.xlsx", day: "2026-09-01", changed }),
      anna.op("pupil", anId(102), { class: class7, last: "Зуев" }),
    ]
  }

  test.each(["waiting", "put away"] as const)(
    "that is %s keeps no name of the erased pupil, and everything of the others under its numbers",
    async (state) => {
      const world = await aWorld()
      await bring(world.boris.client, await bundleOf(world, about(world), { by: null }))
      const { id } = must((await kept(world.head))[0])
      if (state === "put away") await decide(world.head, id, "discard")
      expect(await wordsIn(world, id)).toContain("Ершов-Донской")

      expect((await erase(world, anId(101))).status).toBe(200)

      const words = await wordsIn(world, id)
      for (const name of ["Ерш", "Ёрш"]) expect(words).not.toContain(name)
      for (const name of ["Зайцев", "Зуев", "7А.xlsx"]) expect(words).toContain(name)
      expect((await kept(world.head))[0]).toMatchObject({ id, ops: 4 })
      expect(await decide(world.head, id, "take")).toMatchObject({ kind: "taken", ops: 4 })
      expect(await names(world)).toEqual(["Зуев", "№"])
    },
  )

  test("comes too late when the pupil is erased already: the name goes as soon as it is kept", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, about(world), { by: null })
    await erase(world, anId(101))
    await bring(world.boris.client, bundle)
    const { id } = must((await kept(world.head))[0])
    expect(await wordsIn(world, id)).not.toContain("Ерш")
  })

  test("is looked through again at every start: the server may have died in between", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, about(world), { by: null })
    await bring(world.boris.client, bundle)
    const { id } = must((await kept(world.head))[0])
    await erase(world, anId(101))
    const { services } = world.server
    const scope = mintScope({ school: world.school, person: serverHand })
    await services.store.transaction((tx) => tx.school(scope).replaceBundle(id, bundle))
    expect(await wordsIn(world, id)).toContain("Ерш")

    await cleanAllBundles(services)

    expect(await wordsIn(world, id)).not.toContain("Ерш")
    expect(await cleanBundles(services, world.school)).toEqual({ bundles: 0, unread: 0 })
  })

  test("leaves a trace of the bundle's id in the journal, and no name", async () => {
    const world = await aWorld()
    await bring(world.boris.client, await bundleOf(world, about(world), { by: null }))
    await erase(world, anId(101))
    const { body } = await world.head.look(api.audit.path)
    const { events } = body as { events: { what: string; detail: unknown }[] }
    const { id } = must((await kept(world.head))[0])
    const cleaned = events.filter(({ what }) => what === "rescue-cleaned")
    expect(cleaned.map(({ detail }) => detail)).toEqual([{ bundle: id }])
    expect(JSON.stringify(events)).not.toContain("Ерш")
  })
})

describe("the head decides on a kept bundle", () => {
  async function aKept(world: World, more: Sealing = { by: null }): Promise<KeptRescue> {
    await bring(world.boris.client, await bundleOf(world, unsent(world), more))
    return must((await kept(world.head))[0])
  }

  test("takes it in, once and for all", async () => {
    const world = await aWorld()
    const { id } = await aKept(world)
    expect(await decide(world.head, id, "take")).toEqual(taken)
    expect(await names(world)).toEqual(["Ершов", "Зуев", "Юдин"])
    expect(await decide(world.head, id, "take")).toEqual({ ...taken, known: 2, applied: 0 })
    expect((await kept(world.head))[0]).toMatchObject({ state: "taken" })
  })

  test("of a revoked teacher by the rights there were", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world))
    await world.head.change(world.anna.person, { revoke: true })
    await bring(world.anna.client, bundle)
    const { id } = must((await kept(world.head))[0])
    expect(await decide(world.head, id, "take")).toEqual(taken)
  })

  test("puts it away: it stays sealed, is not taken in behind the head's back, and can be taken in later", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world), { by: null })
    await bring(world.boris.client, bundle)
    const { id } = must((await kept(world.head))[0])
    expect(await decide(world.head, id, "discard")).toEqual({ kind: "discarded" })
    expect(await bring(world.anna.client, bundle)).toMatchObject({ kind: "kept" })
    expect(await names(world)).toEqual(["Ершов"])
    expect(await decide(world.head, id, "take")).toEqual(taken)
  })

  test("whose numbers are torn under a name of its own: the tablet that lives keeps its numbers", async () => {
    const world = await aWorld()
    const [first, second] = unsent(world)
    await bring(world.boris.client, await bundleOf(world, [must(second)]))
    const { id } = must((await kept(world.head))[0])
    expect(await decide(world.head, id, "take")).toMatchObject({ kind: "taken", applied: 1 })
    expect(await decide(world.head, id, "take")).toMatchObject({ known: 1, applied: 0 })
    // It is no tablet, so no report waits for it.
    const listed = (await world.head.look(api.devices.path)).body as DeviceList
    expect(listed.devices.map((device) => device.id).join()).not.toContain("rescue-")

    const { receipts } = await world.anna.sync([must(first), must(second)])
    expect(receipts).toMatchObject([
      { n: 3, verdict: "applied" },
      { n: 4, verdict: "applied" },
    ])
    expect(await names(world)).toEqual(["Ершов", "Зуев", "Юдин"])
    const { pages } = await world.anna.everything()
    const cells = pages
      .flatMap((page) => page.entries)
      .flatMap((entry) => Object.values(entry.cells))
    expect(cells.filter(({ rival }) => rival !== undefined)).toEqual([])
  })

  test("nobody else sees or decides", async () => {
    const world = await aWorld()
    const { id } = await aKept(world)
    expect((await world.anna.client.look(api.rescues.path)).status).toBe(404)
    const tried = await world.anna.client.send(pathOf(api.decideRescue, id), { decision: "take" })
    expect(tried.status).toBe(404)
    expect(await names(world)).toEqual(["Ершов"])
  })

  test("when the person is known to the school", async () => {
    const world = await aWorld()
    const stranger = anId(999)
    await bring(world.boris.client, await bundleOf(world, unsent(world), { person: stranger }))
    const { id, why } = must((await kept(world.head))[0])
    expect(why).toBe("person-unknown")
    expect(await decide(world.head, id, "take")).toEqual({ kind: "cannot", why: "person-unknown" })
  })
})

describe("what is no bundle of this school", () => {
  test("another school's is refused, and changes nothing there either", async () => {
    const world = await aWorld()
    const { services } = world.server
    const { token } = await services.store.transaction(async (tx) => {
      const scope = await createSchool(tx, services, { schoolName: "Школа № 2", name: "Второй" })
      return openSession(tx, services, { scope, by: "setup" })
    })
    const theirHead = new Client(world.server)
    theirHead.cookie = `session=${token}`
    const bundle = await bundleOf(world, unsent(world))
    expect(await bring(theirHead, bundle)).toEqual({ kind: "fault", fault: "foreign" })
    expect(await names(world)).toEqual(["Ершов"])
  })

  test("one sealed to another server, for a code alone, cut or spoilt is told apart", async () => {
    const world = await aWorld()
    const foreign = await bundleOf(world, unsent(world), { key: Buffer.alloc(32, 9) })
    expect(await bring(world.boris.client, foreign)).toEqual({ kind: "fault", fault: "foreign" })
    const whole = await bundleOf(world, unsent(world))
    const half = whole.slice(0, 400)
    expect(await bring(world.boris.client, half)).toEqual({ kind: "fault", fault: "cut" })
    const spoilt = `${whole.slice(0, 600)}AAAA${whole.slice(604)}`
    expect(await bring(world.boris.client, spoilt)).toEqual({ kind: "fault", fault: "damaged" })
    expect(await kept(world.head)).toEqual([])
  })

  test("nobody without a session brings anything, and no more than fifty wait of one person", async () => {
    const world = await aWorld()
    const bundle = await bundleOf(world, unsent(world))
    const nobody = await new Client(world.server).send(api.rescue.path, { bundle })
    expect(nobody.status).toBe(401)
    for (let place = 0; place < 50; place += 1) {
      await bring(world.boris.client, await bundleOf(world, unsent(world), { by: null }))
    }
    const one = await bundleOf(world, unsent(world), { by: null })
    expect((await world.boris.client.send(api.rescue.path, { bundle: one })).status).toBe(429)
  })
})

describe("the key that bundles are sealed to", () => {
  test("is the same as long as the server's key is, and told to whoever has a session", async () => {
    const { server, boris, head, anna } = await aWorld()
    const told = (await boris.client.look(api.rescueKey.path)).body as { key: string }
    const { publicKey } = await rescueKeysFrom(must(server.services.accounts).key.rescueSecret)
    expect(told.key).toBe(toBase64url(publicKey))
    expect(publicKey).toHaveLength(65)
    await head.change(anna.person, { revoke: true })
    const { key } = told
    expect((await anna.client.look(api.rescueKey.path)).body).toMatchObject({ key })
    expect((await new Client(server).look(api.rescueKey.path)).status).toBe(401)
  })
})

describe("a file brought by an operator at the server", () => {
  test("is taken in when a session has signed it, else kept for the head", async () => {
    const world = await aWorld()
    const { services } = world.server
    const file = async (by?: null): Promise<string> => {
      const bytes = fromBase64url(await bundleOf(world, unsent(world), { by }))
      return textOfBundle(must(bytes))
    }
    const text = await file()
    expect(await bringFile(services, { text, code: undefined })).toEqual(taken)
    const again = await bringFile(services, { text, code: undefined })
    expect(again).toEqual({ ...taken, known: 2, applied: 0 })
    const unsigned = { text: await file(null), code: undefined }
    expect(await bringFile(services, unsigned)).toMatchObject({ kind: "kept", why: "unsigned" })
    expect((await kept(world.head))[0]).toMatchObject({ cameFrom: null })
  })

  test("opens by its code where the server has lost its key", async () => {
    const world = await aWorld()
    const code = "ACEHKMPTXY2345679ACE"
    const bytes = fromBase64url(await bundleOf(world, unsent(world), { code }))
    const withoutKey = { ...world.server.services, accounts: undefined }
    const text = textOfBundle(must(bytes))
    expect(await bringFile(withoutKey, { text, code: undefined })).toEqual({
      kind: "fault",
      fault: "no-way",
    })
    expect(await bringFile(withoutKey, { text, code })).toEqual(taken)
  })

  test("is told from any other file", async () => {
    const { server } = await aWorld()
    const text = "Список класса"
    expect(await bringFile(server.services, { text, code: undefined })).toEqual({
      kind: "fault",
      fault: "not-ours",
    })
  })
})
