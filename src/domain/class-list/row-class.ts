import { className } from "#/domain/school-class.ts"

import { tidy } from "./cell-text.ts"
import { type ClassName, classesInTitle, parseClassName, sameClass } from "./class-name.ts"
import type { Reason } from "./reason.ts"
import type { WalkedRow } from "./walk-rows.ts"

/** Where the class of rows that have none of their own comes from. */
export type FileClass =
  | { readonly kind: "none" }
  /** A person said it. */
  | { readonly kind: "told"; readonly class: ClassName }
  /** A title row or the sheet's name says it: good enough to write, worth a question. */
  | { readonly kind: "title"; readonly class: ClassName; readonly text: string }
  /** Titles name several classes, or the title and the sheet disagree: only a person can tell. */
  | { readonly kind: "unsure"; readonly classes: readonly ClassName[] }

/** What is known of a row's class. `class` is undefined until the letter, or everything, is told. */
export interface RowClass {
  readonly class: ClassName | undefined
  readonly grade: number | undefined
  readonly reasons: readonly Reason[]
}

/** The class a file as a whole is for, from a person's hint, its title rows and the name of its sheet. */
export function fileClass(
  titles: readonly string[],
  sheet: string | undefined,
  hint: ClassName | undefined,
): FileClass {
  if (hint !== undefined) return { kind: "told", class: hint }
  const texts = [...titles, sheet ?? ""]
  const found = new Map<string, { named: ClassName; text: string }>()
  for (const text of texts) {
    const own = parseClassName(text)
    const named = own !== undefined && own.letter !== "" ? [own] : classesInTitle(text)
    for (const one of named)
      if (!found.has(className(one))) found.set(className(one), { named: one, text })
  }
  const [first, ...others] = withLetters([...found.values()])
  if (first === undefined) return { kind: "none" }
  if (others.length === 0)
    return { kind: "title", class: first.named, text: tidy(first.text).text.slice(0, 200) }
  return { kind: "unsure", classes: [first, ...others].map(({ named }) => named) }
}

/** «9 класс» beside «9А» adds nothing. */
function withLetters<Found extends { named: ClassName }>(
  found: readonly Found[],
): readonly Found[] {
  return found.filter(
    ({ named }) =>
      named.letter !== "" ||
      !found.some((other) => other.named.grade === named.grade && other.named.letter !== ""),
  )
}

export interface ClassFacts {
  readonly file: FileClass
  /** Letters a person gave to grades that the file names without one. */
  readonly letters: Readonly<Record<number, string>>
  readonly known: readonly ClassName[]
  readonly mergedDown: boolean
}

/** Gives every pupil's row its class: its own cells, the heading above, the file's class, in that order. */
export function rowClasses(
  rows: readonly WalkedRow[],
  facts: ClassFacts,
): ReadonlyMap<number, RowClass> {
  const classes = new Map<number, RowClass>()
  let above: ClassName | undefined
  for (const row of rows) {
    if (row.kind === "skipped") {
      if (row.skip.code === "class-heading") above = undefined
      continue
    }
    const own = ownClass(row)
    if (own.kind === "named") above = own.class
    classes.set(row.row, settled(row, own, { ...facts, above }))
  }
  return classes
}

/** Whether the class column is filled once per group, as merged cells are. */
export function isMergedDown(rows: readonly WalkedRow[]): boolean {
  const own = rows.flatMap((row) => (row.kind === "pupil" ? [ownClass(row).kind === "named"] : []))
  const filled = own.filter((named) => named).length
  return own[0] === true && filled * 3 <= own.length
}

type OwnClass =
  | { readonly kind: "none" }
  | { readonly kind: "named"; readonly class: ClassName }
  | { readonly kind: "unreadable"; readonly text: string }

function ownClass(row: Extract<WalkedRow, { kind: "pupil" }>): OwnClass {
  const cells = [row.cells.class, row.cells.grade].map((cell) => tidy(cell).text)
  const text = cells.find((cell) => cell !== "") ?? ""
  const letter = tidy(row.cells.letter).text
  if (text === "") return { kind: "none" }
  const named = parseClassName(text)
  const together = named?.letter === "" ? parseClassName(`${named.grade}${letter}`) : named
  const read = together ?? named
  return read === undefined
    ? { kind: "unreadable", text: text.slice(0, 40) }
    : { kind: "named", class: read }
}

function settled(
  row: Extract<WalkedRow, { kind: "pupil" }>,
  own: OwnClass,
  facts: ClassFacts & { readonly above: ClassName | undefined },
): RowClass {
  if (own.kind === "unreadable") {
    return {
      class: undefined,
      grade: undefined,
      reasons: [{ code: "unreadable-class", text: own.text }],
    }
  }
  if (own.kind === "named") return withLetter(own.class, row.heading, facts)
  if (row.heading !== undefined) return withLetter(row.heading, undefined, facts)
  if (facts.above !== undefined) {
    const taken = withLetter(facts.above, undefined, facts)
    if (facts.mergedDown || taken.class === undefined) return taken
    return { ...taken, reasons: [{ code: "class-from-above", class: taken.class }] }
  }
  const { file } = facts
  if (file.kind === "told" || file.kind === "title") return withLetter(file.class, undefined, facts)
  return { class: undefined, grade: undefined, reasons: [{ code: "no-class" }] }
}

/** A grade without a letter: the letter of the heading, of a person's answer, or the file's. Else a question. */
function withLetter(named: ClassName, heading: ClassName | undefined, facts: ClassFacts): RowClass {
  const { grade } = named
  if (named.letter !== "") return { class: named, grade, reasons: [] }
  const { file } = facts
  const told = facts.letters[grade]
  if (told !== undefined) return { class: { grade, letter: told }, grade, reasons: [] }
  if (heading?.grade === grade) return { class: heading, grade, reasons: [] }
  if (file.kind === "told" && file.class.grade === grade)
    return { class: file.class, grade, reasons: [] }
  if (file.kind === "title" && file.class.grade === grade && file.class.letter !== "") {
    return { class: file.class, grade, reasons: [] }
  }
  if (facts.known.some((known) => sameClass(known, named)))
    return { class: named, grade, reasons: [] }
  const letters = facts.known.filter((known) => known.grade === grade).map((known) => known.letter)
  return { class: undefined, grade, reasons: [{ code: "no-letter", grade, letters }] }
}
