import { useState, type SyntheticEvent } from "react"

import { SecretField } from "#/features/secret-field.tsx"
import type { WayIn } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { PinPad } from "./pin-pad.tsx"
import type { SecretAsked } from "./use-key-call.ts"

type Props = {
  readonly asked: SecretAsked
  readonly ways: readonly WayIn[]
  /** What to ask for first, if it is there. */
  readonly first?: "pin" | "passphrase"
}

/** Asks for the PIN or for the passphrase, before a way to the key is changed. */
export function SecretPrompt({ asked, ways, first = "pin" }: Props) {
  const { secret: words } = useWords(lockWords)
  const hasPin = ways.includes("pin") && !asked.isForServer
  const hasPhrase = ways.includes("passphrase")
  const [chosen, setChosen] = useState(first)
  const isPin = hasPin && (chosen === "pin" || !hasPhrase)
  return (
    <div className="stack stack-close">
      <p>{words.why}</p>
      {isPin ? <ByPin asked={asked} /> : <ByPhrase asked={asked} />}
      {hasPin && hasPhrase && (
        <div className="line">
          <Button
            look="quiet"
            disabled={asked.busy}
            onClick={() => setChosen(isPin ? "passphrase" : "pin")}
          >
            {isPin ? words.byPhrase : words.byPin}
          </Button>
        </div>
      )}
    </div>
  )
}

type ByProps = { readonly asked: SecretAsked }

function ByPin({ asked }: ByProps) {
  const { secret: words } = useWords(lockWords)
  const [pin, setPin] = useState("")
  return (
    <PinPad
      label={words.pin}
      value={pin}
      onChange={setPin}
      onSubmit={() => {
        if (pin === "") return
        setPin("")
        asked.give({ kind: "pin", pin })
      }}
      submitLabel={words.confirm}
      fault={asked.fault}
      busy={asked.busy ? words.checking : undefined}
    />
  )
}

function ByPhrase({ asked }: ByProps) {
  const { secret: words } = useWords(lockWords)
  const [passphrase, setPassphrase] = useState("")
  return (
    <form
      className="stack stack-close"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        if (!asked.busy && passphrase !== "") asked.give({ kind: "passphrase", passphrase })
      }}
    >
      <SecretField
        label={words.phrase}
        hidden
        value={passphrase}
        onChange={setPassphrase}
        fault={asked.fault}
      />
      <Button type="submit" look="main" big disabled={asked.busy}>
        {words.confirm}
      </Button>
      {asked.busy && <Wait text={words.checking} />}
    </form>
  )
}
