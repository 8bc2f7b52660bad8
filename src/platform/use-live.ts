import { useLayoutEffect, useRef, useState } from "react"

import { isClosed } from "#/data/fault-of-disk.ts"
import type { Journal } from "#/data/journal.ts"
import { observe, type Watched } from "#/data/observe.ts"

import { useServices } from "./services.tsx"

type Found<T> = { readonly key: string; readonly value: T }

/**
 * What a reader finds, and finds again whenever one of the tables changes, in this tab or another.
 * Undefined until the first answer for this key; while a new answer is awaited the old one stays.
 * @param key names what is asked for: a change of it starts anew
 */
export function useLive<T>(
  key: string,
  read: (journal: Journal) => Promise<T>,
  tables: readonly Watched[] = ["records"],
): T | undefined {
  const { journal } = useServices()
  const [found, setFound] = useState<Found<T>>()
  const [failure, setFailure] = useState<unknown>()
  const reader = useRef(read)
  const watched = tables.join(" ")
  useLayoutEffect(() => {
    reader.current = read
  })
  // Before the frame that shows nothing yet is painted: behind it every screen would come a frame later.
  useLayoutEffect(() => {
    let asked = 0
    let isOver = false
    const ask = async (): Promise<void> => {
      asked += 1
      const turn = asked
      try {
        const value = await reader.current(journal)
        if (!isOver && turn === asked) setFound({ key, value })
      } catch (error) {
        // What stands on the screen stays there, under the line that says what has happened to the storage.
        if (!isOver && turn === asked && !isClosed(error)) setFailure(() => error)
      }
    }
    void ask()
    const names = watched.split(" ").filter((name): name is Watched => name !== "")
    const stop = observe(journal.database, names, () => void ask())
    return () => {
      isOver = true
      stop()
    }
  }, [journal, key, watched])
  // The nearest error boundary says what is safe and offers to reload.
  if (failure !== undefined) throw failure
  return found?.key === key ? found.value : undefined
}
