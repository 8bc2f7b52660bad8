import { useState } from "react"

import type { KeySet, RecoveryCodeMade, Secret } from "#/platform/unlocking.ts"
import { lockWords } from "#/text/lock.ts"
import { useWords } from "#/ui/words.tsx"

import { keySetSentence, secretSentence, type SecretRefusal } from "./key-set-sentence.ts"

type Result = KeySet | RecoveryCodeMade
type Done = Extract<Result, { readonly kind: "set" | "made" }>
type Refusal = Exclude<Result, { readonly kind: "set" | "made" | "secret-needed" }>

interface Job {
  readonly call: (by?: Secret) => Promise<Result>
  readonly done: (result: Done) => void
}

export interface KeyCall {
  readonly busy: boolean
  /** What is wrong with what was to be set. */
  readonly fault: string | undefined
  readonly run: (job: Job) => Promise<void>
  /** Given while the person has to show first that it is they: the key is at hand only right after a secret was typed. */
  readonly secret: SecretAsked | undefined
}

export interface SecretAsked {
  /** The server asks, and it knows no PIN. */
  readonly isForServer: boolean
  readonly busy: boolean
  readonly fault: string | undefined
  readonly give: (by: Secret) => void
}

/**
 * Changes a way to the key; asks for the PIN or the passphrase in between when it has to.
 * @param justGiven a secret that was typed a moment ago and need not be asked for
 */
export function useKeyCall(justGiven?: Secret): KeyCall {
  const words = useWords(lockWords)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<{ readonly job: Job; readonly isForServer: boolean }>()
  const [refusal, setRefusal] = useState<Refusal>()
  const attempt = async (job: Job, by?: Secret): Promise<void> => {
    setBusy(true)
    setRefusal(undefined)
    const result = await job.call(by)
    setBusy(false)
    if (result.kind === "set" || result.kind === "made") {
      setAsked(undefined)
      job.done(result)
      return
    }
    const isForServer = result.kind === "server" && result.failure === "stale-sign-in"
    if (result.kind === "secret-needed" || isForServer) {
      setAsked({ job, isForServer })
      return
    }
    setRefusal(result)
    // What was wrong with the new secret is mended where it was typed.
    if (!isAboutSecret(result)) setAsked(undefined)
  }
  const sentence = refusal && isAboutSecret(refusal) ? secretSentence(refusal, words) : undefined
  return {
    busy,
    fault: refusal && !isAboutSecret(refusal) ? keySetSentence(refusal, words) : undefined,
    run: (job) => attempt(job, justGiven),
    secret: asked && {
      isForServer: asked.isForServer,
      busy,
      fault: sentence,
      give: (by) => void attempt(asked.job, by),
    },
  }
}

function isAboutSecret(refusal: Refusal): refusal is SecretRefusal {
  if (refusal.kind === "server") return refusal.failure === "wrong-passphrase"
  return ["wrong", "wait", "pin-gone", "no-way"].includes(refusal.kind)
}
