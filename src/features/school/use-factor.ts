import { useEffect, useState } from "react"

import { callApi, type Called } from "#/platform/api-client.ts"
import { api, type FactorAnswer } from "#/sync/api.ts"

/** Why the server did not do it; each has a sentence in `text/factor.ts`. */
export type FactorFailure =
  | "wrong-code"
  | "too-many"
  | "offline"
  | "unreachable"
  | "portal"
  | "signed-out"
  | "no-key"
  | "broken"

/** What an authenticator takes; shown once. */
export interface NewSecret {
  readonly uri: string
  readonly secret: string
}

export type Factor =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: FactorFailure }
  | { readonly kind: "here"; readonly factor: FactorAnswer }

/** The signed-in person's second factor, as the server knows it. */
export function useFactor(): { readonly factor: Factor; readonly reload: () => Promise<void> } {
  const [factor, setFactor] = useState<Factor>({ kind: "loading" })
  useEffect(() => {
    let isOver = false
    void (async () => {
      const asked = await askForFactor()
      if (!isOver) setFactor(asked)
    })()
    return () => {
      isOver = true
    }
  }, [])
  return { factor, reload: async () => setFactor(await askForFactor()) }
}

async function askForFactor(): Promise<Factor> {
  const called = await callApi({ endpoint: api.factor, request: {} })
  return called.kind === "answer"
    ? { kind: "here", factor: called.answer }
    : { kind: "failed", failure: factorFailureOf(called) }
}

/** `step-up` is no failure here: whoever begins anew is asked for a code of the present factor. */
export function factorFailureOf(
  called: Exclude<Called<unknown>, { readonly kind: "answer" }>,
): FactorFailure {
  if (called.kind !== "refused") return called.kind
  switch (called.code) {
    case "wrong-code":
    case "too-many":
    case "signed-out":
      return called.code
    // What was typed is neither six digits nor a recovery code.
    case "bad-request":
      return "wrong-code"
    case "storage":
      return "no-key"
    case "busy":
    case "too-slow":
      return "unreachable"
    default:
      return "broken"
  }
}
