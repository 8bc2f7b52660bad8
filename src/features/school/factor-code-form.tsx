import { useState, type SyntheticEvent } from "react"

import { readFactorCode } from "#/sync/factor-code.ts"
import { factorWords } from "#/text/factor.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { TextField } from "#/ui/field.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import type { FactorFailure } from "./use-factor.ts"

type Props = {
  readonly hint: string
  /** Undefined when the code was right. */
  readonly onCode: (code: string) => Promise<FactorFailure | undefined>
  readonly onCancel?: (() => void) | undefined
  readonly cancelLabel: string
}

/** Six digits or a recovery code, and what came of it. */
export function FactorCodeForm({ hint, onCode, onCancel, cancelLabel }: Props) {
  const { code: words, failure: failures } = useWords(factorWords)
  const [typed, setTyped] = useState("")
  const [insist, setInsist] = useState(false)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<FactorFailure>()
  const code = readFactorCode(typed)
  // Emptied after a code that did not fit, it has been told enough.
  const isWanting = code === undefined && (insist || typed !== "")
  const submit = async (): Promise<void> => {
    setInsist(true)
    setFailure(undefined)
    if (code === undefined || working) return
    setWorking(true)
    const failed = await onCode(code)
    // A code that was right takes this form away.
    if (failed === undefined) return
    setWorking(false)
    setInsist(false)
    setTyped("")
    setFailure(failed)
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TextField
        label={words.label}
        hint={hint}
        value={typed}
        onChange={setTyped}
        fault={isWanting ? { text: words.missing } : undefined}
        insist={insist}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        required
      />
      {failure && (
        <div role="alert">
          <Banner state="late" icon={failure === "offline" ? "off" : "warning"}>
            {failures[failure]}
          </Banner>
        </div>
      )}
      <div className="line">
        <Button type="submit" look="main" disabled={working}>
          {words.confirm}
        </Button>
        {onCancel && (
          <Button look="quiet" disabled={working} onClick={onCancel}>
            {cancelLabel}
          </Button>
        )}
      </div>
      {working && <Wait text={words.checking} />}
    </form>
  )
}
