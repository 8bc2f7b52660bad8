import { useState } from "react"

import { callApi } from "#/platform/api-client.ts"
import { api, type FactorAnswer } from "#/sync/api.ts"
import { factorWords } from "#/text/factor.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

import { StepUpForm } from "./step-up-form.tsx"
import { factorFailureOf, type FactorFailure, type NewSecret } from "./use-factor.ts"

type Props = {
  readonly factor: FactorAnswer
  readonly onBegun: (made: NewSecret) => void
}

/** Fewer recovery codes than this are worth a word. */
const fewCodes = 3

/** Whether there is one, what it is for, and the way to a new one. */
export function FactorNow({ factor, onBegun }: Props) {
  const { none, on, failure: failures } = useWords(factorWords)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<FactorFailure | "step-up">()
  const begin = async (): Promise<void> => {
    setWorking(true)
    setFailure(undefined)
    const called = await callApi({ endpoint: api.factorBegin, request: {} })
    setWorking(false)
    if (called.kind === "answer") onBegun(called.answer)
    else {
      const isStepUp = called.kind === "refused" && called.code === "step-up"
      setFailure(isStepUp ? "step-up" : factorFailureOf(called))
    }
  }
  const isOn = factor.state === "on"
  return (
    <div className="stack factor">
      <Card title={isOn ? on.title : none.title}>
        <div className="stack">
          {isOn ? (
            <>
              <p>{on.why}</p>
              <p>
                {on.left(factor.recoveryCodesLeft)}
                {factor.recoveryCodesLeft < fewCodes && ` ${on.few}`}
              </p>
            </>
          ) : (
            <>
              {factor.required && (
                <Banner state="late" icon="warning">
                  {none.required}
                </Banner>
              )}
              <p>{none.why}</p>
              <p>{none.how}</p>
            </>
          )}
          {failure !== undefined && failure !== "step-up" && (
            <div role="alert">
              <Banner state="late" icon={failure === "offline" ? "off" : "warning"}>
                {failures[failure]}
              </Banner>
            </div>
          )}
          <div className="line">
            <Button
              look={isOn ? "plain" : "main"}
              icon="key"
              disabled={working}
              onClick={() => void begin()}
            >
              {isOn ? on.again : none.begin}
            </Button>
          </div>
          {isOn && <p className="muted">{on.againWhy}</p>}
          {isOn && <p className="muted">{on.lost}</p>}
        </div>
      </Card>
      {failure === "step-up" && (
        <StepUpForm onDone={() => void begin()} onCancel={() => setFailure(undefined)} />
      )}
    </div>
  )
}
