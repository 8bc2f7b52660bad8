import { createContext, use, type ReactNode } from "react"

/** A pill stands in the head of a page, a flat line at the foot of a pane. */
export type StatusLook = "pill" | "flat"

/** Filled once by the frame of the app, so that every page shows its state in the same place without knowing it. */
export const StatusSlotContext = createContext<(look: StatusLook) => ReactNode>(() => null)

export function StatusSlot({ look = "pill" }: { readonly look?: StatusLook }) {
  const show = use(StatusSlotContext)
  return show(look)
}
