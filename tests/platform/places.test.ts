import { Server, type Client } from "#tests/server/a-server.ts"
import { Browser } from "#tests/support/browser.ts"
import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { Dexie } from "dexie"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { carry as carryBundle } from "#/data/carried.ts"
import { JournalDatabase } from "#/data/database.ts"
import { waitingNotes } from "#/data/export-notes.ts"
import { deviceRow, placeOf } from "#/data/journal.ts"
import { leaseDaysUsual } from "#/data/lease.ts"
import { readById } from "#/data/read.ts"
import { readSlots, slotOf } from "#/data/slots.ts"
import { readTally } from "#/data/tally.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { callApi } from "#/platform/api-client.ts"
import { credentialsOf } from "#/platform/credentials.ts"
import { acceptInvitation, lookAtInvitation } from "#/platform/join.ts"
import { endGrant } from "#/platform/key-grant.ts"
import { keepWithServer, readKeySettings, setPassphrase, setPin } from "#/platform/key-settings.ts"
import { noteExport } from "#/platform/note-export.ts"
import { beginPlace, openPlace } from "#/platform/open-place.ts"
import { databaseOf, placeIn } from "#/platform/place-names.ts"
import { listPlaces, placesHere } from "#/platform/places-here.ts"
import { removePlace } from "#/platform/remove-place.ts"
import { leaveRevoked } from "#/platform/revoked-place.ts"
import type { Services } from "#/platform/services.tsx"
import { signInHere } from "#/platform/sign-in-here.ts"
import { httpRounds } from "#/platform/sync-rounds.ts"
import { unlockByItself, unlockWithPin } from "#/platform/unlock-place.ts"
import { unlockWithServer } from "#/platform/unlock-server.ts"
import type { Unlocked } from "#/platform/unlocking.ts"
import { api } from "#/sync/api.ts"

const own = databaseOf("own")
const pin = "482916"
const phrase = "три синих вагона"
const irina = "Иванова Ирина Петровна"
const olga = "Смирнова Ольга Юрьевна"
const silent = (): void => undefined
const dayMs = 86_400_000

let server: Server
let browser: Browser
let head: Client

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-10-12T06:00:00Z") })
  useTinyArgon()
  server = new Server()
  browser = new Browser(server)
  head = await server.found()
  browser.use()
})

