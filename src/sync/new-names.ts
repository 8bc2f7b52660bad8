import type { Json } from "#/base/json.ts"

import { editName, isNamed, opOfName, type EditName } from "./edit-name.ts"
import { beforeOf, bounded, deviceOf, opId, type Standing } from "./merge.ts"

/** A tablet that goes on under another id: what it had called by the former one it calls by a new number. */
export interface NewNames {
  readonly former: string
  readonly id: string
  /** Its open ops by their former numbers: the new number, and what each sets. */
  readonly numbers: ReadonlyMap<number, NewNumber>
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
 * half of a copied tablet, from which it had taken the very same op, or by an answer that got lost. Both are told. The
 * other half may have given a number to something else: then the value is another, and the name means nothing to it.
 */
export function underNewNames(standing: Standing, place: CellPlace, names: NewNames): Standing {
  const told = beforeOf(standing).flatMap((name) => namesOf(name, place, names))
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
  const edits = [opId(names.id, own.n), op].map((id) => ({ op: id, value: set.value }))
  return edits.map(editName)
}
