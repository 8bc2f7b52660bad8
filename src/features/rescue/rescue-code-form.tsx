import { useState, type SyntheticEvent } from "react"

import { codesMeant } from "#/sync/rescue-code.ts"
import { rescueWords } from "#/text/rescue.ts"
import { Button } from "#/ui/button.tsx"
import { TextField } from "#/ui/field.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  /** What was wrong with the code typed before. */
  readonly fault: string | undefined
  readonly onCode: (typed: string) => void
  readonly onLeave: () => void
}

/** The code that the other tablet shows, typed in either layout. */
export function RescueCodeForm({ fault, onCode, onLeave }: Props) {
  const { take: words } = useWords(rescueWords)
  const [typed, setTyped] = useState("")
  const [insist, setInsist] = useState(false)
  const isShort = codesMeant(typed).length === 0
  return (
    <form
      className="stack stack-close"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        setInsist(true)
        if (!isShort) onCode(typed)
      }}
    >
      {fault !== undefined && <p role="alert">{fault}</p>}
      <TextField
        label={words.codeAsk}
        hint={words.codeHint}
        value={typed}
        onChange={setTyped}
        fault={isShort ? { text: words.codeShort } : undefined}
        insist={insist}
        autoCapitalize="characters"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        maxLength={60}
      />
      <div className="line">
        <Button type="submit" look="main">
          {words.open}
        </Button>
        <Button look="quiet" onClick={onLeave}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
