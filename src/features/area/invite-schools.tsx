import { useState } from "react"

import { callApi } from "#/platform/api-client.ts"
import { areaApi } from "#/sync/area-api.ts"
import { showInvitationCode } from "#/sync/invitation-code.ts"
import { areaWords } from "#/text/area.ts"
import { dateWords, dayOf } from "#/text/dates.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

import { failureOf, type AreaFailure } from "./call-failure.ts"
import { NewSchool } from "./new-school.tsx"
import type { StepUp as StepUpForm } from "./step-up.ts"

type Props = { readonly onMade: () => void; readonly StepUp: StepUpForm }

interface Code {
  readonly code: string
  readonly expiresAt: number
}

/** How schools come into the city: by a code that their heads type, or made anew. */
export function InviteSchools({ onMade, StepUp }: Props) {
  const { join: words, ...all } = useWords(areaWords)
  const dates = useWords(dateWords)
  const [code, setCode] = useState<Code>()
  const [failure, setFailure] = useState<AreaFailure>()
  const make = async (): Promise<void> => {
    setFailure(undefined)
    const called = await callApi({ endpoint: areaApi.areaCode, request: {} })
    if (called.kind === "answer") setCode(called.answer)
    else setFailure(failureOf(called))
  }
  return (
    <Card title={words.title}>
      <div className="stack">
        <p>{words.codeWhy}</p>
        {code !== undefined && (
          <p role="status">
            <b className="area-code">{showInvitationCode(code.code)}</b>
            <span className="muted">{words.codeMade(dates.day(dayOf(code.expiresAt)))}</span>
          </p>
        )}
        {failure !== undefined && (
          <div role="alert">
            <Banner state="late" icon="warning">
              {all.failure[failure]}
            </Banner>
          </div>
        )}
        <div className="line">
          <Button icon="key" onClick={() => void make()}>
            {words.makeCode}
          </Button>
        </div>
        <NewSchool onMade={onMade} StepUp={StepUp} />
      </div>
    </Card>
  )
}
