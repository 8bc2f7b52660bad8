import { useState, type ReactNode, type SyntheticEvent } from "react"

import { SecretField } from "#/features/secret-field.tsx"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

type Props = {
  readonly title: string
  readonly why?: string
  readonly label: string
  readonly hint?: string
  /** Dots instead of letters, with a tick to show them. */
  readonly hidden?: boolean
  readonly submit: string
  readonly fault: string | undefined
  readonly busy: boolean
  /** Seconds until the next try; nothing is asked before. */
  readonly waitSeconds?: number
  readonly onSubmit: (typed: string) => void
  /** A further field. */
  readonly children?: ReactNode
}

/** One way in that is typed: a phrase or a code. What was typed stays, so that a slip is mended and not typed anew. */
export function SecretForm({ title, why, submit, busy, waitSeconds = 0, ...rest }: Props) {
  const { onSubmit, children, ...field } = rest
  const words = useWords(lockWords)
  const [typed, setTyped] = useState("")
  const isWaiting = waitSeconds > 0
  return (
    <Card title={title}>
      <form
        className="stack stack-close"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          if (!busy && !isWaiting && typed.trim() !== "") onSubmit(typed)
        }}
      >
        {why !== undefined && <p>{why}</p>}
        <SecretField {...field} value={typed} onChange={setTyped} />
        {children}
        <div className="line">
          <Button type="submit" disabled={busy || isWaiting}>
            {submit}
          </Button>
          {isWaiting && <span className="muted">{words.wait(waitSeconds)}</span>}
        </div>
        {busy && <Wait text={words.opening} />}
      </form>
    </Card>
  )
}
