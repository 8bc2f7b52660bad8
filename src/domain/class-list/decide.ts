import { unreachable } from "#/base/assert.ts"
import type { PersonName } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"

import { folded, tidy } from "./cell-text.ts"
import { type ClassName, sameClass } from "./class-name.ts"
import { differInYo, type ExistingPupil } from "./existing-pupil.ts"
import type { Match, Person } from "./match.ts"
import type {
  Choice,
  Choices,
  NewPupil,
  PreviewRow,
  PupilChange,
  PupilDraft,
  SourceText,
} from "./preview-row.ts"
import { asks, type Reason } from "./reason.ts"
import type { FileClass } from "./row-class.ts"
import type { Twin } from "./twins.ts"

/** A row that has a name, with everything that was found out about it. */
export interface Case {
  readonly person: Person & { readonly name: PersonName }
  readonly source: SourceText
  /** Reasons of the name and of the date. */
  readonly reasons: readonly Reason[]
  readonly archived: { readonly on: string | undefined } | undefined
  readonly match: Match | undefined
  readonly twin: Twin | undefined
}

/** What holds for the whole file. */
export interface FileFacts {
  readonly file: FileClass
  /** Reasons so common in this file that they are its way of writing and not a doubt. */
  readonly usual: ReadonlySet<Reason["code"]>
  /** Classes the person may write to; undefined means any. */
  readonly appointed: readonly ClassName[] | undefined
}

const aside: Choice = { do: "set-aside" }

/** Says what a row would do: a pupil we have, a new one, or a question with its answers, the safest first. */
export function decide(row: Case, facts: FileFacts): PreviewRow {
  if (row.match !== undefined) return matched(row, row.match)
  if (row.twin?.kind === "repeated") {
    const { source, person } = row
    return {
      kind: "skipped",
      row: person.row,
      source,
      reasons: [],
      skip: { code: "repeated", row: row.twin.row },
    }
  }
  return unmatched(row, facts)
}

function draftOf({ person }: Case): PupilDraft {
  const { last, first, middle } = person.name
  return { last, first, middle, birthDate: person.birthDate, class: person.class.class }
}

// A pupil we have

function matched(row: Case, match: Match): PreviewRow {
  const { pupil } = match
  const changes = match.likeness === "exact" ? [] : filled(row, pupil)
  const doubts = doubtsOf(row, match)
  const told = match.likeness === "exact" ? [] : row.reasons
  const base = {
    row: row.person.row,
    source: row.source,
    pupil: draftOf(row),
    reasons: [...doubts, ...told],
  }
  if (doubts.length > 0)
    return { ...base, kind: "doubtful", choices: matchedChoices(row, match, changes) }
  if (changes.length === 0) return { ...base, kind: "same", pupilId: pupil.id }
  return { ...base, kind: "changed", pupilId: pupil.id, changes }
}

/** What the row knows and the pupil lacks: a date, a patronymic, the dots of ё. Nothing known is ever unlearnt. */
function filled(row: Case, pupil: ExistingPupil): PupilChange[] {
  const { name, birthDate } = row.person
  const changes: PupilChange[] = []
  for (const field of ["last", "first", "middle"] as const) {
    const have = pupil[field] ?? ""
    const gains = have === "" ? name[field] !== "" : gainsYo(have, name[field])
    if (gains) changes.push({ field, from: have === "" ? undefined : have, to: name[field] })
  }
  if (pupil.birthDate === undefined && birthDate !== undefined) {
    changes.push({ field: "born", from: undefined, to: birthDate })
  }
  return changes
}

function gainsYo(have: string, offered: string): boolean {
  const [old, now] = [tidy(have).text.toLowerCase(), offered.toLowerCase()]
  return now.includes("ё") && old !== now && folded(old) === folded(now)
}

