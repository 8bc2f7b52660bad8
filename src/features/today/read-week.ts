import type { Journal } from "#/data/journal.ts"
import { readOpenByIds, readOpenByKeyRange, readOpenByKeys } from "#/data/read-open.ts"
import { readByKey } from "#/data/read.ts"
import { activityOf, byTime } from "#/domain/activity.ts"
import { addDays, weekday, type Day } from "#/domain/day.ts"
import { pupilOf } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { registerOf } from "#/domain/register.ts"
import { schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"

import type { WithRegister } from "./read-today.ts"

export interface WeekView {
  readonly classes: readonly SchoolClass[]
  /** In the order of time. */
  readonly activities: readonly WithRegister[]
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekday(day))
}

/** Everything planned and held in the seven days from a Monday. */
export async function readWeek(journal: Journal, monday: Day): Promise<WeekView> {
  const [found, classes] = await Promise.all([
    readOpenByKeyRange(
      journal,
      recordKey.activitiesOn(monday),
      recordKey.activitiesOn(addDays(monday, 6)),
    ),
    readByKey(journal, recordKey.kind("class")),
  ])
  const activities = found.flatMap((record) => activityOf(record) ?? []).sort(byTime)
  const classIds = [...new Set(activities.flatMap((activity) => activity.classes))]
  const [registers, pupils] = await Promise.all([
    readOpenByIds(
      journal,
      activities.map(({ id }) => recordIds.register(id)),
    ),
    readOpenByKeys(journal, classIds.map(recordKey.pupilsOf)),
  ])
  const byId = new Map(registers.map((record) => [record.id, record]))
  const active = pupils.map(pupilOf).filter(({ status }) => status === "active")
  return {
    classes: classes.map(schoolClassOf),
    activities: activities.map((activity) => ({
      activity,
      register: registerOf(
        activity,
        byId.get(recordIds.register(activity.id)),
        active.filter(({ classId }) => activity.classes.includes(classId)),
      ),
    })),
  }
}
