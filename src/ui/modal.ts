import { useLayoutEffect, type RefObject } from "react"

/**
 * Opens a native dialog over everything for as long as the component lives, and gives the focus back to where it was.
 * A browser without showModal (Safari before 15.4) shows the same dialog in the page.
 */
export function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const element = dialog.current
    const cameFrom = document.activeElement
    if (element === null) return undefined
    if (typeof element.showModal === "function") element.showModal()
    else showInPage(element)
    return () => {
      if (typeof element.close === "function") element.close()
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
    }
  }, [dialog])
}

function showInPage(element: HTMLElement): void {
  element.setAttribute("open", "")
  element.setAttribute("aria-modal", "true")
  element.querySelector<HTMLElement>("button, a[href], input, select, textarea")?.focus()
}
