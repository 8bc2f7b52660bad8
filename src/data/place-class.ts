import { must } from "#/base/assert.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { isGone } from "#/domain/record.ts"
import { schoolClassOf, type SchoolClass } from "#/domain/school-class.ts"

import type { Journal } from "./journal.ts"
import { readClasses } from "./read-class.ts"
import { readByIds } from "./read.ts"

/** Where a new class goes: under an id that is free, or it is there already. */
export type ClassPlacing =
  | { readonly kind: "free"; readonly id: string }
  | { readonly kind: "there"; readonly schoolClass: SchoolClass }

export type ClassNamed = Pick<SchoolClass, "year" | "grade" | "letter">

/** More classes than this, made under one name and renamed since, no school has. */
const turnsMax = 40

/**
 * Finds the id for a class that is being made or renamed. Two tablets that make the same one offline arrive at the
 * same id; the id of a class that has since been renamed is passed over, that of one taken back is used again.
 */
export async function placeClass(journal: Journal, named: ClassNamed): Promise<ClassPlacing> {
  const there = (await readClasses(journal)).find((known) => isNamed(known, named))
  if (there !== undefined) return { kind: "there", schoolClass: there }
  const turns = Array.from({ length: turnsMax }, (_, turn) =>
    recordIds.schoolClass(named, turn + 1),
  )
  const taken = await readByIds(journal, turns)
  const renamed = taken.filter(
    (record) => !isGone(record) || !isNamed(schoolClassOf(record), named),
  )
  const others = new Set(renamed.map(({ id }) => id))
  const id = must(
    turns.find((turn) => !others.has(turn)),
    "a year has room for one more class",
  )
  return { kind: "free", id }
}

function isNamed(known: ClassNamed, named: ClassNamed): boolean {
  return known.year === named.year && known.grade === named.grade && known.letter === named.letter
}
