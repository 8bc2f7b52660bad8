import { useSyncExternalStore } from "react"

/** The one break of the layout, as in the style sheets: list and detail stand side by side from here on. */
const wideQuery = "(min-width: 52.5em)"

/** Undefined where there is nobody to ask. */
function media(): MediaQueryList | undefined {
  return typeof matchMedia === "function" ? matchMedia(wideQuery) : undefined
}

/** Whether two panes have room. For what must not be rendered at all; mere arrangement is the style sheets'. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, isWide, () => false)
}

function isWide(): boolean {
  return media()?.matches ?? true
}

function subscribe(changed: () => void): () => void {
  const query = media()
  query?.addEventListener("change", changed)
  return () => query?.removeEventListener("change", changed)
}
