import type { Json } from "#/base/json.ts"

/** Who made an op: `device.n`, the n-th op of a device. The server's own ops have a device id too. */
export type OpId = string

/** The value a cell lost to another that did not know it, kept beside the winner until a person chooses. */
export interface Rival {
  readonly value: Json
  readonly op: OpId
  readonly by: string
  readonly at: number
}

/**
 * The unit of merging: one field of a record, or one pupil's mark in a register.
 * `by` is a person's id, `at` server-corrected milliseconds. A cleared cell holds null.
 */
export interface Cell {
  readonly value: Json
  readonly op: OpId
  readonly by: string
  readonly at: number
  /** Ops this value is known to stand on, the latest first: one of them arriving late changes nothing. */
  readonly past?: readonly OpId[]
  readonly rival?: Rival
}

export type Cells = Readonly<Record<string, Cell>>

/** A cell as a screen sees it: `waits` is true until the server has acknowledged this very value. */
export interface ShownCell extends Cell {
  readonly waits: boolean
}

/** A record as a screen sees it: what the server told, overlaid by what waits here. */
export interface ShownRecord {
  readonly id: string
  readonly kind: string
  readonly cells: Readonly<Record<string, ShownCell>>
}

export const recordKindNames = [
  "school",
  "person",
  "season",
  "class",
  "pupil",
  "activity",
  "register",
  "checklist",
  "template",
  "import",
  "consent",
  "instrument",
  "sitting",
  "recommendation",
] as const

export type RecordKind = (typeof recordKindNames)[number]

/** One person's change to one record: the cells to set; null clears. */
export interface Edit {
  readonly id: string
  readonly kind: RecordKind
  readonly cells: Readonly<Record<string, Json>>
  /**
   * When given, a cell is written only where the screen still shows this value (null: nothing):
   * so «Остальные — были» never overwrites a mark, and an undo never undoes somebody else's change.
   */
  readonly was?: Readonly<Record<string, Json>>
}

/** A record that was deleted says so in this cell; deleting is a change like any other and can be undone. */
export const goneCell = "gone"

export function isGone(record: ShownRecord): boolean {
  return record.cells[goneCell]?.value === true
}

export function valueOf(record: ShownRecord, name: string): Json {
  return record.cells[name]?.value ?? null
}

export function textOf(record: ShownRecord, name: string): string {
  const value = valueOf(record, name)
  return typeof value === "string" ? value : ""
}

export function numberOf(record: ShownRecord, name: string): number | undefined {
  const value = valueOf(record, name)
  return typeof value === "number" ? value : undefined
}

export function textsOf(record: ShownRecord, name: string): readonly string[] {
  const value = valueOf(record, name)
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === "string")
    : []
}
