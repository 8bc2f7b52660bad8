import { useSyncExternalStore } from "react"

/** The one break of the layout, as in the style sheets. */
const query = "(min-width: 52.5em)"

const canAsk = (): boolean => typeof window.matchMedia === "function"

function subscribe(changed: () => void): () => void {
  if (!canAsk()) return () => undefined
  const media = window.matchMedia(query)
  media.addEventListener("change", changed)
  return () => {
    media.removeEventListener("change", changed)
  }
}

/** Whether register and checklist stand side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => !canAsk() || window.matchMedia(query).matches)
}
