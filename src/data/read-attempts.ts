import { consentOf } from "#/domain/consent.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textsOf, type ShownRecord } from "#/domain/record.ts"
import { resultsLocked, type ResultsLock } from "#/domain/results-access.ts"
import { seesResults } from "#/domain/results/who-sees.ts"
import { attemptsOf, sittingOf, type Attempt, type Sitting } from "#/domain/sitting.ts"

import { findInstrument } from "./find-instrument.ts"
import type { Journal } from "./journal.ts"
import { readOpenByIds } from "./read-open.ts"
import { readById, readByIds, readByKey, readByKeys } from "./read.ts"
import type { PlaceRow } from "./rows.ts"

/** Every attempt of these pupils that the tablet holds, in the order of their beginning. */
export async function readAttemptsOfPupils(
  journal: Journal,
  pupilIds: readonly string[],
): Promise<readonly Attempt[]> {
  const records = await readByKeys(journal, pupilIds.map(recordKey.sittingsOfPupil))
  return attemptsOf(records.flatMap((record) => sittingOf(record) ?? []))
}

/** The attempts that ended in this diagnostic, each with the parts that were taken before, in another one. */
export async function readAttemptsOfActivity(
  journal: Journal,
  activityId: string,
): Promise<readonly Attempt[]> {
  const records = await readByKey(journal, recordKey.sittingsOf(activityId))
  const here = records.flatMap((record) => sittingOf(record) ?? [])
  const parts = await readPartsBefore(journal, here)
  // A part before this session, which nothing here goes on with, is an attempt of another one.
  return attemptsOf([...parts, ...here]).filter(({ activity }) => activity === activityId)
}

async function readPartsBefore(
  journal: Journal,
  here: readonly Sitting[],
): Promise<readonly Sitting[]> {
  const known = new Map(here.map((sitting) => [sitting.id, sitting]))
  const before: Sitting[] = []
  const wanted = (some: readonly Sitting[]): readonly string[] =>
    some.flatMap(({ continues }) =>
      continues === undefined || known.has(continues) ? [] : [continues],
    )
  for (let ids = wanted(here); ids.length > 0;) {
    const found = (await readByIds(journal, ids)).flatMap((record) => sittingOf(record) ?? [])
    for (const part of found) known.set(part.id, part)
    before.push(...found)
    ids = wanted(found)
  }
  return before
}

/** Finds instruments by code and version, each once; undefined for one that is not on the tablet. */
export function instrumentFinder(
  journal: Journal,
): (taken: Pick<Attempt, "instrument" | "version">) => Promise<Instrument | undefined> {
  const found = new Map<string, Promise<Instrument | undefined>>()
  return ({ instrument, version }) => {
    const key = `${instrument} ${version}`
    const asked = found.get(key) ?? findInstrument(journal, instrument, version)
    found.set(key, asked)
    return asked
  }
}

/** Of these pupils those whose results may not be shown, with the reason. */
export async function readLocked(
  journal: Journal,
  pupilIds: readonly string[],
): Promise<ReadonlyMap<string, ResultsLock>> {
  const records = await readOpenByIds(
    journal,
    pupilIds.map((pupil) => recordIds.consent(pupil, "school")),
  )
  const consents = new Map(records.map((record) => [record.id, consentOf(record)]))
  return new Map(
    pupilIds.flatMap((pupil) => {
      const lock = resultsLocked(consents.get(recordIds.consent(pupil, "school")))
      return lock === undefined ? [] : [[pupil, lock] as const]
    }),
  )
}

/** Of these classes those whose results the person at this tablet sees by name. */
export async function readSeenClasses(
  journal: Journal,
  person: PlaceRow["person"],
  classIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const role = person?.role ?? null
  const [own, classes] = await Promise.all([
    person === null ? undefined : readById(journal, person.id),
    readOpenByIds(journal, classIds),
  ])
  const appointed = own === undefined ? [] : textsOf(own, "classes")
  const held = classes.filter((record) => appointed.includes(record.id) || isJustMade(record))
  const holds = new Set(held.map(({ id }) => id))
  return new Set(classIds.filter((id) => seesResults(role, holds.has(id))))
}

/** Made on this tablet and not yet known to the server, which appoints a class to whoever makes it. */
function isJustMade({ cells }: ShownRecord): boolean {
  return cells["grade"]?.waits === true
}
