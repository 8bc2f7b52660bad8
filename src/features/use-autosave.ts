import { useCallback, useEffect, useRef, useState } from "react"

import { keepDraft, readDraft } from "#/data/drafts.ts"
import { useServices } from "#/platform/services.tsx"

/** Long enough that a word is one change in the history, short enough to be safe. */
const restMs = 400

interface Options {
  /** Where what is being typed is kept until it is saved. */
  readonly draft: string
  readonly stored: string
  /** Saves; false when it could not be, and then the draft stays. */
  readonly save: (text: string) => Promise<boolean>
  /** What becomes of a draft when the stored text has changed since it was typed. */
  readonly join: (stored: string, draft: string) => string
}

interface Autosaved {
  readonly text: string
  readonly change: (text: string) => void
  readonly flush: () => void
  /** Typed and not saved yet. */
  readonly isDirty: boolean
}

/**
 * A text that saves itself: every key into the draft, the text after a short rest, on leaving the field, and when the
 * page goes away. A reload in between finds the draft.
 */
export function useAutosave(options: Options): Autosaved {
  const { journal } = useServices()
  const { draft, stored } = options
  const [local, setLocal] = useState<string>()
  const pending = useRef<string>(undefined)
  /** Given to be saved and not yet seen to be stored, the oldest first. */
  const given = useRef<readonly string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const text = pending.current
    if (text === undefined) return
    pending.current = undefined
    given.current = [...after(given.current, latest.current.stored), text]
    void (async () => {
      const isSaved = await latest.current.save(text)
      if (pending.current !== undefined) return
      // On a full disk it waits on the screen, and leaving the field tries again.
      if (isSaved) await keepDraft(journal, draft, null)
      else pending.current = text
    })()
  }, [journal, draft])

  const change = useCallback(
    (text: string) => {
      setLocal(text)
      pending.current = text
      const { stored: was } = latest.current
      void keepDraft(journal, draft, { text, was, given: after(given.current, was) })
      clearTimeout(timer.current)
      timer.current = setTimeout(flush, restMs)
    },
    [journal, draft, flush],
  )

  useEffect(() => {
    let isOver = false
    void (async () => {
      // Behind every key that is still being kept: an older draft must not come back over a newer one.
      const found = draftOf(await journal.queue.run(() => readDraft(journal, draft)))
      if (isOver || found === undefined || pending.current !== undefined) return
      const now = latest.current
      if (found.text === now.stored) return
      // Typed on top of what stands there, or of what was being saved at that moment and stands there now.
      const isNewer = [found.was, ...found.given].includes(now.stored)
      change(isNewer ? found.text : now.join(now.stored, found.text))
    })()
    return () => {
      isOver = true
    }
  }, [journal, draft, change])

  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === "hidden") flush()
    }
    document.addEventListener("visibilitychange", hide)
    window.addEventListener("pagehide", flush)
    return () => {
      document.removeEventListener("visibilitychange", hide)
      window.removeEventListener("pagehide", flush)
      flush()
    }
  }, [flush])

  // What was typed here has come back: from now on the field follows the record again.
  if (local !== undefined && local === stored) setLocal(undefined)
  return { text: local ?? stored, change, flush, isDirty: local !== undefined }
}

interface Draft {
  readonly text: string
  /** What was stored when it was typed. */
  readonly was: string
  /** What this field had given to be saved by then, whether or not it was on the disk yet. */
  readonly given: readonly unknown[]
}

function draftOf(kept: unknown): Draft | undefined {
  if (typeof kept !== "object" || kept === null) return undefined
  if (!("text" in kept) || !("was" in kept)) return undefined
  const { text, was } = kept
  if (typeof text !== "string" || typeof was !== "string") return undefined
  return { text, was, given: "given" in kept && Array.isArray(kept.given) ? kept.given : [] }
}

/** What of it was given behind the stored one. */
function after(given: readonly string[], stored: string): readonly string[] {
  return given.slice(given.lastIndexOf(stored) + 1)
}
