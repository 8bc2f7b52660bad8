import { useSyncExternalStore } from "react"

/** The one break of the layout, as in the style sheets: list and detail stand side by side from here on. */
const wideQuery = "(min-width: 52.5em)"

/** Whether two panes have room. For what must not be rendered at all; mere arrangement is the style sheets'. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, isWide, () => false)
}

function isWide(): boolean {
  return typeof matchMedia === "function" && matchMedia(wideQuery).matches
}

function subscribe(changed: () => void): () => void {
  if (typeof matchMedia !== "function") return () => undefined
  const query = matchMedia(wideQuery)
  query.addEventListener("change", changed)
  return () => query.removeEventListener("change", changed)
}