afterEach(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

/** Accepts an invitation of the school on this tablet. */
async function joined(name: string, services?: Services): Promise<Services> {
  const { invitation } = await head.invite(name, "navigator")
  const key = { token: invitation.token }
  const looked = await lookAtInvitation(key, services)
  if (looked.kind !== "invitation") throw new Error(JSON.stringify(looked))
  const outcome = await acceptInvitation(key, services, looked.look)
  if (outcome.kind !== "joined") throw new Error(JSON.stringify(outcome))
  sessionless()
  return outcome.services
}

/** Node has no session storage, so that the attempt lives as long as the module: a new one for the next invitation. */
function sessionless(): void {
  const kept = new Map<string, string>()
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
}

async function rawDatabase(): Promise<JournalDatabase> {
  const database = new JournalDatabase(own)
  await database.open()
  return database
}

function close({ journal }: Services): void {
  journal.database.close({ disableAutoOpen: true })
}

function servicesIn(unlocked: Unlocked): Services {
  if (unlocked.kind !== "open") throw new Error(`open, not ${JSON.stringify(unlocked)}`)
  return unlocked.services
}

async function sync({ journal }: Services): Promise<string> {
  const seeds = () => ({
    nowMs: Date.now(),
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  })
  return (await httpRounds(journal, seeds, () => undefined)).kind
}

const sevenB = { year: 2026, grade: 7, letter: "Б" }
const classId = recordIds.schoolClass(sevenB)

async function pupils(services: Services, count: number): Promise<readonly string[]> {
  await services.write([{ id: classId, kind: "class", cells: sevenB }])
  const ids = Array.from({ length: count }, () => services.newId())
  for (const [place, id] of ids.entries()) {
    const cells = { class: classId, last: `Петров${place}`, first: "Иван", status: "active" }
    await services.write([{ id, kind: "pupil", cells }])
  }
  return ids
}

async function waiting(services: Services): Promise<number> {
  return (await readTally(services.journal)).waiting
}

describe("a key that the server keeps", () => {
  test("gives back 200 unsent changes when the PIN is forgotten, and they are sent", async () => {
    const services = await joined(irina)
    expect(await setPassphrase(services, phrase)).toMatchObject({ kind: "set" })
    expect(await setPin(services, pin)).toEqual({ kind: "set", opensByItself: false })
    browser.isCut = true
    await pupils(services, 199)
    expect(await waiting(services)).toBe(200)
    // The passphrase of the place is forgotten by the tablet, so that only the server is left.
    await services.journal.database.slots.delete("passphrase")
    close(services)
    for (let wrong = 0; wrong < 5; wrong += 1) await unlockWithPin(own, "593027", silent)
    expect(await listPlaces()).toMatchObject([{ unsent: 200, ways: ["escrow"] }])
    const by = { kind: "passphrase", passphrase: phrase } as const
    expect(await unlockWithServer(own, by, silent)).toEqual({
      kind: "server",
      failure: "offline",
    })
    browser.isCut = false
    const wrong = { ...by, passphrase: "четыре синих вагона" }
    expect(await unlockWithServer(own, wrong, silent)).toEqual({
      kind: "server",
      failure: "wrong-passphrase",
    })

    const back = servicesIn(await unlockWithServer(own, by, silent))
    expect(await waiting(back)).toBe(200)
    // Nothing is asked for: the passphrase was just given.
    expect(await setPin(back, "715208")).toEqual({ kind: "set", opensByItself: false })
    expect(await sync(back)).toBe("quiet")
    expect(await waiting(back)).toBe(0)
    close(back)
    close(servicesIn(await unlockWithPin(own, "715208", silent)))
  })

  test("comes back by a new invitation too; another person's is not used up for it", async () => {
    const services = await joined(irina)
    await setPin(services, pin)
    const { id } = must((await placeOf(services.journal.database)).person)
    close(services)
    const { invitation: others } = await head.invite(olga, "navigator")
    const wrong = { kind: "invitation", key: { token: others.token } } as const
    expect(await unlockWithServer(own, wrong, silent)).toEqual({
      kind: "server",
      failure: "another-person",
    })
    expect((await callApi({ endpoint: api.lookAtInvitation, request: wrong.key })).kind).toBe(
      "answer",
    )
    sessionless()
    const reply = await head.change(id, { invite: true })
    const { invitation } = reply.body as { invitation: { token: string } }
    const by = { kind: "invitation", key: { token: invitation.token } } as const
    close(servicesIn(await unlockWithServer(own, by, silent)))
  })

  test("is sent again with later syncs when the first try failed, and only then the place locks", async () => {
    const services = await joined(irina)
    browser.isCut = true
    expect(await setPin(services, pin)).toEqual({ kind: "set", opensByItself: true })
    expect(await readKeySettings(services)).toMatchObject({
      opensByItself: true,
      waitsForServer: true,
      keptByServerAt: null,
    })
    browser.isCut = false
    expect(await sync(services)).toBe("quiet")
    expect(await readKeySettings(services)).toMatchObject({
      opensByItself: false,
      waitsForServer: false,
      keptByServerAt: Date.now(),
    })
    expect(await keepWithServer(services)).toEqual({ kind: "set", opensByItself: false })
    close(services)
  })
})

describe("a sign-in that has ended while the journal is open", () => {
  const signedOut = async (): Promise<Services> => {
    const services = await joined(irina)
    expect(await setPassphrase(services, phrase)).toMatchObject({ kind: "set" })
    expect(await setPin(services, pin)).toEqual({ kind: "set", opensByItself: false })
    browser.cookies.clear()
    await pupils(services, 3)
    expect(await sync(services)).toBe("signed-out")
    return services
  }

  test("begins anew by the phrase, and what waited is sent under its numbers", async () => {
    const services = await signedOut()
    const device = await deviceRow(services.journal.database)
    expect(await waiting(services)).toBe(4)

    expect(await signInHere(services, { passphrase: phrase })).toEqual({ kind: "signed-in" })

    expect(await sync(services)).toBe("quiet")
    expect(await waiting(services)).toBe(0)
    const { id, n } = await deviceRow(services.journal.database)
    expect([id, n]).toEqual([device.id, 4])
    close(services)
    // The new session is the place's own: it holds after the next start too.
    const again = servicesIn(await unlockWithPin(own, pin, silent))
    await pupils(again, 1)
    expect(await sync(again)).toBe("quiet")
    close(again)
  })

  test("stays ended by a wrong phrase or without a network, and nothing of the place changes", async () => {
    const services = await signedOut()
    const before = await placeOf(services.journal.database)
    const wrong = await signInHere(services, { passphrase: "четыре синих вагона" })
    browser.isCut = true
    const cut = await signInHere(services, { passphrase: phrase })

    expect(wrong).toEqual({ kind: "server", failure: "wrong-passphrase" })
    expect(cut).toEqual({ kind: "server", failure: "offline" })
    expect(await placeOf(services.journal.database)).toEqual(before)
    expect(await waiting(services)).toBe(4)
    close(services)
  })
})

describe("a list that leaves the tablet", () => {
  const list = { what: "class-list", how: "print", pupils: 27 } as const

  /** As after the fresh document that joining ends with. */
  async function started(): Promise<Services> {
    close(await joined(irina))
    return servicesIn(await unlockByItself(own, silent))
  }

  async function journalOfAccess(): Promise<readonly unknown[]> {
    const { body } = await head.look(api.audit.path)
    const { events } = body as { events: { what: string; detail: Record<string, unknown> }[] }
    return events.filter(({ what }) => what === "exported").map(({ detail }) => detail["pupils"])
  }

  test("without a network is told to the journal of access with a later sync, after a start too", async () => {
    const services = await started()
    expect(await sync(services)).toBe("quiet")
    browser.isCut = true
    noteExport(services, list)
    noteExport(services, { ...list, pupils: 12 })
    await expect.poll(() => waitingNotes(services.journal, 9)).toHaveLength(2)
    expect(await sync(services)).toBe("offline")
    close(services)
    browser.isCut = false

    const again = servicesIn(await unlockByItself(own, silent))
    expect(await sync(again)).toBe("quiet")
    expect(await sync(again)).toBe("quiet")
    expect(new Set(await journalOfAccess())).toEqual(new Set([12, 27]))
    expect(await journalOfAccess()).toHaveLength(2)
    expect(await waitingNotes(again.journal, 9)).toEqual([])
    close(again)
  })

  test("lies sealed until then, and is no unsent change that would hold up a removal", async () => {
    const services = await started()
    browser.isCut = true
    noteExport(services, list)
    await expect.poll(() => waitingNotes(services.journal, 9)).toHaveLength(1)
    const [row] = await services.journal.database.drafts.toArray()
    expect(Object.keys(row ?? {}).sort()).toEqual(["ct", "id", "v"])
    expect(await waiting(services)).toBe(0)
    close(services)
  })

  test("goes out on a tablet whose disk is closed or full, or that has no school, all the same", async () => {
    const services = await started()
    close(services)
    expect(() => noteExport(services, list)).not.toThrow()
    const begun = await beginPlace("0123456789abcdef", silent)
    if (begun.kind !== "open") throw new Error(begun.kind)
    noteExport(begun.services, list)
    await begun.services.journal.queue.run(async () => undefined)
    expect(await waitingNotes(begun.services.journal, 9)).toEqual([])
    close(begun.services)
  })
})

describe("a second teacher of a tablet", () => {
  test("gets a place and a session beside the first one's, which stay as they were", async () => {
    const first = await joined(irina)
    await pupils(first, 2)
    const before = await placeOf(first.journal.database)
    const second = await joined(olga, first)

    expect(second.journal.database.name).toMatch(/^nav-[0-9a-f]{16}$/)
    expect(await placeOf(first.journal.database)).toEqual(before)
    expect([...browser.cookies.keys()].sort()).toEqual([
      "session",
      `session-${placeIn(second.journal.database.name)}`,
    ])
    expect((await listPlaces()).map(({ person }) => person)).toEqual([irina, olga])
    // Each sends in its own name, though both are open in one document.
    expect(await sync(first)).toBe("quiet")
    expect(await sync(second)).toBe("quiet")
    expect(await second.journal.database.records.get(classId)).toBeUndefined()
    expect(await waiting(first)).toBe(0)
    close(first)
    close(second)
  })

  test("is not taken for a namesake: the ids decide, and not the names", async () => {
    const first = await joined(irina)
    const { invitation } = await head.invite(irina, "leader")
    const outcome = await acceptInvitation({ token: invitation.token }, first)
    if (outcome.kind !== "joined") throw new Error(outcome.kind)
    expect(outcome.services.journal.database.name).not.toBe(own)
    close(first)
    close(outcome.services)
  })

  test("cannot use the first one's cookie without the secret that lies sealed", async () => {
    const first = await joined(irina)
    await setPin(first, pin)
    expect(await sync(first)).toBe("quiet")
    const { proof } = credentialsOf(own)
    expect(proof).toMatch(/^[\w-]{43}$/)
    const asked = { endpoint: api.session, request: {} } as const
    const stolen = await callApi({ ...asked, as: {} })
    expect(stolen).toEqual({ kind: "refused", code: "signed-out" })
    expect((await callApi({ ...asked, as: { proof: must(proof) } })).kind).toBe("answer")
    // It stands nowhere in the database in clear.
    const rows = await Promise.all(first.journal.database.tables.map((table) => table.toArray()))
    expect(JSON.stringify(rows)).not.toContain(proof)
    close(first)
  })

  test("who comes back is asked to unlock first: the invitation stays", async () => {
    const first = await joined(irina)
    await setPin(first, pin)
    const { id } = must((await placeOf(first.journal.database)).person)
    close(first)
    const reply = await head.change(id, { invite: true })
    const { invitation } = reply.body as { invitation: { token: string } }
    const key = { token: invitation.token }
    expect(await lookAtInvitation(key, undefined)).toEqual({
      kind: "locked",
      database: own,
      name: irina,
    })
    const opened = servicesIn(await unlockWithPin(own, pin, silent))
    expect(await acceptInvitation(key, opened)).toMatchObject({ kind: "joined" })
    expect(await sync(opened)).toBe("quiet")
    close(opened)
    // The session of today is the one that the next opening carries.
    const again = servicesIn(await unlockWithPin(own, pin, silent))
    expect(await sync(again)).toBe("quiet")
    close(again)
  })
})

describe("the lease", () => {
  async function leased(): Promise<void> {
    const services = await joined(irina)
    await setPin(services, pin)
    await sync(services)
    endGrant(services.journal)
    close(services)
    browser.isCut = true
  }

  const days = (count: number): number => Date.parse("2026-10-12T06:00:00Z") + count * dayMs

  async function openOn(day: number): Promise<string> {
    vi.setSystemTime(days(day))
    const unlocked = await unlockWithPin(own, pin, silent)
    if (unlocked.kind === "open") {
      await noteOpening(unlocked.services)
      close(unlocked.services)
    }
    return unlocked.kind
  }

  async function noteOpening({ journal }: Services): Promise<void> {
    const { noteTime } = await import("#/data/lease-notes.ts")
    await noteTime(journal.database, Date.now())
  }

  test("ends after a fortnight without the server, and begins anew with its next answer", async () => {
    await leased()
    expect(await openOn(leaseDaysUsual)).toBe("open")
    vi.setSystemTime(days(leaseDaysUsual + 0.1))
    expect(await unlockWithPin(own, pin, silent)).toEqual({ kind: "lease-over", sinceMs: days(0) })
    browser.isCut = false
    server.nowMs = Date.now()
    expect(await openOn(leaseDaysUsual + 0.1)).toBe("open")
    browser.isCut = true
    expect(await openOn(leaseDaysUsual + 10)).toBe("open")
  })

  test("is not made longer by setting the clock back", async () => {
    await leased()
    expect(await openOn(13)).toBe("open")
    expect(await openOn(1)).toBe("open")
    // From there on the days count as they pass.
    expect(await openOn(2.5)).toBe("lease-over")
    expect(await openOn(0)).toBe("open")
  })

  test("is spent by setting the clock ahead, and given back by a contact", async () => {
    await leased()
    expect(await openOn(400)).toBe("lease-over")
    browser.isCut = false
    server.nowMs = days(1)
    expect(await openOn(400)).toBe("open")
    browser.isCut = true
    // The clock is right again: far behind the highest it has shown.
    expect(await openOn(2)).toBe("open")
    expect(await openOn(10)).toBe("open")
  })

  test("begins anew with a sign-in even where the server keeps no key", async () => {
    await leased()
    vi.setSystemTime(days(20))
    browser.isCut = false
    server.nowMs = days(20)
    // The session is over and the server has forgotten the key: nothing but the PIN is left.
    browser.cookies.clear()
    expect(await unlockWithPin(own, pin, silent)).toMatchObject({ kind: "lease-over" })
    const [place] = await placesHere()
    const { id } = must(place?.place.person)
    const reply = await head.change(id, { invite: true })
    const { invitation } = reply.body as { invitation: { token: string } }
    const { slots } = await rawDatabase()
    await slots.delete("escrow")
    slots.db.close()
    sessionless()
    const by = { kind: "invitation", key: { token: invitation.token } } as const
    expect(await unlockWithServer(own, by, silent)).toEqual({ kind: "server", failure: "no-key" })
    close(servicesIn(await unlockWithPin(own, pin, silent)))
  })

  test("may be set by the school", async () => {
    const services = await joined(irina)
    await setPin(services, pin)
    await sync(services)
    const id = recordIds.school()
    await services.journal.database.records.put({
      id,
      kind: "school",
      v: 1,
      keys: [],
      feeds: [],
      open: {
        base: { leaseDays: { value: 3, op: "d.1", seq: 1, by: "p", at: 1 } },
        own: {},
      },
    })
    vi.setSystemTime(days(0.1))
    await sync(services)
    close(services)
    browser.isCut = true
    expect(await openOn(3)).toBe("open")
    expect(await openOn(3.2)).toBe("lease-over")
  })

  test("counts for a place without a PIN as well", async () => {
    const services = await joined(irina)
    await sync(services)
    close(services)
    browser.isCut = true
    vi.setSystemTime(days(15))
    const opened = await openPlace("own", { crumb: { place: "own" }, onTrouble: silent })
    expect(opened).toEqual({ kind: "locked", database: own })
    expect(await unlockByItself(own, silent)).toMatchObject({ kind: "lease-over" })
    browser.isCut = false
    server.nowMs = days(15)
    close(servicesIn(await unlockByItself(own, silent)))
  })
})

describe("a place that has to go", () => {
  test("is not removed while something is unsent and in no file", async () => {
    const services = await joined(irina)
    const ids = await pupils(services, 2)
    close(services)
    expect(await removePlace(own, { kind: "none" })).toEqual({ kind: "unsent", count: 3 })
    const old = { kind: "saved", count: 2, lastN: 2 } as const
    expect(await removePlace(own, old)).toEqual({ kind: "unsent", count: 3 })
    const still = servicesIn(await unlockByItself(own, silent))
    expect(await readById(still.journal, must(ids[1]))).toBeDefined()
    close(still)
    expect(await removePlace(own, { kind: "saved", count: 3, lastN: 3 })).toEqual({
      kind: "removed",
    })
    expect(await listPlaces()).toEqual([])
  })

  test("is not removed while it carries another teacher's work, whatever lies in a file of its own", async () => {
    const services = await joined(irina)
    const bundle = { id: "b", bundle: "QlpIUg", person: null, ops: 34, madeAt: 1, fault: null }
    await carryBundle(services.journal, bundle)
    close(services)
    const saved = { kind: "saved", count: 9, lastN: 9 } as const
    expect(await removePlace(own, saved)).toEqual({ kind: "unsent", count: 1 })
  })

  test("is removed when the server has everything; the other teacher's stays", async () => {
    const first = await joined(irina)
    await pupils(first, 2)
    const second = await joined(olga, first)
    await sync(first)
    close(first)
    expect(await removePlace(own, { kind: "none" })).toEqual({ kind: "removed" })
    expect((await listPlaces()).map(({ person }) => person)).toEqual([olga])
    close(second)
  })

  test("after a revocation gives its unsent work to the server, then no key is left", async () => {
    const services = await joined(irina)
    const second = await joined(olga, services)
    await setPin(services, pin)
    await sync(services)
    browser.isCut = true
    await pupils(services, 2)
    const { database } = services.journal
    await head.change(must((await placeOf(database)).person).id, { revoke: true })
    await leaveRevoked(services)
    // No network: what is unsent can still be had back, but only from the server.
    expect((await readSlots(database)).map(({ kind }) => kind)).toEqual(["escrow"])
    browser.isCut = false
    expect(await sync(services)).toBe("revoked")
    await leaveRevoked(services)
    const slots = await readSlots(database)
    expect(slots).toEqual([])
    close(services)
    close(second)
    expect((await listPlaces()).map(({ person }) => person)).toEqual([olga])
    expect(await openPlace("own", { crumb: { place: "own" }, onTrouble: silent })).toMatchObject({
      kind: "open",
    })
    expect(await Dexie.exists(own)).toBe(false)
  })

  test("keeps its own key while unsent work has no other way to be read", async () => {
    const services = await joined(irina)
    await sync(services)
    browser.isCut = true
    await pupils(services, 1)
    await leaveRevoked(services)
    expect(await slotOf(services.journal.database, "device")).toBeDefined()
    close(services)
  })
})
