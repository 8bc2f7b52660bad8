import { isClosed } from "#/data/fault-of-disk.ts"
import { observe } from "#/data/observe.ts"
import { countInState } from "#/data/ops-in-state.ts"
import { recordKey } from "#/domain/record-keys.ts"

import { atLeisure } from "./at-leisure.ts"
import { dropCrumb } from "./crumb.ts"
import type { Services } from "./services.tsx"

/** A register full of taps leaves one crumb; who wipes the browser right after a change still finds it told. */
const crumbleAfterMs = 1_000

/**
 * Wakes sync at the start, on becoming visible, on `online` and when the server says that something has changed, and
 * keeps the crumb of what is here.
 */
export function wakeSync(services: Services): () => void {
  const { sync, place } = services
  const wake = (): void => {
    if (document.visibilityState === "visible") sync.nudge()
    else void crumble(services)
  }
  const crumbs = keepCrumb(services)
  let isStopped = false
  let stopListening: () => void = () => undefined
  let stopCaring: () => void = () => undefined
  atLeisure(() => {
    wake()
    crumbs.soon()
    if (place.mode !== "demo") {
      void (async () => {
        const { carePlace } = await import("./place-care.ts")
        if (!isStopped) stopCaring = carePlace(services)
      })()
    }
    if (place.mode === "joined") {
      void (async () => {
        const [{ keepLive }, { keepInContact }] = await Promise.all([
          import("./live.ts"),
          import("./rescue-contact.ts"),
        ])
        if (isStopped) return
        const [stopLive, stopContact] = [keepLive(services), keepInContact(services)]
        stopListening = () => {
          stopLive()
          stopContact()
        }
      })()
    }
    // The first tap should not wait for the writer to be loaded.
    void import("#/data/write.ts")
  })
  document.addEventListener("visibilitychange", wake)
  addEventListener("online", wake)
  navigator.serviceWorker?.addEventListener("message", wake)
  return () => {
    isStopped = true
    stopListening()
    stopCaring()
    crumbs.stop()
    document.removeEventListener("visibilitychange", wake)
    removeEventListener("online", wake)
    navigator.serviceWorker?.removeEventListener("message", wake)
  }
}

/** Not only on leaving: a browser that is closed does not wait for the counting. */
function keepCrumb(services: Services): { readonly soon: () => void; readonly stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined
      void crumble(services)
    }, crumbleAfterMs)
  }
  const unobserve = observe(services.journal.database, ["records", "outbox", "meta"], soon)
  return {
    soon,
    stop: () => {
      unobserve()
      clearTimeout(timer)
    },
  }
}

async function crumble({ journal, place, nowMs }: Services): Promise<void> {
  if (place.mode === "demo") return
  const { database } = journal
  try {
    const [classes, waiting] = await Promise.all([
      database.records.where("keys").equals(recordKey.kind("class")).count(),
      countInState(database, ["fresh", "sent"]),
    ])
    dropCrumb({ own: { classes, waiting, seenAt: nowMs() } })
    const { noteTime } = await import("#/data/lease-notes.ts")
    await noteTime(database, nowMs())
  } catch (error) {
    // A closed database is told in a line of its own; the crumb of before is the right one then.
    if (!isClosed(error)) throw error
  }
}
