import { useState, type SyntheticEvent } from "react"

import { SecretField } from "#/features/secret-field.tsx"
import { useServices } from "#/platform/services.tsx"
import { signInHere } from "#/platform/sign-in-here.ts"
import type { ServerFailure } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { signInWords } from "#/text/sign-in.ts"
import { Button } from "#/ui/button.tsx"
import { Card } from "#/ui/card.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

/** The sign-in has ended and the journal is open: the phrase is enough, and nobody has to be asked for a link. */
export function SignInCard() {
  const words = useWords(signInWords)
  const { phrase, online, server } = useWords(lockWords)
  const services = useServices()
  const [passphrase, setPassphrase] = useState("")
  const [code, setCode] = useState("")
  const [isCodeAsked, setCodeAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<ServerFailure>()
  const submit = async (): Promise<void> => {
    if (busy || passphrase.trim() === "") return
    setBusy(true)
    setFailure(undefined)
    const typed = code.trim()
    const signed = await signInHere(
      services,
      typed === "" ? { passphrase } : { passphrase, code: typed },
    )
    setBusy(false)
    if (signed.kind === "signed-in") return
    setFailure(signed.failure)
    if (signed.failure === "step-up") setCodeAsked(true)
  }
  const fault = failure && server[failure]
  const isAboutCode = failure === "step-up" || failure === "wrong-code"
  return (
    <Card title={words.title} next>
      <form
        className="stack stack-close"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault()
          void submit()
        }}
      >
        <p>{words.why(services.place.person?.name ?? "")}</p>
        <SecretField
          label={phrase.label}
          hidden
          value={passphrase}
          onChange={setPassphrase}
          fault={isAboutCode ? undefined : fault}
        />
        {isCodeAsked && (
          <SecretField
            label={online.code}
            hint={online.codeHint}
            value={code}
            onChange={setCode}
            fault={isAboutCode ? fault : undefined}
          />
        )}
        <div className="line">
          <Button type="submit" look="main" big disabled={busy}>
            {words.signIn}
          </Button>
        </div>
        {busy && <Wait text={words.signingIn} />}
      </form>
    </Card>
  )
}
