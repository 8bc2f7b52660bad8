import type { Link } from "#/sync/link.ts"

import { LiveLine } from "./live-line.ts"
import { liveStreamOver } from "./live-stream.ts"
import type { Services } from "./services.tsx"

/**
 * While the app is in sight, online and signed in, the server tells it that something of the school has changed, and
 * sync asks what. Without it sync asks all the same, only not at once. Returns how to stop.
 */
export function keepLive({ sync, nowMs }: Pick<Services, "sync" | "nowMs">): () => void {
  const line = new LiveLine({
    connect: liveStreamOver((path, init) => fetch(path, init)),
    poke: sync.nudge,
    nowMs,
    random: () => Math.random(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
  })
  const look = (): void => {
    line.want(document.visibilityState === "visible" && navigator.onLine && mayListen(sync.link()))
  }
  const leave = (): void => line.want(false)
  document.addEventListener("visibilitychange", look)
  for (const event of ["online", "offline", "pageshow"]) addEventListener(event, look)
  // A page kept for going back to it must not hold a line open.
  addEventListener("pagehide", leave)
  const unsubscribe = sync.subscribe(look)
  look()
  return () => {
    document.removeEventListener("visibilitychange", look)
    for (const event of ["online", "offline", "pageshow"]) removeEventListener(event, look)
    removeEventListener("pagehide", leave)
    unsubscribe()
    leave()
  }
}

/** Nobody would answer, or sync could do nothing with the answer. */
const deaf = new Set<Link["kind"]>(["local", "demo", "signed-out", "revoked", "version"])

function mayListen({ kind }: Link): boolean {
  return !deaf.has(kind)
}
