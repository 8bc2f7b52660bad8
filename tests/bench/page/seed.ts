import { changePlace, changeServer } from "#/data/journal.ts"
import { sealRow } from "#/data/sealing.ts"
import { addDays, type Day } from "#/domain/day.ts"
import { classFeed } from "#/domain/feeds.ts"
import { shippedInstrument } from "#/domain/instrument/catalogue.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { presetFor } from "#/domain/season.ts"
import { dropCrumb } from "#/platform/crumb.ts"
import type { BaseCell, Held } from "#/sync/held.ts"
import { opId } from "#/sync/merge.ts"

import { journal, newId, openTablet } from "./tablet.ts"
import { classEdits, registerEdit, type PlannedLesson } from "./year.ts"

export type Seeding = {
  readonly today: Day
  readonly pupils: number
  /** How many records the tablet holds in all, at least those of the one class. */
  readonly records: number
  /** `joined` knows a school's server and tries to reach it. */
  readonly mode: "local" | "joined"
  /** With a diagnostic of today that half of the class has taken, after one of the month before. */
  readonly session?: boolean
}

export type Seeded = {
  readonly classId: string
  /** A lesson of today whose register is empty. */
  readonly lessonId: string
  /** Empty where none was asked for. */
  readonly diagnosticId: string
  readonly records: number
}

const person = { id: newId(), name: "Смирнова Ольга Юрьевна", role: "navigator" } as const

/** Fills the app's own database as sync would have: what the server told, and nothing waiting. */
export async function seedApp({ today, pupils, records, mode, session }: Seeding): Promise<Seeded> {
  await openTablet("nav-own")
  const { database } = journal()
  await changePlace(database, { mode, schoolName: "Школа № 12", person })
  const now = Date.now()
  await changeServer(database, { epoch: 1, offsetMs: 0, allSentAt: now, fetchedAt: now })
  const own = ownClass(today, pupils)
  const taken = session === true ? await sessionEdits(own, today) : undefined
  own.edits.push(...(taken?.edits ?? []))
  await putTold(own.edits, own.classId)
  let held = own.edits.length
  for (let place = 0; held < records; place += 1) {
    const other = formerClass(place, Math.min(otherClassRecords, records - held))
    await putTold(other.edits, other.classId)
    held += other.edits.length
  }
  dropCrumb({ place: "own", own: { classes: 1, waiting: 0, seenAt: now } })
  const { lessonId } = own
  const diagnosticId = taken?.id ?? ""
  return { classId: own.classId, lessonId, diagnosticId, records: held }
}

type Kept = { readonly classId: string; readonly edits: readonly Edit[] }
type OwnClass = {
  readonly classId: string
  readonly list: readonly string[]
  readonly season: string
  readonly lessonId: string
  readonly edits: Edit[]
}

/** The class under measurement: every step of the season, a lesson a week behind it, and one today. */
function ownClass(today: Day, pupils: number): OwnClass {
  const { id, list, edits } = classEdits(
    { year: Number(today.slice(0, 4)), grade: 7, letter: "Б" },
    pupils,
  )
  const season = presetFor("", today)
  const all = [...edits]
  const hold = (about: Omit<Planned, "classId">, isHeld: boolean): string => {
    const activity = activityEdit({ ...about, classId: id }, isHeld)
    all.push(activity)
    if (isHeld) all.push(registerEdit({ id: activity.id, pupils: list }, all.length))
    return activity.id
  }
  const steps = season.steps.filter(({ byPupil, grades }) => byPupil && grades.includes(7))
  for (const [place, { code, kind }] of steps.entries()) {
    if (kind === null) continue
    const about = { season: season.code, step: code, kind }
    hold({ ...about, day: addDays(today, -2 - place) }, true)
    hold({ ...about, day: addDays(today, 3 + place) }, false)
  }
  for (let week = 2; week < 24; week += 1) {
    hold(
      { season: season.code, step: "lesson", kind: "lesson", day: addDays(today, -7 * week) },
      true,
    )
  }
  const now = { season: season.code, step: "lesson", kind: "lesson", day: today } as const
  const lessonId = hold(now, false)
  return { classId: id, list, season: season.code, edits: all, lessonId }
}

