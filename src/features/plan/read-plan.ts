import type { Journal } from "#/data/journal.ts"
import { readClasses } from "#/data/read-class.ts"
import { readOwnInstruments } from "#/data/read-own-instruments.ts"
import { readPeople } from "#/data/read-people.ts"
import { readSeason } from "#/data/read-season.ts"
import { readById, readByKey, readByKeys } from "#/data/read.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import type { Day } from "#/domain/day.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { newestOf } from "#/domain/instrument/own-instrument.ts"
import { byName, pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { registerOf } from "#/domain/register.ts"
import { sameAmong, type Likeness } from "#/domain/same-activity.ts"
import type { SchoolClass } from "#/domain/school-class.ts"
import type { Season } from "#/domain/season.ts"

/** What a plan is made of. */
export interface PlanGround {
  readonly classes: readonly SchoolClass[]
  /** Names of the school's people by id; empty without a server. */
  readonly people: ReadonlyMap<string, string>
  readonly season: Season
  /** The school's own instruments, the newest version of each that is not hidden. */
  readonly own: readonly Instrument[]
}

export async function readPlanGround(journal: Journal, today: Day): Promise<PlanGround> {
  const [classes, people, season, own] = await Promise.all([
    readClasses(journal),
    readPeople(journal),
    readSeason(journal, today),
    readOwnInstruments(journal),
  ])
  return {
    classes: classes.filter(({ archived }) => !archived),
    people,
    season,
    own: newestOf(own, "offered").map(({ instrument }) => instrument),
  }
}

export interface EditedActivity {
  readonly activity: Activity
  /** Somebody was marked: it is this class's activity for good. */
  readonly hasMarks: boolean
}

/** The activity that is being changed; null when the tablet does not hold it. */
export async function readEdited(journal: Journal, id: string): Promise<EditedActivity | null> {
  const [record, register] = await Promise.all([
    readById(journal, id),
    readById(journal, recordIds.register(id)),
  ])
  const activity = record === undefined ? undefined : activityOf(record)
  if (activity === undefined || activity.gone) return null
  return { activity, hasMarks: registerOf(activity, register, []).marks.size > 0 }
}

export interface Twin {
  readonly activity: Activity
  readonly hasMarks: boolean
}

/** The activity a plan would repeat, other than the one being changed; null when there is none. */
export async function readTwin(
  journal: Journal,
  plan: Likeness,
  own: string | undefined,
): Promise<Twin | null> {
  if (plan.day === "") return null
  const onDay = await readByKey(journal, recordKey.activitiesOn(plan.day))
  const others = onDay.filter(({ id }) => id !== own)
  const twin = sameAmong(
    plan,
    others.flatMap((record) => activityOf(record) ?? []),
  )
  return twin === undefined ? null : readEdited(journal, twin.id)
}

/** The pupils of these classes, in the order of a register. */
export async function readPupilsOf(
  journal: Journal,
  classIds: readonly string[],
): Promise<readonly Pupil[]> {
  const records = await readByKeys(journal, classIds.map(recordKey.pupilsOf))
  return records
    .map(pupilOf)
    .filter(({ status }) => status === "active")
    .sort(byName)
}
