import { callApi } from "#/platform/api-client.ts"
import { api } from "#/sync/api.ts"
import { factorWords } from "#/text/factor.ts"
import { Card } from "#/ui/card.tsx"
import { CodeGroups } from "#/ui/code-groups.tsx"
import { QrCode } from "#/ui/qr-code.tsx"
import { useWords } from "#/ui/words.tsx"

import { FactorCodeForm } from "./factor-code-form.tsx"
import { factorFailureOf, type FactorFailure, type NewSecret } from "./use-factor.ts"

type Props = {
  readonly made: NewSecret
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void
  readonly onCancel: () => void
}

/** The new secret as a QR code and for typing. It is in force only once the authenticator has shown its first code. */
export function FactorBegun({ made, onConfirmed, onCancel }: Props) {
  const { begun: words, code } = useWords(factorWords)
  const confirm = async (typed: string): Promise<FactorFailure | undefined> => {
    const called = await callApi({ endpoint: api.factorConfirm, request: { code: typed } })
    if (called.kind !== "answer") return factorFailureOf(called)
    onConfirmed(called.answer.recoveryCodes)
    return undefined
  }
  return (
    <Card title={words.title} next>
      <div className="factor-begun">
        <QrCode text={made.uri} label={words.qr} correction="low" />
        <div className="stack">
          <p>{words.scan}</p>
          <div className="stack stack-close">
            <p className="muted">{words.typed}</p>
            <CodeGroups label={words.key} groups={made.secret.match(/.{1,4}/g) ?? []} />
          </div>
          <p>{words.nowCode}</p>
          <FactorCodeForm
            hint={code.firstHint}
            onCode={confirm}
            onCancel={onCancel}
            cancelLabel={words.cancel}
          />
        </div>
      </div>
    </Card>
  )
}