function doubtsOf(row: Case, { pupil, likeness }: Match): Reason[] {
  const { id: pupilId, birthDate: have } = pupil
  const { name, birthDate: file } = row.person
  const doubts: Reason[] = []
  const named = { last: pupil.last, first: pupil.first, middle: pupil.middle ?? "" }
  const proven = have !== undefined && have === file
  if (!proven && differInYo(named, name)) doubts.push({ code: "yo-twin", pupilId })
  if (likeness === "moved" || likeness === "perhaps-moved") {
    doubts.push({
      code: "other-class",
      pupilId,
      class: { grade: pupil.grade, letter: pupil.letter },
    })
  }
  if (likeness === "no-middle") doubts.push({ code: "middle-name-missing", pupilId })
  if (likeness === "other-date" && have !== undefined && file !== undefined) {
    doubts.push({ code: "other-birth-date", pupilId, have, file })
  }
  if (pupil.status === "archived" && row.archived === undefined)
    doubts.push({ code: "archived-here", pupilId })
  if (pupil.status === "active" && row.archived !== undefined) {
    doubts.push({ code: "archived-there", on: row.archived.on })
  }
  return doubts
}

function matchedChoices(row: Case, { pupil, likeness }: Match, changes: PupilChange[]): Choices {
  const pupilId = pupil.id
  const same: Choice = { do: "same", pupilId, changes }
  const another = asAnother(row)
  const moved = [...changes, ...classChange(row, pupil)]
  const elsewhere = likeness === "moved" || likeness === "perhaps-moved"
  if (pupil.status === "archived" && row.archived === undefined) {
    const restore: Choice = {
      do: "restore",
      pupilId,
      changes: [...moved, { field: "status", from: "archived", to: "active" }],
    }
    const leave: Choice = { do: "same", pupilId, changes: [] }
    return elsewhere ? [aside, restore, ...another] : [leave, restore, ...another, aside]
  }
  if (pupil.status === "active" && row.archived !== undefined) {
    const archive: Choice = {
      do: "archive",
      pupilId,
      changes: [...changes, { field: "status", from: "active", to: "archived" }],
    }
    return elsewhere ? [aside, archive, ...another] : [same, archive, aside]
  }
  const move: Choice = { do: "move", pupilId, changes: moved }
  if (likeness === "moved") return [move, ...another, aside]
  if (likeness === "perhaps-moved") return [aside, move, ...another]
  if (likeness === "other-date") return [aside, correctDate(row, pupil, changes), ...another]
  return [same, ...another, aside]
}

function asAnother(row: Case): Choice[] {
  const pupil = writable(row)
  return pupil === undefined ? [] : [{ do: "another", pupil }]
}

function classChange(row: Case, pupil: ExistingPupil): PupilChange[] {
  const to = row.person.class.class
  const from = { grade: pupil.grade, letter: pupil.letter }
  return to === undefined || sameClass(from, to) ? [] : [{ field: "class", from, to }]
}

function correctDate(row: Case, pupil: ExistingPupil, changes: PupilChange[]): Choice {
  const to = row.person.birthDate
  const dated: PupilChange[] =
    to === undefined ? [] : [{ field: "born", from: pupil.birthDate, to }]
  return { do: "same", pupilId: pupil.id, changes: [...changes, ...dated] }
}

// A pupil we do not have

function unmatched(row: Case, facts: FileFacts): PreviewRow {
  const { person, source, archived } = row
  const reasons: Reason[] = [...twinReasons(row.twin), ...row.reasons, ...person.class.reasons]
  if (archived !== undefined) reasons.push({ code: "archived-there", on: archived.on })
  const barred = notAppointed(person.class.class, facts.appointed)
  if (barred !== undefined) reasons.push({ code: "class-not-appointed", class: barred })
  const doubtful = reasons.some((reason) => asks(reason) && !facts.usual.has(reason.code))
  const pupil = writable(row)
  const base = { row: person.row, source, reasons }
  if (pupil !== undefined && !doubtful) return { ...base, kind: "new", pupil }
  return {
    ...base,
    kind: "doubtful",
    pupil: draftOf(row),
    choices: newChoices(row, reasons, facts),
  }
}

