import { paths } from "#/features/paths.ts"
import { callApi } from "#/platform/api-client.ts"
import { api } from "#/sync/api.ts"
import { factorWords } from "#/text/factor.ts"
import { LinkButton } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { FactorCodeForm } from "./factor-code-form.tsx"
import { factorFailureOf, useFactor, type FactorFailure } from "./use-factor.ts"

type Props = {
  /** The code was right: do again what was answered with `step-up`. */
  readonly onDone: () => void
  readonly onCancel?: () => void
}

/**
 * Stands where an endpoint has answered `step-up`, on the screen and not over it, and outside of any other form. Asks for
 * a code of the second factor, or leads to where one is set up.
 */
export function StepUpForm({ onDone, onCancel }: Props) {
  const { step: words, code, loading } = useWords(factorWords)
  const { factor } = useFactor()
  const give = async (typed: string): Promise<FactorFailure | undefined> => {
    const called = await callApi({ endpoint: api.stepUp, request: { code: typed } })
    if (called.kind !== "answer") return factorFailureOf(called)
    onDone()
    return undefined
  }
  if (factor.kind === "loading") return <Wait text={loading} />
  const isThere = factor.kind === "failed" || factor.factor.state === "on"
  return (
    <Card title={words.title}>
      <div className="stack">
        <p>{isThere ? words.why : words.none}</p>
        {isThere ? (
          <FactorCodeForm
            hint={code.hint}
            onCode={give}
            onCancel={onCancel}
            cancelLabel={code.cancel}
          />
        ) : (
          <div className="line">
            <LinkButton look="main" icon="key" to={paths.factor}>
              {words.toBegin}
            </LinkButton>
          </div>
        )}
      </div>
    </Card>
  )
}
