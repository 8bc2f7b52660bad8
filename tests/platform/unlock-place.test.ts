import { useTinyArgon } from "#tests/support/tiny-argon.ts"
import { Dexie } from "dexie"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { must } from "#/base/assert.ts"
import { joinSchool } from "#/data/join-school.ts"
import { readById } from "#/data/read.ts"
import { beginPinTry } from "#/data/slot-tries.ts"
import { readSlots, slotOf } from "#/data/slots.ts"
import { readTally } from "#/data/tally.ts"
import { endGrant } from "#/platform/key-grant.ts"
import {
  confirmRecoveryCode,
  newRecoveryCode,
  readKeySettings,
  removeWay,
  setPassphrase,
  setPin,
} from "#/platform/key-settings.ts"
import { beginPlace, openPlace } from "#/platform/open-place.ts"
import { databaseOf } from "#/platform/place-names.ts"
import { listPlaces } from "#/platform/places-here.ts"
import type { Services } from "#/platform/services.tsx"
import {
  unlockByItself,
  unlockWithPassphrase,
  unlockWithPin,
  unlockWithRecoveryCode,
} from "#/platform/unlock-place.ts"
import type { Unlocked } from "#/platform/unlocking.ts"

const own = databaseOf("own")
const pin = "482916"
const silent = (): void => undefined

beforeEach(() => {
  useTinyArgon()
  vi.stubGlobal("location", { origin: "http://school.test", hostname: "school.test" })
})

afterEach(async () => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

async function aPlace(name = "own"): Promise<Services> {
  const begun = await beginPlace(name, silent)
  if (begun.kind !== "open") throw new Error(begun.kind)
  return begun.services
}

function close({ journal }: Services): void {
  journal.database.close({ disableAutoOpen: true })
}

function servicesIn(unlocked: Unlocked): Services {
  if (unlocked.kind !== "open") throw new Error(`open, not ${JSON.stringify(unlocked)}`)
  return unlocked.services
}

async function pupils(services: Services, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => services.newId())
  for (const [place, id] of ids.entries()) {
    await services.write([{ id, kind: "pupil", cells: { last: `Петров${place}` } }])
  }
  return ids
}

/** A place without a server that has a PIN and a printed code. Gives the code. */
async function locked(services: Services): Promise<string> {
  expect(await setPin(services, pin)).toEqual({ kind: "set", opensByItself: true })
  const made = await newRecoveryCode(services)
  if (made.kind !== "made") throw new Error(made.kind)
  const typed = made.ask.map((group) => must(made.groups[group]))
  expect(await confirmRecoveryCode(services, typed)).toEqual({
    kind: "confirmed",
    opensByItself: false,
  })
  return made.groups.join("-")
}

