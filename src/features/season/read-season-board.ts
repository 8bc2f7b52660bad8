import type { Journal } from "#/data/journal.ts"
import { readClasses } from "#/data/read-class.ts"
import { readOpenByIds, readOpenByKeyRange, readOpenByKeys } from "#/data/read-open.ts"
import { readSeason } from "#/data/read-season.ts"
import { readById } from "#/data/read.ts"
import { activityOf, byTime, type Activity } from "#/domain/activity.ts"
import { addDays, type Day } from "#/domain/day.ts"
import { classSeason, type ClassSeason, type HeldActivity } from "#/domain/participation.ts"
import { pupilOf } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { ShownRecord } from "#/domain/record.ts"
import { registerOf } from "#/domain/register.ts"
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

/** What belongs to a season may have been held a little before it or after. */
const aroundDays = 120

export async function readSeasonBoard(journal: Journal, today: Day): Promise<SeasonBoard> {
  const season = await readSeason(journal, today)
  const classes = (await readClasses(journal)).filter(({ archived }) => !archived)
  const [pupils, activities, record] = await Promise.all([
    readPupilIds(journal, classes),
    readActivities(journal, season),
    readById(journal, recordIds.season(season.code)),
  ])
  const held = await readHeld(journal, activities, pupils)
  return {
    season,
    record,
    ways: seasonWay(season, classes, activities),
    // The columns are the same for every class, whatever its grade.
    columns: classSeason(season, 0, { pupils: [], activities: [] }).columns,
    rows: classes.map((schoolClass) => {
      const { id, grade } = schoolClass
      const given = { pupils: pupils.get(id) ?? [], activities: held.get(id) ?? [] }
      return { schoolClass, progress: classSeason(season, grade, given).progress }
    }),
  }
}

/** Active pupils by class: ids only, nobody's name is opened. */
async function readPupilIds(
  journal: Journal,
  classes: readonly SchoolClass[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keys = classes.map(({ id }) => recordKey.pupilsOf(id))
  const byClass = new Map<string, string[]>()
  for (const pupil of (await readOpenByKeys(journal, keys)).map(pupilOf)) {
    if (pupil.status === "active") put(byClass, pupil.classId, pupil.id)
  }
  return byClass
}

/** Of this season, in the order of time. */
async function readActivities(journal: Journal, season: Season): Promise<readonly Activity[]> {
  const records = await readOpenByKeyRange(
    journal,
    recordKey.activitiesOn(addDays(season.start, -aroundDays)),
    recordKey.activitiesOn(addDays(season.end, aroundDays)),
  )
  return records
    .flatMap((record) => activityOf(record) ?? [])
    .filter((activity) => activity.season === "" || activity.season === season.code)
    .sort(byTime)
}

/** The activities of every class with their registers. */
async function readHeld(
  journal: Journal,
  activities: readonly Activity[],
  pupils: ReadonlyMap<string, readonly string[]>,
): Promise<ReadonlyMap<string, readonly HeldActivity[]>> {
  const ids = activities.map(({ id }) => recordIds.register(id))
  const registers = new Map(
    (await readOpenByIds(journal, ids)).map((record) => [record.id, record]),
  )
  const byClass = new Map<string, HeldActivity[]>()
  for (const activity of activities) {
    const those = activity.classes.flatMap((id) => pupils.get(id) ?? []).map((id) => ({ id }))
    const register = registerOf(activity, registers.get(recordIds.register(activity.id)), those)
    for (const id of activity.classes) put(byClass, id, { activity, register })
  }
  return byClass
}

function put<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, [item])
  else group.push(item)
}
