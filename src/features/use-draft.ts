import { useCallback, useEffect, useRef, useState } from "react"

import { keepDraft, readDraft } from "#/data/drafts.ts"
import { useServices } from "#/platform/services.tsx"

/** Typing is kept once it pauses; every keystroke would be a write. */
const pauseMs = 400

export interface Draft<Value> {
  /** Undefined until the tablet has looked for one; then what was found, or null. */
  readonly found: Value | null | undefined
  readonly keep: (value: Value) => void
  /** Saved, or no longer wanted. */
  readonly drop: () => void
}

/**
 * What a form holds before it is saved: it survives a reload and an update.
 * @param decode a draft may have been kept by an older version of the form: undefined throws it away
 */
export function useDraft<Value>(
  id: string,
  decode: (kept: unknown) => Value | undefined,
): Draft<Value> {
  const { journal } = useServices()
  const [found, setFound] = useState<{ readonly id: string; readonly value: Value | null }>()
  const waiting = useRef<{ readonly timer: number; readonly value: Value }>(undefined)
  const decoder = useRef(decode)

  useEffect(() => {
    let isOver = false
    void (async () => {
      const kept = await readDraft(journal, id)
      if (!isOver) setFound({ id, value: decoder.current(kept) ?? null })
    })()
    return () => {
      isOver = true
      const last = waiting.current
      if (last === undefined) return
      clearTimeout(last.timer)
      waiting.current = undefined
      void keepDraft(journal, id, last.value)
    }
  }, [journal, id])

  const forget = useCallback(() => {
    if (waiting.current !== undefined) clearTimeout(waiting.current.timer)
    waiting.current = undefined
  }, [])
  const keep = useCallback(
    (value: Value) => {
      forget()
      const timer = window.setTimeout(() => {
        waiting.current = undefined
        void keepDraft(journal, id, value)
      }, pauseMs)
      waiting.current = { timer, value }
    },
    [forget, journal, id],
  )
  const drop = useCallback(() => {
    forget()
    void keepDraft(journal, id, null)
  }, [forget, journal, id])
  return { found: found?.id === id ? found.value : undefined, keep, drop }
}
