import { recordKey } from "#/domain/record-keys.ts"
import { textOf } from "#/domain/record.ts"

import type { Journal } from "./journal.ts"
import { readByKey } from "./read.ts"

/** Names of the school's people by id, as they are written; empty without a server. */
export async function readPeople(journal: Journal): Promise<ReadonlyMap<string, string>> {
  const records = await readByKey(journal, recordKey.kind("person"))
  return new Map(records.map((record) => [record.id, textOf(record, "name")]))
}
