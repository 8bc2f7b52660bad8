import { useRef } from "react"

import type { Journal } from "#/data/journal.ts"

/** Long enough for a tap to be read back and painted, too short for a person to notice. */
const calmMs = 120

/** Reads at once the first time; later, when it is only told that something somewhere changed, after the paint. */
export function useCalmly<T>(
  read: (journal: Journal) => Promise<T>,
): (journal: Journal) => Promise<T> {
  const isFirst = useRef(true)
  return async (journal) => {
    if (!isFirst.current) await new Promise((resolve) => setTimeout(resolve, calmMs))
    isFirst.current = false
    return read(journal)
  }
}
