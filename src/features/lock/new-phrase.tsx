import { useState, type SyntheticEvent } from "react"

import { SecretField } from "#/features/secret-field.tsx"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { threeWords } from "./random-words.ts"

type Props = {
  readonly isAlone: boolean
  readonly value: string
  readonly onChange: (phrase: string) => void
  readonly busy: boolean
  readonly fault: string | undefined
  readonly onPhrase: (phrase: string) => void
}

/** A passphrase of one's own, or three words that nobody would guess. */
export function NewPhrase({ isAlone, value, onChange, busy, fault, onPhrase }: Props) {
  const { newPhrase: words } = useWords(lockWords)
  const [offered, setOffered] = useState<string>()
  const offer = async (): Promise<void> => {
    const { plainWords } = await import("#/text/plain-words.ts")
    const phrase = threeWords(plainWords, (length) =>
      crypto.getRandomValues(new Uint8Array(length)),
    )
    setOffered(phrase)
    onChange(phrase)
  }
  return (
    <form
      className="stack stack-close"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        if (!busy) onPhrase(value.trim())
      }}
    >
      <p>{isAlone ? words.whyAlone : words.why}</p>
      <div className="line">
        <Button onClick={() => void offer()}>
          {offered === undefined ? words.offer : words.offerOther}
        </Button>
      </div>
      {/* What was offered has to be read and written down; it is hidden again once it is the person's own. */}
      {offered !== undefined && offered === value && (
        <p className="lock-offered" role="status">
          {offered}
        </p>
      )}
      <SecretField label={words.label} hidden value={value} onChange={onChange} fault={fault} />
      <Button type="submit" look="main" big disabled={busy}>
        {words.set}
      </Button>
      {busy && <Wait text={words.setting} />}
    </form>
  )
}
