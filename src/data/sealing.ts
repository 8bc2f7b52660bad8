import { keysOf, recordKey } from "#/domain/record-keys.ts"
import { isPersonal, recordKinds } from "#/domain/record-schema.ts"
import { recordKindNames, type RecordKind } from "#/domain/record.ts"
import { hasRivals, shown, type Held, type Writer } from "#/sync/held.ts"
import type { OpCell } from "#/sync/op.ts"

import type { HistoryRow, OpenPart, OpRow, RecordRow } from "./rows.ts"
import { sameCells, type AnyCell } from "./same-cells.ts"
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

interface Split<T> {
  readonly open: Readonly<Record<string, T>>
  readonly sealed: Readonly<Record<string, T>>
}

function split<T extends AnyCell>(kind: string, cells: Readonly<Record<string, T>>): Split<T> {
  // Registers and checklists, which are nearly all that is written, need not be looked through cell by cell.
  if (isWhollyOpen(kind)) return { open: sameCells(cells), sealed: {} }
  const open: Record<string, T> = {}
  const sealed: Record<string, T> = {}
  for (const [name, cell] of Object.entries(cells)) {
    const side = isSealed(kind, name) ? sealed : open
    side[name] = cell
  }
  return { open, sealed }
}

const isEmptyObject = (value: object): boolean => Object.keys(value).length === 0

interface Next {
  readonly version: number
  readonly writer: Writer
}

/** The row of a record, one version on. What is personal goes into `ct`. */
export async function sealRow(vault: Vault, held: Held, next: Next): Promise<RecordRow> {
  const base = split(held.kind, held.base)
  const own = split(held.kind, held.own)
  const row = rowOf(held, next, { base: base.open, own: own.open })
  if (isEmptyObject(base.sealed) && isEmptyObject(own.sealed)) return row
  const ct = await vault.seal(recordSeat(row), { base: base.sealed, own: own.sealed })
  return { ...row, ct }
}

function rowOf(held: Held, { version, writer }: Next, open: OpenPart): RecordRow {
  const keys = [...keysOf(shown(held, writer)), ...(hasRivals(held) ? [recordKey.clash] : [])]
  return { id: held.id, kind: held.kind, v: version, keys, feeds: held.feeds, open }
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
