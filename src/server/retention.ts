import type { Json } from "#/base/json.ts"
import type { Day } from "#/domain/day.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKinds } from "#/domain/record-schema.ts"
import { goneCell } from "#/domain/record.ts"
import {
  erasedCell,
  keepDaysDefault,
  lastDayOf,
  numberInstead,
  withoutPersonal,
} from "#/domain/retention.ts"
import { schoolYear } from "#/domain/school-year.ts"
import { seasonPresets } from "#/domain/season-presets.ts"
import { seasonOf, type Season } from "#/domain/season.ts"
import { deviceOf } from "#/sync/merge.ts"

import { isErased, textIn, valueIn, type Changes } from "./changes.ts"
import { eraseResults, isResult } from "./erase-results.ts"
import { serverHand } from "./scope.ts"
import { changeAsServer } from "./server-change.ts"
import type { SchoolRows, StoredRecord } from "./store.ts"

export interface PupilErasure {
  readonly pupil: string
  /** The person who asked for it. */
  readonly by: string
}

export type ErasedPupil =
  | {
      readonly kind: "erased"
      /** Activities whose notes hold the surname: free text is for a person to look through. */
      readonly notes: readonly string[]
    }
  | { readonly kind: "not-found" }

/**
 * Takes a pupil's name and date of birth away for good: from the record, from its history, from what imports remember
 * of it; and with it what the pupil answered and what was recommended. The record stays, deleted and nameless, so that an old tablet that still sends something of it is answered
 * and the tablets that hold it learn to forget. Marks stay as counts. A second time changes nothing.
 */
export async function erasePupil(
  changes: Changes,
  { pupil, by }: PupilErasure,
): Promise<ErasedPupil> {
  const record = await changes.record(pupil)
  if (record?.kind !== "pupil") return { kind: "not-found" }
  if (isErased(record)) return { kind: "erased", notes: [] }
  const surname = textIn(record, "last") ?? ""
  await takeName(changes, { record, number: 0, by, gone: true })
  await forgetInImports(changes, new Set([pupil]), by)
  return { kind: "erased", notes: await notesNaming(changes.rows, surname) }
}

export interface YearErasure {
  readonly year: number
  /** Those whose names go: {@link pupilsUpTo} the year, as they stood when it was decided. */
  readonly pupils: readonly string[]
  readonly by: string
  /** Bytes nobody can foresee: the order of the numbers must not be the alphabet's. */
  readonly random: (size: number) => Uint8Array
}

export interface ErasedYear {
  readonly pupils: number
  readonly activities: number
  readonly imports: number
}

/**
 * Depersonalises a school year: its pupils get a number for a name; notes, certificates and typed names of activities,
 * class teachers' names and the memory of imports of that year and before are emptied, with their history. Who took
 * part in what is still counted. A second time changes nothing.
 */
export async function depersonalise(
  changes: Changes,
  { year, pupils, by, random }: YearErasure,
): Promise<ErasedYear> {
  const { rows } = changes
  let taken = 0
  for (const id of shuffled(pupils, random)) {
    const record = await changes.record(id)
    if (record?.kind !== "pupil" || isErased(record)) continue
    taken += 1
    await takeName(changes, { record, number: taken, by, gone: false })
  }
  const emptied = { class: 0, activity: 0, import: 0 }
  for (const kind of ["class", "activity", "import"] as const) {
    for (const record of await rows.recordsOf(kind)) {
      if (isUpTo(record, year) && (await empty(changes, record, by))) emptied[kind] += 1
    }
  }
  return { pupils: taken, activities: emptied.activity, imports: emptied.import }
}

/** Whether a class, an activity or an import is of this school year or an earlier one. */
function isUpTo(record: StoredRecord, year: number): boolean {
  const day = textIn(record, "day")
  const of = record.kind === "class" ? valueIn(record, "year") : day && schoolYear(day)
  return typeof of === "number" && of <= year
}

/** Pupils with a name whose class is of this school year or an earlier one: who went on stands in a class of the next. */
export async function pupilsUpTo(rows: SchoolRows, year: number): Promise<readonly StoredRecord[]> {
  const classes = await rows.recordsOf("class")
  const old = new Set(classes.filter((one) => isUpTo(one, year)).map(({ id }) => id))
  const pupils = await rows.recordsOf("pupil")
  return pupils.filter(
    (record) => record.parent !== null && old.has(record.parent) && !isErased(record),
  )
}

