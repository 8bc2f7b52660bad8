import { activityOf } from "#/domain/activity.ts"
import { marksAfter } from "#/domain/marks-after.ts"
import { pupilOf } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Edit } from "#/domain/record.ts"
import { registerOf } from "#/domain/register.ts"
import { sittingOf } from "#/domain/sitting.ts"

import type { Journal } from "./journal.ts"
import { readById, readByKey, readByKeys } from "./read.ts"

/** What the sittings of a diagnostic say in its register and it does not say yet; undefined for nothing. */
export async function sittingMarks(
  journal: Journal,
  activityId: string,
): Promise<Edit | undefined> {
  const [record, stored, sittings] = await Promise.all([
    readById(journal, activityId),
    readById(journal, recordIds.register(activityId)),
    readByKey(journal, recordKey.sittingsOf(activityId)),
  ])
  const activity = record === undefined ? undefined : activityOf(record)
  if (activity === undefined) return undefined
  const pupils = (await readByKeys(journal, activity.classes.map(recordKey.pupilsOf)))
    .map(pupilOf)
    .filter(({ status }) => status === "active")
  return marksAfter(
    sittings.flatMap((sitting) => sittingOf(sitting) ?? []),
    registerOf(activity, stored, pupils),
  )
}
