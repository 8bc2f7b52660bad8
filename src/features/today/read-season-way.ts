import type { Journal } from "#/data/journal.ts"
import { readOpenByKeyRange } from "#/data/read-open.ts"
import { readSeason } from "#/data/read-season.ts"
import { readByKey } from "#/data/read.ts"
import { activityOf, byTime } from "#/domain/activity.ts"
import type { Day } from "#/domain/day.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { byGrade, schoolClassOf } from "#/domain/school-class.ts"
import { bareWays, seasonWay, type StepWay } from "#/domain/season-way.ts"
import type { Season } from "#/domain/season.ts"

export interface SeasonNow {
  readonly season: Season
  readonly ways: readonly StepWay[]
  /** Steps for which nothing is planned yet, although it is time. */
  readonly bare: readonly StepWay[]
}

/** The season and how far the school is with each of its steps. */
export async function readSeasonWay(journal: Journal, today: Day): Promise<SeasonNow> {
  const season = await readSeason(journal, today)
  const [classes, activities] = await Promise.all([
    readByKey(journal, recordKey.kind("class")),
    readOpenByKeyRange(
      journal,
      recordKey.activitiesOn(season.start),
      recordKey.activitiesOn(season.end),
    ),
  ])
  const active = classes
    .map(schoolClassOf)
    .filter(({ archived }) => !archived)
    .sort(byGrade)
  const planned = activities.flatMap((record) => activityOf(record) ?? []).sort(byTime)
  const ways = seasonWay(season, active, planned)
  return { season, ways, bare: bareWays(ways, today) }
}
