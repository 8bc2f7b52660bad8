import { useEffect, useState } from "react"

import { callApi, type Called } from "#/platform/api-client.ts"
import { api, type DepersonalisedAnswer, type RetentionAnswer } from "#/sync/api.ts"

/** Why the server did not do it; each has a sentence in `text/retention.ts`. */
export type RetentionFailure =
  | "offline"
  | "unreachable"
  | "portal"
  | "signed-out"
  | "step-up"
  | "forbidden"
  | "broken"

export type Asked<Answer> =
  | { readonly kind: "done"; readonly answer: Answer }
  | { readonly kind: "failed"; readonly failure: RetentionFailure }

export type Retention = { readonly kind: "loading" } | Asked<RetentionAnswer>

/** What is kept and what was taken away, as the server knows it, and the way to ask anew. */
export function useRetention(): { readonly retention: Retention; readonly reload: () => void } {
  const [retention, setRetention] = useState<Retention>({ kind: "loading" })
  useEffect(() => {
    let isOver = false
    void (async () => {
      const asked = await askRetention()
      if (!isOver) setRetention(asked)
    })()
    return () => {
      isOver = true
    }
  }, [])
  const reload = async (): Promise<void> => setRetention(await askRetention())
  return { retention, reload: () => void reload() }
}

async function askRetention(): Promise<Asked<RetentionAnswer>> {
  return asAsked(await callApi({ endpoint: api.retention, request: {} }))
}

export async function depersonalise(year: number): Promise<Asked<DepersonalisedAnswer>> {
  return asAsked(await callApi({ endpoint: api.depersonalise, request: {}, id: String(year) }))
}

export async function erasePupil(id: string): Promise<Asked<{ notes: string[] }>> {
  return asAsked(await callApi({ endpoint: api.erasePupil, request: {}, id }))
}

const awayCodes: ReadonlySet<string> = new Set(["busy", "storage", "too-slow", "too-many"])

function asAsked<Answer>(called: Called<Answer>): Asked<Answer> {
  if (called.kind === "answer") return { kind: "done", answer: called.answer }
  return { kind: "failed", failure: failureOf(called) }
}

function failureOf(called: Exclude<Called<unknown>, { kind: "answer" }>): RetentionFailure {
  if (called.kind !== "refused") return called.kind
  const { code } = called
  if (code === "signed-out" || code === "step-up") return code
  if (code === "not-found") return "forbidden"
  return awayCodes.has(code) ? "unreachable" : "broken"
}
