import { findInstrument } from "#/data/find-instrument.ts"
import { placeOf, serverRow, type Journal } from "#/data/journal.ts"
import { readOpenByKeyRange } from "#/data/read-open.ts"
import { activityOf } from "#/domain/activity.ts"
import { addDays, type Day } from "#/domain/day.ts"
import { isShippedCode } from "#/domain/instrument/catalogue.ts"
import { instrumentOf } from "#/domain/instruments.ts"
import { recordKey } from "#/domain/record-keys.ts"

import type { Findings } from "./judge.ts"

type ListsHere = Pick<
  Findings,
  | "mode"
  | "withoutInstrument"
  | "classes"
  | "pupils"
  | "areListsWhole"
  | "fetchedAt"
  | "offsetMs"
  | "hasPin"
>

/** So far ahead diagnostics are looked at. */
const aheadDays = 30

/** What of the findings lies in the database. Counted by keys: no pupil's record is unsealed for it. */
export async function readListsHere(journal: Journal, today: Day): Promise<ListsHere> {
  const { database } = journal
  const { records, feeds, slots } = database
  const [place, server, classes, pupils, building, pin, withoutInstrument] = await Promise.all([
    placeOf(database),
    serverRow(database),
    records.where("keys").equals(recordKey.kind("class")).count(),
    records.where("keys").startsWith(recordKey.pupilsOf("")).count(),
    feeds.filter(({ state }) => state === "building").count(),
    slots.get("pin"),
    countWithoutInstrument(journal, today),
  ])
  const { fetchedAt, offsetMs } = server
  const hasPin = pin !== undefined
  return {
    mode: place.mode,
    classes,
    pupils,
    areListsWhole: building === 0,
    fetchedAt,
    offsetMs,
    hasPin,
    withoutInstrument,
  }
}

/** Of a school's own instruments, which travel like any record; those of the app come with it. */
async function countWithoutInstrument(journal: Journal, today: Day): Promise<number> {
  const ahead = await readOpenByKeyRange(
    journal,
    recordKey.activitiesOn(today),
    recordKey.activitiesOn(addDays(today, aheadDays)),
  )
  const codes = ahead
    .flatMap((record) => activityOf(record) ?? [])
    .filter(({ kind, status }) => kind === "diagnostic" && status === "planned")
    .map(({ instrument }) => instrument)
    .filter((code) => code !== "" && instrumentOf(code) === undefined && !isShippedCode(code))
  const found = await Promise.all(codes.map((code) => findInstrument(journal, code)))
  return found.filter((instrument) => instrument === undefined).length
}
