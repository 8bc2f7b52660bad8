import { useEffect, useState } from "react"

import { useServices } from "#/platform/services.tsx"

const tickMs = 30_000

/** The present instant, fresh twice a minute and when the screen is looked at again. */
export function useNow(): number {
  const { nowMs } = useServices()
  const [now, setNow] = useState(nowMs)
  useEffect(() => {
    const tick = (): void => setNow(nowMs())
    const timer = setInterval(tick, tickMs)
    document.addEventListener("visibilitychange", tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener("visibilitychange", tick)
    }
  }, [nowMs])
  return now
}
