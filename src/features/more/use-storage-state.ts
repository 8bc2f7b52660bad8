import { useEffect, useState } from "react"

import { askForPersistence, readStorageState, type StorageState } from "#/platform/storage-state.ts"

export interface StorageAsked {
  /** Undefined until the browser has told. */
  readonly state: StorageState | undefined
  readonly asking: boolean
  /** Asked just now, and the browser did not agree. */
  readonly declined: boolean
  readonly ask: () => void
}

/** The true state of the storage, and a way to ask the browser to keep it. */
export function useStorageState(): StorageAsked {
  const [state, setState] = useState<StorageState>()
  const [asking, setAsking] = useState(false)
  const [declined, setDeclined] = useState(false)
  useEffect(() => {
    let isOver = false
    void (async () => {
      const found = await readStorageState()
      if (!isOver) setState(found)
    })()
    return () => {
      isOver = true
    }
  }, [])
  const ask = async (): Promise<void> => {
    setAsking(true)
    setDeclined((await askForPersistence()) !== "kept")
    setState(await readStorageState())
    setAsking(false)
  }
  return { state, asking, declined, ask: () => void ask() }
}
