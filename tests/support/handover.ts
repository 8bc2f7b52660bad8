import { aClass, aLesson, aPupil, aTablet, save } from "#tests/support/services.tsx"
import { threePairs } from "#tests/support/three-pairs.ts"
import { Dexie } from "dexie"

import { assert, must } from "#/base/assert.ts"
import { HandoverDatabase } from "#/data/handover-database.ts"
import { handoverName } from "#/data/handover-name.ts"
import {
  beginVisit,
  finishVisit,
  readPupilsSide,
  saveStep,
  type PickablePupil,
  type Visit,
} from "#/data/pupils-side.ts"
import type { Answers } from "#/domain/instrument/instrument.ts"
import { after, askedOn, courseOf } from "#/domain/instrument/sitting-course.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { handOver, type HandedOver, type HandoverOrder } from "#/platform/handover.ts"
import type { Services } from "#/platform/services.tsx"

export interface ClassHere {
  readonly services: Services
  readonly activity: string
  readonly pupils: readonly string[]
}

let teachers = 0

/** A teacher's tablet with a PIN, a class of these pupils with consent and a diagnostic of today. */
export async function aDiagnostic(
  names: readonly string[],
  tablet: { readonly database?: string } = {},
): Promise<ClassHere> {
  // A minute later each, so that no two places have one id.
  teachers += 1
  const nowMs = Date.parse("2021-11-18T09:00:00") + teachers * 60_000
  const services = await aTablet({ nowMs, ...tablet })
  await asIfBehindPin(services)
  const classId = await aClass(services)
  const pupils: string[] = []
  for (const name of names) pupils.push(await aPupil(services, classId, name))
  for (const pupil of pupils) await consent(services, pupil, "given")
  const activity = await aLesson(services, {
    classes: [classId],
    kind: "diagnostic",
    cells: { instrument: threePairs.code },
  })
  return { services, activity, pupils }
}

/** The journal stays unlocked in this process; on the disk it does not open by itself. */
async function asIfBehindPin({ journal }: Services): Promise<void> {
  await journal.database.slots.delete("device")
}

export function consent(
  services: Services,
  pupil: string,
  status: "given" | "withdrawn",
): Promise<void> {
  const id = recordIds.consent(pupil, "school")
  const cells = { pupil, purpose: "school", status, day: "2021-09-01", signed: "guardian" }
  return save(services, [{ id, kind: "consent", cells }])
}

export function anOrder(
  { activity, pupils }: Pick<ClassHere, "activity" | "pupils">,
  change: Partial<HandoverOrder> = {},
): HandoverOrder {
  return {
    activity,
    instrument: threePairs,
    pupils: pupils.map((id, place) => ({
      id,
      called: `Ученик ${place + 1}`,
      ticket: place + 1,
      minutesToday: 0,
    })),
    pickBy: "names",
    language: "ru",
    ...change,
  }
}

export async function handOverHere(here: ClassHere, order = anOrder(here)): Promise<HandedOver> {
  const handed = await handOver(here.services, order, () => undefined)
  // What comes is another document: there nothing is hidden.
  document.documentElement.hidden = false
  return handed
}

/** The tablet as pupils hold it: another document, which knows nothing but the hand-over's database. */
export async function inPupilsHands<T>(
  run: (database: HandoverDatabase) => Promise<T>,
): Promise<T> {
  const database = new HandoverDatabase()
  await database.open()
  try {
    return await run(database)
  } finally {
    database.close({ disableAutoOpen: true })
  }
}

export async function listOn(database: HandoverDatabase): Promise<readonly PickablePupil[]> {
  const read = await readPupilsSide(database)
  assert(read.kind === "open", "the tablet is handed over")
  return read.side.pupils
}

let visits = 0

/** A pupil picks the own name and begins, or goes on. */
export async function begin(database: HandoverDatabase, pupil: string): Promise<Visit> {
  const listed = must((await listOn(database)).find((one) => one.pupil.id === pupil)).pupil
  visits += 1
  const sitting = recordIds.recommendation(`sitting ${visits}`, pupil)
  const begun = await beginVisit(database, listed, { nowMs: 1_000 + visits, newId: () => sitting })
  assert(begun.kind === "begun", "a sitting begins")
  return begun.visit
}

/** What a document knows after these choices. */
export function stepOf(visit: Visit, given: Answers, seconds = 10) {
  const { instrument, before, standing } = visit
  const now = after(instrument, standing, given)
  const asked = askedOn(instrument, courseOf(instrument, before), now)
  const done = new Set(now.answered)
  return {
    given,
    standing: now,
    answered: asked.filter(({ id }) => done.has(id)).length,
    of: asked.length,
    seconds: visit.seconds + seconds,
  }
}

/** A whole sitting of one pupil, step by step. */
export async function sit(pupil: string, given: Answers): Promise<void> {
  await inPupilsHands(async (database) => {
    const visit = await begin(database, pupil)
    let soFar: Answers = {}
    for (const [item, option] of Object.entries(given)) {
      soFar = { ...soFar, [item]: option }
      const saved = await saveStep(database, visit, stepOf(visit, soFar))
      assert(saved.kind === "saved", "a step is saved")
    }
    const finished = await finishVisit(database, visit, {
      ...stepOf(visit, soFar),
      finishedAt: 5_000,
    })
    assert(finished.kind === "saved", "the end is saved")
  })
}

export async function forgetHandover(): Promise<void> {
  await Dexie.delete(handoverName)
}
