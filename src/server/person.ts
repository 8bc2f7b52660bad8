import { roles } from "#/domain/access.ts"

import { isGoneRecord, textIn, textsIn, valueIn } from "./changes.ts"
import type { PersonState, StoredRecord } from "./store.ts"

/** What the person's record says; undefined when it is no person's. The record is the only place that knows it. */
export function readPerson(record: StoredRecord | undefined): PersonState | undefined {
  if (record === undefined || record.kind !== "person" || isGoneRecord(record)) return undefined
  const role = roles.find((known) => known === textIn(record, "role"))
  if (role === undefined) return undefined
  return {
    id: record.id,
    name: textIn(record, "name") ?? "",
    role,
    classes: textsIn(record, "classes"),
    revoked: valueIn(record, "revoked") === true,
  }
}
