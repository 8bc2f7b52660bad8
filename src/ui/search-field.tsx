import { useId, useRef } from "react"

import { commonWords } from "#/text/common.ts"

import { IconButton } from "./button.tsx"
import { Icon } from "./icon.tsx"
import { useWords } from "./words.tsx"

import "./search-field.css"

type Props = {
  /** What is searched: «Найти ученика». */
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

export function SearchField({ label, value, onChange }: Props) {
  const words = useWords(commonWords)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  return (
    <div className="search" role="search">
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <Icon name="search" />
      <input
        ref={input}
        id={id}
        type="search"
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        value={value}
        onChange={(event) => {
          onChange(event.target.value)
        }}
      />
      {value !== "" && (
        <IconButton
          icon="cross"
          label={words.clearSearch}
          onClick={() => {
            onChange("")
            input.current?.focus()
          }}
        />
      )}
    </div>
  )
}
