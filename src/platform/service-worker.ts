import { switchedOff } from "#/worker/kill-switch.ts"
import { syncTag } from "#/worker/messages.ts"

import { trustedScript } from "./trusted.ts"
import { nextUpdateState, type UpdateEvent, type UpdateState } from "./update-state.ts"

const checkEveryMs = 60 * 60 * 1000
/** A database that hangs must not keep a tab on the old release for ever; a slow tablet is given its time. */
const finishWithinMs = 60_000

/** New releases, as one tab sees them. Fits React's `useSyncExternalStore(updates.subscribe, updates.current)`. */
export type Updates = {
  readonly current: () => UpdateState
  readonly subscribe: (listener: () => void) => () => void
  /** Registers the service worker once the page is loaded and idle, so that it never delays the first screen. */
  readonly start: () => void
  /** The tap on the offer: brings the new release in and reloads this tab. Other tabs show their own line. */
  readonly apply: () => void
  /** What a reload waits for: marks that were tapped and are still being written. */
  readonly beforeReload: (finish: () => Promise<void>) => void
}

/** Background Sync, which TypeScript's DOM does not know. */
type WithSync = ServiceWorkerRegistration & {
  readonly sync?: { readonly register: (tag: string) => Promise<void> }
}
type Tell = (event: UpdateEvent) => void

export function createUpdates(): Updates {
  let state: UpdateState = { kind: "none" }
  let finish: () => Promise<void> = async () => undefined
  const listeners = new Set<() => void>()

  const tell: Tell = (event) => {
    state = nextUpdateState(state, event)
    for (const listener of listeners) listener()
  }

  const reload = async (): Promise<void> => {
    const patience = new Promise((resolve) => setTimeout(resolve, finishWithinMs))
    await Promise.race([finish(), patience])
    location.reload()
  }

  return {
    current: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => {
      // Not prevented: the screen's own error page appears, and the line above it offers to reload.
      addEventListener("vite:preloadError", () => tell("part-not-loaded"))
      if (import.meta.env.DEV || !("serviceWorker" in navigator)) return
      watchController(() => {
        if (state.kind === "applying") void reload()
        else tell("worker-changed")
      })
      void whenIdle().then(() => register(tell))
    },
    apply: () => {
      if (state.kind === "ready") {
        tell("tapped")
        void letIn(reload)
      } else if (state.kind === "replaced" || state.kind === "part-missing") {
        void reload()
      }
    },
    beforeReload: (job) => {
      finish = job
    },
  }
}

/** Calls back when another worker takes the page over; a first worker claiming the page is no news. */
function watchController(changed: () => void): void {
  const { serviceWorker } = navigator
  let controlled = serviceWorker.controller !== null
  serviceWorker.addEventListener("controllerchange", () => {
    if (controlled) changed()
    controlled = true
  })
}

async function register(tell: Tell): Promise<void> {
  if (await switchedOff(fetch)) return await leave()
  try {
    const { Workbox } = await import("workbox-window")
    const registration = await new Workbox(trustedScript("/sw.js")).register({ immediate: true })
    if (registration === undefined) return
    watch(registration, tell)
    checkNowAndThen(registration)
    askForNudge(registration)
  } catch {
    // A portal's page instead of the worker, or a browser that forbids workers: the app goes on from the network, and
    // the check before going offline says that it is not stored.
  }
}

function watch(registration: ServiceWorkerRegistration, tell: Tell): void {
  // A worker without a predecessor is the first one: nothing is updated, so there is nothing to tell.
  if (registration.waiting !== null && registration.active !== null) tell("release-stored")
  follow(registration, tell)
  registration.addEventListener("updatefound", () => follow(registration, tell))
}

function follow(registration: ServiceWorkerRegistration, tell: Tell): void {
  const worker = registration.installing
  if (worker === null || registration.active === null) return
  let stored = false
  worker.addEventListener("statechange", () => {
    if (worker.state === "installed") {
      stored = true
      tell("release-stored")
    }
    if (worker.state === "redundant" && !stored) tell("release-not-stored")
  })
}

/** Tablets keep a tab open for weeks, and the browser by itself looks for a new worker only on a navigation. */
function checkNowAndThen(registration: ServiceWorkerRegistration): void {
  let checkedAt = Date.now()
  const check = (): void => {
    // The tablet's clock may be set back by years.
    const isRecent = Math.abs(Date.now() - checkedAt) < checkEveryMs
    if (document.visibilityState !== "visible" || isRecent) return
    checkedAt = Date.now()
    // Without a network it fails, and the next look is soon enough.
    registration.update().catch(() => undefined)
  }
  document.addEventListener("visibilitychange", check)
  setInterval(check, checkEveryMs)
}

/** Chromium wakes the worker once there is a network again, and the worker wakes the page; elsewhere nothing is lost. */
function askForNudge(registration: WithSync): void {
  addEventListener("offline", () => {
    // Refused without the permission: the page has its own ways to notice a network.
    registration.sync?.register(syncTag).catch(() => undefined)
  })
}

async function letIn(reload: () => Promise<void>): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration()
  // Gone meanwhile: another tab has let it in, or the browser dropped it. A reload shows whatever is there.
  if (registration?.waiting == null) return await reload()
  const { messageSW } = await import("workbox-window")
  // Not awaited: the worker answers by taking over, see watchController.
  void messageSW(registration.waiting, { type: "SKIP_WAITING" })
}

/** The kill switch, from the page's side: no worker, no stored copy. What teachers wrote lies elsewhere. */
async function leave(): Promise<void> {
  for (const registration of await navigator.serviceWorker.getRegistrations()) {
    await registration.unregister()
  }
  for (const name of await caches.keys()) await caches.delete(name)
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    const idle = (): void => {
      // Safari has no requestIdleCallback; a moment after loading is as good.
      if ("requestIdleCallback" in globalThis)
        requestIdleCallback(() => resolve(), { timeout: 2000 })
      else setTimeout(resolve, 500)
    }
    if (document.readyState === "complete") idle()
    else addEventListener("load", idle, { once: true })
  })
}
