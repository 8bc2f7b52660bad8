import type { Journal } from "#/data/journal.ts"
import { readByKey } from "#/data/read.ts"
import { recordKey } from "#/domain/record-keys.ts"
import { byGrade, className, schoolClassOf } from "#/domain/school-class.ts"

export interface NamedClass {
  readonly id: string
  readonly name: string
}

/** The classes of the school that are kept now, from the sixth grade up. */
export async function readClassNames(journal: Journal): Promise<readonly NamedClass[]> {
  const records = await readByKey(journal, recordKey.kind("class"))
  return records
    .map(schoolClassOf)
    .filter((schoolClass) => !schoolClass.archived)
    .sort(byGrade)
    .map((schoolClass) => ({ id: schoolClass.id, name: className(schoolClass) }))
}
