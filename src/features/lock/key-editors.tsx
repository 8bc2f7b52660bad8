import { useState } from "react"

import { newRecoveryCode, setPassphrase, setPin } from "#/platform/key-settings.ts"
import { useServices } from "#/platform/services.tsx"
import type { RecoveryCodeMade, Secret, WayIn } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { Button } from "#/ui/button.tsx"
import { Wait } from "#/ui/wait.tsx"
import { useWords } from "#/ui/words.tsx"

import { NewPhrase } from "./new-phrase.tsx"
import { NewPin } from "./new-pin.tsx"
import { RecoverySheet } from "./recovery-sheet.tsx"
import { SecretPrompt } from "./secret-prompt.tsx"
import { useKeyCall } from "./use-key-call.ts"

type Props = {
  readonly ways: readonly WayIn[]
  /** Typed a moment ago, so that it is not asked for again. */
  readonly justGiven?: Secret | undefined
  readonly onDone: () => void
}

type PinProps = Pick<Props, "ways"> & { readonly onDone: (pin: string) => void }

export function PinEditor({ ways, onDone }: PinProps) {
  const services = useServices()
  const { busy, fault, secret, run } = useKeyCall()
  if (secret) return <SecretPrompt asked={secret} ways={ways} />
  return (
    <NewPin
      busy={busy}
      fault={fault}
      onPin={(pin) =>
        void run({ call: (by) => setPin(services, pin, by), done: () => onDone(pin) })
      }
    />
  )
}

export function PhraseEditor({ ways, justGiven, onDone }: Props) {
  const services = useServices()
  // Here and not in the form: it outlives the question in between.
  const [typed, setTyped] = useState("")
  const { busy, fault, secret, run } = useKeyCall(justGiven)
  // The server knows a person by the old phrase and not by a PIN.
  if (secret) return <SecretPrompt asked={secret} ways={ways} first="passphrase" />
  return (
    <NewPhrase
      isAlone={services.place.mode === "local"}
      value={typed}
      onChange={setTyped}
      busy={busy}
      fault={fault}
      onPhrase={(phrase) =>
        void run({ call: (by) => setPassphrase(services, phrase, by), done: onDone })
      }
    />
  )
}

type Code = Extract<RecoveryCodeMade, { readonly kind: "made" }>

export function CodeEditor({ ways, justGiven, onDone }: Props) {
  const words = useWords(lockWords)
  const services = useServices()
  const [code, setCode] = useState<Code>()
  const { busy, secret, run } = useKeyCall(justGiven)
  if (secret) return <SecretPrompt asked={secret} ways={ways} />
  if (code) {
    return <RecoverySheet code={code} onConfirmed={onDone} onForgotten={() => setCode(undefined)} />
  }
  return (
    <div className="stack stack-close">
      <p>{words.newCode.why}</p>
      <Button
        look="main"
        big
        disabled={busy}
        onClick={() =>
          void run({
            call: (by) => newRecoveryCode(services, by),
            done: (made) => {
              if (made.kind === "made") setCode(made)
            },
          })
        }
      >
        {words.newCode.make}
      </Button>
      {busy && <Wait />}
    </div>
  )
}
