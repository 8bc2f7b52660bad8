import type { Day } from "#/domain/day.ts"
import { className } from "#/domain/school-class.ts"

import { readBirthDate } from "./birth-date.ts"
import { tidy } from "./cell-text.ts"
import { type ClassName, sameClass } from "./class-name.ts"
import { decide, type FileFacts } from "./decide.ts"
import type { ExistingPupil } from "./existing-pupil.ts"
import { unguardCell } from "./formula-guard.ts"
import { matchPupils, type Person } from "./match.ts"
import { type NameReading, readName } from "./person-name.ts"
import type { PersonalKind } from "./personal-columns.ts"
import type { PreviewRow, SourceText } from "./preview-row.ts"
import {
  type ColumnReading,
  detectMapping,
  type Mapping,
  readColumns,
  sourceFingerprint,
  type Table,
} from "./read-table.ts"
import type { Reason, Refusal, Skip } from "./reason.ts"
import { type FileClass, fileClass, isMergedDown, type RowClass, rowClasses } from "./row-class.ts"
import { splitLines } from "./split-lines.ts"
import { findTwins } from "./twins.ts"
import { hasNames, type RowCells, titlesAbove, walkRows, type WalkedRow } from "./walk-rows.ts"

/** What a person typed in place of what a row says. An absent field stays as the file has it. */
export interface Correction {
  readonly last?: string
  readonly first?: string
  readonly middle?: string
  readonly birthDate?: string
  readonly class?: string
}

export interface PreviewOptions {
  /** How to read the table; found out when absent. */
  readonly mapping?: Mapping | undefined
  /** Every pupil of the school the person can see, archived ones included. */
  readonly existing: readonly ExistingPupil[]
  /** Classes that exist, empty ones too. Those of `existing` need not be repeated. */
  readonly classes?: readonly ClassName[]
  /** Classes the person may write to; absent means any. */
  readonly appointed?: readonly ClassName[]
  /** The class of rows that name none, once a person has said it. */
  readonly classHint?: ClassName | undefined
  /** Letters for the grades the file names without one, once a person has said them. */
  readonly letters?: Readonly<Record<number, string>>
  /** The name of the sheet: «9А» names a class. */
  readonly sheet?: string | undefined
  /** Grades to import; 6–11 when absent. Other grades are skipped and say so. */
  readonly grades?: readonly number[]
  /** By row number. */
  readonly corrections?: ReadonlyMap<number, Correction>
  readonly today: Day
}

/** What to ask about the file as a whole. An answer goes into the options of the next preview. */
export type Question =
  /** Choose the columns: none looks like names. Answer: `mapping`. */
  | { readonly code: "no-name-column" }
  /** Rows without any class. `likely` are classes the titles name. Answer: `classHint`. */
  | { readonly code: "which-class"; readonly rows: number; readonly likely: readonly ClassName[] }
  /** The class was taken from a title or the sheet's name; worth confirming. Answer: `classHint`. */
  | {
      readonly code: "class-from-title"
      readonly class: ClassName
      readonly text: string
      readonly rows: number
    }
  /** A grade without a letter. `letters` of that grade exist. Answer: `letters`. */
  | {
      readonly code: "letter-of-grade"
      readonly grade: number
      readonly letters: readonly string[]
      readonly rows: number
    }

export interface DroppedColumn {
  readonly title: string
  readonly kinds: readonly PersonalKind[]
}

export interface Preview {
  readonly mapping: Mapping
  /** Where the file comes from, to remember the mapping by: see `sourceFingerprint`. */
  readonly fingerprint: string | undefined
  readonly columns: readonly ColumnReading[]
  /** Columns with personal data nobody needs here: neither read nor kept. */
  readonly dropped: readonly DroppedColumn[]
  readonly questions: readonly Question[]
  /** Classes the file's pupils belong to, in order, with the number of pupils. */
  readonly classes: readonly {
    readonly class: ClassName
    readonly pupils: number
    readonly known: boolean
  }[]
  /** Classes that exist already. */
  readonly known: readonly ClassName[]
  /** Every row of the table, once, in order. */
  readonly rows: readonly PreviewRow[]
  readonly counts: Readonly<Record<PreviewRow["kind"], number>>
}

