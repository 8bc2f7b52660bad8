import type { Journal } from "#/data/journal.ts"
import {
  instrumentFinder,
  readAttemptsOfPupils,
  readLocked,
  readSeenClasses,
} from "#/data/read-attempts.ts"
import { readClasses } from "#/data/read-class.ts"
import { readOpenByKeys } from "#/data/read-open.ts"
import { readSeason } from "#/data/read-season.ts"
import { readByKeys } from "#/data/read.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { activityOf, byTime, type Activity } from "#/domain/activity.ts"
import type { Day } from "#/domain/day.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { byName, pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { classPicture, standing, takenIn } from "#/domain/results/class-picture.ts"
import { ranksSpheres } from "#/domain/results/speaks-of.ts"
import { bandOf, type SchoolClass } from "#/domain/school-class.ts"
import type { Season } from "#/domain/season.ts"
import type { Attempt } from "#/domain/sitting.ts"

export type Scope = "class" | "band"

/** What groups are formed of. */
export interface GroupGround {
  readonly schoolClass: SchoolClass
  /** The classes of its band and year, itself among them. */
  readonly band: readonly SchoolClass[]
  /** Active pupils of the scope, in the order of a register. */
  readonly pupils: readonly Pupil[]
  /** Instruments by which groups may be formed, the one with the most results first. */
  readonly sources: readonly Source[]
  /** Consultations that are planned with these classes from today on. */
  readonly planned: readonly Activity[]
  readonly season: Season
}

export interface Source {
  readonly key: string
  readonly instrument: Instrument
  /** What stands first, by pupil: nothing where all is even or low; no entry without a finished result. */
  readonly first: ReadonlyMap<string, readonly string[]>
}

type Asked = {
  readonly classId: string
  readonly scope: Scope
  readonly person: PlaceRow["person"]
  readonly today: Day
}

/** «none» when the tablet does not hold the class. */
export async function readGroupGround(
  journal: Journal,
  { classId, scope, person, today }: Asked,
): Promise<GroupGround | "none"> {
  const classes = await readClasses(journal)
  const schoolClass = classes.find(({ id }) => id === classId)
  if (schoolClass === undefined) return "none"
  const band = classes.filter(
    ({ grade, year, archived }) =>
      !archived && year === schoolClass.year && bandOf(grade) === bandOf(schoolClass.grade),
  )
  const ids = scope === "class" ? [classId] : band.map(({ id }) => id)
  const [pupilRecords, activities, season] = await Promise.all([
    readByKeys(journal, ids.map(recordKey.pupilsOf)),
    readOpenByKeys(journal, ids.map(recordKey.activitiesOf)),
    readSeason(journal, today),
  ])
  const pupils = pupilRecords
    .map(pupilOf)
    .filter(({ status }) => status === "active")
    .sort(byName)
  return {
    schoolClass,
    band,
    pupils,
    sources: await readSources(journal, pupils, await readSeenClasses(journal, person, ids)),
    planned: activities
      .flatMap((record) => activityOf(record) ?? [])
      .filter(({ kind, status, gone }) => kind === "consultation" && status === "planned" && !gone)
      .filter(({ day }) => day >= today)
      .sort(byTime),
    season,
  }
}

async function readSources(
  journal: Journal,
  pupils: readonly Pupil[],
  seen: ReadonlySet<string>,
): Promise<readonly Source[]> {
  const ids = pupils.filter(({ classId }) => seen.has(classId)).map(({ id }) => id)
  const [attempts, locked] = await Promise.all([
    readAttemptsOfPupils(journal, ids),
    readLocked(journal, ids),
  ])
  const open = attempts.filter(({ pupil, end }) => !locked.has(pupil) && end.kind === "finished")
  const find = instrumentFinder(journal)
  const sources: Source[] = []
  for (const { code, version } of takenIn(open)) {
    const instrument = await find({ instrument: code, version })
    if (instrument !== undefined && ranksSpheres(instrument))
      sources.push(sourceOf(instrument, open, ids))
  }
  return sources
    .filter(({ first }) => first.size > 0)
    .sort((one, other) => other.first.size - one.first.size)
}

function sourceOf(
  instrument: Instrument,
  attempts: readonly Attempt[],
  ids: readonly string[],
): Source {
  const { code, version } = instrument
  const own = attempts.filter((one) => one.instrument === code && one.version === version)
  const { finished } = classPicture(instrument, standing(own, ids))
  const first = finished.map(
    ({ attempt, leaders }) =>
      [attempt.pupil, leaders.kind === "lead" ? leaders.first : []] as const,
  )
  return { key: `${code} ${version}`, instrument, first: new Map(first) }
}
