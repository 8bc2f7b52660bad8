import { useId } from "react"

import type { Option } from "./field.tsx"

import "./choice-field.css"

type ChoiceProps<Value extends string> = {
  readonly label: string
  readonly hint?: string
  readonly options: readonly (Option & { readonly value: Value; readonly detail?: string })[]
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
}

/** One of a few, all of them in sight. */
export function ChoiceField<Value extends string>(props: ChoiceProps<Value>) {
  const { label, hint, options, value, onChange } = props
  const id = useId()
  const hintId = hint === undefined ? undefined : `${id}-hint`
  return (
    <fieldset className="fields" aria-describedby={hintId}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label className="pick" key={option.value}>
          <input
            type="radio"
            name={id}
            checked={option.value === value}
            onChange={() => {
              onChange(option.value)
            }}
          />
          <span>
            {option.label}
            {option.detail !== undefined && <span className="pick-detail">{option.detail}</span>}
          </span>
        </label>
      ))}
      {hint !== undefined && (
        <p className="hint" id={hintId}>
          {hint}
        </p>
      )}
    </fieldset>
  )
}

type TickProps = {
  readonly label: string
  readonly detail?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

/** Yes or no, saved at once. */
export function TickField({ label, detail, checked, onChange, disabled }: TickProps) {
  return (
    <label className="pick">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <span>
        {label}
        {detail !== undefined && <span className="pick-detail">{detail}</span>}
      </span>
    </label>
  )
}
