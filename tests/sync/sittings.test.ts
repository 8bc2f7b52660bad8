import "fake-indexeddb/auto"
import { School, type Tablet } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { readHistory } from "#/data/history.ts"
import { countInState } from "#/data/ops-in-state.ts"
import { readOpenOps, resend } from "#/data/outbox.ts"
import { readQueue } from "#/data/read-queue.ts"
import { readByKey } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Edit } from "#/domain/record.ts"
import { eraseAllWithdrawn } from "#/server/erase-results.ts"

const sevenB = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const pupil = "01890000-0000-7000-8000-000000000001"
const diagnostic = "01890000-0000-7000-8000-000000000050"
const sitting = "01890000-0000-7000-8000-000000000100"
const consent = recordIds.consent(pupil, "school")

const sat: Edit = {
  id: sitting,
  kind: "sitting",
  cells: {
    activity: diagnostic,
    pupil,
    instrument: "spheres",
    version: 1,
    startedAt: Date.parse("2021-10-12T06:00:00Z"),
    finishedAt: Date.parse("2021-10-12T06:10:00Z"),
    seconds: 600,
    answers: { "item-1": "a" },
  },
}
const agreed: Edit = {
  id: consent,
  kind: "consent",
  cells: { pupil, purpose: "school", status: "given", day: "2021-09-20" },
}

interface Here {
  readonly school: School
  readonly anna: Tablet
  readonly vera: Tablet
}

/** A diagnostic in Anna's class that Vera leads, who holds no class. */
async function aDiagnostic(...more: readonly Edit[]): Promise<Here> {
  const school = new School()
  await school.open()
  const anna = await school.tablet("Иванова Анна")
  const vera = await school.tablet("Жук Вера", { role: "leader" })
  const about = { kind: "diagnostic", day: "2021-10-12", classes: [sevenB], leader: vera.person }
  await anna.write(
    { id: sevenB, kind: "class", cells: { year: 2021, grade: 7, letter: "Б" } },
    { id: pupil, kind: "pupil", cells: { class: sevenB, last: "Розов", first: "Иван" } },
    { id: diagnostic, kind: "activity", cells: about },
    ...more,
  )
  await anna.sync()
  await vera.sync()
  return { school, anna, vera }
}

describe("a sitting on the tablet of a leader who does not hold the class", () => {
  test("is there until it has arrived, and then cannot be read there any more", async () => {
    const { vera, anna } = await aDiagnostic(agreed)
    expect(await vera.sees(consent, "status")).toBe("given")
    await vera.write(sat)
    expect(await vera.sees(sitting, "answers")).toEqual({ "item-1": "a" })

    expect(await vera.sync()).toMatchObject({ kind: "quiet" })
    expect(await vera.waits()).toBe(0)
    expect(await readOpenOps(vera.journal)).toEqual([])
    expect(await vera.sees(sitting, "answers")).toBeUndefined()
    expect(await readByKey(vera.journal, recordKey.sittingsOf(diagnostic))).toEqual([])
    expect(await readHistory(vera.journal, [sitting])).toEqual([])
    await anna.sync()
    expect(await anna.sees(sitting, "answers")).toEqual({ "item-1": "a" })
  })

  test("stays sealed for a restored server alone, until a copy of the server holds it", async () => {
    const { vera } = await aDiagnostic(agreed)
    await vera.write(sat)
    await vera.sync()
    expect(await countInState(vera.journal.database, ["kept"])).toBe(1)
    const queue = await readQueue(vera.journal, 100)
    expect(queue).toMatchObject({ waitingRecords: 0, refused: [] })
  })
})

describe("a sitting without a consent", () => {
  test("waits aside with its answers, and goes in once the consent has come", async () => {
    const { anna, vera } = await aDiagnostic()
    await vera.write(sat)
    await vera.sync()
    const [refused] = (await readQueue(vera.journal, 100)).refused
    expect(refused?.refusal).toEqual({ reason: "no-consent", cell: null })
    expect(refused?.cells["answers"]).toEqual({ "item-1": "a" })

    await anna.write(agreed)
    await anna.sync()
    await vera.sync()
    await resend(vera.journal, refused?.n ?? 0, vera.nowMs)
    await vera.sync()
    expect((await readQueue(vera.journal, 100)).refused).toEqual([])
    await anna.sync()
    expect(await anna.sees(sitting, "answers")).toEqual({ "item-1": "a" })
  })
})

describe("a withdrawn consent", () => {
  test("takes the answers from the tablets when its term is over, and their history, too", async () => {
    const { school, anna } = await aDiagnostic(agreed)
    await anna.write(sat)
    await anna.sync()
    await anna.write({
      id: consent,
      kind: "consent",
      cells: { status: "withdrawn", withdrawn: "2021-10-12" },
    })
    await anna.sync()
    school.nowMs += 30 * 86_400_000
    const { store, nowMs, random } = school
    const services = { store, nowMs: () => nowMs, randomBytes: random, log: () => undefined }
    expect(await eraseAllWithdrawn({ ...services, assets: null, behindTls: false })).toBe(1)

    await anna.sync()
    expect(await anna.sees(sitting, "answers")).toBeNull()
    expect(await anna.sees(sitting, "gone")).toBe(true)
    expect(await readByKey(anna.journal, recordKey.sittingsOfPupil(pupil))).toEqual([])
    expect(await readHistory(anna.journal, [sitting])).toEqual([])
  })
})
