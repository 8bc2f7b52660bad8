import { byName, grammarGender, type GrammarGender, type Pupil } from "#/domain/pupil.ts"

/** One pupil of a register as it is written, in the order of the list. */
export interface RegisterLine {
  readonly pupil: string
  /** From 1. */
  readonly no: number
  readonly last: string
  /** The first name; with the patronymic where the surname alone does not tell two pupils apart. */
  readonly rest: string
  readonly gender: GrammarGender
  /** How a sentence calls the pupil: «Петров», or «Кузнецова Анна» where there are two. */
  readonly called: string
}

/**
 * The pupils of a list by name. A pupil the tablet does not hold comes last, under the words given.
 * @param unknown stands for the name of somebody whose record has not arrived
 */
export function registerLines(
  list: readonly string[],
  named: ReadonlyMap<string, Pupil>,
  unknown: string,
): readonly RegisterLine[] {
  const pupils = list.flatMap((id) => named.get(id) ?? []).sort(byName)
  const counts = new Map<string, number>()
  for (const { last } of pupils) counts.set(fold(last), (counts.get(fold(last)) ?? 0) + 1)
  const known = pupils.map((pupil, index): RegisterLine => {
    const alone = counts.get(fold(pupil.last)) === 1
    return {
      pupil: pupil.id,
      no: index + 1,
      last: pupil.last,
      rest: alone || pupil.middle === "" ? pupil.first : `${pupil.first} ${pupil.middle}`,
      gender: grammarGender(pupil),
      called: alone ? pupil.last : `${pupil.last} ${pupil.first}`,
    }
  })
  const strangers = list.filter((id) => !named.has(id))
  return [
    ...known,
    ...strangers.map((pupil, index): RegisterLine => ({
      pupil,
      no: known.length + index + 1,
      last: unknown,
      rest: "",
      gender: "unknown",
      called: unknown,
    })),
  ]
}

function fold(last: string): string {
  return last.toLowerCase().replaceAll("ё", "е")
}
