import { useSyncExternalStore } from "react"

/** The one break of the layout, as in the style sheets. */
const query = "(min-width: 52.5em)"

let asked: MediaQueryList | undefined

/** Undefined where there is nobody to ask. Asked for once: the answer is looked at with every drawing. */
function media(): MediaQueryList | undefined {
  if (typeof window.matchMedia !== "function") return undefined
  asked ??= window.matchMedia(query)
  return asked
}

function subscribe(changed: () => void): () => void {
  media()?.addEventListener("change", changed)
  return () => {
    media()?.removeEventListener("change", changed)
  }
}

/** Whether register and checklist stand side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => media()?.matches ?? true)
}
