import { useState } from "react"

import { callApi } from "#/platform/api-client.ts"
import { areaApi, type AreaPart } from "#/sync/area-api.ts"
import { areaWords } from "#/text/area.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Icon } from "#/ui/icon.tsx"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

import { failureOf, type AreaFailure } from "./call-failure.ts"
import type { StepUp as StepUpForm } from "./step-up.ts"

type Props = {
  readonly part: AreaPart
  readonly onRemoved: () => void
  readonly StepUp: StepUpForm
}

/** For a school that has closed or belongs elsewhere. It says first what will happen, and whose word brings it back. */
export function RemoveSchool({ part, onRemoved, StepUp }: Props) {
  const { remove: words, failure: failures } = useWords(areaWords)
  const toasts = useToast()
  const [failure, setFailure] = useState<AreaFailure>()
  const [working, setWorking] = useState(false)
  const remove = async (): Promise<void> => {
    setWorking(true)
    setFailure(undefined)
    const called = await callApi({ endpoint: areaApi.removeSchool, request: {}, id: part.id })
    setWorking(false)
    if (called.kind !== "answer") {
      setFailure(failureOf(called))
      return
    }
    toasts.show({ text: words.removed(called.answer.schoolName) })
    onRemoved()
  }
  return (
    <details className="area-new">
      <summary>
        {words.title}
        <Icon name="down" />
      </summary>
      <div className="stack stack-close">
        <p>{words.why}</p>
        {failure === "step-up" && <StepUp onDone={() => void remove()} />}
        {failure !== undefined && failure !== "step-up" && (
          <div role="alert">
            <Banner state="late" icon="warning">
              {failures[failure]}
            </Banner>
          </div>
        )}
        {failure !== "step-up" && (
          <div className="line">
            <Button look="harm" disabled={working} onClick={() => void remove()}>
              {words.remove(part.name)}
            </Button>
          </div>
        )}
      </div>
    </details>
  )
}
