import { activityOf } from "#/domain/activity.ts"
import { consentOf, gateFor, type Gate } from "#/domain/consent.ts"
import type { Day } from "#/domain/day.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf } from "#/domain/record.ts"

import type { Journal } from "./journal.ts"
import type { OpenedSitting } from "./open-sealed.ts"
import { readByIds } from "./read.ts"

/**
 * Whether what pupils sealed may become records, by sitting: the same gate that let them sit, asked again with what the
 * journal knows now. A consent withdrawn meanwhile closes it.
 * @param dayOf the calendar day of an instant here
 */
export async function readSittingGates(
  journal: Journal,
  opened: readonly OpenedSitting[],
  dayOf: (instant: number) => Day,
): Promise<ReadonlyMap<string, Gate>> {
  const found = await readByIds(
    journal,
    opened.flatMap(({ pupil, activity }) => [pupil, activity, recordIds.consent(pupil, "school")]),
  )
  const records = new Map(found.map((record) => [record.id, record]))
  return new Map(
    opened.map(({ sitting, pupil, activity, startedAt }) => {
      const consent = consentOf(records.get(recordIds.consent(pupil, "school")))
      const [who, held] = [records.get(pupil), records.get(activity)]
      const born = who === undefined ? "" : textOf(who, "born")
      const day = dayOf(startedAt)
      // A tablet whose clock runs behind must not take the paper of today for one of tomorrow.
      const planned = held === undefined ? "" : (activityOf(held)?.day ?? "")
      return [sitting, gateFor(consent, { born, day: planned > day ? planned : day })]
    }),
  )
}
