import { activityOf, byTime, type Activity } from "#/domain/activity.ts"
import type { Day } from "#/domain/day.ts"
import type { HeldActivity } from "#/domain/participation.ts"
import { byName, pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { isGone, textOf, textsOf, type ShownRecord } from "#/domain/record.ts"
import { registerOf } from "#/domain/register.ts"
import { byGrade, className, schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"

import type { Journal } from "./journal.ts"
import { readOpenByIds, readOpenByKeys } from "./read-open.ts"
import { readById, readByIds, readByKey, readByKeys } from "./read.ts"

/** A class as its screen needs it. Pupils stand in the order of a Russian register. */
export interface ClassReading {
  readonly schoolClass: SchoolClass
  readonly pupils: readonly Pupil[]
  readonly archived: readonly Pupil[]
  /** Everything planned and held with the class, the earliest first; without what was deleted. */
  readonly activities: readonly HeldActivity[]
  /** Registers as they are stored, for the clashes in them. */
  readonly registers: readonly ShownRecord[]
  /** The day of the newest import that touched the class; empty when its list was typed. */
  readonly listsFrom: Day
}

/** Undefined when the tablet does not hold the class. */
export async function readClass(
  journal: Journal,
  classId: string,
): Promise<ClassReading | undefined> {
  const [record, pupils, activities, listsFrom] = await Promise.all([
    readById(journal, classId),
    readByKey(journal, recordKey.pupilsOf(classId)),
    readByKey(journal, recordKey.activitiesOf(classId)),
    readListsDay(journal, classId),
  ])
  if (record === undefined || record.kind !== "class" || isGone(record)) return undefined
  const all = pupils.map(pupilOf).sort(byName)
  const active = all.filter(({ status }) => status === "active")
  const standing = activities.flatMap((found) => activityOf(found) ?? []).sort(byTime)
  const registers = await readByIds(
    journal,
    standing.map(({ id }) => recordIds.register(id)),
  )
  return {
    schoolClass: schoolClassOf(record),
    pupils: active,
    archived: all.filter(({ status }) => status === "archived"),
    activities: withRegisters(standing, registers, active),
    registers,
    listsFrom,
  }
}

function withRegisters(
  activities: readonly Activity[],
  registers: readonly ShownRecord[],
  pupils: readonly Pick<Pupil, "id">[],
): readonly HeldActivity[] {
  const byId = new Map(registers.map((register) => [register.id, register]))
  return activities.map((activity) => ({
    activity,
    register: registerOf(activity, byId.get(recordIds.register(activity.id)), pupils),
  }))
}

async function readListsDay(journal: Journal, classId: string): Promise<Day> {
  const imports = await readOpenByKeys(journal, [recordKey.kind("import")])
  return imports
    .filter((batch) => textsOf(batch, "classes").includes(classId))
    .filter((batch) => batch.cells["undone"]?.value !== true)
    .reduce((newest, batch) => (textOf(batch, "day") > newest ? textOf(batch, "day") : newest), "")
}

/** Every class on the tablet, archived ones too, by grade and letter. */
export async function readClasses(journal: Journal): Promise<readonly SchoolClass[]> {
  const records = await readByKey(journal, recordKey.kind("class"))
  return records.map(schoolClassOf).sort(byGrade)
}

/** «7Б» by id: the names of every class on the tablet, for which nothing has to be opened. */
export async function readClassNames(journal: Journal): Promise<ReadonlyMap<string, string>> {
  const records = await readOpenByKeys(journal, [recordKey.kind("class")])
  return new Map(records.map((record) => [record.id, className(schoolClassOf(record))]))
}

/** How many active pupils each of these classes has, by class id; nobody's name is opened for it. */
export async function countPupils(
  journal: Journal,
  classIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const pupils = activeByClass(await readOpenByKeys(journal, classIds.map(recordKey.pupilsOf)))
  return new Map(classIds.map((id) => [id, pupils.get(id)?.length ?? 0]))
}

/** What the progress of a class is reckoned from. */
export interface CountedClass {
  readonly id: string
  /** Ids of the active pupils. */
  readonly pupils: readonly string[]
  readonly activities: readonly HeldActivity[]
}

/** The registers of these classes, for an overview of many: nobody's name is opened for it. */
export async function readCountedClasses(
  journal: Journal,
  classIds: readonly string[],
): Promise<readonly CountedClass[]> {
  const [pupils, activities] = await Promise.all([
    readOpenByKeys(journal, classIds.map(recordKey.pupilsOf)),
    readOpenByKeys(journal, classIds.map(recordKey.activitiesOf)),
  ])
  const standing = activities.flatMap((found) => activityOf(found) ?? [])
  const registers = await readOpenByIds(
    journal,
    standing.map(({ id }) => recordIds.register(id)),
  )
  const byClass = activeByClass(pupils)
  return classIds.map((id) => {
    const own = byClass.get(id) ?? []
    const theirs = standing.filter((activity) => activity.classes.includes(id))
    return {
      id,
      pupils: own.map((pupil) => pupil.id),
      activities: withRegisters(theirs, registers, own),
    }
  })
}

function activeByClass(records: readonly ShownRecord[]): Map<string, Pupil[]> {
  const groups = new Map<string, Pupil[]>()
  for (const pupil of records.map(pupilOf)) {
    if (pupil.status === "archived") continue
    const group = groups.get(pupil.classId)
    if (group === undefined) groups.set(pupil.classId, [pupil])
    else group.push(pupil)
  }
  return groups
}

export interface FoundPupil {
  readonly pupil: Pupil
  readonly schoolClass: SchoolClass
}

/** Every pupil on the tablet with the class, archived ones too, in the order of a register. */
export async function readPupils(journal: Journal): Promise<readonly FoundPupil[]> {
  const classes = await readClasses(journal)
  const byId = new Map(classes.map((schoolClass) => [schoolClass.id, schoolClass]))
  const records = await readByKeys(journal, [...byId.keys()].map(recordKey.pupilsOf))
  return records
    .map(pupilOf)
    .flatMap((pupil) => {
      const schoolClass = byId.get(pupil.classId)
      return schoolClass === undefined ? [] : [{ pupil, schoolClass }]
    })
    .sort((one, other) => byName(one.pupil, other.pupil))
}
