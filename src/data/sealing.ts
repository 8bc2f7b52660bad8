import { keysOf, recordKey } from "#/domain/record-keys.ts"
import { isPersonal, recordKinds } from "#/domain/record-schema.ts"
import { recordKindNames, type RecordKind } from "#/domain/record.ts"
import { hasRivals, shown, type Held, type Writer } from "#/sync/held.ts"
import type { OpCell } from "#/sync/op.ts"

import type { HistoryRow, OpRow, RecordRow } from "./rows.ts"
import { historySeat, opSeat, recordSeat } from "./seats.ts"
import type { Vault } from "./vault.ts"

/** Whether this app knows the kind. Of an unknown one everything is sealed, to be on the safe side. */
function isKnown(kind: string): kind is RecordKind {
  return recordKindNames.some((known) => known === kind)
}

export function isSealed(kind: string, cell: string): boolean {
  return isKnown(kind) ? isPersonal(kind, cell) : true
}

/** Whether records of this kind can be written without sealing anything. */
export function isWhollyOpen(kind: string): boolean {
  return isKnown(kind) && recordKinds[kind].personal.length === 0
}

function split<T>(
  kind: string,
  cells: Readonly<Record<string, T>>,
): { open: Record<string, T>; sealed: Record<string, T> } {
  const open: Record<string, T> = {}
  const sealed: Record<string, T> = {}
  for (const [name, cell] of Object.entries(cells)) {
    const side = isSealed(kind, name) ? sealed : open
    side[name] = cell
  }
  return { open, sealed }
}

const isEmptyObject = (value: object): boolean => Object.keys(value).length === 0

/** The row of a record, one version on. What is personal goes into `ct`. */
export async function sealRow(
  vault: Vault,
  held: Held,
  next: { readonly version: number; readonly writer: Writer },
): Promise<RecordRow> {
  const row = openRowOf(held, next)
  const base = split(held.kind, held.base).sealed
  const own = split(held.kind, held.own).sealed
  if (isEmptyObject(base) && isEmptyObject(own)) return row
  return { ...row, ct: await vault.seal(recordSeat(row), { base, own }) }
}

/** The row of a record that holds nothing personal, or the open part of one that does. */
export function openRowOf(
  held: Held,
  next: { readonly version: number; readonly writer: Writer },
): RecordRow {
  const keys = [...keysOf(shown(held, next.writer)), ...(hasRivals(held) ? [recordKey.clash] : [])]
  return {
    id: held.id,
    kind: held.kind,
    v: next.version,
    keys,
    feeds: held.feeds,
    open: {
      base: split(held.kind, held.base).open,
      own: split(held.kind, held.own).open,
    },
  }
}

type BareOp = Omit<OpRow, "open" | "ct">

export async function sealOp(
  vault: Vault,
  bare: BareOp,
  cells: Readonly<Record<string, OpCell>>,
): Promise<OpRow> {
  const { open, sealed } = split(bare.kind, cells)
  if (isEmptyObject(sealed)) return { ...bare, open }
  return { ...bare, open, ct: await vault.seal(opSeat(bare), sealed) }
}

export async function sealHistory(
  vault: Vault,
  kind: string,
  row: Omit<HistoryRow, "ct">,
): Promise<HistoryRow> {
  const open = row.open.filter((change) => !isSealed(kind, change.cell))
  const sealed = row.open.filter((change) => isSealed(kind, change.cell))
  if (sealed.length === 0) return row
  return { ...row, open, ct: await vault.seal(historySeat(row), sealed) }
}
