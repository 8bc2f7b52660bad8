import type { Json } from "#/base/json.ts"
import type { Cell, RecordKind } from "#/domain/record.ts"

import type { Op, OpCell } from "./op.ts"
import type { Entry } from "./protocol.ts"

/**
 * How ops and entries cross the wire: ids and names stand once in a table of strings and are named by
 * their place; the cells of a record lie in columns and their times are differences. Ten thousand
 * marks are then some tens of kilobytes after gzip (`npm run bench`).
 */
export type PackedOp = readonly [
  n: number,
  rec: string,
  kind: RecordKind,
  seen: number,
  epoch: number,
  at: number,
  names: readonly number[],
  values: readonly Json[],
  /** Place of the op's id plus one; 0 for none. */
  prevs: readonly number[],
  /** Milliseconds after `at`. */
  ats: readonly number[],
  pasts: readonly PackedPast[],
]

/** Few cells have been overwritten: their past stands apart, by column. */
export type PackedPast = readonly [column: number, ops: readonly number[]]

export type PackedRival = readonly [column: number, value: Json, op: number, by: number, at: number]

export type PackedEntry = readonly [
  rec: string,
  kind: string,
  seq: number,
  left: 0 | 1,
  at: number,
  names: readonly number[],
  values: readonly Json[],
  ops: readonly number[],
  bys: readonly number[],
  ats: readonly number[],
  rivals: readonly PackedRival[],
  pasts: readonly PackedPast[],
]

/** The table of strings while a message is packed. */
export class StringTable {
  readonly #places = new Map<string, number>()
  readonly strings: string[] = []

  place(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.strings.length)
    return this.strings.push(text) - 1
  }
}

export function packOp(op: Op, table: StringTable): PackedOp {
  const cells = Object.entries(op.cells)
  const at = cells.reduce((least, [, cell]) => Math.min(least, cell.at), Infinity)
  const start = Number.isFinite(at) ? at : 0
  return [
    op.n,
    op.rec,
    op.kind,
    op.seen,
    op.epoch,
    start,
    cells.map(([name]) => table.place(name)),
    cells.map(([, cell]) => cell.value),
    cells.map(([, { prev }]) => (prev === null ? 0 : table.place(prev) + 1)),
    cells.map(([, cell]) => cell.at - start),
    packPasts(cells, table),
  ]
}

/** Returns undefined when a place is outside the table or the columns differ in length. */
export function unpackOp(packed: PackedOp, strings: readonly string[]): Op | undefined {
  const [n, rec, kind, seen, epoch, at, names, values, prevs, ats, pasts] = packed
  if (![values, prevs, ats].every((column) => column.length === names.length)) return undefined
  const columns = names.map((place) => strings[place] ?? "")
  const past = unpackPasts(pasts, columns, strings)
  if (past === undefined) return undefined
  const cells: Record<string, OpCell> = {}
  for (const [index, place] of names.entries()) {
    const name = strings[place]
    const prev = prevs[index] === 0 ? null : strings[(prevs[index] ?? 0) - 1]
    const value = values[index]
    if (name === undefined || prev === undefined || value === undefined) return undefined
    const set = { value, prev, at: at + (ats[index] ?? 0) }
    const stoodOn = past.get(name)
    cells[name] = stoodOn === undefined ? set : { ...set, past: stoodOn }
  }
  return { n, rec, kind, seen, epoch, cells }
}

export function packEntry(entry: Entry, table: StringTable): PackedEntry {
  const cells = Object.entries(entry.cells)
  const at = cells[0]?.[1].at ?? 0
  const rivals = cells.flatMap(([, { rival }], column): PackedRival[] =>
    rival === undefined
      ? []
      : [[column, rival.value, table.place(rival.op), table.place(rival.by), rival.at]],
  )
  return [
    entry.rec,
    entry.kind,
    entry.seq,
    entry.left ? 1 : 0,
    at,
    cells.map(([name]) => table.place(name)),
    cells.map(([, cell]) => cell.value),
    cells.map(([, cell]) => table.place(cell.op)),
    cells.map(([, cell]) => table.place(cell.by)),
    cells.map(([, cell]) => cell.at - at),
    rivals,
    packPasts(cells, table),
  ]
}

function packPasts(
  cells: readonly (readonly [string, { readonly past?: readonly string[] }])[],
  table: StringTable,
): readonly PackedPast[] {
  return cells.flatMap(([, { past = [] }], column): PackedPast[] =>
    past.length === 0 ? [] : [[column, past.map((op) => table.place(op))]],
  )
}

/** The pasts by the name of their cell; undefined when a place is outside. */
function unpackPasts(
  pasts: readonly PackedPast[],
  columns: readonly string[],
  strings: readonly string[],
): ReadonlyMap<string, readonly string[]> | undefined {
  const read = new Map<string, readonly string[]>()
  for (const [column, places] of pasts) {
    const name = columns[column]
    const ops = places.map((place) => strings[place]).filter((op) => op !== undefined)
    if (name === undefined || ops.length < places.length) return undefined
    read.set(name, ops)
  }
  return read
}

/** Returns undefined when a place is outside the table or the columns differ in length. */
export function unpackEntry(packed: PackedEntry, strings: readonly string[]): Entry | undefined {
  const [rec, kind, seq, left, at, names, values, ops, bys, ats, rivals, pasts] = packed
  if (![values, ops, bys, ats].every((column) => column.length === names.length)) return undefined
  const cells: Record<string, Cell> = {}
  const columns: string[] = []
  for (const [index, place] of names.entries()) {
    const name = strings[place]
    const op = strings[ops[index] ?? -1]
    const by = strings[bys[index] ?? -1]
    const value = values[index]
    if (name === undefined || op === undefined || by === undefined || value === undefined) {
      return undefined
    }
    cells[name] = { value, op, by, at: at + (ats[index] ?? 0) }
    columns.push(name)
  }
  for (const [column, value, opPlace, byPlace, rivalAt] of rivals) {
    const name = columns[column]
    const cell = name === undefined ? undefined : cells[name]
    const op = strings[opPlace]
    const by = strings[byPlace]
    if (name === undefined || cell === undefined || op === undefined || by === undefined) {
      return undefined
    }
    cells[name] = { ...cell, rival: { value, op, by, at: rivalAt } }
  }
  const past = unpackPasts(pasts, columns, strings)
  if (past === undefined) return undefined
  for (const [name, stoodOn] of past) {
    const cell = cells[name]
    if (cell !== undefined) cells[name] = { ...cell, past: stoodOn }
  }
  return { rec, kind, seq, left: left === 1, cells }
}
