import { sameJson, type Json } from "#/base/json.ts"
import type { Cell, OpId } from "#/domain/record.ts"

import { editName, isNamed, type EditName, type NamedEdit } from "./edit-name.ts"
import { pastPerCellMax } from "./limits.ts"

/** A cell as the server keeps it. `seq` is the school's sequence when it last changed; `past` are edits known to be superseded. */
export interface ServerCell extends Cell {
  readonly seq: number
  readonly past: readonly EditName[]
}

export interface IncomingCell {
  readonly value: Json
  readonly op: OpId
  readonly by: string
  /** Corrected milliseconds, already clamped to the server's now. */
  readonly at: number
  /** The edit whose value was on the screen, null when there was none. */
  readonly prev: EditName | null
  /** What that edit stood on in its turn. */
  readonly past: readonly EditName[]
  /** The cursor at that moment, 0 when it belongs to another epoch. */
  readonly seen: number
}

/** What was on the screen when an edit was made, and what that stood on in its turn. */
export interface Standing {
  readonly prev: EditName | null
  readonly past?: readonly EditName[]
}

export type Merged =
  | { readonly kind: "won"; readonly cell: ServerCell }
  /** Known to be older than what is there: nothing changes. */
  | { readonly kind: "known" }
  /** Lost to a value it did not know: the winner stays and remembers its rival. */
  | { readonly kind: "lost"; readonly cell: ServerCell }

/**
 * Who wins a cell (docs/protocol.md, "Push"). An edit made on top of another always wins, whatever the
 * clocks say. Clocks decide only between edits that did not know each other; then, unless both
 * say the same, the loser stays with the winner as its rival until a person who saw both chooses.
 */
export function mergeCell(
  current: ServerCell | undefined,
  incoming: IncomingCell,
  seq: number,
): Merged {
  if (current === undefined) return { kind: "won", cell: fresh(incoming, seq, pastOf(incoming)) }
  if (current.op === incoming.op || isAmong(current.past, incoming)) return { kind: "known" }
  const past = pastOf(incoming, current)
  const saw = incoming.seen >= current.seq
  const isOnTop = standsOn(incoming, current)
  if (saw || isOnTop || sameDevice(current.op, incoming.op)) {
    // An edit on top of one half of a clash that its author never saw must not hide the other half.
    const rival = saw ? undefined : rivalBeside(incoming, current)
    return { kind: "won", cell: withRival(fresh(incoming, seq, past), rival) }
  }
  const agree = sameJson(current.value, incoming.value)
  if (laterThan(incoming, current)) {
    const cell = fresh(incoming, seq, past)
    const rival = agree ? rivalBeside(incoming, current) : asRival(current)
    return { kind: "won", cell: withRival(cell, rival) }
  }
  // With what it was written on: a restored server may be given that later, when it would pass for the latest word.
  const older = bounded([editName(incoming), ...beforeOf(incoming), ...current.past])
  const known = { ...current, seq, past: older }
  const rival = agree ? rivalBeside(incoming, current) : asRival(incoming)
  return { kind: "lost", cell: withRival(known, rival) }
}

/** Whose hand it is when the server itself acts: its device id, too. */
export const serverHand = "server"

/** The device part of an op's id. */
export function deviceOf(op: OpId): string {
  return op.slice(0, op.lastIndexOf("."))
}

export function opId(device: string, n: number): OpId {
  return `${device}.${n}`
}

function sameDevice(current: OpId, incoming: OpId): boolean {
  return deviceOf(current) === deviceOf(incoming)
}

/** Equal instants are settled by the op's id, so that every server and every order of arrival agree. */
function laterThan(incoming: IncomingCell, current: ServerCell): boolean {
  if (incoming.at !== current.at) return incoming.at > current.at
  return incoming.op > current.op
}

function fresh(incoming: IncomingCell, seq: number, past: readonly EditName[]): ServerCell {
  const { value, op, by, at } = incoming
  return { value, op, by, at, seq, past }
}

/** After a restore an op may come before the one it was written on; its `prev` then stands in for it. */
function pastOf(incoming: IncomingCell, current?: ServerCell): readonly EditName[] {
  if (current === undefined) return bounded(beforeOf(incoming))
  const before = beforeOf(incoming).filter((name) => !isNamed(name, current))
  return bounded([editName(current), ...before, ...current.past])
}

/** What an edit was written on, the nearest first. */
export function beforeOf({ prev, past = [] }: Standing): readonly EditName[] {
  return prev === null ? past : [prev, ...past]
}

/** Whether an edit says that it was written on this one, at whatever remove it remembers. */
function standsOn({ prev, past = [] }: Standing, below: NamedEdit): boolean {
  return (prev !== null && isNamed(prev, below)) || isAmong(past, below)
}

/** Whether one of these names is of that edit. */
export function isAmong(names: readonly EditName[], edit: NamedEdit): boolean {
  return names.some((name) => isNamed(name, edit))
}

/** The latest ones, each once: as many as a cell remembers. */
export function bounded(past: readonly EditName[]): readonly EditName[] {
  // Most cells are written once: of a school's push that is ten thousand sets not made.
  if (past.length === 0) return past
  return [...new Set(past)].slice(0, pastPerCellMax)
}

/** The other half of a clash, unless the incoming value was written on top of it: then its author has given it up. */
function rivalBeside(incoming: IncomingCell, { rival }: ServerCell): Cell["rival"] {
  return rival === undefined || standsOn(incoming, rival) ? undefined : rival
}

function asRival({ value, op, by, at }: Cell | IncomingCell): NonNullable<Cell["rival"]> {
  return { value, op, by, at }
}

function withRival(cell: ServerCell, rival: Cell["rival"]): ServerCell {
  const { rival: _former, ...bare } = cell
  return rival === undefined ? bare : { ...bare, rival }
}
