import type { Json } from "#/base/json.ts"
import type { RecordKind } from "#/domain/record.ts"
import { editName, opOfName } from "#/sync/edit-name.ts"
import { mergeCell, type ServerCell } from "#/sync/merge.ts"

import { bodyHashOf } from "./body-hash.ts"
import { parentOf, serverOp, type Changes } from "./changes.ts"
import { followAppointment, place } from "./membership.ts"
import { serverHand } from "./scope.ts"
import type { StoredRecord } from "./store.ts"

export interface ServerChange {
  readonly id: string
  readonly kind: RecordKind
  readonly cells: Readonly<Record<string, Json>>
  /** The person who caused it. */
  readonly by: string
}

/**
 * A change that the server makes itself, as an op of its own device: people, appointments, the school.
 * It flows to the tablets like any other. Always wins, for it knows what is there.
 */
export async function changeAsServer(
  changes: Changes,
  change: ServerChange,
): Promise<StoredRecord> {
  const { id, kind, by } = change
  const before = await changes.record(id)
  const { op, n } = serverOp(changes)
  const seq = changes.nextSeq()
  const cells: Record<string, ServerCell> = { ...before?.cells }
  for (const [name, value] of Object.entries(change.cells)) {
    const current = cells[name]
    const incoming = {
      value,
      op,
      by,
      at: changes.now,
      prev: current === undefined ? null : editName(current),
      past: [],
      seen: seq,
    }
    const merged = mergeCell(current, incoming, seq)
    if (merged.kind === "known") continue
    // An erasure is the server's hand, too: no sum of a name that is gone may be left to try names on.
    cells[name] = { ...merged.cell, past: merged.cell.past.map(opOfName) }
  }
  const author = before?.author ?? by
  const record = { id, kind, cells, seq, author, parent: parentOf(kind, cells) }
  await changes.put(record)
  await changes.rows.addOp({
    device: serverHand,
    n,
    rec: id,
    kind,
    values: change.cells,
    bodyHash: bodyHashOf(JSON.stringify(change.cells)),
    receipt: { n, verdict: "applied", seq },
    by,
    at: changes.now,
  })
  await place(changes, record, true)
  if (kind === "person") await followAppointment(changes, id)
  return record
}
