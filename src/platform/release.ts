/** How the app itself lies on the tablet. */
export type ReleaseHere =
  /** Whole: every screen opens without a network. */
  | "stored"
  /** Whole, and a newer release lies beside it. */
  | "newer-waits"
  /** Not yet, or not whole: without a network it would not open. */
  | "not-stored"
  /** This browser, or a page without https, stores nothing. */
  | "cannot"

/** Asks the worker's registration. A worker holds a whole release or none at all (see `worker/sw.ts`). */
export async function readRelease(): Promise<ReleaseHere> {
  if (!("serviceWorker" in navigator)) return "cannot"
  const { serviceWorker } = navigator
  const registration = await serviceWorker.getRegistration()
  if (registration?.waiting != null) return "newer-waits"
  return serviceWorker.controller === null ? "not-stored" : "stored"
}

/** Asks the server for a release and stores it; what comes of it shows in {@link readRelease} afterwards. */
export async function fetchRelease(): Promise<void> {
  try {
    await (await navigator.serviceWorker?.getRegistration())?.update()
  } catch {
    // Without a network there is nothing newer to be had, and what is stored stays.
  }
}
