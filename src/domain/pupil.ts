import { isGone, textOf, type ShownRecord } from "./record.ts"

export interface PersonName {
  readonly last: string
  readonly first: string
  /** Empty when there is none. */
  readonly middle: string
}

export interface Pupil extends PersonName {
  readonly id: string
  readonly classId: string
  /** `YYYY-MM-DD`, empty when unknown. */
  readonly born: string
  readonly status: "active" | "archived"
  /** The day the pupil joined the class, empty when the pupil was there from the start. */
  readonly since: string
  /** Taken back with an undone import: shown only where a lesson still names the pupil. */
  readonly gone: boolean
  readonly record: ShownRecord
}

export function pupilOf(record: ShownRecord): Pupil {
  return {
    id: record.id,
    classId: textOf(record, "class"),
    last: textOf(record, "last"),
    first: textOf(record, "first"),
    middle: textOf(record, "middle"),
    born: textOf(record, "born"),
    status: textOf(record, "status") === "archived" ? "archived" : "active",
    since: textOf(record, "since"),
    gone: isGone(record),
    record,
  }
}

const collator = new Intl.Collator("ru", { sensitivity: "base" })

/** Russian alphabetical order, ё with е; first names decide between namesakes, then patronymics. */
export function byName(one: PersonName, other: PersonName): number {
  return (
    collator.compare(one.last, other.last) ||
    collator.compare(one.first, other.first) ||
    collator.compare(one.middle, other.middle)
  )
}

/** «Фамилия Имя»; with the patronymic where another in the list has the same surname. */
export function shortName(pupil: PersonName, list: readonly PersonName[] = []): string {
  const namesakes = list.filter((other) => collator.compare(other.last, pupil.last) === 0)
  const parts = [pupil.last, pupil.first, namesakes.length > 1 ? pupil.middle : ""]
  return parts.filter((part) => part !== "").join(" ")
}

export function fullName(pupil: PersonName): string {
  return [pupil.last, pupil.first, pupil.middle].filter((part) => part !== "").join(" ")
}

export type GrammarGender = "m" | "f" | "unknown"

/**
 * By which word to speak of a pupil («был», «была»): by the patronymic, else by the surname's ending, else
 * unknown, and then the interface uses words without gender. It is never stored or reported.
 */
export function grammarGender(name: PersonName): GrammarGender {
  const middle = name.middle.toLowerCase()
  if (/(ич|оглы|улы|уулу)$/.test(middle)) return "m"
  if (/(вна|чна|кызы|гызы)$/.test(middle)) return "f"
  const last = name.last.toLowerCase().split("-")[0] ?? ""
  if (/(ов|ев|ёв|ин|ын|ский|цкий)$/.test(last)) return "m"
  if (/(ова|ева|ёва|ина|ына|ская|цкая)$/.test(last)) return "f"
  return "unknown"
}
