import { byName, type PersonName } from "./pupil.ts"

/** A pupil as the others of a list call the pupil, and nobody else. */
export interface Called {
  readonly id: string
  /** «Аня П.», and only as much more as tells namesakes apart. */
  readonly called: string
}

type Named = PersonName & { readonly id: string }

/** Case and ё make no difference; two names that differ by nothing else are the same to a pupil who looks for them. */
const collator = new Intl.Collator("ru", { sensitivity: "base", numeric: true })

/**
 * Short names for a list that pupils pick themselves from: the first name with the initial of the surname, with more of
 * the surname where two would be called alike («Аня Пе.», «Аня По.»), then with the initial of the patronymic («Аня
 * Петрова И.»), and numbered where even that is the same. In the order of these names, for pupils look for themselves
 * by the first name.
 */
export function calledNames(pupils: readonly Named[]): readonly Called[] {
  const sorted = [...pupils].sort((one, other) => byName(one, other) || compareIds(one, other))
  const called = groupsOf(sorted, ({ first }) => key(first)).flatMap(callFirstNamesakes)
  return groupsOf(called, (one) => key(one.called))
    .flatMap(numbered)
    .sort((one, other) => collator.compare(one.called, other.called) || compareIds(one, other))
}

/** Those of one first name: each gets as many letters of the surname as none of the others has. */
function callFirstNamesakes(pupils: readonly Named[]): readonly Called[] {
  const surnames = [...new Set(pupils.map(({ last }) => key(last)))]
  return groupsOf(pupils, ({ last }) => key(last)).flatMap((group) => {
    const [{ first, last } = { first: "", last: "" }] = group
    const others = surnames.filter((one) => one !== key(last))
    if (group.length > 1) return callNamesakes(group)
    return group.map(({ id }) => ({ id, called: joined([first, startOf(last, others)]) }))
  })
}

/** Those of one first name and surname: by the patronymic's initial. */
function callNamesakes(pupils: readonly Named[]): readonly Called[] {
  return pupils.map(({ id, first, last, middle }) => ({
    id,
    called: joined([first, last, initial(middle)]),
  }))
}

/** What is still the same: «Аня Петрова (1)». */
function numbered(alike: readonly Called[]): readonly Called[] {
  if (alike.length === 1) return alike
  return alike.map(({ id, called }, index) => ({ id, called: joined([called, `(${index + 1})`]) }))
}

/** The shortest beginning of a surname that no other has, with a dot when it is not the whole. */
function startOf(last: string, others: readonly string[]): string {
  const letters = [...last]
  for (let length = 1; length < letters.length; length += 1) {
    const start = letters.slice(0, length).join("")
    if (!others.some((other) => other.startsWith(key(start)))) return `${start}.`
  }
  return last
}

function initial(name: string): string {
  const [letter] = name
  return letter === undefined ? "" : `${letter}.`
}

function key(name: string): string {
  return name.toLocaleLowerCase("ru").replaceAll("ё", "е")
}

/** A space that does not break: «Аня» and «П.» stay on one line. */
function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\u00A0")
}

function groupsOf<T>(items: readonly T[], by: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group === undefined) groups.set(by(item), [item])
    else group.push(item)
  }
  return [...groups.values()]
}

function compareIds(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1
}
