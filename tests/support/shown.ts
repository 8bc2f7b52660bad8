import type { Json } from "#/base/json.ts"
import type { Edit, Rival, ShownCell, ShownRecord } from "#/domain/record.ts"

/** A cell that the server has acknowledged, told by one person. */
export function aCell(value: Json, rival?: Partial<Rival>): ShownCell {
  const cell: ShownCell = { value, op: "tablet.1", by: "ivanova", at: 1_000, waits: false }
  if (rival === undefined) return cell
  return { ...cell, rival: { value: null, op: "other.1", by: "smirnova", at: 2_000, ...rival } }
}

/** A record as a screen sees it. */
export function aRecord(
  kind: string,
  id: string,
  cells: Readonly<Record<string, ShownCell>>,
): ShownRecord {
  return { id, kind, cells }
}

/** The record after an edit, under the writer's rule: a cell with `was` is set only where that value stands. */
export function edited(record: ShownRecord | undefined, edit: Edit): ShownRecord {
  const cells: Record<string, ShownCell> = { ...record?.cells }
  for (const [name, value] of Object.entries(edit.cells)) {
    const before = cells[name]?.value ?? null
    if (edit.was !== undefined && name in edit.was && edit.was[name] !== before) continue
    cells[name] = { ...aCell(value), waits: true }
  }
  return { id: edit.id, kind: edit.kind, cells }
}
