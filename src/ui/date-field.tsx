import { useRef, useState } from "react"

import { commonWords } from "#/text/common.ts"
import { readTypedDay, writtenDay, type TypedDay } from "#/text/typed-day.ts"

import { IconButton } from "./button.tsx"
import { FieldFrame, type FieldFault, type FieldProps } from "./field-frame.tsx"
import { useLanguage, useWords } from "./words.tsx"

/** The value is a day `YYYY-MM-DD`, or empty. `onChange` is called only with one of the two. */
export type DateFieldProps = FieldProps & {
  readonly min?: string
  readonly max?: string
  readonly disabled?: boolean
}

/**
 * A date is typed as in school papers, because a native date input can neither hold «31.11.2021» nor say what is wrong
 * with it. The native calendar stands beside.
 */
export function DateField({ value, onChange, min, max, disabled, ...field }: DateFieldProps) {
  const words = useWords(commonWords)
  const language = useLanguage()
  const calendar = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string | null>(null)
  const typed: TypedDay = draft === null ? { kind: "empty" } : readTypedDay(draft, language)
  const put = (day: string) => {
    setDraft(null)
    onChange(day)
  }
  const leave = (left: string) => {
    if (typed.kind !== "wrong") setDraft(null)
    field.onLeave?.(left)
  }
  return (
    <FieldFrame
      hint={words.dateExample}
      {...field}
      value={value}
      onChange={put}
      onLeave={leave}
      fault={faultOf(typed) ?? field.fault}
    >
      {(control) => (
        <div className="date">
          <input
            {...control}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            disabled={disabled}
            value={draft ?? (value && writtenDay(value))}
            onChange={(event) => {
              const text = event.target.value
              setDraft(text)
              const reading = readTypedDay(text, language)
              if (reading.kind === "day") onChange(reading.day)
              if (reading.kind === "empty") onChange("")
            }}
          />
          <input
            ref={calendar}
            className="date-native"
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            disabled={disabled}
            min={min}
            max={max}
            value={value}
            onChange={(event) => {
              put(event.target.value)
              field.onLeave?.(event.target.value)
            }}
          />
          <IconButton
            icon="calendar"
            label={`${field.label}: ${words.openCalendar}`}
            disabled={disabled}
            onClick={() => {
              openCalendar(calendar.current)
            }}
          />
        </div>
      )}
    </FieldFrame>
  )
}

function faultOf(typed: TypedDay): FieldFault | undefined {
  if (typed.kind !== "wrong") return undefined
  const offers = typed.likely.map((day) => ({ label: writtenDay(day), value: day }))
  return { text: typed.why, offers }
}

/** Chrome before 99 and Safari before 16 have no showPicker; there a tap on the native input opens the calendar. */
function openCalendar(input: HTMLInputElement | null): void {
  if (input === null) return
  if (typeof input.showPicker === "function") {
    input.showPicker()
    return
  }
  input.focus()
  input.click()
}
