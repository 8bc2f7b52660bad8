import type { Json } from "#/base/json.ts"
import { sameJson } from "#/base/json.ts"
import type { Cell, OpId, ShownCell, ShownRecord } from "#/domain/record.ts"

import { editName, type EditName, type NamedEdit } from "./edit-name.ts"
import { beforeOf, bounded, isAmong, opId } from "./merge.ts"
import type { Entry } from "./protocol.ts"

/** A cell as the server last told it; `seq` is the school's sequence at which the tablet learnt it. */
export interface BaseCell extends Cell {
  readonly seq: number
}

/** A value written here that the server has not yet settled: it covers the base. */
export interface OwnCell {
  readonly value: Json
  /** The op of this device that carries it. */
  readonly n: number
  readonly at: number
  readonly prev: EditName | null
  readonly past?: readonly EditName[]
}

/** A record as the tablet holds it: what the server told, and what waits here on top of it. */
export interface Held {
  readonly id: string
  readonly kind: string
  /** The feeds that told of it; empty while only this tablet knows it. */
  readonly feeds: readonly string[]
  readonly base: Readonly<Record<string, BaseCell>>
  readonly own: Readonly<Record<string, OwnCell>>
}

/** Whose tablet it is: the device, and the person whose hand writes. */
export interface Writer {
  readonly device: string
  readonly person: string
}

export function nothingHeld(id: string, kind: string): Held {
  return { id, kind, feeds: [], base: {}, own: {} }
}

/** What the screen shows: own values over the base, so that a saved edit never flickers away. */
export function shown(held: Held, writer: Writer): ShownRecord {
  const cells: Record<string, ShownCell> = {}
  for (const [name, cell] of Object.entries(held.base)) cells[name] = { ...cell, waits: false }
  for (const [name, own] of Object.entries(held.own)) {
    cells[name] = {
      value: own.value,
      op: opId(writer.device, own.n),
      by: writer.person,
      at: own.at,
      waits: true,
    }
  }
  return { id: held.id, kind: held.kind, cells }
}

/** What an edit made now is written on top of: the one the screen shows in a cell, and what that stood on. */
export function topOf(
  held: Held,
  cell: string,
  device: string,
): { readonly prev: EditName | null; readonly past: readonly EditName[] } {
  const own = held.own[cell]
  if (own !== undefined) {
    return { prev: editName({ op: opId(device, own.n), value: own.value }), past: standsOn(own) }
  }
  const base = held.base[cell]
  return base === undefined
    ? { prev: null, past: [] }
    : { prev: editName(base), past: base.past ?? [] }
}

function standsOn(own: Pick<OwnCell, "prev" | "past">): readonly EditName[] {
  return bounded(beforeOf(own))
}

/** Whether what the server has told is known to have been written on top of this edit. */
function isOver(told: BaseCell | undefined, below: NamedEdit): boolean {
  return isAmong(told?.past ?? [], below)
}

export function shownValue(held: Held, cell: string): Json {
  return (held.own[cell] ?? held.base[cell])?.value ?? null
}

/** Takes in what a feed says of a record. Cells the entry does not name stay as they are. */
export function receive(held: Held, entry: Entry, feed: string): Held {
  const feeds = held.feeds.filter((known) => known !== feed)
  if (entry.left) return inFeeds(held, feeds)
  const base: Record<string, BaseCell> = { ...held.base }
  for (const [name, cell] of Object.entries(entry.cells)) {
    // The same record may come through two feeds, one of them behind: the newer telling stays.
    if ((base[name]?.seq ?? 0) <= entry.seq) base[name] = { ...cell, seq: entry.seq }
  }
  return { ...held, feeds: [...feeds, feed], base }
}

/** In no feed any more, nothing may stay of what the server told; own values that wait do. */
export function inFeeds(held: Held, feeds: readonly string[]): Held {
  return feeds.length > 0 ? { ...held, feeds } : { ...held, feeds, base: {} }
}

export interface SettledOp {
  readonly n: number
  readonly seq: number
  readonly applied: boolean
  /** What it set, where later own values cover it: the server does not tell it back, and they may yet be refused. */
  readonly covered?: Readonly<Record<string, Omit<OwnCell, "n">>>
}

/**
 * Ends an op whose receipt has come and whose sequence the pull has passed: its values move into the
 * base, unless the server told something newer meanwhile, or fall away when they lost.
 */
export function settle(held: Held, op: SettledOp, writer: Writer): Held {
  const ends = Object.entries(held.own).filter(([, cell]) => cell.n === op.n)
  const own = Object.fromEntries(Object.entries(held.own).filter(([, cell]) => cell.n !== op.n))
  // A record that has left every feed has no base to keep it in.
  if (!op.applied || held.feeds.length === 0) return { ...held, own }
  const base: Record<string, BaseCell> = { ...held.base }
  const id = opId(writer.device, op.n)
  for (const [name, cell] of [...ends, ...Object.entries(op.covered ?? {})]) {
    const { value, at } = cell
    const stands = base[name]
    // Told later, or told before and known to stand on it: then the server has changed nothing and says nothing.
    if (stands !== undefined && stands.seq >= op.seq) continue
    if (isOver(stands, { op: id, value })) continue
    const past = standsOn(cell)
    const told = { value, at, op: id, by: writer.person, seq: op.seq }
    base[name] = past.length === 0 ? told : { ...told, past }
  }
  return { ...held, base, own }
}

/**
 * Puts an op's values back over the base: the restored server has lost it. Later own values stay on top, and so
 * does what is known to have been written on top of it: its author sends it again.
 * @param told the name by which the server had known the op
 */
export function reopen(
  held: Held,
  op: { readonly n: number; readonly cells: Readonly<Record<string, Omit<OwnCell, "n">>> },
  told: OpId,
): Held {
  const own: Record<string, OwnCell> = { ...held.own }
  for (const [name, cell] of Object.entries(op.cells)) {
    if (isOver(held.base[name], { op: told, value: cell.value })) continue
    if ((own[name]?.n ?? 0) <= op.n) own[name] = { ...cell, n: op.n }
  }
  return { ...held, own }
}

/** Takes an op's values off the screen without settling it. */
export function withdraw(held: Held, n: number): Held {
  const own = Object.fromEntries(Object.entries(held.own).filter(([, cell]) => cell.n !== n))
  return { ...held, own }
}

/** Whether anything of the record is still worth a row. */
export function isEmpty(held: Held): boolean {
  return held.feeds.length === 0 && Object.keys(held.own).length === 0
}

/** Cells of the base that hold two values which did not know each other. */
export function hasRivals(held: Held): boolean {
  return Object.entries(held.base).some(
    ([name, cell]) =>
      cell.rival !== undefined &&
      held.own[name] === undefined &&
      !sameJson(cell.rival.value, cell.value),
  )
}
