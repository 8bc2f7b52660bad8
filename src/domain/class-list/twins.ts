import type { PersonName } from "#/domain/pupil.ts"

import { type ClassName, sameClass } from "./class-name.ts"
import { differInYo, shortKey } from "./existing-pupil.ts"
import { datesOf, middlesOf, type Person } from "./match.ts"

/** What another row of the same file is to this one: an earlier one, or one that is a pupil we have. */
export type Twin =
  /** Word for word the same pupil: nothing to decide. */
  | { readonly kind: "repeated"; readonly row: number }
  /** Perhaps the same: the names agree, the rest does not prove it. */
  | { readonly kind: "perhaps"; readonly row: number }
  | { readonly kind: "yo"; readonly row: number }
  | { readonly kind: "other-class"; readonly row: number; readonly class: Person["class"]["class"] }
  | { readonly kind: "namesake" }

type Named = Person & { readonly name: PersonName }

/**
 * Finds for each row the other row that is, or may be, the same pupil. Rows without a name have none.
 * @param known rows that are a pupil we have. They come first: one that had been taken for the same as a later row would
 * else be added when the file is imported once more and the later row is the one that is found.
 */
export function findTwins(
  people: readonly Person[],
  known: { has: (row: number) => boolean },
): ReadonlyMap<number, Twin> {
  const earlier = new Map<string, Named[]>()
  const twins = new Map<number, Twin>()
  const isKnown = ({ row }: Person): boolean => known.has(row)
  const inTurn = [...people.filter(isKnown), ...people.filter((one) => !isKnown(one))]
  for (const person of inTurn) {
    if (!isNamed(person)) continue
    const key = shortKey(person.name)
    const same = earlier.get(key) ?? []
    const twin = closest(same.slice(0, 50).map((other) => twinOf(person, other)))
    if (twin !== undefined) twins.set(person.row, twin)
    earlier.set(key, [...same, person])
  }
  return twins
}

function isNamed(person: Person): person is Named {
  return person.name !== undefined
}

const fromClosest: readonly Twin["kind"][] = [
  "repeated",
  "yo",
  "perhaps",
  "other-class",
  "namesake",
]

function closest(twins: readonly (Twin | undefined)[]): Twin | undefined {
  const kind = fromClosest.find((one) => twins.some((twin) => twin?.kind === one))
  return twins.find((twin) => twin !== undefined && twin.kind === kind)
}

/**
 * «7» may be «7А» written short, also after a class 7 was made of it by an earlier import: a namesake would be added then,
 * who had been taken for the same pupil the first time.
 */
function mayBeSame(one: ClassName, other: ClassName): boolean {
  if (sameClass(one, other)) return true
  return one.grade === other.grade && (one.letter === "" || other.letter === "")
}

function twinOf(person: Named, other: Named): Twin | undefined {
  const middles = middlesOf(person.name, other.name)
  const dates = datesOf(person.birthDate, other.birthDate)
  if (middles === "differ") return undefined
  if (dates === "differ") return { kind: "namesake" }
  const { row } = other
  const [here, there] = [person.class.class, other.class.class]
  if (here !== undefined && there !== undefined && !mayBeSame(here, there)) {
    return dates === "equal" ? { kind: "other-class", row, class: there } : { kind: "namesake" }
  }
  if (differInYo(person.name, other.name)) return { kind: "yo", row }
  return middles === "equal" && dates === "equal"
    ? { kind: "repeated", row }
    : { kind: "perhaps", row }
}
