import {
  aDiagnostic,
  anOrder,
  begin,
  consent,
  forgetHandover,
  handOverHere,
  inPupilsHands,
  listOn,
  sit,
  stepOf,
  type ClassHere,
} from "#tests/support/handover.ts"
import { aTablet } from "#tests/support/services.tsx"
import { threePairs } from "#tests/support/three-pairs.ts"
import { IDBObjectStore } from "fake-indexeddb"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { assert, must } from "#/base/assert.ts"
import { finishVisit, readPupilsSide, saveStep } from "#/data/pupils-side.ts"
import { readById, readByKey } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, valueOf } from "#/domain/record.ts"
import { markCell } from "#/domain/register.ts"
import { sittingOf, type Sitting } from "#/domain/sitting.ts"
import { countSealed, lookAtHandover } from "#/platform/handover-look.ts"
import {
  endHandover,
  eraseAsideSitting,
  handOver,
  readAsideSittings,
  takeInSittings,
} from "#/platform/handover.ts"
import { databaseOf } from "#/platform/place-names.ts"
import { listPlaces } from "#/platform/places-here.ts"
import { removePlace } from "#/platform/remove-place.ts"
import { leaveRevoked } from "#/platform/revoked-place.ts"

const names = ["Орлова Дарья", "Петров Илья", "Уваров Степан"]

let here: ClassHere
let [daria, ilya, stepan] = ["", "", ""]

beforeEach(async () => {
  here = await aDiagnostic(names)
  ;[daria = "", ilya = "", stepan = ""] = here.pupils
})

afterEach(forgetHandover)

async function sittings(): Promise<readonly Sitting[]> {
  const records = await readByKey(here.services.journal, recordKey.sittingsOf(here.activity))
  return records.flatMap((record) => sittingOf(record) ?? [])
}

async function markOf(pupil: string): Promise<unknown> {
  const id = recordIds.register(here.activity)
  const register = await readById(here.services.journal, id)
  return register === undefined ? null : valueOf(register, markCell(pupil))
}

describe("handing a tablet over", () => {
  test("needs a PIN: a journal that opens by itself would lie open to pupils", async () => {
    const services = await aTablet()
    expect(await handOver(services, anOrder(here), () => undefined)).toEqual({ kind: "no-pin" })
    expect(await lookAtHandover()).toBeUndefined()
  })

  test("shows everybody's state without any key, and who was called how only sealed", async () => {
    expect(await handOverHere(here)).toEqual({ kind: "handed" })
    expect(await lookAtHandover()).toMatchObject({
      owner: here.services.place.id,
      activity: here.activity,
      isOpen: true,
      isWithPupils: true,
      pupils: here.pupils.map((pupil) => ({ pupil, state: "not-started", answered: 0, of: 3 })),
    })
    await inPupilsHands(async (database) => {
      const rows = JSON.stringify([
        await database.handover.toArray(),
        await database.pupils.toArray(),
      ])
      expect(rows).not.toContain("Ученик")
      expect((await listOn(database)).map(({ pupil }) => pupil.called)).toContain("Ученик 1")
    })
  })

  test("is refused while another teacher's pupils have answers here", async () => {
    await handOverHere(here)
    await sit(must(daria), { p1: "a" })
    const other = await aDiagnostic(["Ким Ян"])
    expect(await handOverHere(other)).toEqual({ kind: "other-teacher" })
    await takeInSittings(here.services)
    expect(await handOverHere(other)).toEqual({ kind: "handed" })
  })
})

