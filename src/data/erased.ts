import { isPersonal } from "#/domain/record-schema.ts"
import { recordKindNames } from "#/domain/record.ts"
import { deviceOf, serverHand } from "#/sync/merge.ts"
import type { Entry } from "#/sync/protocol.ts"

/**
 * Whether the server itself has emptied or replaced something personal in this record: an erasure. What the tablet
 * remembers of the record's past names whom it was meant to forget. (People's names the server writes all the time.)
 */
export function isErasure({ kind, cells }: Entry): boolean {
  const known = recordKindNames.find((name) => name === kind)
  if (known === undefined || known === "person") return false
  return Object.entries(cells).some(
    ([name, { op }]) => deviceOf(op) === serverHand && isPersonal(known, name),
  )
}