function writable(row: Case): NewPupil | undefined {
  const draft = draftOf(row)
  return draft.class === undefined ? undefined : { ...draft, class: draft.class, archived: false }
}

function twinReasons(twin: Twin | undefined): Reason[] {
  if (twin === undefined) return []
  switch (twin.kind) {
    case "repeated":
      return []
    case "yo":
      return [{ code: "yo-twin-row", row: twin.row }]
    case "perhaps":
      return [{ code: "repeated-row", row: twin.row }]
    case "other-class":
      return [{ code: "two-classes", row: twin.row, class: twin.class }]
    case "namesake":
      return [{ code: "namesake" }]
    default:
      return unreachable(twin)
  }
}

function notAppointed(
  named: ClassName | undefined,
  appointed: readonly ClassName[] | undefined,
): ClassName | undefined {
  if (named === undefined || appointed === undefined) return undefined
  return appointed.some((one) => sameClass(one, named)) ? undefined : named
}

function newChoices(row: Case, reasons: readonly Reason[], facts: FileFacts): Choices {
  const codes = new Set(reasons.map(({ code }) => code))
  const pupil = writable(row)
  if (pupil === undefined || codes.has("class-not-appointed"))
    return classChoices(row, codes, facts)
  const write: Choice = { do: "write", pupil }
  const another: Choice = { do: "another", pupil }
  const { twin } = row
  if (twin !== undefined && twin.kind !== "namesake") {
    const same: Choice = { do: "same-row", row: twin.row, pupil }
    return twin.kind === "other-class" ? [aside, same, another] : [same, another, aside]
  }
  if (row.archived !== undefined) {
    return [{ do: "write-archived", pupil: { ...pupil, archived: true } }, write, aside]
  }
  if (codes.has("single-word")) return [aside, write]
  const dated = likelyDates(reasons).map((birthDate): Choice => ({
    do: "write-with-date",
    pupil: { ...pupil, birthDate },
    birthDate,
  }))
  return [write, ...dated, aside]
}

function likelyDates(reasons: readonly Reason[]): readonly string[] {
  return reasons.flatMap((reason) => {
    if (reason.code === "impossible-date") return reason.likely
    return reason.code === "unlikely-age" ? [reason.day] : []
  })
}

/** Which class a row may go to when it cannot go to its own. One free choice is offered first, several are not. */
function classChoices(row: Case, codes: ReadonlySet<Reason["code"]>, facts: FileFacts): Choices {
  const draft = draftOf(row)
  const archived = row.archived !== undefined
  const to = candidates(row, facts).map((named): Choice => ({
    do: "write-to-class",
    class: named,
    pupil: { ...draft, class: named, archived },
  }))
  const [only] = to
  const plain = codes.has("no-letter") && !codes.has("single-word") && row.twin === undefined
  // A grade with no class yet: «6» may well be the whole grade of a small school.
  const free = plain && to.length === 1 && only?.do === "write-to-class" && only.class.letter === ""
  return free ? [only, aside] : [aside, ...to]
}

function candidates(row: Case, facts: FileFacts): readonly ClassName[] {
  const { reasons } = row.person.class
  const found = reasons.flatMap((reason): readonly ClassName[] => {
    if (reason.code !== "no-letter") return []
    const { grade, letters } = reason
    return letters.length === 0
      ? [{ grade, letter: "" }]
      : letters.map((letter) => ({ grade, letter }))
  })
  const { file, appointed } = facts
  const ofFile = file.kind === "unsure" ? file.classes : file.kind === "none" ? [] : [file.class]
  const all = [
    ...found,
    ...(found.length === 0 ? ofFile : []),
    ...(found.length === 0 ? (appointed ?? []) : []),
  ]
  const allowed = all.filter((named) => notAppointed(named, appointed) === undefined)
  return [...new Map(allowed.map((named) => [className(named), named])).values()]
}
