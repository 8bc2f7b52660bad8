import { useEffect, useRef } from "react"

/**
 * Prints the sheet that a portal puts beside the app, alone, once it stands there; `done` takes it away again.
 */
export function usePaper(isReady: boolean, done: () => void): void {
  const latest = useRef(done)
  useEffect(() => {
    latest.current = done
  })
  useEffect(() => {
    if (!isReady) return
    const { dataset } = document.documentElement
    const end = (): void => {
      delete dataset["paper"]
      latest.current()
    }
    // Some browsers come back from print() at once and draw the sheet later.
    addEventListener("afterprint", end)
    dataset["paper"] = "list"
    window.print()
    return () => {
      removeEventListener("afterprint", end)
      delete dataset["paper"]
    }
  }, [isReady])
}
