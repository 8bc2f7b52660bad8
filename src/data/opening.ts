import type { Held } from "#/sync/held.ts"
import type { Op, OpCell } from "#/sync/op.ts"

import type { CellChange, HistoryRow, OpenPart, OpRow, RecordRow } from "./rows.ts"
import { historySeat, opSeat, recordSeat } from "./seats.ts"
import type { Vault } from "./vault.ts"

// Apart from sealing.ts, because opening comes with the first screen and sealing, with its table of what is
// personal, only with the first change.

/** The record of a row, its sealed cells beside the open ones. */
export async function openRow(vault: Vault, row: RecordRow): Promise<Held> {
  const { id, kind, feeds, open } = row
  if (row.ct === undefined) return { id, kind, feeds, ...open }
  const sealed = await vault.open<OpenPart>(recordSeat(row), row.ct)
  return {
    id,
    kind,
    feeds,
    base: { ...open.base, ...sealed.base },
    own: { ...open.own, ...sealed.own },
  }
}

/** The op of a row, as it travels. */
export async function openOp(vault: Vault, row: OpRow): Promise<Op> {
  const { n, rec, kind, seen, epoch } = row
  return { n, rec, kind, seen, epoch, cells: await openOpCells(vault, row) }
}

export async function openOpCells(
  vault: Vault,
  row: OpRow,
): Promise<Readonly<Record<string, OpCell>>> {
  if (row.ct === undefined) return row.open
  const sealed = await vault.open<Record<string, OpCell>>(opSeat(row), row.ct)
  return { ...row.open, ...sealed }
}

/** The changes of a line of history. */
export async function openHistory(vault: Vault, row: HistoryRow): Promise<readonly CellChange[]> {
  if (row.ct === undefined) return row.open
  const sealed = await vault.open<readonly CellChange[]>(historySeat(row), row.ct)
  return [...row.open, ...sealed]
}
