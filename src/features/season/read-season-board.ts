import type { Journal } from "#/data/journal.ts"
import { readClasses, readCountedClasses } from "#/data/read-class.ts"
import { readSeason } from "#/data/read-season.ts"
import { readById, readByKeyRange } from "#/data/read.ts"
import { hasRegister } from "#/domain/activity-kind.ts"
import { activityOf, byTime, type Activity } from "#/domain/activity.ts"
import { addDays, type Day } from "#/domain/day.ts"
import { classSeason, type ClassSeason } from "#/domain/participation.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { ShownRecord } from "#/domain/record.ts"
import type { SchoolClass } from "#/domain/school-class.ts"
import { seasonWay, type StepWay } from "#/domain/season-way.ts"
import type { Season } from "#/domain/season.ts"

export interface ClassRow {
  readonly schoolClass: SchoolClass
  readonly progress: ClassSeason["progress"]
}

/** The season of the whole school at a glance. */
export interface SeasonBoard {
  readonly season: Season
  /** What people changed in the preset; undefined when nothing. */
  readonly record: ShownRecord | undefined
  readonly ways: readonly StepWay[]
  readonly columns: ClassSeason["columns"]
  readonly rows: readonly ClassRow[]
}

/** A course may begin before the season and an evening come after it. */
const aroundDays = 120

export async function readSeasonBoard(journal: Journal, today: Day): Promise<SeasonBoard> {
  const season = await readSeason(journal, today)
  const classes = (await readClasses(journal)).filter(({ archived }) => !archived)
  const [counted, record, adults] = await Promise.all([
    readCountedClasses(
      journal,
      classes.map(({ id }) => id),
    ),
    readById(journal, recordIds.season(season.code)),
    readAdultEvents(journal, season),
  ])
  const ofClasses = new Map(
    counted.flatMap(({ activities }) => activities.map(({ activity }) => [activity.id, activity])),
  )
  const all = [...ofClasses.values(), ...adults].sort(byTime)
  const byId = new Map(counted.map((one) => [one.id, one]))
  return {
    season,
    record,
    ways: seasonWay(season, classes, all),
    // The columns are the same for every class, whatever its grade.
    columns: classSeason(season, 0, { pupils: [], activities: [] }).columns,
    rows: classes.map((schoolClass) => {
      const { pupils, activities } = byId.get(schoolClass.id) ?? { pupils: [], activities: [] }
      const { progress } = classSeason(season, schoolClass.grade, { pupils, activities })
      return { schoolClass, progress }
    }),
  }
}

async function readAdultEvents(journal: Journal, season: Season): Promise<readonly Activity[]> {
  const records = await readByKeyRange(
    journal,
    recordKey.activitiesOn(addDays(season.start, -aroundDays)),
    recordKey.activitiesOn(addDays(season.end, aroundDays)),
  )
  return records
    .flatMap((record) => activityOf(record) ?? [])
    .filter(({ kind }) => !hasRegister(kind))
}