describe("a sitting", () => {
  test("becomes a record with every answer as it was given, and a mark", async () => {
    await handOverHere(here)
    await sit(ilya, { p1: "a", p2: "b", p3: "a" })
    expect(await takeInSittings(here.services)).toEqual({
      taken: 1,
      aside: [],
      waiting: 0,
      damaged: 0,
    })
    expect(await sittings()).toMatchObject([
      {
        pupil: ilya,
        activity: here.activity,
        instrument: threePairs.code,
        version: threePairs.version,
        end: { kind: "finished", at: 5_000 },
        seconds: 10,
        answers: { p1: "a", p2: "b", p3: "a" },
        continues: undefined,
      },
    ])
    expect(await markOf(ilya)).toBe("finished")
    expect(await markOf(daria)).toBeNull()
  })

  test("taken in twice is one, and its row here holds no answers any more", async () => {
    await handOverHere(here)
    await sit(ilya, { p1: "a" })
    await takeInSittings(here.services)
    expect(await takeInSittings(here.services)).toEqual({
      taken: 0,
      aside: [],
      waiting: 0,
      damaged: 0,
    })
    expect(await sittings()).toHaveLength(1)
    await inPupilsHands(async (database) => {
      const row = await database.pupils.get(ilya)
      expect(row).not.toHaveProperty("visits")
    })
  })

  test("goes on after a reload: the later document stands over the earlier", async () => {
    await handOverHere(here)
    await inPupilsHands(async (database) => {
      const first = await begin(database, daria)
      await saveStep(database, first, stepOf(first, { p1: "a", p2: "a" }))
    })
    await inPupilsHands(async (database) => {
      const again = await begin(database, daria)
      expect(again.standing.answered).toEqual(["p1", "p2"])
      expect(again.seconds).toBe(10)
      const given = { p1: "b", p3: "b" }
      await finishVisit(database, again, { ...stepOf(again, given), finishedAt: 7_000 })
    })
    await takeInSittings(here.services)
    expect(await sittings()).toMatchObject([
      { answers: { p1: "b", p2: "a", p3: "b" }, seconds: 20 },
    ])
  })

  test("that somebody has tampered with keeps no other from being taken in", async () => {
    await handOverHere(here)
    await sit(daria, { p1: "a" })
    await sit(ilya, { p1: "b" })
    await inPupilsHands(async (database) => {
      const row = must(await database.pupils.get(daria))
      assert(row.state === "finished", "it is finished")
      const [share] = row.visits
      await database.pupils.put({ ...row, visits: [{ ...must(share), ct: new ArrayBuffer(64) }] })
    })
    expect(await takeInSittings(here.services)).toEqual({
      taken: 1,
      aside: [],
      waiting: 0,
      damaged: 1,
    })
    expect(await sittings()).toMatchObject([{ pupil: ilya }])
    await endHandover(here.services)
    expect(await lookAtHandover()).toBeUndefined()
  })

  test("is written by one document alone", async () => {
    await handOverHere(here)
    await inPupilsHands(async (database) => {
      const first = await begin(database, daria)
      const second = await begin(database, daria)
      expect(await saveStep(database, first, stepOf(first, { p1: "a" }))).toEqual({
        kind: "elsewhere",
      })
      expect(await saveStep(database, second, stepOf(second, { p1: "b" }))).toEqual({
        kind: "saved",
      })
    })
  })

  test("in progress is left in peace until the hand-over ends; then it is an unfinished one", async () => {
    await handOverHere(here)
    await inPupilsHands(async (database) => {
      const visit = await begin(database, stepan)
      await saveStep(database, visit, stepOf(visit, { p1: "a" }))
    })
    expect(await takeInSittings(here.services)).toEqual({
      taken: 0,
      aside: [],
      waiting: 0,
      damaged: 0,
    })
    expect(await endHandover(here.services)).toEqual({
      taken: 1,
      aside: [],
      waiting: 0,
      damaged: 0,
    })
    expect(await sittings()).toMatchObject([
      { pupil: stepan, end: { kind: "unfinished" }, answers: { p1: "a" } },
    ])
    expect(await markOf(stepan)).toBe("unfinished")
    expect(await lookAtHandover()).toBeUndefined()
  })

  test("goes on when the tablet is given back, and whoever is done stays done", async () => {
    await handOverHere(here)
    await sit(ilya, { p1: "a" })
    await inPupilsHands(async (database) => {
      const visit = await begin(database, daria)
      await saveStep(database, visit, stepOf(visit, { p1: "b" }))
    })
    await takeInSittings(here.services)
    await inPupilsHands(async (database) => {
      expect(await readPupilsSide(database)).toEqual({ kind: "none" })
    })
    await handOverHere(here)
    await inPupilsHands(async (database) => {
      expect((await listOn(database)).map(({ state }) => state)).toEqual([
        "in-progress",
        "finished",
        "not-started",
      ])
      const again = await begin(database, daria)
      expect(again.standing.answered).toEqual(["p1"])
    })
  })

  test("of a document that still stands is over once a teacher has the tablet", async () => {
    await handOverHere(here)
    await inPupilsHands(async (database) => {
      const visit = await begin(database, daria)
      await takeInSittings(here.services)
      expect(await saveStep(database, visit, stepOf(visit, { p1: "a" }))).toEqual({ kind: "over" })
    })
  })
})

