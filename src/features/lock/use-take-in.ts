import { useEffect } from "react"

import { takeInSittings } from "#/platform/handover.ts"
import { useServices } from "#/platform/services.tsx"
import { lockWords } from "#/text/lock.ts"
import { useToast } from "#/ui/toast.tsx"
import { useWords } from "#/ui/words.tsx"

/**
 * Whatever opened the journal, a PIN after the lesson or after a dead battery: what pupils have sealed meanwhile comes
 * in by itself.
 */
export function useTakeIn(): void {
  const services = useServices()
  const toasts = useToast()
  const { takenIn: words } = useWords(lockWords)
  useEffect(() => {
    void (async () => {
      const { taken, aside, waiting, damaged } = await takeInSittings(services)
      const said = [
        taken > 0 ? words.taken(taken) : undefined,
        aside.length > 0 ? words.aside(aside.length) : undefined,
        waiting > 0 ? words.waiting(waiting) : undefined,
        damaged > 0 ? words.damaged(damaged) : undefined,
      ].filter((sentence) => sentence !== undefined)
      if (said.length > 0) toasts.show({ text: said.join(" ") })
    })()
    // Once for each opening, whatever is drawn anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [services])
}
