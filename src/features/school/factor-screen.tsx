import { useState } from "react"

import { isGuarded } from "#/domain/access.ts"
import { useRole } from "#/platform/use-role.ts"
import { commonWords } from "#/text/common.ts"
import { factorWords } from "#/text/factor.ts"
import { Banner } from "#/ui/banner.tsx"
import { Button } from "#/ui/button.tsx"
import { Empty } from "#/ui/empty.tsx"
import { Page } from "#/ui/page.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { FactorBegun } from "./factor-begun.tsx"
import { FactorNow } from "./factor-now.tsx"
import { RecoveryCodes } from "./recovery-codes.tsx"
import { useFactor, type NewSecret } from "./use-factor.ts"

import "./factor.css"

/** «Вход с кодом»: an authenticator on the telephone, for those whose rights reach beyond their own classes. */
export function FactorScreen() {
  const words = useWords(factorWords)
  const role = useRole()
  const isFor = role !== null && isGuarded(role)
  return (
    <Page title={words.title} sub={words.sub}>
      {isFor ? <OwnFactor /> : <Empty icon="key">{words.onlySome}</Empty>}
    </Page>
  )
}

type Stage =
  | { readonly kind: "now" }
  | { readonly kind: "begun"; readonly made: NewSecret }
  | { readonly kind: "codes"; readonly codes: readonly string[] }

function OwnFactor() {
  const words = useWords(factorWords)
  const common = useWords(commonWords)
  const { factor, reload } = useFactor()
  const [stage, setStage] = useState<Stage>({ kind: "now" })
  const toNow = (): void => {
    setStage({ kind: "now" })
    void reload()
  }
  if (stage.kind === "begun") {
    return (
      <FactorBegun
        made={stage.made}
        onConfirmed={(codes) => setStage({ kind: "codes", codes })}
        onCancel={toNow}
      />
    )
  }
  if (stage.kind === "codes") return <RecoveryCodes codes={stage.codes} onDone={toNow} />
  if (factor.kind === "loading") return <Wait text={words.loading} />
  if (factor.kind === "failed") {
    return (
      <div role="alert">
        <Banner
          state="late"
          icon={factor.failure === "offline" ? "off" : "warning"}
          action={
            <Button look="quiet" onClick={() => void reload()}>
              {common.retry}
            </Button>
          }
        >
          {words.failure[factor.failure]}
        </Banner>
      </div>
    )
  }
  return <FactorNow factor={factor.factor} onBegun={(made) => setStage({ kind: "begun", made })} />
}
