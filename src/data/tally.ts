import { clashesOf, isOfMark } from "#/domain/clash.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Tally } from "#/sync/link.ts"

import { serverRow, type Journal } from "./journal.ts"
import { readByKey } from "./read.ts"

/** What the sync indicator counts: changes without a receipt, refused ones, clashes. */
export async function readTally(journal: Journal): Promise<Tally> {
  const { outbox } = journal.database
  const [fresh, sent, refused, clashing, server] = await Promise.all([
    // Two counts of an index are cheaper than a walk over both, and this is read after every tap.
    outbox.where("state").equals("fresh").count(),
    outbox.where("state").equals("sent").count(),
    outbox.where("state").equals("aside").count(),
    readByKey(journal, recordKey.clash),
    serverRow(journal.database),
  ])
  const clashes = clashing.flatMap(clashesOf)
  return {
    waiting: fresh + sent,
    refused,
    clashes: clashes.length,
    clashingMarks: clashes.filter(isOfMark).length,
    allSentAt: server.allSentAt,
  }
}
