import { useState } from "react"

import { retentionWords } from "#/text/retention.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useWords } from "#/ui/words.tsx"

import { StepUpForm } from "./step-up-form.tsx"
import type { RetentionFailure } from "./use-retention.ts"

type Props = {
  /** What stands on the closed line. */
  readonly summary: string
  /** What will happen, and that it cannot be taken back. */
  readonly what: string
  /** The button: a verb with the object. */
  readonly label: string
  /** Does it; the reason when it was not done. */
  readonly act: () => Promise<RetentionFailure | undefined>
}

/** Something that no undo brings back: folded away, told in full before the button shows. */
export function FinalAct({ summary, what, label, act }: Props) {
  const words = useWords(retentionWords)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<RetentionFailure>()
  const run = async (): Promise<void> => {
    setWorking(true)
    setFailure(await act())
    setWorking(false)
  }
  return (
    <details className="school-harm">
      <summary>
        {summary}
        <Icon name="down" />
      </summary>
      <div className="stack stack-close">
        <p>{what}</p>
        {failure === "step-up" && (
          <StepUpForm onDone={() => void run()} onCancel={() => setFailure(undefined)} />
        )}
        {failure !== undefined && failure !== "step-up" && (
          <div role="alert">
            <Banner state="late" icon="warning">
              {words.failure[failure]}
            </Banner>
          </div>
        )}
        {failure !== "step-up" && (
          <div className="line">
            <Button look="harm" disabled={working} onClick={() => void run()}>
              {label}
            </Button>
          </div>
        )}
      </div>
    </details>
  )
}
