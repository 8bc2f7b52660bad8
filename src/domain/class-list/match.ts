import type { Day } from "#/domain/day.ts"
import type { PersonName } from "#/domain/pupil.ts"

import { tidy } from "./cell-text.ts"
import { sameClass } from "./class-name.ts"
import { type ExistingPupil, middleKey, shortKey } from "./existing-pupil.ts"
import type { NameCells } from "./person-name.ts"
import type { RowClass } from "./row-class.ts"

/** A row of the file as far as it says who it is. A refused name leaves only the cells. */
export interface Person {
  readonly row: number
  readonly cells: NameCells
  readonly name: PersonName | undefined
  readonly birthDate: Day | undefined
  readonly class: RowClass
}

/**
 * How surely a row is a pupil we have.
 * - `exact`: word for word, class and date included, so that our own export changes nothing whatever it holds;
 * - `sure`: name and date agree in the class, or in a class the file leaves open;
 * - `likely`: name and class agree, a date is missing;
 * - `moved`: name and date agree, the class is another;
 * - `no-middle`: surname, first name and class agree, one of the two has no patronymic;
 * - `other-date`: name and class agree, the dates do not;
 * - `perhaps-moved`: the class is another and nothing proves that it is the same person.
 */
export type Likeness =
  | "exact"
  | "sure"
  | "likely"
  | "moved"
  | "no-middle"
  | "other-date"
  | "perhaps-moved"

const fromBest: readonly Likeness[] = [
  "exact",
  "sure",
  "likely",
  "moved",
  "no-middle",
  "other-date",
  "perhaps-moved",
]

export interface Match {
  readonly pupil: ExistingPupil
  readonly likeness: Likeness
}

/**
 * Pairs rows with pupils one to one, the surest pairs first and active pupils before archived ones,
 * so that two namesakes in a file meet two namesakes in a class and not the same one twice.
 */
export function matchPupils(
  people: readonly Person[],
  existing: readonly ExistingPupil[],
): ReadonlyMap<number, Match> {
  const byName = grouped(existing, shortKey)
  const byText = grouped(existing, textOf)
  // Keys are made once and not in every pass: a whole school is thousands of rows.
  const searches = people.map((person) => ({
    person,
    alike: person.name === undefined ? undefined : byName.get(shortKey(person.name)),
    literal: byText.get(textOf(person.cells)),
  }))
  const taken = new Set<string>()
  const matches = new Map<number, Match>()
  for (const likeness of fromBest) {
    for (const status of ["active", "archived"] as const) {
      for (const { person, alike, literal } of searches) {
        if (matches.has(person.row)) continue
        const pupil = (likeness === "exact" ? literal : alike)?.find(
          (one) =>
            one.status === status && !taken.has(one.id) && likenessOf(person, one) === likeness,
        )
        if (pupil === undefined) continue
        taken.add(pupil.id)
        matches.set(person.row, { pupil, likeness })
      }
    }
  }
  return matches
}

function likenessOf(person: Person, pupil: ExistingPupil): Likeness | undefined {
  const place = placeOf(person.class, pupil)
  const dates = datesOf(person.birthDate, pupil.birthDate)
  const bothDates = person.birthDate === pupil.birthDate
  if (place === "same" && bothDates && textOf(person.cells) === textOf(pupil)) return "exact"
  if (person.name === undefined) return undefined
  const middles = middlesOf(person.name, pupil)
  if (middles === "differ") return undefined
  if (place === "other") {
    if (dates === "differ") return undefined
    if (middles === "equal") return dates === "equal" ? "moved" : "perhaps-moved"
    return dates === "equal" ? "perhaps-moved" : undefined
  }
  if (middles === "missing") return dates === "differ" ? undefined : "no-middle"
  if (dates === "equal") return "sure"
  if (dates === "missing") return "likely"
  return place === "same" ? "other-date" : undefined
}

function placeOf(row: RowClass, pupil: ExistingPupil): "same" | "open" | "other" {
  if (row.class !== undefined) return sameClass(row.class, pupil) ? "same" : "other"
  return row.grade === undefined || row.grade === pupil.grade ? "open" : "other"
}

export function datesOf(
  left: Day | undefined,
  right: Day | undefined,
): "equal" | "missing" | "differ" {
  if (left === undefined || right === undefined) return "missing"
  return left === right ? "equal" : "differ"
}

export function middlesOf(
  left: { readonly middle: string | undefined },
  right: { readonly middle: string | undefined },
): "equal" | "missing" | "differ" {
  const [one, two] = [middleKey(left), middleKey(right)]
  if (one === two) return "equal"
  return one === "" || two === "" ? "missing" : "differ"
}

function textOf(name: {
  last: string
  first: string
  middle: string | undefined
  whole?: string
}): string {
  return tidy([name.whole ?? "", name.last, name.first, name.middle ?? ""].join(" ")).text
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