describe("a consent that does not hold when sittings are taken in", () => {
  test("keeps the sitting from becoming a record; it waits, sealed, and loses nothing", async () => {
    await handOverHere(here)
    await sit(daria, { p1: "a" })
    await consent(here.services, daria, "withdrawn")
    expect(await endHandover(here.services)).toEqual({
      taken: 0,
      aside: [{ pupil: daria, why: "withdrawn" }],
      waiting: 0,
      damaged: 0,
    })
    expect(await sittings()).toEqual([])
    expect(await markOf(daria)).toBeNull()

    await consent(here.services, daria, "given")
    await takeInSittings(here.services)
    expect(await sittings()).toMatchObject([{ pupil: daria, answers: { p1: "a" } }])
    expect(await readAsideSittings(here.services)).toEqual([])
  })

  test("lets a person erase it", async () => {
    await handOverHere(here)
    await sit(daria, { p1: "a" })
    await consent(here.services, daria, "withdrawn")
    await endHandover(here.services)
    const [aside] = await readAsideSittings(here.services)
    await eraseAsideSitting(here.services, must(aside).sitting)
    await consent(here.services, daria, "given")
    await takeInSittings(here.services)
    expect(await sittings()).toEqual([])
  })
})

test("what a person marked is not marked over", async () => {
  const { services, activity } = here
  const id = recordIds.register(activity)
  const cells = { activity, list: [...here.pupils], [markCell(daria)]: "absent" }
  await services.write([{ id, kind: "register", cells }])
  await handOverHere(here)
  await sit(daria, { p1: "a" })
  await sit(ilya, { p1: "a" })
  await takeInSittings(services)
  expect(await markOf(daria)).toBe("absent")
  expect(await markOf(ilya)).toBe("finished")
  expect(textOf(must(await readById(services.journal, id)), "activity")).toBe(activity)
})

describe("taking in that breaks off", () => {
  /** Lets so many writes to any store through and fails at the next one: what was committed before it stays. */
  function breakAfter(writes: number): { readonly isBroken: () => boolean } {
    let left = writes
    const broken = { is: false }
    for (const name of ["put", "add", "delete"] as const) {
      const real: (...given: never[]) => unknown = IDBObjectStore.prototype[name]
      vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (
        this: unknown,
        ...given: never[]
      ) {
        left -= 1
        if (left >= 0) return real.apply(this, given)
        broken.is = true
        throw new Error("the battery died")
      } as never)
    }
    return { isBroken: () => broken.is }
  }

  /** The whole story, broken off after so many writes and done again; false when there were no more to break. */
  async function storyBroken(writes: number): Promise<boolean> {
    const given = [{ p1: "a", p2: "b" }, { p1: "b" }, { p3: "a" }] as const
    here = await aDiagnostic(names)
    await handOverHere(here)
    await sit(must(here.pupils[0]), given[0])
    await sit(must(here.pupils[1]), given[1])
    await inPupilsHands(async (database) => {
      const visit = await begin(database, must(here.pupils[2]))
      await saveStep(database, visit, stepOf(visit, given[2]))
    })
    const { isBroken } = breakAfter(writes)
    await endHandover(here.services).catch(() => undefined)
    vi.restoreAllMocks()
    await endHandover(here.services)

    const found = await sittings()
    const answers = new Map(found.map((one) => [one.pupil, one.answers]))
    expect(found, `${writes} writes`).toHaveLength(3)
    expect(
      here.pupils.map((pupil) => answers.get(pupil)),
      `${writes} writes`,
    ).toEqual(given)
    const marks = await Promise.all(here.pupils.map(markOf))
    expect(marks, `${writes} writes`).toEqual(["finished", "finished", "unfinished"])
    expect(await lookAtHandover()).toBeUndefined()
    return isBroken()
  }

  test("at any write loses and doubles nothing once it is done again", async () => {
    let writes = 0
    while (await storyBroken(writes)) writes += 1
    // Each sitting is several writes of the journal, then come the marks, then what is forgotten here.
    expect(writes).toBeGreaterThan(15)
  })
})

