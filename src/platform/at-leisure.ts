/** Runs when the browser has nothing better to do: the screen that somebody waits for comes first. */
export function atLeisure(run: () => void): void {
  // Safari has no requestIdleCallback.
  if ("requestIdleCallback" in globalThis) requestIdleCallback(run)
  else setTimeout(run, 200)
}
