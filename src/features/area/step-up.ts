import type { ComponentType } from "react"

/** Asks for a code of the second factor; given from outside, since it belongs to another part of the app. */
export type StepUp = ComponentType<{ readonly onDone: () => void }>
