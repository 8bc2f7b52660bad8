import { useEffect, useState } from "react"

import { keepDraft, readDraft } from "#/data/drafts.ts"
import type { Journal } from "#/data/journal.ts"
import { callApi } from "#/platform/api-client.ts"
import { useServices } from "#/platform/services.tsx"
import { areaApi, readAreaSummary, type AreaSummary } from "#/sync/area-api.ts"

import { failureOf, type AreaFailure } from "./call-failure.ts"

export type Summary =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly failure: AreaFailure }
  /** `failure` says why nothing newer is here: this one was kept on the tablet. */
  | {
      readonly kind: "here"
      readonly summary: AreaSummary
      readonly failure: AreaFailure | undefined
    }

const keptAs = "area summary"

/** The counts as the server reckons them; without a connection the last ones, kept sealed on the tablet. */
export function useSummary(): { readonly found: Summary; readonly reload: () => void } {
  const { journal } = useServices()
  const [found, setFound] = useState<Summary>({ kind: "loading" })
  useEffect(() => {
    let isOver = false
    void (async () => {
      const newest = await askForSummary(journal)
      if (!isOver) setFound(newest)
    })()
    return () => {
      isOver = true
    }
  }, [journal])
  const reload = async (): Promise<void> => {
    setFound(await askForSummary(journal))
  }
  return { found, reload: () => void reload() }
}

async function askForSummary(journal: Journal): Promise<Summary> {
  const called = await callApi({ endpoint: areaApi.areaSummary, request: {} })
  if (called.kind === "answer") {
    await keepDraft(journal, keptAs, called.answer)
    return { kind: "here", summary: called.answer, failure: undefined }
  }
  const failure = failureOf(called)
  // Whoever is no coordinator any more looks at nothing kept, either.
  const kept = failure === "forbidden" ? undefined : await readDraft(journal, keptAs)
  const summary = readAreaSummary(kept)
  return summary ? { kind: "here", summary, failure } : { kind: "failed", failure }
}
