import { describe, expect, test } from "vitest"

import { classFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { mintScope, type Scope } from "#/server/scope.ts"
import { collectTombstones } from "#/server/tombstones.ts"
import { tombstoneDaysMin } from "#/sync/limits.ts"

import { anId, Server, type Tablet } from "./a-server.ts"

const class7 = anId(7)
const feed = classFeed(class7)
const tooOld = (tombstoneDaysMin + 1) * 86_400_000

async function aDeletedPupil(): Promise<{
  server: Server
  anna: Tablet
  scope: Scope
  cursor: number
}> {
  const server = new Server()
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator", [class7])
  await anna.sync([
    anna.op("pupil", anId(101), { class: class7, last: "Ершов" }),
    anna.op("pupil", anId(102), { class: class7, last: "Зуев" }),
  ])
  const cursor = (await anna.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
  await anna.sync([anna.op("pupil", anId(101), { gone: true })])
  const { school } = await head.session()
  return { server, anna, cursor, scope: mintScope({ school: school.id, person: "server" }) }
}

async function aDeletedLesson() {
  const { server, anna, scope } = await aDeletedPupil()
  const [lesson, class8] = [anId(201), anId(8)]
  await anna.sync([anna.op("class", class8, { grade: 8, letter: "А", year: 2021 })])
  const register = recordIds.register(lesson)
  const planned = { season: "2021-2022", kind: "lesson", classes: [class8], day: "2021-10-04" }
  await anna.sync([
    anna.op("activity", lesson, { ...planned, status: "held" }),
    anna.op("register", register, { activity: lesson, list: [anId(102)] }),
    anna.op("activity", lesson, { gone: true }),
  ])
  // The pupil of the other stories is back.
  await anna.sync([anna.op("pupil", anId(101), { gone: null })])
  return { server, anna, scope, register }
}

function stored(server: Server, scope: Scope, id: string) {
  return server.services.store.transaction((tx) => tx.school(scope).record(id))
}

/** As a backup would: everything applied so far is contained in it. */
async function backedUp(server: Server, scope: Scope): Promise<void> {
  await server.services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    for (const device of await rows.devices())
      await rows.putDevice({ ...device, safe: device.last })
  })
}

/** Sessions end after months away; the tablet of these stories comes back with a new one. */
async function signInAgain(server: Server, tablet: Tablet): Promise<void> {
  const { joinLinks } = await import("#/server/links.ts")
  const [link] = await joinLinks(
    server.services,
    "http://school.test",
    ({ id }) => id === tablet.person,
  )
  await tablet.client.send("/api/invitation/accept", { token: link?.url.split("#")[1] })
}

describe("a deleted record", () => {
  test("is told to everyone for 400 days and then collected", async () => {
    const { server, anna, scope } = await aDeletedPupil()
    await backedUp(server, scope)
    server.nowMs += tooOld - 2 * 86_400_000
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 0 })
    server.nowMs += 2 * 86_400_000
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 1 })

    await signInAgain(server, anna)
    const sees = await anna.sees()
    expect(sees).toContain(anId(102))
    expect(sees).not.toContain(anId(101))
  })

  test("is not collected before a backup holds its deletion", async () => {
    const { server, scope } = await aDeletedPupil()
    server.nowMs += tooOld
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 0 })
  })

  test("takes its register along: without the lesson nobody could tell whose it is", async () => {
    const { server, scope, register } = await aDeletedLesson()
    await backedUp(server, scope)
    server.nowMs += tooOld
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 2 })
    expect(await stored(server, scope, register)).toBeUndefined()
  })

  test("stays with its register as long as no backup holds a mark in that", async () => {
    const { server, anna, scope, register } = await aDeletedLesson()
    await backedUp(server, scope)
    await anna.sync([anna.op("register", register, { [`m:${anId(101)}`]: "present" })])
    server.nowMs += tooOld
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 0 })
    expect(await stored(server, scope, register)).toBeDefined()
  })

  test("is judged by the server's clock: a tablet that says «long ago» changes nothing", async () => {
    const { server, anna, scope } = await aDeletedPupil()
    await anna.sync([anna.op("pupil", anId(102), { gone: true }, { at: 0 })])
    await backedUp(server, scope)
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 0 })
  })

  test("that was brought back is not collected", async () => {
    const { server, anna, scope } = await aDeletedPupil()
    await anna.sync([anna.op("pupil", anId(101), { gone: false })])
    await backedUp(server, scope)
    server.nowMs += tooOld
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 0 })
  })
})

describe("a tablet whose copy is older than the collection", () => {
  test("forgets what it was told of the record, though it knew of the deletion", async () => {
    const { server, anna, scope } = await aDeletedPupil()
    const cursor = (await anna.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    await backedUp(server, scope)
    server.nowMs += tooOld
    await collectTombstones(server.services, scope)
    await signInAgain(server, anna)

    const { pages } = await anna.sync([], [{ feed, cursor }])
    expect(pages).toMatchObject([{ since: cursor, reset: true }])
  })

  test("keeps it when nothing was collected", async () => {
    const { server, anna, scope } = await aDeletedPupil()
    const cursor = (await anna.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    await collectTombstones(server.services, scope)
    expect((await anna.sync([], [{ feed, cursor }])).pages).toMatchObject([{ reset: false }])
  })
  test("builds its copy anew, instead of keeping what it was never told is gone", async () => {
    const { server, anna, scope, cursor } = await aDeletedPupil()
    await backedUp(server, scope)
    server.nowMs += tooOld
    await collectTombstones(server.services, scope)
    await signInAgain(server, anna)

    const { pages } = await anna.sync([], [{ feed, cursor }])
    expect(pages).toMatchObject([{ since: cursor, reset: true, more: true, entries: [] }])
    const anew = await anna.sync([], [{ feed, cursor: 0 }])
    expect(anew.pages[0]?.entries.map(({ rec }) => rec)).toEqual([anId(102)])
  })

  test("may finish a copy that it began above the floor, and must begin again one from below", async () => {
    const { server, anna, scope, cursor } = await aDeletedPupil()
    await backedUp(server, scope)
    server.nowMs += tooOld
    await collectTombstones(server.services, scope)
    await signInAgain(server, anna)
    const top = (await anna.sync([], [{ feed, cursor: 0 }])).pages[0]?.top ?? 0

    const above = await anna.sync([], [{ feed, cursor: 1, from: top }])
    expect(above.pages).toMatchObject([{ reset: false }])
    const below = await anna.sync([], [{ feed, cursor: 1, from: cursor }])
    expect(below.pages).toMatchObject([{ reset: true }])
  })
})
