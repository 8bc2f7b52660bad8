import type { Journal } from "#/data/journal.ts"
import { readById, readByIds, readByKey, readByKeys } from "#/data/read.ts"
import { hasRegister } from "#/domain/activity-kind.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import { variantOf, type ChecklistVariant } from "#/domain/checklist-templates.ts"
import { itemsOf, type ChecklistItem } from "#/domain/checklist.ts"
import { pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf, textsOf, type ShownRecord } from "#/domain/record.ts"
import { byGrade, schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"

import { fetchQuestions } from "./fetch-questions.ts"

/** What stands around the register of an activity and changes seldom. */
export interface Lesson {
  readonly activity: Activity
  readonly classes: readonly SchoolClass[]
  /** The active pupils of its classes as they are now. */
  readonly pupils: readonly Pupil[]
  /** Everyone the register may name, those who have left the class since too. */
  readonly named: ReadonlyMap<string, Pupil>
  readonly variant: ChecklistVariant
  /** The school's own pattern of the checklist; undefined while the shipped one stands. */
  readonly pattern: readonly ChecklistItem[] | undefined
  /** Names of the school's people by id. */
  readonly people: ReadonlyMap<string, string>
  readonly schoolName: string
}

export async function readLesson(journal: Journal, id: string): Promise<Lesson | "none"> {
  const record = await readById(journal, id)
  const activity = record === undefined ? undefined : activityOf(record)
  if (activity === undefined) return "none"
  // Nobody waits for it here: a session is drawn when both are there.
  if (activity.kind === "diagnostic") void fetchQuestions(activity.instrument)
  const [classRecords, people, school] = await Promise.all([
    readByIds(journal, activity.classes),
    readByKey(journal, recordKey.kind("person")),
    readById(journal, recordIds.school()),
  ])
  const classes = classRecords.map(schoolClassOf).sort(byGrade)
  const variant = variantOf(activity.kind, { season: activity.season, grade: classes[0]?.grade })
  const [template, pupils] = await Promise.all([
    readById(journal, recordIds.template(activity.kind, variant)),
    readPupils(journal, activity),
  ])
  return {
    activity,
    classes,
    ...pupils,
    variant,
    pattern: template === undefined ? undefined : itemsOf(template),
    people: new Map(people.map((person) => [person.id, textOf(person, "name")])),
    schoolName: school === undefined ? "" : textOf(school, "name"),
  }
}

async function readPupils(
  journal: Journal,
  activity: Activity,
): Promise<Pick<Lesson, "pupils" | "named">> {
  if (!hasRegister(activity.kind)) return { pupils: [], named: new Map() }
  const [records, register] = await Promise.all([
    readByKeys(journal, activity.classes.map(recordKey.pupilsOf)),
    readById(journal, recordIds.register(activity.id)),
  ])
  const all = records.map(pupilOf)
  const here = new Set(all.map((pupil) => pupil.id))
  const ids = [...activity.group, ...(register === undefined ? [] : idsIn(register))]
  const others = (
    await readByIds(
      journal,
      [...new Set(ids)].filter((id) => !here.has(id)),
    )
  ).map(pupilOf)
  return {
    pupils: all.filter(({ status }) => status === "active"),
    named: new Map([...all, ...others].map((pupil) => [pupil.id, pupil])),
  }
}

function idsIn(register: ShownRecord): readonly string[] {
  const rival = register.cells["list"]?.rival?.value
  const other = Array.isArray(rival) ? rival.filter((id) => typeof id === "string") : []
  const marked = Object.keys(register.cells).filter((name) => name.startsWith("m:"))
  return [...textsOf(register, "list"), ...other, ...marked.map((name) => name.slice(2))]
}
