import type { Journal } from "#/data/journal.ts"
import {
  instrumentFinder,
  readAttemptsOfActivity,
  readLocked,
  readSeenClasses,
} from "#/data/read-attempts.ts"
import { readById, readByIds, readByKeys } from "#/data/read.ts"
import type { PlaceRow } from "#/data/rows.ts"
import { activityOf, type Activity } from "#/domain/activity.ts"
import { byName, pupilOf, type Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { textOf } from "#/domain/record.ts"
import { registerOf } from "#/domain/register.ts"
import {
  classPicture,
  standing,
  takenIn,
  type ClassPicture,
  type Taken,
} from "#/domain/results/class-picture.ts"
import { byGrade, schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"
import type { Attempt } from "#/domain/sitting.ts"

/** What a diagnostic gave, as far as the person at this tablet may see it. */
export interface ClassResults {
  readonly activity: Activity
  /** By grade and letter; those whose results the person sees. */
  readonly classes: readonly SchoolClass[]
  readonly schoolName: string
  /** Everyone in the register whose results may be seen, in its order. */
  readonly pupils: readonly Pupil[]
  /** How many in the register are locked: their family took the consent back. */
  readonly locked: number
  /** The attempt of each pupil that counts. */
  readonly attempts: readonly Attempt[]
  /** One for each instrument and version that was taken, the most taken first. */
  readonly pictures: readonly ClassPicture[]
  /** Taken with an instrument that is not on the tablet. */
  readonly missing: readonly Taken[]
}

export type FoundResults =
  | { readonly kind: "none" }
  | { readonly kind: "no-diagnostic"; readonly activity: Activity }
  | { readonly kind: "not-yours"; readonly activity: Activity }
  | { readonly kind: "results"; readonly results: ClassResults }

export async function readClassResults(
  journal: Journal,
  activityId: string,
  person: PlaceRow["person"],
): Promise<FoundResults> {
  const record = await readById(journal, activityId)
  const activity = record === undefined ? undefined : activityOf(record)
  if (activity === undefined || activity.gone) return { kind: "none" }
  if (activity.kind !== "diagnostic") return { kind: "no-diagnostic", activity }
  const attempts = await readAttemptsOfActivity(journal, activityId)
  const named = await readNamed(journal, activity, attempts)
  const classIds = [...new Set([...activity.classes, ...named.map(({ classId }) => classId)])]
  const [seen, locked] = await Promise.all([
    readSeenClasses(journal, person, classIds),
    readLocked(
      journal,
      named.map(({ id }) => id),
    ),
  ])
  if (seen.size === 0) return { kind: "not-yours", activity }
  const ofSeen = named.filter(({ classId }) => seen.has(classId))
  const pupils = ofSeen.filter(({ id }) => !locked.has(id))
  const own = new Set(pupils.map(({ id }) => id))
  const counting = standing(
    attempts.filter(({ pupil }) => own.has(pupil)),
    pupils.map(({ id }) => id),
  )
  const [classes, school, drawn] = await Promise.all([
    readByIds(journal, [...seen]),
    readById(journal, recordIds.school()),
    draw(journal, counting),
  ])
  return {
    kind: "results",
    results: {
      activity,
      classes: classes.map(schoolClassOf).sort(byGrade),
      schoolName: school === undefined ? "" : textOf(school, "name"),
      pupils,
      locked: ofSeen.length - pupils.length,
      attempts: counting,
      ...drawn,
    },
  }
}

/** Those in the register, and whoever took it without standing there, in alphabetical order. */
async function readNamed(
  journal: Journal,
  activity: Activity,
  attempts: readonly Attempt[],
): Promise<readonly Pupil[]> {
  const [records, register] = await Promise.all([
    readByKeys(journal, activity.classes.map(recordKey.pupilsOf)),
    readById(journal, recordIds.register(activity.id)),
  ])
  const ofClasses = records.map(pupilOf)
  const active = ofClasses.filter(({ status }) => status === "active")
  const { list } = registerOf(activity, register, active)
  const wanted = new Set([...list, ...attempts.map(({ pupil }) => pupil)])
  const here = new Map(ofClasses.map((pupil) => [pupil.id, pupil]))
  const others = await readByIds(
    journal,
    [...wanted].filter((id) => !here.has(id)),
  )
  for (const pupil of others.map(pupilOf)) here.set(pupil.id, pupil)
  return [...wanted].flatMap((id) => here.get(id) ?? []).sort(byName)
}

async function draw(
  journal: Journal,
  attempts: readonly Attempt[],
): Promise<Pick<ClassResults, "pictures" | "missing">> {
  const find = instrumentFinder(journal)
  const pictures: ClassPicture[] = []
  const missing: Taken[] = []
  for (const taken of takenIn(attempts)) {
    const instrument = await find({ instrument: taken.code, version: taken.version })
    if (instrument === undefined) missing.push(taken)
    else pictures.push(classPicture(instrument, attempts))
  }
  return { pictures, missing }
}
