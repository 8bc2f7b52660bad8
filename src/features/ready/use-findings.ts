import { useCallback, useEffect, useState } from "react"

import { fetchRelease, readRelease, type ReleaseHere } from "#/platform/release.ts"
import { useServices } from "#/platform/services.tsx"
import { askForPersistence, readStorageState, type StorageState } from "#/platform/storage-state.ts"
import { useLive } from "#/platform/use-live.ts"

import type { Findings } from "./judge.ts"
import { readListsHere } from "./read-lists-here.ts"

interface OfBrowser {
  readonly release: ReleaseHere
  readonly storage: StorageState
}

export interface Checked {
  /** Undefined until everything has been looked at once. */
  readonly found: Findings | undefined
  /** The browser was asked to keep the storage just now, and did not agree. */
  readonly declined: boolean
  /** Looks again, with the server where there is one. */
  readonly again: () => void
  readonly askToKeep: () => void
}

/** Everything the seven ticks are judged by. The database tells by itself when it changes; the browser has to be asked. */
export function useFindings(): Checked {
  const { sync, nowMs, today } = useServices()
  const lists = useLive("ready", (journal) => readListsHere(journal, today()), [
    "records",
    "meta",
    "feeds",
  ])
  const [ofBrowser, setOfBrowser] = useState<OfBrowser>()
  const [declined, setDeclined] = useState(false)
  const look = useCallback(async () => {
    const [release, storage] = await Promise.all([readRelease(), readStorageState()])
    setOfBrowser({ release, storage })
  }, [])
  useEffect(() => {
    const onSight = (): void => {
      if (document.visibilityState === "visible") void look()
    }
    onSight()
    document.addEventListener("visibilitychange", onSight)
    return () => document.removeEventListener("visibilitychange", onSight)
  }, [look])
  const ask = async (): Promise<void> => {
    setDeclined((await askForPersistence()) !== "kept")
    await look()
  }
  const lookFurther = async (): Promise<void> => {
    await fetchRelease()
    await look()
  }
  const found = lists && ofBrowser && { ...lists, ...ofBrowser, nowMs: nowMs() }
  return {
    found,
    declined,
    again: () => {
      sync.nudge()
      void lookFurther()
    },
    askToKeep: () => void ask(),
  }
}
