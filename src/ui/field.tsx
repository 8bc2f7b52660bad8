import type { ComponentProps } from "react"

import { FieldFrame, type FieldProps } from "./field-frame.tsx"

type Own = keyof FieldProps | "style" | "children" | "className" | "onFocus" | "onBlur" | "id"

export type TextFieldProps = FieldProps & Omit<ComponentProps<"input">, Own>

/**
 * A form in index.html that the browser is asked to keep nothing of. Chromium writes what stands in fields to its
 * session files, in clear, so as to bring it back after a crash; drafts do that, sealed. An input can refuse by itself, a
 * textarea only by its form.
 */
const unkeptForm = "unkept"

/** One line of text; a PIN, a telephone or a number by the native `type` and `inputMode`. */
export function TextField({ value, onChange, ...rest }: TextFieldProps) {
  const { label, hint, onLeave, fault, insist, ...native } = rest
  return (
    <FieldFrame {...{ label, hint, value, onChange, onLeave, fault, insist }}>
      {(control) => (
        <input
          type="text"
          autoComplete="off"
          {...native}
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
          }}
        />
      )}
    </FieldFrame>
  )
}

export type TextAreaProps = FieldProps & Omit<ComponentProps<"textarea">, Own>

export function TextArea({ value, onChange, ...rest }: TextAreaProps) {
  const { label, hint, onLeave, fault, insist, ...native } = rest
  return (
    <FieldFrame {...{ label, hint, value, onChange, onLeave, fault, insist }}>
      {(control) => (
        <textarea
          rows={3}
          form={unkeptForm}
          {...native}
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
          }}
        />
      )}
    </FieldFrame>
  )
}

export type Option = { readonly value: string; readonly label: string }

export type SelectFieldProps = FieldProps &
  Omit<ComponentProps<"select">, Own> & { readonly options: readonly Option[] }

export function SelectField({ value, onChange, options, ...rest }: SelectFieldProps) {
  const { label, hint, onLeave, fault, insist, ...native } = rest
  return (
    <FieldFrame {...{ label, hint, value, onChange, onLeave, fault, insist }}>
      {(control) => (
        <select
          {...native}
          {...control}
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}
