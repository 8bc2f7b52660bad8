import { clashesOf, isOfMark } from "#/domain/clash.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Tally } from "#/sync/link.ts"

import { serverRow, type Journal } from "./journal.ts"
import { countInState } from "./ops-in-state.ts"
import { readByKey } from "./read.ts"

/** What the sync indicator counts: changes without a receipt, refused ones, clashes. */
export async function readTally(journal: Journal): Promise<Tally> {
  const { database } = journal
  const [waiting, refused, clashing, server] = await Promise.all([
    countInState(database, ["fresh", "sent"]),
    countInState(database, ["aside"]),
    readByKey(journal, recordKey.clash),
    serverRow(database),
  ])
  const clashes = clashing.flatMap(clashesOf)
  return {
    waiting,
    refused,
    clashes: clashes.length,
    clashingMarks: clashes.filter(isOfMark).length,
    allSentAt: server.allSentAt,
  }
}