describe("what is sealed for a place", () => {
  test("counts as unsent, and keeps the place from being removed whatever lies in a file", async () => {
    const own = databaseOf("own")
    const there = await aDiagnostic(["Ким Ян"], { database: own })
    const { services } = there
    // A place without any key is none: this one has a printed code, which nobody types here.
    await services.journal.database.slots.put({
      id: "recovery",
      kind: "recovery",
      iv: new Uint8Array(12),
      wrapped: new ArrayBuffer(48),
      salt: new Uint8Array(16),
      confirmedAt: 1,
    })
    const unsent = async (): Promise<number> => {
      const place = (await listPlaces()).find(({ database }) => database === own)
      return must(place).unsent
    }
    const before = await unsent()
    await handOverHere(there)
    await sit(must(there.pupils[0]), { p1: "a", p2: "a", p3: "b" })
    expect(await unsent()).toBe(before + 1)
    const everything = { kind: "saved", count: 1e6, lastN: 1e6 } as const
    expect(await removePlace(own, everything)).toEqual({ kind: "unsent", count: 1 })

    await takeInSittings(services)
    expect(await countSealed(services.place.id)).toBe(0)
    services.journal.database.close({ disableAutoOpen: true })
    expect(await removePlace(own, everything)).toEqual({ kind: "removed" })
  })

  test("becomes unsent work while the key is still at hand, when the teacher's access has ended", async () => {
    await handOverHere(here)
    await sit(ilya, { p1: "a", p2: "b", p3: "a" })
    await inPupilsHands(async (database) => {
      const visit = await begin(database, must(daria))
      await saveStep(database, visit, stepOf(visit, { p1: "b" }))
    })
    await leaveRevoked(here.services)
    expect(await lookAtHandover()).toBeUndefined()
    const kept = await sittings()
    expect(kept.map(({ pupil, answers }) => [pupil, answers])).toEqual(
      expect.arrayContaining([
        [ilya, { p1: "a", p2: "b", p3: "a" }],
        [daria, { p1: "b" }],
      ]),
    )
    expect(kept.every(({ record }) => record.cells["answers"]?.waits)).toBe(true)
  })

  test("keeps its last key where a full disk did not take the answers in, until it has room", async () => {
    await handOverHere(here)
    await sit(ilya, { p1: "a", p2: "b", p3: "a" })
    const { database } = here.services.journal
    const [iv, salt, wrapped] = [new Uint8Array(12), new Uint8Array(16), new ArrayBuffer(48)]
    const printed = { id: "recovery", kind: "recovery", iv, wrapped, salt, confirmedAt: 1 } as const
    await database.slots.put(printed)
    // Nothing else waits: for the rest the keys could go at once.
    await database.outbox.clear()
    const fail = (): never => {
      throw new DOMException("no room", "QuotaExceededError")
    }
    database.outbox.hook("creating", fail)
    await leaveRevoked(here.services)
    expect(await database.slots.count()).toBeGreaterThan(0)

    database.outbox.hook("creating").unsubscribe(fail)
    await leaveRevoked(here.services)
    expect((await sittings()).map(({ pupil }) => pupil)).toEqual([ilya])
    expect(await lookAtHandover()).toBeUndefined()
  })
})