/** Consents of all but two, a diagnostic that everybody took a month ago, and one of today that half have taken. */
async function sessionEdits(
  { classId, list, season }: OwnClass,
  today: Day,
): Promise<{ readonly id: string; readonly edits: readonly Edit[] }> {
  const instrument = await shippedInstrument("klimov-pairs")
  const plan = { classId, season, step: "diagnostic", kind: "diagnostic" } as const
  const planned = (day: Day, isHeld: boolean): Edit => {
    const edit = activityEdit({ ...plan, day }, isHeld)
    // Before the lesson of today, so that it is the next one.
    return { ...edit, cells: { ...edit.cells, instrument: instrument.code, start: "00:01" } }
  }
  const [former, now] = [planned(addDays(today, -31), true), planned(today, false)]
  const consents = list.slice(2).map((pupil): Edit => {
    const cells = { pupil, purpose: "school", status: "given", day: addDays(today, -60) }
    const guardian = "Абрамова Ольга Юрьевна"
    return {
      id: recordIds.consent(pupil, "school"),
      kind: "consent",
      cells: { ...cells, guardian },
    }
  })
  const half = list.slice(2, 2 + Math.floor(list.length / 2))
  const sittings = [
    ...list.slice(2).map((pupil) => sittingEdit(former.id, pupil, { instrument, ago: 31 })),
    ...half.map((pupil, place) =>
      sittingEdit(now.id, pupil, {
        instrument,
        ago: 0,
        answered: place % 5 === 4 ? 12 : undefined,
      }),
    ),
  ]
  return { id: now.id, edits: [former, now, ...consents, ...sittings] }
}

interface Taken {
  readonly instrument: Instrument
  /** Days. */
  readonly ago: number
  /** Undefined for all. */
  readonly answered?: number | undefined
}

function sittingEdit(activity: string, pupil: string, taken: Taken): Edit {
  const { instrument, ago, answered = instrument.items.length } = taken
  const startedAt = Date.now() - ago * 86_400_000 - 900_000
  const answers = instrument.items
    .slice(0, answered)
    .map(({ id, options }, place) => [id, options[place % options.length]?.id ?? ""])
  const end = answered < instrument.items.length ? {} : { finishedAt: startedAt + 400_000 }
  const { code, version } = instrument
  const frame = { activity, pupil, instrument: code, version, startedAt, seconds: 400, ...end }
  return { id: newId(), kind: "sitting", cells: { ...frame, answers: Object.fromEntries(answers) } }
}

const otherClassRecords = 1_000

/** A class of former years: half of it lessons, a quarter registers, a quarter checklists. */
function formerClass(place: number, records: number): Kept {
  const named = {
    year: 2020 + (place % 6),
    grade: 6 + (place % 6),
    letter: letters[place % letters.length] ?? "Я",
  }
  const { id, list, edits } = classEdits(named, Math.min(30, records - 1))
  const all = [...edits]
  for (let turn = 0; all.length < records; turn += 1) {
    const day = addDays("2020-09-01", turn * 4 + (place % 4))
    const activity = activityEdit(
      { classId: id, season: "2021", step: "lesson", kind: "lesson", day },
      true,
    )
    all.push(activity)
    if (turn % 2 === 0) all.push(registerEdit({ id: activity.id, pupils: list }, turn))
    else all.push(checklistEdit({ id: activity.id, pupils: list }))
  }
  return { classId: id, edits: all.slice(0, records) }
}

const letters = ["А", "Б", "В", "Г", "Д", "Е", "Ж"]

type Planned = {
  readonly classId: string
  readonly season: string
  readonly step: string
  readonly kind: Parameters<typeof recordIds.activity>[0]["kind"]
  readonly day: Day
}

function activityEdit({ classId, season, step, kind, day }: Planned, isHeld: boolean): Edit {
  return {
    id: recordIds.activity({ kind, day, classes: [classId], author: person.id }),
    kind: "activity",
    cells: {
      season,
      step,
      kind,
      classes: [classId],
      day,
      // All day long, so that it is still the next one whenever the benchmark runs.
      start: "00:05",
      end: "23:55",
      place: "Кабинет 214",
      mode: "school",
      leader: person.id,
      status: isHeld ? "held" : "planned",
    },
  }
}

function checklistEdit({ id }: PlannedLesson): Edit {
  const cells = { activity: id, "t:room": true, "t:slides": true, "t:list": true }
  return { id: recordIds.checklist(id), kind: "checklist", cells }
}

/** Rows as they are after a pull. */
async function putTold(edits: readonly Edit[], classId: string): Promise<void> {
  const { vault, database } = journal()
  const feed = classFeed(classId)
  const writer = { device: newId(), person: person.id }
  const rows = await Promise.all(
    edits.map((edit, place) =>
      sealRow(vault, told(edit, { feed, device: writer.device, n: place + 1 }), {
        version: 1,
        writer,
      }),
    ),
  )
  await database.transaction("rw", database.records, database.feeds, async () => {
    await database.records.bulkPut(rows)
    await database.feeds.put({
      feed,
      state: "live",
      cursor: edits.length,
      from: null,
      replaces: false,
    })
  })
}

type Teller = { readonly feed: string; readonly device: string; readonly n: number }

function told({ id, kind, cells }: Edit, { feed, device, n }: Teller): Held {
  const base: Record<string, BaseCell> = {}
  for (const [name, value] of Object.entries(cells)) {
    base[name] = { value, op: opId(device, n), by: person.id, at: Date.now(), seq: n }
  }
  return { id, kind, feeds: [feed], base, own: {} }
}