/** When the school's seasons of a year are over, and how long names are kept after that. */
export async function keeping(
  rows: SchoolRows,
): Promise<{ readonly keepDays: number; readonly lastDay: (year: number) => Day }> {
  const set = valueIn(await rows.record(recordIds.school()), "keepDays")
  const seasons: Season[] = []
  for (const preset of seasonPresets) {
    const record = await rows.record(recordIds.season(preset.code))
    seasons.push(seasonOf(preset, record === undefined ? undefined : asShown(record)))
  }
  return {
    keepDays: typeof set === "number" ? set : keepDaysDefault,
    lastDay: (year) => lastDayOf(year, seasons),
  }
}

function asShown({ id, kind, cells }: StoredRecord): Parameters<typeof seasonOf>[1] {
  const shown = Object.entries(cells).map(([name, cell]) => [name, { ...cell, waits: false }])
  return { id, kind, cells: Object.fromEntries(shown) }
}

interface Taking {
  readonly record: StoredRecord
  /** 0 for a pupil who is alone in losing the name. */
  readonly number: number
  readonly by: string
  readonly gone: boolean
}

async function takeName(changes: Changes, { record, number, by, gone }: Taking): Promise<void> {
  await changes.rows.scrubHistory(record.id, recordKinds.pupil.personal)
  const cells = {
    ...withoutPersonal("pupil", Object.keys(record.cells)),
    last: number === 0 ? "№" : numberInstead(number),
    [erasedCell]: true,
    ...(gone ? { [goneCell]: true } : {}),
  }
  await changeAsServer(changes, { id: record.id, kind: "pupil", cells, by })
  await eraseResults(changes, { pupil: record.id, by, writtenUpTo: Infinity })
  // Who signed for the pupil, and the sheet it was on.
  for (const own of await changes.rows.recordsUnder(record.id)) {
    if (!isResult(own)) await empty(changes, own, by)
  }
}

/**
 * Whether there was anything to empty. What a teacher has cleared counts, too: it still stands in the history, and on the
 * tablets, which forget when they see the server's own hand.
 */
async function empty(changes: Changes, record: StoredRecord, by: string): Promise<boolean> {
  const cells = withoutPersonal(record.kind, Object.keys(record.cells))
  const isDone = Object.keys(cells).every((name) => {
    const cell = record.cells[name]
    return cell !== undefined && cell.value === null && deviceOf(cell.op) === serverHand
  })
  if (isDone) return false
  await changes.rows.scrubHistory(record.id, recordKinds[record.kind].personal)
  await changeAsServer(changes, { id: record.id, kind: record.kind, cells, by })
  return true
}

/** Imports remember what they changed of whom, to be undone: names from before and after. */
async function forgetInImports(
  changes: Changes,
  pupils: ReadonlySet<string>,
  by: string,
): Promise<void> {
  for (const record of await changes.rows.recordsOf("import")) {
    const changed = valueIn(record, "changed")
    if (!Array.isArray(changed)) continue
    const kept = changed.filter((one) => !pupils.has(idIn(one)))
    if (kept.length === changed.length) continue
    await changes.rows.scrubHistory(record.id, ["changed"])
    await changeAsServer(changes, { id: record.id, kind: "import", cells: { changed: kept }, by })
  }
}

function idIn(value: Json): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return ""
  const named = new Map<string, unknown>(Object.entries(value)).get("id")
  return typeof named === "string" ? named : ""
}

async function notesNaming(rows: SchoolRows, surname: string): Promise<readonly string[]> {
  // One letter stands in every note and names nobody.
  if (surname.length < 2) return []
  const said = surname.toLocaleLowerCase("ru")
  const activities = await rows.recordsOf("activity")
  return activities
    .filter((record) => (textIn(record, "note") ?? "").toLocaleLowerCase("ru").includes(said))
    .map(({ id }) => id)
}

function shuffled<Item>(
  items: readonly Item[],
  random: (size: number) => Uint8Array,
): readonly Item[] {
  const lots = items.map((item) => ({ item, lot: Buffer.from(random(8)).toString("hex") }))
  return lots.sort((one, other) => (one.lot < other.lot ? -1 : 1)).map(({ item }) => item)
}
