import "fake-indexeddb/auto"
import { aJournal } from "#tests/support/journal.ts"
import { threePairs } from "#tests/support/three-pairs.ts"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { assert, must } from "#/base/assert.ts"
import { HandoverDatabase, handoverIn } from "#/data/handover-database.ts"
import type { Journal } from "#/data/journal.ts"
import { makeHandover, type HandoverOrder } from "#/data/make-handover.ts"
import { openSealed } from "#/data/open-sealed.ts"
import {
  beginVisit,
  finishVisit,
  readPupilsSide,
  saveStep,
  type Step,
  type Visit,
} from "#/data/pupils-side.ts"
import type { Answers } from "#/domain/instrument/instrument.ts"
import { after } from "#/domain/instrument/sitting-course.ts"

const anna = "01900000-0000-7000-8000-000000000001"
const boris = "01900000-0000-7000-8000-000000000002"
const activity = "01900000-0000-7000-8000-00000000000a"
const seeds = {
  nowMs: 1_000,
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
}

const order: HandoverOrder = {
  activity,
  instrument: threePairs,
  pupils: [
    { id: anna, called: "Анна К.", ticket: 1, minutesToday: 0 },
    { id: boris, called: "Борис Л.", ticket: 2, minutesToday: 0 },
  ],
  pickBy: "names",
  language: "ru",
}

let made = 0
let journal: Journal
let database: HandoverDatabase

beforeEach(async () => {
  journal = await aJournal()
  database = new HandoverDatabase(`handover-${(made += 1)}`)
  await database.open()
  const making = await makeHandover(database, journal, { order, seeds, rules: new Map() })
  assert(making.kind === "made", "the tablet is handed over")
})

afterEach(() => {
  vi.restoreAllMocks()
  database.close({ disableAutoOpen: true })
})

async function begin(pupil: string, sitting = `sitting of ${pupil}`): Promise<Visit> {
  const read = await readPupilsSide(database)
  assert(read.kind === "open", "it is handed over")
  const { pupil: listed } = must(read.side.pupils.find((one) => one.pupil.id === pupil))
  const begun = await beginVisit(database, listed, { nowMs: 2_000, newId: () => sitting })
  assert(begun.kind === "begun", `begun, not ${begun.kind}`)
  return begun.visit
}

function stepOf(visit: Visit, given: Answers): Step {
  const standing = after(threePairs, visit.standing, given)
  return { given, standing, answered: standing.answered.length, of: 3, seconds: 1 }
}

/** What the teacher's key opens of a pupil's row. */
async function answersOf(pupil: string): Promise<Answers> {
  const row = must(await database.pupils.get(pupil))
  assert(row.state === "in-progress" || row.state === "finished", "something is sealed")
  const { opened } = await openSealed(journal, must(await handoverIn(database)), [row])
  return must(opened[0], "it opens").answers
}

describe("what a pupil answers", () => {
  test("opens with the teacher's key, share over share", async () => {
    const visit = await begin(anna)
    await saveStep(database, visit, stepOf(visit, { p1: "a" }))
    await saveStep(database, visit, stepOf(visit, { p1: "a", p2: "b" }))
    const again = await begin(anna)
    await saveStep(database, again, stepOf(again, { p1: "b" }))
    expect(await answersOf(anna)).toEqual({ p1: "b", p2: "b" })
  })

  test("opens in no other row: another pupil's, or an older share put back", async () => {
    const visit = await begin(anna)
    await saveStep(database, visit, stepOf(visit, { p1: "a" }))
    const row = must(await database.pupils.get(anna))
    assert(row.state === "in-progress", "begun")
    await database.pupils.put({ ...row, pupil: boris })
    await expect(answersOf(boris)).rejects.toThrow()
    const [share] = row.visits
    await database.pupils.put({ ...row, visits: [{ ...must(share), v: 7 }] })
    await expect(answersOf(anna)).rejects.toThrow()
  })

  test("does not open with another teacher's key", async () => {
    const visit = await begin(anna)
    await saveStep(database, visit, stepOf(visit, { p1: "a" }))
    const other = await aJournal()
    const row = must(await database.pupils.get(anna))
    assert(row.state === "in-progress", "begun")
    const handover = must(await handoverIn(database))
    await expect(openSealed(other, handover, [row])).rejects.toThrow()
  })

  test("is known to no later document but by which questions are answered", async () => {
    const visit = await begin(anna)
    await saveStep(database, visit, stepOf(visit, { p1: "a", p3: "b" }))
    const again = await begin(anna)
    expect(again.standing).toEqual({ answered: ["p1", "p3"], branching: {} })
  })

  test("once finished leaves nothing that helps to go on", async () => {
    const visit = await begin(anna)
    await finishVisit(database, visit, { ...stepOf(visit, { p1: "a" }), finishedAt: 3_000 })
    expect(await database.pupils.get(anna)).not.toHaveProperty("standing")
    expect(await saveStep(database, visit, stepOf(visit, { p1: "b" }))).toEqual({ kind: "over" })
    expect(await answersOf(anna)).toEqual({ p1: "a" })
  })
})

test("sealing happens outside of every transaction: a slow crypto loses nothing", async () => {
  for (const name of ["encrypt", "decrypt", "deriveKey", "deriveBits", "importKey"] as const) {
    const quick: (...given: never[]) => Promise<unknown> = crypto.subtle[name].bind(crypto.subtle)
    vi.spyOn(crypto.subtle, name).mockImplementation((async (...given: never[]) => {
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve, 0))
      return quick(...given)
    }) as never)
  }
  const visit = await begin(anna)
  expect(await saveStep(database, visit, stepOf(visit, { p1: "a" }))).toEqual({ kind: "saved" })
  const end = { ...stepOf(visit, { p1: "a", p2: "b" }), finishedAt: 3_000 }
  expect(await finishVisit(database, visit, end)).toEqual({ kind: "saved" })
  expect(await answersOf(anna)).toEqual({ p1: "a", p2: "b" })
})

test("a full disk is said, nothing counts as saved that is not, and the same step is saved once there is room", async () => {
  const visit = await begin(anna)
  await saveStep(database, visit, stepOf(visit, { p1: "a" }))
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("no room", "QuotaExceededError")
  })
  const step = stepOf(visit, { p1: "a", p2: "b" })
  expect(await saveStep(database, visit, step)).toEqual({ kind: "full" })
  full.mockRestore()
  expect(await answersOf(anna)).toEqual({ p1: "a" })
  expect((await database.pupils.get(anna))?.answered).toBe(1)

  expect(await saveStep(database, visit, step)).toEqual({ kind: "saved" })
  expect(await answersOf(anna)).toEqual({ p1: "a", p2: "b" })
})

test("a pupil's tab that was open before sees that the teacher has the tablet", async () => {
  const visit = await begin(anna)
  const row = must(await handoverIn(database))
  await database.handover.put({ ...row, stage: "teacher" })
  expect(await readPupilsSide(database)).toEqual({ kind: "none" })
  expect(await saveStep(database, visit, stepOf(visit, { p1: "a" }))).toEqual({ kind: "over" })
})

test("a hand-over of a later version of the app is said to be one", async () => {
  const row = must(await handoverIn(database))
  await database.handover.put({ ...row, format: row.format + 1 })
  expect(await readPupilsSide(database)).toEqual({ kind: "newer" })
})
