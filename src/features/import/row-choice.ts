import type { ClassName } from "#/domain/class-list/class-name.ts"
import type { ExistingPupil } from "#/domain/class-list/existing-pupil.ts"
import type {
  Choice,
  DoubtfulRow,
  PreviewRow,
  PupilChange,
} from "#/domain/class-list/preview-row.ts"
import type { Preview } from "#/domain/class-list/preview.ts"
import type { Reason } from "#/domain/class-list/reason.ts"
import type { Day } from "#/domain/day.ts"
import type { PersonName } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"

/** Names a choice among those of its row, in a draft and in a list to choose from. */
export function choiceKey(choice: Choice): string {
  switch (choice.do) {
    case "write-to-class":
      return `${choice.do} ${className(choice.class)}`
    case "write-with-date":
      return `${choice.do} ${choice.birthDate}`
    default:
      return choice.do
  }
}

/** What was chosen for a row, or else its safest choice. */
export function chosenOf(row: DoubtfulRow, key: string | undefined): Choice {
  return row.choices.find((choice) => choiceKey(choice) === key) ?? row.choices[0]
}

/** The choices of a preview by row. A key the preview no longer offers counts for nothing. */
export function choicesOf(
  { rows }: Preview,
  keys: Readonly<Record<string, string>>,
): ReadonlyMap<number, Choice> {
  return new Map(
    rows.flatMap((row) => {
      const key = keys[row.row]
      return row.kind === "doubtful" && key !== undefined ? [[row.row, chosenOf(row, key)]] : []
    }),
  )
}

const datesLost: ReadonlySet<Reason["code"]> = new Set([
  "impossible-date",
  "unreadable-date",
  "unlikely-age",
])
const placeless: ReadonlySet<Reason["code"]> = new Set([
  "no-class",
  "no-letter",
  "unreadable-class",
  "class-not-appointed",
])

/** «stop»: what the file says cannot be written as it is; «doubt»: it can, but deserves a look. */
export function alarmOf(row: PreviewRow, key: string | undefined): "stop" | "doubt" | undefined {
  if (row.kind === "refused") return "stop"
  if (row.kind !== "doubtful") return undefined
  const isAside = chosenOf(row, key).do === "set-aside"
  const stops = row.reasons.some(
    ({ code }) => datesLost.has(code) || (isAside && placeless.has(code)),
  )
  return stops ? "stop" : "doubt"
}

/** A row as it will stand in the journal. Without a name nothing of it is written. */
export interface WrittenRow {
  readonly name: PersonName | undefined
  readonly born: Day | undefined
  readonly class: ClassName | undefined
}

const nothing: WrittenRow = { name: undefined, born: undefined, class: undefined }

type Pupils = ReadonlyMap<string, ExistingPupil>

export function writtenOf(row: PreviewRow, key: string | undefined, pupils: Pupils): WrittenRow {
  switch (row.kind) {
    case "new":
      return { name: row.pupil, born: row.pupil.birthDate, class: row.pupil.class }
    case "same":
      return withChanges(pupils.get(row.pupilId), [])
    case "changed":
      return withChanges(pupils.get(row.pupilId), row.changes)
    case "doubtful":
      return chosenRow(row, chosenOf(row, key), pupils)
    default:
      return nothing
  }
}

function chosenRow(row: DoubtfulRow, choice: Choice, pupils: Pupils): WrittenRow {
  switch (choice.do) {
    case "same":
    case "move":
    case "restore":
    case "archive":
      return withChanges(pupils.get(choice.pupilId), choice.changes)
    case "same-row":
    case "set-aside":
      return { ...nothing, class: row.pupil.class }
    default:
      return { name: choice.pupil, born: choice.pupil.birthDate, class: choice.pupil.class }
  }
}

function withChanges(
  pupil: ExistingPupil | undefined,
  changes: readonly PupilChange[],
): WrittenRow {
  if (pupil === undefined) return nothing
  let name = { last: pupil.last, first: pupil.first, middle: pupil.middle ?? "" }
  let born = pupil.birthDate
  let named: ClassName = { grade: pupil.grade, letter: pupil.letter }
  for (const change of changes) {
    if (change.field === "class") named = change.to
    else if (change.field === "born") born = change.to
    else if (change.field !== "status") name = { ...name, [change.field]: change.to }
  }
  return { name, born, class: named }
}
