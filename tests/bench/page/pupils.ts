import { must } from "#/base/assert.ts"
import { readByIds, readByKey } from "#/data/read.ts"
import type { Answers, Instrument } from "#/domain/instrument/instrument.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, type Edit } from "#/domain/record.ts"
import { sittingOf } from "#/domain/sitting.ts"
import { localDay } from "#/platform/calendar.ts"
import { dropCrumb } from "#/platform/crumb.ts"
import { handOver, takeInSittings, type TakenIn } from "#/platform/handover.ts"
import { setPassphrase, setPin } from "#/platform/key-settings.ts"
import { beginPlace } from "#/platform/open-place.ts"
import type { Services } from "#/platform/services.tsx"
import { unlockWithPin } from "#/platform/unlock-place.ts"

const database = "nav-own"
const named = { year: 2026, grade: 7, letter: "Б" }
const silent = (): void => undefined

export interface HandedClass {
  readonly pin: string
  readonly phrase: string
  readonly instrument: Instrument
  /** «Фамилия Имя»; the list calls them by their first names and a number. */
  readonly pupils: readonly string[]
  readonly pickBy: "names" | "tickets"
  readonly language: "ru" | "en"
  readonly minutesToday?: number
}

/** The one diagnostic of today. */
function activityToday(): string {
  const about = { kind: "diagnostic", classes: [recordIds.schoolClass(named)] } as const
  return recordIds.activity({ ...about, day: localDay(new Date()), author: "local" })
}

/** As the session screen does: a class with consents and a diagnostic of today, and the tablet goes to the pupils. */
export async function handOverClass(asked: HandedClass): Promise<void> {
  const services = await teacher(asked)
  const today = localDay(new Date())
  const classId = recordIds.schoolClass(named)
  const activity = activityToday()
  const pupils = asked.pupils.map((name, place) => pupilOf(name, { place, classId }))
  await save(services, [
    { id: classId, kind: "class", cells: named },
    ...pupils.flatMap(({ edits }) => edits),
    {
      id: activity,
      kind: "activity",
      cells: {
        season: "2021",
        step: "diagnostic",
        kind: "diagnostic",
        day: today,
        classes: [classId],
        status: "planned",
        instrument: asked.instrument.code,
      },
    },
  ])
  const handed = await handOver(services, {
    activity,
    instrument: asked.instrument,
    pickBy: asked.pickBy,
    language: asked.language,
    pupils: pupils.map(({ id, called, ticket }) => ({
      id,
      called,
      ticket,
      minutesToday: asked.minutesToday ?? 0,
    })),
  })
  if (handed.kind !== "handed") throw new Error(handed.kind)
}

interface Made {
  readonly id: string
  readonly called: string
  readonly ticket: number
  readonly edits: readonly Edit[]
}

function pupilOf(
  name: string,
  { place, classId }: { readonly place: number; readonly classId: string },
): Made {
  const [last = "", first = ""] = name.split(" ")
  // An id that any two runs have in common is no harm in a profile of its own.
  const id = recordIds.recommendation(classId, name)
  const consent = { pupil: id, purpose: "school", status: "given", signed: "guardian" }
  return {
    id,
    called: `${first} ${last.slice(0, 1)}.`,
    ticket: place + 1,
    edits: [
      { id, kind: "pupil", cells: { class: classId, last, first, status: "active" } },
      { id: recordIds.consent(id, "school"), kind: "consent", cells: consent },
    ],
  }
}

/** The teacher's own journal, made behind a PIN or opened by it. */
async function teacher({ pin, phrase }: Pick<HandedClass, "pin" | "phrase">): Promise<Services> {
  dropCrumb({ place: "own" })
  const begun = await beginPlace("own", silent)
  if (begun.kind === "open") {
    await setPin(begun.services, pin)
    await setPassphrase(begun.services, phrase)
    return begun.services
  }
  const unlocked = await unlockWithPin(database, pin, silent)
  if (unlocked.kind !== "open") throw new Error(unlocked.kind)
  return unlocked.services
}

async function save(services: Services, edits: readonly Edit[]): Promise<void> {
  const written = await services.write(edits)
  if (written.kind !== "saved") throw new Error(`not saved: ${written.kind}`)
}

export interface FoundSitting {
  /** «Фамилия Имя». */
  readonly pupil: string
  readonly answers: Answers
  readonly isFinished: boolean
  readonly seconds: number
}

/** What the teacher's journal holds of it once it is taken in. */
export async function readSittings(
  by: Pick<HandedClass, "pin" | "phrase">,
): Promise<{ readonly taken: TakenIn; readonly sittings: readonly FoundSitting[] }> {
  const services = await teacher(by)
  const taken = await takeInSittings(services)
  const records = await readByKey(services.journal, recordKey.sittingsOf(activityToday()))
  const sittings = records.map((record) => must(sittingOf(record)))
  const pupils = await readByIds(
    services.journal,
    sittings.map(({ pupil }) => pupil),
  )
  const names = new Map(
    pupils.map((pupil) => [pupil.id, `${textOf(pupil, "last")} ${textOf(pupil, "first")}`]),
  )
  return {
    taken,
    sittings: sittings.map(({ pupil, answers, end, seconds }) => ({
      pupil: names.get(pupil) ?? pupil,
      answers,
      isFinished: end.kind === "finished",
      seconds,
    })),
  }
}
