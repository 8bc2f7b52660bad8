import { memo } from "react"

import type { PreviewRow, PupilChange } from "#/domain/class-list/preview-row.ts"
import type { Correction } from "#/domain/class-list/preview.ts"
import { fullName } from "#/domain/pupil.ts"
import { className } from "#/domain/school-class.ts"
import { writtenDay } from "#/text/typed-day.ts"
import { Button } from "#/ui/button.tsx"
import { Chip } from "#/ui/chip.tsx"

import type { RowActs } from "./row-acts.ts"
import { alarmOf, choiceKey, chosenOf, writtenOf, type WrittenRow } from "./row-choice.ts"
import { RowEditor } from "./row-editor.tsx"
import { SourceName } from "./source-name.tsx"
import { gainsOf, reasonsOf, verbOf, type Telling } from "./telling.ts"

type Props = RowActs & {
  readonly row: PreviewRow
  readonly told: Telling
  /** The key of what was chosen. */
  readonly choice: string | undefined
  readonly correction: Correction | undefined
  /** What the plan changes of somebody who is «уже есть»: a second year in the same class. */
  readonly changes: readonly PupilChange[] | undefined
  readonly isEditing: boolean
}

export const CheckRow = memo(function CheckRow(props: Props) {
  const { row, told, choice, isEditing } = props
  const { check } = told.words
  const written = writtenOf(row, choice, told.pupils)
  return (
    <>
      <tr data-row={alarmOf(row, choice)}>
        <td>{told.rowName(row.row)}</td>
        <td className="src">
          <span className="label">{check.fromFile} </span>
          <SourceName row={row} />
        </td>
        <td className="dst">
          {written.name === undefined ? check.nothing : <ins>{fullName(written.name)}</ins>}
        </td>
        <td className="cls">{written.class ? className(written.class) : row.source.class}</td>
        <td className="born">
          <Born row={row} written={written} />
        </td>
        <td className="why">
          <Why {...props} />
        </td>
        <td className="do">
          <Act {...props} />
        </td>
      </tr>
      {isEditing && (
        <tr className="import-editing" data-row={alarmOf(row, choice)}>
          <td colSpan={7}>
            <RowEditor {...props} />
          </td>
        </tr>
      )}
    </>
  )
})

/** A date that is not written stands struck through, as the file has it. */
function Born({ row, written }: { readonly row: PreviewRow; readonly written: WrittenRow }) {
  const { birthDate } = row.source
  if (written.born !== undefined) return writtenDay(written.born)
  if (birthDate === "" || row.kind === "skipped") return null
  return written.name === undefined ? birthDate : <del>{birthDate}</del>
}

function Why({ row, told, choice, changes, correction }: Props) {
  const { state } = told.words
  const chosen = row.kind === "doubtful" ? chosenOf(row, choice) : undefined
  const { causes, loss } = reasonsOf(row, chosen, told)
  const gains = gainsOf(row.kind === "changed" ? row.changes : (changes ?? []), told)
  const chip = chipOf(row, told)
  const text = asSentence([...causes, ...gains].filter(Boolean), chip !== null)
  return (
    <>
      {chip}
      {correction !== undefined && chip === null && <Chip state="waiting">{state.corrected}</Chip>}
      {text !== "" && <span>{loss === undefined ? text : `${text}. ${loss}`}</span>}
    </>
  )
}

function chipOf(row: PreviewRow, { words: { state } }: Telling) {
  if (row.kind === "new") {
    return (
      <Chip state="present" icon="check">
        {state.fresh}
      </Chip>
    )
  }
  if (row.kind === "same") {
    return (
      <Chip state="unmarked" icon="check">
        {state.same}
      </Chip>
    )
  }
  return row.kind === "changed" ? (
    <Chip state="waiting" icon="plus">
      {state.changed}
    </Chip>
  ) : null
}

/** «Все буквы большие, нет отчества»; beside a chip it goes on in small letters. */
function asSentence(parts: readonly string[], isAside: boolean): string {
  const [first = "", ...others] = parts
  return [isAside ? lower(first) : first, ...others.map(lower)].join(", ")
}

function lower(text: string): string {
  const [one = "", two = ""] = text
  return two === two.toLocaleUpperCase("ru") ? text : one.toLocaleLowerCase("ru") + text.slice(1)
}

const correcting = "correct"

function Act({ row, told, choice, correction, isEditing, onChoose, onEdit }: Props) {
  const { verb, check } = told.words
  if (row.kind === "doubtful" || row.kind === "refused") {
    const options =
      row.kind === "refused"
        ? [{ key: "set-aside", label: verb.setAside }]
        : row.choices.map((one) => ({ key: choiceKey(one), label: verbOf(one, row, told) }))
    const chosen = row.kind === "refused" ? "set-aside" : choiceKey(chosenOf(row, choice))
    return (
      <select
        className="select"
        aria-label={check.actFor(told.rowName(row.row))}
        value={isEditing ? correcting : chosen}
        onChange={({ target: { value } }) => {
          if (value === correcting) onEdit(row.row)
          else {
            onEdit(undefined)
            onChoose(row.row, value)
          }
        }}
      >
        {options.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
        <option value={correcting}>
          {correction === undefined ? verb.correct : verb.correctAgain}
        </option>
      </select>
    )
  }
  if (correction === undefined || isEditing) return null
  return (
    <Button
      onClick={() => {
        onEdit(row.row)
      }}
    >
      {verb.correctAgain}
    </Button>
  )
}