describe("a place with a PIN", () => {
  test("keeps 200 unsent changes of a place that had only the device's slot", async () => {
    const services = await aPlace()
    const ids = await pupils(services, 200)
    const before = await services.journal.database.outbox.toArray()
    await locked(services)
    close(services)

    expect(await openPlace("own", { crumb: { place: "own" }, onTrouble: silent })).toEqual({
      kind: "locked",
      database: own,
    })
    const again = servicesIn(await unlockWithPin(own, pin, silent))

    expect(await again.journal.database.outbox.toArray()).toEqual(before)
    expect((await readTally(again.journal)).waiting).toBe(200)
    const last = await readById(again.journal, must(ids[199]))
    expect(last?.cells["last"]?.value).toBe("Петров199")
    close(again)
  })

  test("has no key in memory that could be exported", async () => {
    const services = await aPlace()
    await locked(services)
    close(services)
    const exported = vi.spyOn(crypto.subtle, "unwrapKey")
    close(servicesIn(await unlockWithPin(own, pin, silent)))
    expect(exported.mock.calls.length).toBeGreaterThan(0)
    expect(exported.mock.calls.map((call) => call[5])).not.toContain(true)
    exported.mockRestore()
  })

  test("says how many tries are left, and the fifth wrong one takes the PIN and nothing else", async () => {
    const services = await aPlace()
    await pupils(services, 3)
    const code = await locked(services)
    close(services)
    for (const triesLeft of [4, 3, 2, 1]) {
      const wrong = await unlockWithPin(own, "593027", silent)
      expect(wrong).toEqual({ kind: "wrong", triesLeft, waitMs: 0 })
    }
    expect(await unlockWithPin(own, "593027", silent)).toEqual({ kind: "pin-gone" })
    expect(await unlockWithPin(own, pin, silent)).toEqual({ kind: "no-way" })
    expect((await listPlaces())[0]).toMatchObject({ unsent: 3, isOpen: false, ways: ["recovery"] })

    const back = servicesIn(await unlockWithRecoveryCode(own, code.toLowerCase(), silent))
    expect((await readTally(back.journal)).waiting).toBe(3)
    // Nothing else is asked for: the code was just given.
    expect(await setPin(back, "715208")).toEqual({ kind: "set", opensByItself: false })
    close(back)
    close(servicesIn(await unlockWithPin(own, "715208", silent)))
  })

  test("gives all tries back after the right one", async () => {
    const services = await aPlace()
    await locked(services)
    close(services)
    for (const wrong of ["593027", "593028", "593029", "593031"]) {
      await unlockWithPin(own, wrong, silent)
    }
    close(servicesIn(await unlockWithPin(own, pin, silent)))
    expect(await unlockWithPin(own, "593027", silent)).toMatchObject({ triesLeft: 4 })
  })

  test("counts a try before it is judged: pulling the plug in between gives no further guess", async () => {
    const services = await aPlace()
    await locked(services)
    const { database } = services.journal
    const killed = Array.from({ length: 5 }, () => beginPinTry(database))
    expect((await Promise.all(killed)).map(({ kind }) => kind)).toEqual(Array(5).fill("judge"))
    expect(await unlockWithPin(own, pin, silent)).toEqual({ kind: "pin-gone" })
    expect(await slotOf(database, "pin")).toBeUndefined()
    close(services)
  })

  test("counts tries of two tabs together", async () => {
    const services = await aPlace()
    await locked(services)
    close(services)
    const wrong = Array.from({ length: 8 }, () => unlockWithPin(own, "593027", silent))
    const told = await Promise.all(wrong)
    const judged = told.filter(({ kind }) => kind === "wrong")
    expect(judged.length).toBeLessThanOrEqual(4)
    expect(await unlockWithPin(own, pin, silent)).toMatchObject({ kind: "no-way" })
  })

  test("changes it only with the old one, which is counted too", async () => {
    const services = await aPlace()
    await locked(services)
    endGrant(services.journal)
    expect(await setPin(services, "715208")).toEqual({ kind: "secret-needed" })
    const wrong = await setPin(services, "715208", { kind: "pin", pin: "111213" })
    expect(wrong).toEqual({ kind: "wrong", triesLeft: 4, waitMs: 0 })
    const right = await setPin(services, "715208", { kind: "pin", pin })
    expect(right).toEqual({ kind: "set", opensByItself: false })
    close(services)
    expect(await unlockWithPin(own, pin, silent)).toMatchObject({ kind: "wrong" })
    close(servicesIn(await unlockWithPin(own, "715208", silent)))
  })

  test.each([
    ["48291", "short"],
    ["48291а", "not-digits"],
    ["000000", "repeats"],
    ["121212", "repeats"],
    ["112233", "repeats"],
    ["123456", "row"],
    ["987654", "row"],
    ["120485", "date"],
    ["12041985", "date"],
    ["19850412", "date"],
  ])("does not take %s: %s", async (weak, why) => {
    const services = await aPlace()
    expect(await setPin(services, weak)).toEqual({ kind: "weak", why })
    expect(await slotOf(services.journal.database, "pin")).toBeUndefined()
    close(services)
  })
})

describe("the device's own slot", () => {
  test("stays until there is a way back besides the PIN", async () => {
    const services = await aPlace()
    await setPin(services, pin)
    expect(await readKeySettings(services)).toMatchObject({ opensByItself: true, ways: ["pin"] })
    close(services)
    const again = servicesIn(await unlockByItself(own, silent))
    expect(await newRecoveryCode(again)).toMatchObject({ kind: "made" })
    // Shown and not typed back: nobody knows whether it was written down.
    expect((await readKeySettings(again)).opensByItself).toBe(true)
    expect(await confirmRecoveryCode(again, ["ACEH", "ACEH"])).toEqual({ kind: "mistyped" })
    expect((await readKeySettings(again)).opensByItself).toBe(true)
    close(again)
  })

  test("leaves no way to take the last way back away", async () => {
    const services = await aPlace()
    await locked(services)
    expect(await removeWay(services, "recovery")).toEqual({ kind: "last-way-back" })
    expect(await removeWay(services, "pin")).toEqual({ kind: "last-way-back" })
    await setPassphrase(services, "три синих вагона", { kind: "pin", pin })
    expect(await removeWay(services, "recovery")).toEqual({ kind: "removed" })
    expect(await removeWay(services, "passphrase")).toEqual({ kind: "last-way-back" })
    const slots = await readSlots(services.journal.database)
    expect(slots.map(({ kind }) => kind).sort()).toEqual(["passphrase", "pin"])
    close(services)
  })
})

