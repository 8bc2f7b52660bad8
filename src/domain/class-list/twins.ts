import type { PersonName } from "#/domain/pupil.ts"

import { sameClass } from "./class-name.ts"
import { differInYo, shortKey } from "./existing-pupil.ts"
import { datesOf, middlesOf, type Person } from "./match.ts"

/** What an earlier row of the same file is to this one. */
export type Twin =
  /** Word for word the same pupil: nothing to decide. */
  | { readonly kind: "repeated"; readonly row: number }
  /** Perhaps the same: the names agree, the rest does not prove it. */
  | { readonly kind: "perhaps"; readonly row: number }
  | { readonly kind: "yo"; readonly row: number }
  | { readonly kind: "other-class"; readonly row: number; readonly class: Person["class"]["class"] }
  | { readonly kind: "namesake" }

type Named = Person & { readonly name: PersonName }

/** Finds for each row the earlier row that is, or may be, the same pupil. Rows without a name have none. */
export function findTwins(people: readonly Person[]): ReadonlyMap<number, Twin> {
  const earlier = new Map<string, Named[]>()
  const twins = new Map<number, Twin>()
  for (const person of people) {
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

function twinOf(person: Named, other: Named): Twin | undefined {
  const middles = middlesOf(person.name, other.name)
  const dates = datesOf(person.birthDate, other.birthDate)
  if (middles === "differ") return undefined
  if (dates === "differ") return { kind: "namesake" }
  const { row } = other
  const [here, there] = [person.class.class, other.class.class]
  if (here !== undefined && there !== undefined && !sameClass(here, there)) {
    return dates === "equal" ? { kind: "other-class", row, class: there } : { kind: "namesake" }
  }
  if (differInYo(person.name, other.name)) return { kind: "yo", row }
  return middles === "equal" && dates === "equal"
    ? { kind: "repeated", row }
    : { kind: "perhaps", row }
}
