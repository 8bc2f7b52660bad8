import { serverRow, type Journal } from "#/data/journal.ts"
import { readOpenByIds, readOpenByKeyRange, readOpenByKeys } from "#/data/read-open.ts"
import { readById, readByIds, readByKey } from "#/data/read.ts"
import { hasRegister } from "#/domain/activity-kind.ts"
import { activityOf, byTime, type Activity } from "#/domain/activity.ts"
import { missingIn, reminderDaysMax, type Missing } from "#/domain/attention.ts"
import { addDays, type Day } from "#/domain/day.ts"
import { pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, type ShownRecord } from "#/domain/record.ts"
import { registerOf, type Register } from "#/domain/register.ts"
import { byGrade, schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"

/** How far ahead the next lesson is looked for. */
const aheadDays = 30

export interface WithRegister {
  readonly activity: Activity
  readonly register: Register
}

export interface TodayView {
  /** Classes in use, by grade. */
  readonly classes: readonly SchoolClass[]
  /** Activities of today and, when today has none left, those after, in the order of time. */
  readonly ahead: readonly WithRegister[]
  readonly missing: readonly Missing[]
  /** Pupils named on this screen, by id; of the others only their number is known. */
  readonly pupils: ReadonlyMap<string, Pupil>
  /** Names of those who lead something, by id. */
  readonly people: ReadonlyMap<string, string>
  readonly schoolName: string
  /** When lists were last fetched; null without a server, or when they never were. */
  readonly fetchedAt: number | null
}

/** One range over the days around today, then only what it names: the whole database is never read. */
export async function readToday(journal: Journal, today: Day): Promise<TodayView> {
  const first = recordKey.activitiesOn(addDays(today, -reminderDaysMax))
  const last = recordKey.activitiesOn(addDays(today, aheadDays))
  const [near, classRecords, school, server] = await Promise.all([
    readOpenByKeyRange(journal, first, last),
    readByKey(journal, recordKey.kind("class")),
    readById(journal, recordIds.school()),
    serverRow(journal.database),
  ])
  const activities = near.flatMap((record) => activityOf(record) ?? []).sort(byTime)
  const past = activities.filter(({ day }) => day < today)
  const ahead = await readWhole(
    journal,
    untilNextDay(
      activities.filter(({ day }) => day >= today),
      today,
    ),
  )
  const registers = await readRegisters(journal, [...past, ...ahead])
  const pupils = await readPupils(journal, [...ahead, ...past.filter(needsClass(registers))])
  const withRegister = (activity: Activity): WithRegister => ({
    activity,
    register: registerOf(
      activity,
      registers.get(recordIds.register(activity.id)),
      pupils.filter((pupil) => activity.classes.includes(pupil.classId)),
    ),
  })
  const shown = ahead.map(withRegister)
  const missing = missingIn([...past.map(withRegister), ...shown], today)
  const [named, people] = await Promise.all([
    readByIds(journal, missing.flatMap(clashing)),
    readByIds(journal, leadersOf(ahead)),
  ])
  return {
    classes: classRecords
      .map(schoolClassOf)
      .filter(({ archived }) => !archived)
      .sort(byGrade),
    ahead: shown,
    missing,
    pupils: new Map(named.map((record) => [record.id, pupilOf(record)])),
    people: new Map(people.map((person) => [person.id, textOf(person, "name")])),
    schoolName: school === undefined ? "" : textOf(school, "name"),
    fetchedAt: server.fetchedAt,
  }
}

/** Today's, and of the days after only the next on which something is planned. */
function untilNextDay(activities: readonly Activity[], today: Day): readonly Activity[] {
  const next = activities.find(({ day, status }) => day > today && status === "planned")?.day
  return activities.filter(({ day }) => day === today || day === next)
}

/** The same activities with what is sealed in them: who leads. */
async function readWhole(
  journal: Journal,
  activities: readonly Activity[],
): Promise<readonly Activity[]> {
  const ids = activities.map(({ id }) => id)
  return (await readByIds(journal, ids)).flatMap((record) => activityOf(record) ?? [])
}

async function readRegisters(
  journal: Journal,
  activities: readonly Activity[],
): Promise<ReadonlyMap<string, ShownRecord>> {
  const ids = activities
    .filter(({ kind }) => hasRegister(kind))
    .map(({ id }) => recordIds.register(id))
  return new Map((await readOpenByIds(journal, ids)).map((record) => [record.id, record]))
}

/** Held, and nobody marked: only the class itself tells how many are unmarked. */
function needsClass(registers: ReadonlyMap<string, ShownRecord>): (activity: Activity) => boolean {
  return ({ id, status }) => status === "held" && !registers.has(recordIds.register(id))
}

/** Who is in these classes; nobody's name is opened for counting them. */
async function readPupils(
  journal: Journal,
  activities: readonly Activity[],
): Promise<readonly Pupil[]> {
  const classIds = activities
    .filter(({ kind }) => hasRegister(kind))
    .flatMap(({ classes }) => classes)
  const records = await readOpenByKeys(journal, [...new Set(classIds)].map(recordKey.pupilsOf))
  return records.map(pupilOf).filter(({ status }) => status === "active")
}

function clashing(missing: Missing): readonly string[] {
  return missing.kind === "clash" ? missing.pupils : []
}

function leadersOf(activities: readonly Activity[]): readonly string[] {
  return [...new Set(activities.map(({ leader }) => leader).filter((id) => id !== ""))]
}
