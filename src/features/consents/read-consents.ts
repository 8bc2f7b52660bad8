import type { Journal } from "#/data/journal.ts"
import { readClass } from "#/data/read-class.ts"
import { readByIds } from "#/data/read.ts"
import { consentOf, type Consent, type ConsentPurpose } from "#/domain/consent.ts"
import type { Pupil } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { SchoolClass } from "#/domain/school-class.ts"

/** The consents of a class for one purpose, by pupil. */
export interface ConsentSheet {
  readonly schoolClass: SchoolClass
  readonly pupils: readonly Pupil[]
  readonly consents: ReadonlyMap<string, Consent>
}

/** «none» when the tablet does not hold the class. */
export async function readConsents(
  journal: Journal,
  classId: string,
  purpose: ConsentPurpose,
): Promise<ConsentSheet | "none"> {
  const reading = await readClass(journal, classId)
  if (reading === undefined) return "none"
  const { schoolClass, pupils } = reading
  const records = await readByIds(
    journal,
    pupils.map(({ id }) => recordIds.consent(id, purpose)),
  )
  const consents = records.flatMap((record) => consentOf(record) ?? [])
  return { schoolClass, pupils, consents: new Map(consents.map((one) => [one.pupil, one])) }
}
