import type { Journal } from "#/data/journal.ts"
import {
  instrumentFinder,
  readAttemptsOfPupils,
  readLocked,
  readSeenClasses,
} from "#/data/read-attempts.ts"
import { readOpenByIds } from "#/data/read-open.ts"
import { readById } from "#/data/read.ts"
import type { PlaceRow } from "#/data/rows.ts"
import type { Day } from "#/domain/day.ts"
import { pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { textOf } from "#/domain/record.ts"
import type { ResultsLock } from "#/domain/results-access.ts"
import { profileOf, type Profile } from "#/domain/results/profile.ts"
import { schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"
import type { Attempt } from "#/domain/sitting.ts"
import { dayOf } from "#/text/dates.ts"

export interface PupilResults {
  readonly pupil: Pupil
  readonly schoolClass: SchoolClass
  readonly schoolName: string
  readonly sight: Sight
}

/** What of the results may be shown. */
export type Sight =
  | { readonly kind: "not-yours" }
  /** `isEmpty`: there is nothing to be locked. */
  | { readonly kind: "locked"; readonly lock: ResultsLock; readonly isEmpty: boolean }
  /** The newest first. */
  | { readonly kind: "open"; readonly taken: readonly Taken[] }

export interface Taken {
  readonly attempt: Attempt
  /** Of the diagnostic, which is right where a tablet's clock was not. */
  readonly day: Day
  /** Undefined where the instrument, in the version it was taken with, is not on the tablet. */
  readonly profile: Profile | undefined
}

type Asked = {
  readonly classId: string
  readonly pupilId: string
  readonly person: PlaceRow["person"]
}

/** Everything a pupil has taken; «none» when the tablet does not hold the pupil in this class. */
export async function readPupilResults(
  journal: Journal,
  { classId, pupilId, person }: Asked,
): Promise<PupilResults | "none"> {
  const [pupilRecord, classRecord, school] = await Promise.all([
    readById(journal, pupilId),
    readById(journal, classId),
    readById(journal, recordIds.school()),
  ])
  if (pupilRecord?.kind !== "pupil" || classRecord?.kind !== "class") return "none"
  const pupil = pupilOf(pupilRecord)
  if (pupil.gone || pupil.classId !== classId) return "none"
  return {
    pupil,
    schoolClass: schoolClassOf(classRecord),
    schoolName: school === undefined ? "" : textOf(school, "name"),
    sight: await readSight(journal, { classId, pupilId, person }),
  }
}

async function readSight(journal: Journal, { classId, pupilId, person }: Asked): Promise<Sight> {
  const [seen, locked] = await Promise.all([
    readSeenClasses(journal, person, [classId]),
    readLocked(journal, [pupilId]),
  ])
  if (!seen.has(classId)) return { kind: "not-yours" }
  const attempts = await readAttemptsOfPupils(journal, [pupilId])
  const lock = locked.get(pupilId)
  if (lock !== undefined) return { kind: "locked", lock, isEmpty: attempts.length === 0 }
  return { kind: "open", taken: await readTaken(journal, attempts) }
}

async function readTaken(
  journal: Journal,
  attempts: readonly Attempt[],
): Promise<readonly Taken[]> {
  const find = instrumentFinder(journal)
  const activities = await readOpenByIds(
    journal,
    attempts.map(({ activity }) => activity),
  )
  const days = new Map(activities.map((record) => [record.id, textOf(record, "day")]))
  const taken = await Promise.all(
    attempts.map(async (attempt): Promise<Taken> => {
      const instrument = await find(attempt)
      return {
        attempt,
        day: days.get(attempt.activity) || dayOf(attempt.startedAt),
        profile: instrument && profileOf(instrument, attempt),
      }
    }),
  )
  return taken.sort(
    (one, other) =>
      other.day.localeCompare(one.day) || other.attempt.startedAt - one.attempt.startedAt,
  )
}
