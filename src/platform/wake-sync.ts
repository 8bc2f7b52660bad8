import { recordKey } from "#/domain/record-keys.ts"

import { dropCrumb } from "./crumb.ts"
import type { Services } from "./services.tsx"

/** Wakes sync at the start, on becoming visible and on `online`, and keeps the crumb of what is here. */
export function wakeSync(services: Services): () => void {
  const { sync } = services
  const wake = (): void => {
    if (document.visibilityState === "visible") sync.nudge()
    else void crumble(services)
  }
  // The first screen comes first: sync waits until the browser has nothing better to do.
  const idle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 200))
  idle(() => {
    wake()
    // The first tap should not wait for the writer to be loaded.
    void import("#/data/write.ts")
  })
  document.addEventListener("visibilitychange", wake)
  addEventListener("online", wake)
  navigator.serviceWorker?.addEventListener("message", wake)
  return () => {
    document.removeEventListener("visibilitychange", wake)
    removeEventListener("online", wake)
    navigator.serviceWorker?.removeEventListener("message", wake)
  }
}

async function crumble({ journal, place, nowMs }: Services): Promise<void> {
  if (place.mode === "demo") return
  const { records, outbox } = journal.database
  const [classes, waiting] = await Promise.all([
    records.where("keys").equals(recordKey.kind("class")).count(),
    outbox.where("state").anyOf("fresh", "sent").count(),
  ])
  dropCrumb({ own: { classes, waiting, seenAt: nowMs() } })
}