const seasonGrades: readonly number[] = [6, 7, 8, 9, 10, 11]

/**
 * Reads a table of pupils and says what importing it would do, row by row. Writes nothing and never throws
 * on any table. A second preview with a person's answers reads the same table again from the start.
 */
export function preview(table: Table, options: PreviewOptions): Preview {
  const plain = splitLines(table.map((row) => row.map(unguardCell)))
  const mapping = options.mapping ?? detectMapping(plain)
  const columns = readColumns(plain, mapping)
  const walked = walkRows(plain, mapping, columns).map((row) => corrected(row, options.corrections))
  const file = fileClass(titlesAbove(plain, mapping), options.sheet, options.classHint)
  const known = knownClasses(options)
  const named = hasNames(columns)
  const rows = named
    ? readRows(walked, { file, known, mapping, options })
    : walked.map((row) => withoutNames(row))
  return {
    mapping,
    fingerprint: sourceFingerprint(plain, mapping),
    columns,
    dropped: columns
      .filter(({ use }) => use === "personal")
      .map(({ title, kinds }) => ({ title, kinds })),
    questions: questionsOf(rows, file, { named, walked }),
    classes: classesOf(rows, known),
    known,
    rows,
    counts: countsOf(rows),
  }
}

interface Setting {
  readonly file: FileClass
  readonly known: readonly ClassName[]
  readonly mapping: Mapping
  readonly options: PreviewOptions
}

function readRows(walked: readonly WalkedRow[], setting: Setting): readonly PreviewRow[] {
  const { file, known, options } = setting
  const classes = rowClasses(walked, {
    file,
    known,
    letters: options.letters ?? {},
    mergedDown: isMergedDown(walked),
  })
  const grades = options.grades ?? seasonGrades
  const read = walked.map((row) =>
    row.kind === "skipped" ? row : readRow(row, classes.get(row.row), setting),
  )
  const wanted = read.map((row): ReadRow => (row.kind === "read" ? ofOurGrades(row, grades) : row))
  const people = wanted.flatMap((row) => (row.kind === "read" ? [row.person] : []))
  const matches = matchPupils(people, options.existing)
  const twins = findTwins(people, matches)
  const facts: FileFacts = { file, appointed: options.appointed, usual: usualReasons(wanted) }
  return wanted.map((row): PreviewRow => {
    if (row.kind === "skipped") return skippedRow(row)
    const { person, source, reasons, archived, reading } = row
    const match = matches.get(person.row)
    const { name } = person
    if (name === undefined) {
      if (match !== undefined) return sameAsExported(row, match.pupil)
      return { kind: "refused", row: person.row, source, reasons: [], refusal: refusalOf(reading) }
    }
    return decide(
      {
        person: { ...person, name },
        source,
        reasons,
        archived,
        match,
        twin: twins.get(person.row),
      },
      facts,
    )
  })
}

type PupilRow = Extract<WalkedRow, { kind: "pupil" }>
type Skipped = Extract<WalkedRow, { kind: "skipped" }> & { readonly source?: SourceText }

interface Read {
  readonly kind: "read"
  readonly person: Person
  readonly source: SourceText
  readonly reading: NameReading
  readonly reasons: readonly Reason[]
  readonly archived: { readonly on: Day | undefined } | undefined
}

type ReadRow = Read | Skipped

const unknownClass: RowClass = {
  class: undefined,
  grade: undefined,
  reasons: [{ code: "no-class" }],
}

