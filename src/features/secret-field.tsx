import { useState } from "react"

import { lockWords } from "#/text/lock.ts"
import { TickField } from "#/ui/choice-field.tsx"
import { TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly label: string
  readonly hint?: string | undefined
  readonly hidden?: boolean | undefined
  readonly fault: string | undefined
  readonly value: string
  readonly onChange: (typed: string) => void
}

/** A phrase is typed unseen in front of a class, and may be looked at by who is alone. */
export function SecretField({ label, hint, hidden = false, fault, value, onChange }: Props) {
  const { phrase } = useWords(lockWords)
  const [isShown, setShown] = useState(false)
  return (
    <>
      <TextField
        label={label}
        hint={hint}
        value={value}
        onChange={onChange}
        fault={fault === undefined ? undefined : { text: fault }}
        insist
        type={hidden && !isShown ? "password" : "text"}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={200}
      />
      {hidden && <TickField label={phrase.show} checked={isShown} onChange={setShown} />}
    </>
  )
}
