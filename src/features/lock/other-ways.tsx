import { useState } from "react"

import type { Trouble } from "#/data/database.ts"
import { SecretField } from "#/features/secret-field.tsx"
import { unlockWithPassphrase, unlockWithRecoveryCode } from "#/platform/unlock-place.ts"
import { unlockWithServer } from "#/platform/unlock-server.ts"
import type { PlaceLook } from "#/platform/unlocking.ts"
import { readInvitationCode } from "#/sync/invitation-code.ts"
import { lockWords } from "#/text/lock.ts"
import { Card } from "#/ui/card.tsx"
import { useWords } from "#/ui/words.tsx"

import { SecretForm } from "./secret-form.tsx"
import type { Unlocking } from "./use-unlocking.ts"
import { useWay, type WayState } from "./use-way.ts"

type Props = {
  readonly place: PlaceLook
  readonly unlocking: Unlocking
  readonly onTrouble: (trouble: Trouble) => void
}

/** The ways that are not for every day: those this place has, and no other. */
export function OtherWays({ place, unlocking, onTrouble }: Props) {
  const words = useWords(lockWords)
  const { database, ways } = place
  const way = useWay(unlocking)
  const online = place.mode === "joined" && ways.includes("escrow")
  const hasAny = online || ways.some((one) => one !== "pin" && one !== "escrow")
  return (
    <div className="stack">
      {ways.includes("passphrase") && (
        <SecretForm
          title={words.phrase.title}
          label={words.phrase.label}
          hidden
          submit={words.phrase.open}
          {...way("passphrase")}
          waitSeconds={unlocking.waitSeconds}
          onSubmit={(typed) =>
            void unlocking.run("passphrase", () => unlockWithPassphrase(database, typed, onTrouble))
          }
        />
      )}
      {online && (
        <OnlineForm
          {...way("sign-in")}
          codeAsked={isCodeAsked(unlocking)}
          onSubmit={(passphrase, code) =>
            void unlocking.run("sign-in", () => {
              const by = { kind: "passphrase", passphrase } as const
              const signIn = code === "" ? by : { ...by, code }
              return unlockWithServer(database, signIn, onTrouble)
            })
          }
        />
      )}
      {ways.includes("recovery") && (
        <SecretForm
          title={words.recovery.title}
          label={words.recovery.label}
          hint={words.recovery.hint}
          submit={words.recovery.open}
          {...way("recovery")}
          waitSeconds={unlocking.waitSeconds}
          onSubmit={(typed) =>
            void unlocking.run("recovery", () => unlockWithRecoveryCode(database, typed, onTrouble))
          }
        />
      )}
      {online && (
        <InvitationForm
          {...way("invitation")}
          onCode={(code) =>
            void unlocking.run("invitation", () =>
              unlockWithServer(database, { kind: "invitation", key: { code } }, onTrouble),
            )
          }
        />
      )}
      {!hasAny && (
        <Card title={words.lost.title}>
          <p>{words.lost.why}</p>
        </Card>
      )}
    </div>
  )
}

/** The passphrase was right, and the person has a second factor. */
function isCodeAsked({ last }: Unlocking): boolean {
  return (
    last?.result.kind === "server" &&
    (last.result.failure === "step-up" || last.result.failure === "wrong-code")
  )
}

type OnlineProps = WayState & {
  readonly codeAsked: boolean
  readonly onSubmit: (passphrase: string, code: string) => void
}

function OnlineForm({ codeAsked, onSubmit, ...way }: OnlineProps) {
  const { online: words, phrase } = useWords(lockWords)
  const [code, setCode] = useState("")
  // Asked for once, the code stays asked for while the next try is under way.
  const [isAsked, setAsked] = useState(codeAsked)
  if (codeAsked && !isAsked) setAsked(true)
  return (
    <SecretForm
      title={words.title}
      why={words.why}
      label={phrase.label}
      hidden
      submit={words.open}
      {...way}
      onSubmit={(passphrase) => onSubmit(passphrase, code.trim())}
    >
      {isAsked && (
        <SecretField
          label={words.code}
          hint={words.codeHint}
          value={code}
          onChange={setCode}
          fault={undefined}
        />
      )}
    </SecretForm>
  )
}

type InvitationProps = WayState & { readonly onCode: (code: string) => void }

function InvitationForm({ onCode, fault, busy }: InvitationProps) {
  const { invitation: words } = useWords(lockWords)
  const [isWrong, setWrong] = useState(false)
  return (
    <SecretForm
      title={words.title}
      why={words.why}
      label={words.code}
      hint={words.codeHint}
      submit={words.open}
      busy={busy}
      fault={isWrong ? words.codeWrong : fault}
      onSubmit={(typed) => {
        const code = readInvitationCode(typed)
        setWrong(code === undefined)
        if (code !== undefined) onCode(code)
      }}
    />
  )
}