function readRow(row: PupilRow, rowClass: RowClass | undefined, setting: Setting): Read {
  const { cells } = row
  const { options, mapping } = setting
  const reading = readName(cells.name, mapping.order)
  const date = readBirthDate(cells.birthDate, options.today)
  const typed = options.corrections?.has(row.row) ?? false
  const named = reading.kind === "name" ? reading.reasons : []
  const reasons: readonly Reason[] = typed
    ? [{ code: "corrected" }, ...date.reasons]
    : [...named, ...date.reasons]
  const person: Person = {
    row: row.row,
    cells: cells.name,
    name: reading.kind === "name" ? reading.name : undefined,
    birthDate: date.day,
    class: rowClass ?? unknownClass,
  }
  const archived = archivedBy(cells, options.today)
  return { kind: "read", person, source: sourceOf(cells), reading, reasons, archived }
}

function ofOurGrades(row: Read, grades: readonly number[]): ReadRow {
  const { grade } = row.person.class
  if (grade === undefined || grades.includes(grade)) return row
  const skip: Skip = { code: "other-grade", grade }
  return { kind: "skipped", row: row.person.row, text: row.source.name, skip, source: row.source }
}

/** «Нет» and an empty cell mean active; a date, or anything else, that the pupil has left. */
function archivedBy(cells: RowCells, today: Day): Read["archived"] {
  const text = tidy(cells.archived).text
  if (text === "" || /^(?:нет|no|[-–—]+|0|false|ложь)$/i.test(text)) return undefined
  const { day, reasons } = readBirthDate(text, today)
  const young = reasons.find((reason) => reason.code === "unlikely-age")
  return { on: day ?? (young?.code === "unlikely-age" ? young.day : undefined) }
}

const shownMax = 200

function sourceOf(cells: RowCells): SourceText {
  const { whole, last, first, middle } = cells.name
  return {
    name: shown(whole, last, first, middle),
    birthDate: shown(cells.birthDate),
    class: shown(cells.class, cells.grade, cells.letter),
  }
}

function shown(...texts: readonly string[]): string {
  return tidy(texts.join(" ").slice(0, 4 * shownMax)).text.slice(0, shownMax)
}

function corrected(
  row: WalkedRow,
  corrections: ReadonlyMap<number, Correction> | undefined,
): WalkedRow {
  const typed = corrections?.get(row.row)
  if (typed === undefined || row.kind === "skipped") return row
  const { cells } = row
  const named = typed.last ?? typed.first ?? typed.middle
  const name = {
    whole: "",
    last: typed.last ?? cells.name.last,
    first: typed.first ?? cells.name.first,
    middle: typed.middle ?? cells.name.middle,
  }
  const ownClass = { class: typed.class ?? "", grade: "", letter: "" }
  return {
    ...row,
    cells: {
      ...cells,
      ...(typed.class === undefined ? {} : ownClass),
      name: named === undefined ? cells.name : name,
      birthDate: typed.birthDate ?? cells.birthDate,
    },
  }
}

function refusalOf(reading: NameReading): Refusal {
  return reading.kind === "refused" ? reading.refusal : { code: "no-name" }
}

/** A name import would refuse, but it is word for word a pupil we have: our own export came back. */
function sameAsExported(row: Read, pupil: ExistingPupil): PreviewRow {
  const { last, first, middle, birthDate } = pupil
  const draft = { last, first, middle: middle ?? "", birthDate, class: row.person.class.class }
  return {
    kind: "same",
    row: row.person.row,
    source: row.source,
    reasons: [],
    pupilId: pupil.id,
    pupil: draft,
  }
}

function skippedRow({ row, text, skip, source }: Skipped): PreviewRow {
  return {
    kind: "skipped",
    row,
    source: source ?? { name: text, birthDate: "", class: "" },
    reasons: [],
    skip,
  }
}

function withoutNames(row: WalkedRow): PreviewRow {
  if (row.kind === "skipped") return skippedRow(row)
  const refusal: Refusal = { code: "no-name-column" }
  return { kind: "refused", row: row.row, source: sourceOf(row.cells), reasons: [], refusal }
}

