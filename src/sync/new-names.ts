import type { Json } from "#/base/json.ts"

import { editName, isNamed, opOfName, type EditName } from "./edit-name.ts"
import { beforeOf, bounded, deviceOf, opId, type Standing } from "./merge.ts"

/** A tablet that goes on under another id: what it had called by the former one it calls by a new number. */
export interface NewNames {
  readonly former: string
  readonly id: string
  /** Its open ops by their former numbers: the new number, and what each sets. */
  readonly numbers: ReadonlyMap<number, NewNumber>
  /**
   * From this number on the server knows, or will know, other ops by the former names: those of the other half of a
   * copied tablet. Infinity where nobody else goes by the former id.
   */
  readonly othersFrom: number
}

export interface NewNumber {
  readonly n: number
  readonly rec: string
  readonly cells: Readonly<Record<string, { readonly value: Json }>>
}

/** Where an edit was made. */
export interface CellPlace {
  readonly rec: string
  readonly cell: string
}

/**
 * What an open edit stands on, by the names it has now. The server may know that by the former name too: by the other
 * half, from which it had taken the very same op, or by an answer that got lost. But a former name that the other half
 * has given to something else must not be told: the edit would pass for written on top of what its author never saw,
 * and hide it in silence.
 */
export function underNewNames(standing: Standing, place: CellPlace, names: NewNames): Standing {
  const told = beforeOf(standing).flatMap((op) => namesOf(op, place, names))
  const [next = null, ...others] = bounded(told)
  return others.length === 0 ? { prev: next } : { prev: next, past: others }
}

function namesOf(told: EditName, { rec, cell }: CellPlace, names: NewNames): readonly EditName[] {
  const op = opOfName(told)
  if (deviceOf(op) !== names.former) return [told]
  const number = Number(op.slice(op.lastIndexOf(".") + 1))
  const own = names.numbers.get(number)
  const set = own?.rec === rec ? own.cells[cell] : undefined
  // One's own never set this cell, or not so: it is the other half's op of that number, which had been told here.
  if (own === undefined || set === undefined || !isNamed(told, { op, value: set.value })) {
    return [told]
  }
  const name = editName({ op: opId(names.id, own.n), value: set.value })
  return number < names.othersFrom ? [name, told] : [name]
}
