import type { Journal } from "#/data/journal.ts"
import { readClasses, readCountedClasses } from "#/data/read-class.ts"
import { readOpenByIds } from "#/data/read-open.ts"
import { readSeason } from "#/data/read-season.ts"
import { readByKey } from "#/data/read.ts"
import { consentOf, gateFor } from "#/domain/consent.ts"
import type { Day } from "#/domain/day.ts"
import {
  metersOf,
  undoneIn,
  type ClassConsents,
  type ClassInSeason,
  type StepMeter,
  type UndoneBoard,
} from "#/domain/overdue.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, textsOf } from "#/domain/record.ts"
import { className } from "#/domain/school-class.ts"
import type { Season } from "#/domain/season.ts"

export interface SeenPerson {
  readonly id: string
  readonly name: string
  readonly classes: readonly string[]
}

/** What the head's first screen and the report of a month are made of. */
export interface HeadBoard {
  readonly season: Season
  /** In use, by grade. */
  readonly classes: readonly ClassInSeason[]
  /** «7Б» by id. */
  readonly classNames: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, SeenPerson>
  readonly undone: UndoneBoard
  readonly meters: readonly StepMeter[]
  readonly pupils: number
}

/** Counts over the whole school; of the names only those of the teachers are opened. */
export async function readHeadBoard(journal: Journal, today: Day): Promise<HeadBoard> {
  const [season, all, people] = await Promise.all([
    readSeason(journal, today),
    readClasses(journal),
    readPeople(journal),
  ])
  const inUse = all.filter(({ archived }) => !archived)
  const counted = await readCountedClasses(
    journal,
    inUse.map(({ id }) => id),
  )
  const consents = await readConsents(
    journal,
    counted.flatMap(({ pupils }) => pupils),
    today,
  )
  const byId = new Map(counted.map((one) => [one.id, one]))
  const classes = inUse.map((schoolClass): ClassInSeason => {
    const { pupils = [], activities = [] } = byId.get(schoolClass.id) ?? {}
    return { schoolClass, pupils, activities, consents }
  })
  return {
    season,
    classes,
    classNames: new Map(inUse.map((one) => [one.id, className(one)])),
    people: new Map(people.map((person) => [person.id, person])),
    undone: undoneIn(season, { classes, people }, today),
    meters: metersOf(season, classes),
    pupils: classes.reduce((sum, one) => sum + one.pupils.length, 0),
  }
}

/**
 * The school's own consents; undefined when none was ever entered here. Birth dates are not opened for it: whether the
 * right hand has signed is looked at before the diagnostic itself.
 */
async function readConsents(
  journal: Journal,
  pupils: readonly string[],
  day: Day,
): Promise<ClassConsents | undefined> {
  const ids = pupils.map((pupil) => recordIds.consent(pupil, "school"))
  const found = (await readOpenByIds(journal, ids)).flatMap((record) => consentOf(record) ?? [])
  if (found.length === 0) return undefined
  const open = found.filter((consent) => gateFor(consent, { born: "", day }).kind === "open")
  const refused = found.filter(({ status, isClashing }) => status !== "given" && !isClashing)
  const given = open.map(({ pupil }) => pupil)
  return {
    given: new Set(given),
    answered: new Set([...given, ...refused.map(({ pupil }) => pupil)]),
  }
}

async function readPeople(journal: Journal): Promise<readonly SeenPerson[]> {
  const records = await readByKey(journal, recordKey.kind("person"))
  return records
    .filter((record) => record.cells["revoked"]?.value !== true)
    .map((record) => ({
      id: record.id,
      name: textOf(record, "name"),
      classes: textsOf(record, "classes"),
    }))
}