/** When most names of a file are in capitals, in Latin or turned round, that is how the file is written. */
function usualReasons(rows: readonly ReadRow[]): ReadonlySet<Reason["code"]> {
  const named = rows.flatMap((row) =>
    row.kind === "read" && row.person.name !== undefined ? [row] : [],
  )
  const usual = (["letter-case", "reordered", "foreign-alphabet"] as const).filter((code) => {
    const having = named.filter(({ reasons }) => reasons.some((reason) => reason.code === code))
    return named.length > 3 && having.length * 2 > named.length
  })
  return new Set(usual)
}

function knownClasses(options: PreviewOptions): readonly ClassName[] {
  const named = [...(options.classes ?? []), ...options.existing].map(({ grade, letter }) => ({
    grade,
    letter,
  }))
  return [...new Map(named.map((one) => [className(one), one])).values()]
}

function questionsOf(
  rows: readonly PreviewRow[],
  file: FileClass,
  { named, walked }: { readonly named: boolean; readonly walked: readonly WalkedRow[] },
): readonly Question[] {
  const questions: Question[] = []
  if (!named && walked.some(({ kind }) => kind === "pupil"))
    questions.push({ code: "no-name-column" })
  const reasons = rows.flatMap((row) => row.reasons)
  const unplaced = reasons.filter(({ code }) => code === "no-class").length
  if (unplaced > 0) {
    const likely = file.kind === "unsure" ? file.classes : []
    questions.push({ code: "which-class", rows: unplaced, likely })
  }
  const fromTitle = file.kind === "title" ? titleRows(rows, walked, file.class) : 0
  if (file.kind === "title" && fromTitle > 0 && file.class.letter !== "") {
    questions.push({
      code: "class-from-title",
      class: file.class,
      text: file.text,
      rows: fromTitle,
    })
  }
  const grades = new Map<number, Extract<Question, { code: "letter-of-grade" }>>()
  for (const reason of reasons) {
    if (reason.code !== "no-letter") continue
    const { grade, letters } = reason
    const asked = grades.get(grade)?.rows ?? 0
    grades.set(grade, { code: "letter-of-grade", grade, letters, rows: asked + 1 })
  }
  return [...questions, ...grades.values()]
}

/** How many pupils have their class from the title and from nothing nearer. */
function titleRows(
  rows: readonly PreviewRow[],
  walked: readonly WalkedRow[],
  named: ClassName,
): number {
  return walked.filter((row, index) => {
    if (row.kind === "skipped" || row.heading !== undefined) return false
    if (tidy(row.cells.class).text !== "" || tidy(row.cells.grade).text !== "") return false
    const there = rows[index]
    const placed = there !== undefined && "pupil" in there ? there.pupil.class : undefined
    return placed !== undefined && sameClass(placed, named)
  }).length
}

function classesOf(rows: readonly PreviewRow[], known: readonly ClassName[]): Preview["classes"] {
  const found = new Map<string, { class: ClassName; pupils: number; known: boolean }>()
  for (const row of rows) {
    if (!("pupil" in row) || row.pupil.class === undefined) continue
    const named = row.pupil.class
    const pupils = (found.get(className(named))?.pupils ?? 0) + 1
    const isKnown = known.some((one) => sameClass(one, named))
    found.set(className(named), { class: named, pupils, known: isKnown })
  }
  return [...found.values()].sort(
    (left, right) =>
      left.class.grade - right.class.grade ||
      left.class.letter.localeCompare(right.class.letter, "ru"),
  )
}

function countsOf(rows: readonly PreviewRow[]): Preview["counts"] {
  const counts = { new: 0, same: 0, changed: 0, doubtful: 0, refused: 0, skipped: 0 }
  for (const row of rows) counts[row.kind] += 1
  return counts
}
