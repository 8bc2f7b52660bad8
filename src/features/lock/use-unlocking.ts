import { useEffect, useState } from "react"

import type { Services } from "#/platform/services.tsx"
import type { Unlocked, WayIn } from "#/platform/unlocking.ts"

/** How the person tries to get in: by a way of this tablet, by signing in to the server, or by merely asking it. */
export type Attempt = WayIn | "sign-in" | "invitation" | "connect"

export type NotOpen = Exclude<Unlocked, { readonly kind: "open" }>

export interface Unlocking {
  /** What is being tried now. */
  readonly busy: Attempt | undefined
  /** What came of the last try, and of which one. */
  readonly last: { readonly attempt: Attempt; readonly result: NotOpen } | undefined
  /** Seconds until the next try is looked at; 0 when it may be made. */
  readonly waitSeconds: number
  readonly run: (attempt: Attempt, unlock: () => Promise<Unlocked>) => Promise<void>
}

export type OnOpen = (services: Services, by: Attempt) => void

/** One try at a time; the screen keeps answering while the key is stretched. */
export function useUnlocking(onOpen: OnOpen): Unlocking {
  const [busy, setBusy] = useState<Attempt>()
  const [last, setLast] = useState<Unlocking["last"]>()
  const [wait, setWait] = useWait()
  const run: Unlocking["run"] = async (attempt, unlock) => {
    setBusy(attempt)
    setLast(undefined)
    const result = await unlock()
    setBusy(undefined)
    if (result.kind === "open") {
      onOpen(result.services, attempt)
      return
    }
    setLast({ attempt, result })
    setWait(result.kind === "wrong" || result.kind === "wait" ? result.waitMs : 0)
  }
  return { busy, last, waitSeconds: wait, run }
}

const secondMs = 1000

/** Counts the seconds of a wait down to nothing. */
function useWait(): [seconds: number, start: (waitMs: number) => void] {
  const [seconds, setSeconds] = useState(0)
  const isWaiting = seconds > 0
  useEffect(() => {
    if (!isWaiting) return undefined
    const timer = setInterval(() => setSeconds((left) => Math.max(0, left - 1)), secondMs)
    return () => clearInterval(timer)
  }, [isWaiting])
  return [seconds, (waitMs) => setSeconds(Math.ceil(waitMs / secondMs))]
}