describe("a passphrase", () => {
  const phrase = "три синих вагона"

  async function withPhrase(): Promise<void> {
    const services = await aPlace()
    await setPin(services, pin)
    expect(await setPassphrase(services, phrase)).toEqual({ kind: "set", opensByItself: false })
    close(services)
  }

  test("opens however the keyboard composes its letters", async () => {
    await withPhrase()
    const typed = phrase.replace("и", "и\u0306").normalize("NFD")
    expect(await unlockWithPassphrase(own, typed, silent)).toMatchObject({ kind: "wrong" })
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 })
    close(servicesIn(await unlockWithPassphrase(own, phrase.normalize("NFD"), silent)))
  })

  test("makes a wrong one wait longer each time, also with the clock set back", async () => {
    await withPhrase()
    vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 })
    const tryAt = (ms: number): Promise<Unlocked> => {
      vi.setSystemTime(1_800_000_000_000 + ms)
      return unlockWithPassphrase(own, "не та фраза", silent)
    }
    expect(await tryAt(0)).toEqual({ kind: "wrong", triesLeft: null, waitMs: 1_000 })
    expect(await tryAt(500)).toEqual({ kind: "wait", waitMs: 500 })
    expect(await tryAt(1_000)).toMatchObject({ kind: "wrong", waitMs: 2_000 })
    expect(await tryAt(3_000)).toMatchObject({ kind: "wrong", waitMs: 4_000 })
    // An hour back: the wait begins anew from there, and is not shorter.
    expect(await tryAt(-3_600_000)).toEqual({ kind: "wait", waitMs: 4_000 })
    expect(await tryAt(-3_600_000 + 3_999)).toEqual({ kind: "wait", waitMs: 1 })
    expect(await tryAt(-3_600_000 + 4_000)).toMatchObject({ kind: "wrong", waitMs: 8_000 })
  })

  test("is not one of seven signs, nor a number", async () => {
    const services = await aPlace()
    expect(await setPassphrase(services, "вагоны7")).toEqual({ kind: "weak", why: "short" })
    expect(await setPassphrase(services, "1234567890")).toEqual({ kind: "weak", why: "common" })
    close(services)
  })
})

describe("two teachers on one tablet", () => {
  test("cannot open each other's rows or slots, even with rows copied across", async () => {
    const [one, other] = [await aPlace("own"), await aPlace("00000000000000b2")]
    const [pupil = ""] = await pupils(one, 1)
    await locked(one)
    await setPin(other, pin)
    const row = must(await one.journal.database.records.get(pupil))
    await other.journal.database.records.put(row)
    await expect(readById(other.journal, pupil)).rejects.toThrow(Error)

    const slot = must(await slotOf(one.journal.database, "pin"))
    await other.journal.database.slots.put(slot)
    close(one)
    close(other)
    // The right PIN of the right slot, in another teacher's place.
    const stolen = await unlockWithPin("nav-00000000000000b2", pin, silent)
    expect(stolen).toMatchObject({ kind: "wrong" })
  })

  test("are listed with what is unsent, and nobody's name needs a key", async () => {
    const one = await aPlace("own")
    await pupils(one, 2)
    const person = { id: "p-1", name: "Иванова Ирина", role: "navigator" as const, classes: [] }
    await joinSchool(one.journal, { person, school: { id: "s-1", name: "Школа № 12" } })
    const other = await aPlace("00000000000000b2")
    close(one)
    close(other)
    expect(await listPlaces()).toMatchObject([
      { database: own, person: "Иванова Ирина", schoolName: "Школа № 12", unsent: 2, isOpen: true },
      { database: "nav-00000000000000b2", person: null, unsent: 0, oldestUnsentAt: null },
    ])
  })

  test("are asked who it is when nothing says so", async () => {
    close(await aPlace("own"))
    close(await aPlace("00000000000000b2"))
    expect(await openPlace("own", { crumb: undefined, onTrouble: silent })).toEqual({
      kind: "choose",
    })
    const last = { place: "00000000000000b2" }
    const opened = await openPlace(last.place, { crumb: last, onTrouble: silent })
    if (opened.kind !== "open") throw new Error(opened.kind)
    expect(opened.services.journal.database.name).toBe("nav-00000000000000b2")
    close(opened.services)
  })
})
