import { hearLock } from "./lock.ts"
import { leaveRevoked } from "./revoked-place.ts"
import type { Services } from "./services.tsx"

/** What an open place needs beside its screens: it locks with its other tabs, and goes when the access has ended. */
export function carePlace(services: Services): () => void {
  const { sync } = services
  const stopHearing = hearLock(services)
  let isLeaving = false
  const look = (): void => {
    if (isLeaving || sync.link().kind !== "revoked") return
    isLeaving = true
    void leaveRevoked(services)
  }
  look()
  const unsubscribe = sync.subscribe(look)
  return () => {
    stopHearing()
    unsubscribe()
  }
}
