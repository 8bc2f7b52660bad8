import { recordKinds } from "#/domain/record-schema.ts"
import { goneCell } from "#/domain/record.ts"
import { tombstoneDaysMin } from "#/sync/limits.ts"
import { deviceOf } from "#/sync/merge.ts"

import { isErased, underPupil } from "./changes.ts"
import { mintScope, serverHand, type Scope } from "./scope.ts"
import type { Services } from "./services.ts"
import type { SchoolRows, StoredRecord } from "./store.ts"

const ageMsMin = tombstoneDaysMin * 86_400_000

/**
 * Deletes records that were deleted long ago, and raises the floor above every cursor: all tablets build their copies
 * anew. One that has been away longer would keep what it was never told is gone; one that was told would keep what the
 * record was, personal data and all, and mix it with a new record of the same id (a class of the same name).
 * A deletion that no backup holds stays: after a restore the record would be back and nobody would delete it again.
 * A lesson takes its register and checklist along.
 */
export async function collectTombstones(
  services: Services,
  scope: Scope,
): Promise<{ readonly collected: number }> {
  return services.store.transaction(async (tx) => {
    const rows = tx.school(scope)
    const head = await rows.lock()
    let collected = 0
    for (const id of await rows.goneRecords()) {
      const record = await rows.record(id)
      if (record === undefined || !(await mayCollect(rows, record, services.nowMs()))) continue
      // Nobody could find these again by their pupil, to take them away with the name.
      if (underPupil(record.kind)) await rows.scrubHistory(id, recordKinds[record.kind].personal)
      // Without its activity nobody could tell any more whose a register or a checklist is.
      const followers = record.kind === "activity" ? await rows.recordsUnder(id) : []
      for (const one of [...followers, record]) await rows.dropRecord(one.id)
      collected += 1 + followers.length
    }
    const above = head.seq + 1
    if (collected > 0) await rows.putHead({ ...head, seq: above, floor: above })
    return { collected }
  })
}

async function mayCollect(rows: SchoolRows, record: StoredRecord, now: number): Promise<boolean> {
  // People and the school are kept: what they did bears their names.
  if (record.kind === "person" || record.kind === "school") return false
  // Without it a tablet that was away for years would bring the name back.
  if (isErased(record)) return false
  // By the pupil what was answered is found, to go along to another class and to go with the name.
  if (record.kind === "pupil" && (await rows.recordsUnder(record.id)).length > 0) return false
  const gone = record.cells[goneCell]
  if (gone === undefined) return false
  // By the server's clock: a tablet's may have said anything.
  const deleted = await rows.op(deviceOf(gone.op), numberIn(gone.op))
  if (deleted === undefined || now - deleted.at <= ageMsMin) return false
  const followers = record.kind === "activity" ? await rows.recordsUnder(record.id) : []
  for (const one of [record, ...followers]) if (!(await isInBackup(rows, one))) return false
  return true
}

/** A later backup, or the tablet that would send it again after a restore, has every op that stands in the record. */
async function isInBackup(rows: SchoolRows, record: StoredRecord): Promise<boolean> {
  for (const { op } of Object.values(record.cells)) {
    if (deviceOf(op) === serverHand) continue
    const device = await rows.device(deviceOf(op))
    if (device === undefined || numberIn(op) > device.safe) return false
  }
  return true
}

function numberIn(op: string): number {
  return Number(op.slice(op.lastIndexOf(".") + 1))
}

export async function collectAllTombstones(services: Services): Promise<void> {
  const schools = await services.store.transaction((tx) => tx.door.schools())
  for (const school of schools) {
    await collectTombstones(services, mintScope({ school, person: serverHand }))
  }
}
