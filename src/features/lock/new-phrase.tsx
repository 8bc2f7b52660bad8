import { useState, type SyntheticEvent } from "react"

import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { threeWords } from "./random-words.ts"
import { SecretField } from "./secret-field.tsx"

type Props = {
  readonly isAlone: boolean
  readonly busy: boolean
  readonly fault: string | undefined
  readonly onPhrase: (phrase: string) => void
}

/** A passphrase of one's own, or three words that nobody would guess. */
export function NewPhrase({ isAlone, busy, fault, onPhrase }: Props) {
  const { newPhrase: words } = useWords(lockWords)
  const [typed, setTyped] = useState("")
  const [offered, setOffered] = useState<string>()
  const offer = async (): Promise<void> => {
    const { plainWords } = await import("#/text/plain-words.ts")
    const phrase = threeWords(plainWords, (length) =>
      crypto.getRandomValues(new Uint8Array(length)),
    )
    setOffered(phrase)
    setTyped(phrase)
  }
  return (
    <form
      className="stack stack-close"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        if (!busy) onPhrase(typed.trim())
      }}
    >
      <p>{isAlone ? words.whyAlone : words.why}</p>
      <div className="line">
        <Button onClick={() => void offer()}>
          {offered === undefined ? words.offer : words.offerOther}
        </Button>
      </div>
      {/* What was offered has to be read and written down; it is hidden again once it is the person's own. */}
      {offered !== undefined && offered === typed && (
        <p className="lock-offered" role="status">
          {offered}
        </p>
      )}
      <SecretField label={words.label} hidden value={typed} onChange={setTyped} fault={fault} />
      <Button type="submit" look="main" big disabled={busy}>
        {words.set}
      </Button>
      {busy && <Wait text={words.setting} />}
    </form>
  )
}
