import type { Journal } from "#/data/journal.ts"
import {
  instrumentFinder,
  readAttemptsOfPupils,
  readLocked,
  readSeenClasses,
} from "#/data/read-attempts.ts"
import { readByKey, readByKeys } from "#/data/read.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import { shippedInstrument } from "#/domain/instrument/catalogue.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import type { Pupil } from "#/domain/pupil.ts"
import { recommendationOf, type Recommendation } from "#/domain/recommendation.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { ResultsLock } from "#/domain/results-access.ts"
import { profileOf, type Profile } from "#/domain/results/profile.ts"
import { ranksSpheres } from "#/domain/results/speaks-of.ts"
import type { Attempt } from "#/domain/sitting.ts"

/** What is talked of in a consultation, pupil by pupil; «not-yours» for whoever does not hold the class. */
export type Consultation =
  | { readonly kind: "not-yours" }
  | {
      readonly kind: "open"
      readonly members: readonly Member[]
      /** Whose scales are offered to a pupil without a result. */
      readonly fallback: Instrument
      /** Everything that is planned with the classes. */
      readonly planned: readonly Activity[]
    }

export interface Member {
  readonly pupil: Pupil
  readonly recommendation: Recommendation | undefined
  readonly result: MemberResult
}

export type MemberResult =
  /** The consent is refused, withdrawn or disputed: neither result nor recommendation is shown. */
  | { readonly kind: "locked"; readonly lock: ResultsLock }
  | { readonly kind: "none" }
  | { readonly kind: "unfinished" }
  | { readonly kind: "profile"; readonly profile: Profile }

type Asked = {
  readonly activity: Activity
  /** In the order of the register. */
  readonly pupils: readonly Pupil[]
  readonly person: PlaceRow["person"]
}

export async function readConsultation(
  journal: Journal,
  { activity, pupils, person }: Asked,
): Promise<Consultation> {
  const classIds = [...new Set([...activity.classes, ...pupils.map(({ classId }) => classId)])]
  const seen = await readSeenClasses(journal, person, classIds)
  if (seen.size === 0) return { kind: "not-yours" }
  const own = pupils.filter(({ classId }) => seen.has(classId))
  const ids = own.map(({ id }) => id)
  const [records, attempts, locked, activities, fallback] = await Promise.all([
    readByKey(journal, recordKey.recommendationsOf(activity.id)),
    readAttemptsOfPupils(journal, ids),
    readLocked(journal, ids),
    readByKeys(journal, activity.classes.map(recordKey.activitiesOf)),
    shippedInstrument("spheres"),
  ])
  const recommendations = new Map(
    records
      .flatMap((record) => recommendationOf(record) ?? [])
      .map((one) => [one.pupil, one] as const),
  )
  const find = instrumentFinder(journal)
  const members = await Promise.all(
    own.map(async (pupil): Promise<Member> => {
      const result = await resultOf(locked.get(pupil.id), ofPupil(attempts, pupil.id), find)
      const recommendation = result.kind === "locked" ? undefined : recommendations.get(pupil.id)
      return { pupil, recommendation, result }
    }),
  )
  const planned = activities.flatMap((record) => activityOf(record) ?? [])
  return { kind: "open", members, fallback, planned }
}

/** The newest first. */
function ofPupil(attempts: readonly Attempt[], pupil: string): readonly Attempt[] {
  return attempts.filter((attempt) => attempt.pupil === pupil).reverse()
}

async function resultOf(
  lock: ResultsLock | undefined,
  attempts: readonly Attempt[],
  find: ReturnType<typeof instrumentFinder>,
): Promise<MemberResult> {
  // Nothing says that the family said no: the talk goes on, without a result.
  if (lock?.why === "missing") return { kind: "none" }
  if (lock !== undefined) return { kind: "locked", lock }
  let isBegun = false
  for (const attempt of attempts) {
    const instrument = await find(attempt)
    if (instrument !== undefined && !ranksSpheres(instrument)) continue
    isBegun = true
    const isOver = attempt.end.kind === "finished"
    const profile = isOver && instrument ? profileOf(instrument, attempt) : undefined
    if (profile?.result.isFinished === true) return { kind: "profile", profile }
  }
  return isBegun ? { kind: "unfinished" } : { kind: "none" }
}
