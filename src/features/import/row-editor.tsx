import { useEffect, useRef, useState } from "react"

import type { PreviewRow } from "#/domain/class-list/preview-row.ts"
import type { Correction } from "#/domain/class-list/preview.ts"
import { nameLengthMax } from "#/domain/record-schema.ts"
import { className } from "#/domain/school-class.ts"
import { Button } from "#/ui/button.tsx"
import { DateField } from "#/ui/date-field.tsx"
import { TextField } from "#/ui/field.tsx"

import type { RowActs } from "./row-acts.ts"
import type { Telling } from "./telling.ts"

type Props = RowActs & {
  readonly row: PreviewRow
  readonly told: Telling
  readonly correction: Correction | undefined
}

type Typed = Required<Correction>

/** A row put right by hand. It is then judged again like any other, so nothing has to be forbidden here. */
export function RowEditor({ row, told, correction, onEdit, onCorrect }: Props) {
  const words = told.words.edit
  const [typed, setTyped] = useState<Typed>(() => ({ ...draftOf(row), ...correction }))
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector("input")?.focus()
  }, [])
  const field = (part: "last" | "first" | "middle" | "class") => ({
    label: words[part],
    value: typed[part],
    autoComplete: "off",
    maxLength: part === "class" ? 40 : nameLengthMax,
    onChange: (text: string) => {
      setTyped({ ...typed, [part]: text })
    },
  })
  return (
    <form
      ref={form}
      className="import-edit"
      aria-label={words.title(told.rowName(row.row))}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onCorrect(row.row, typed)
      }}
    >
      <TextField {...field("last")} />
      <TextField {...field("first")} />
      <TextField {...field("middle")} />
      <DateField
        label={words.born}
        value={typed.birthDate}
        onChange={(birthDate) => {
          setTyped({ ...typed, birthDate })
        }}
      />
      <TextField {...field("class")} />
      <div className="line">
        <Button type="submit" look="main">
          {words.apply}
        </Button>
        <Button
          onClick={() => {
            onEdit(undefined)
          }}
        >
          {words.leave}
        </Button>
        {correction !== undefined && (
          <Button
            look="quiet"
            onClick={() => {
              onCorrect(row.row, undefined)
            }}
          >
            {words.asInFile}
          </Button>
        )}
      </div>
    </form>
  )
}

function draftOf(row: PreviewRow): Typed {
  const draft = "pupil" in row ? row.pupil : undefined
  return {
    last: draft?.last ?? "",
    first: draft?.first ?? "",
    middle: draft?.middle ?? "",
    birthDate: draft?.birthDate ?? "",
    class: draft?.class === undefined ? row.source.class : className(draft.class),
  }
}
