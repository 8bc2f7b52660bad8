import { createContext, use } from "react"

import type { Updates } from "./service-worker.ts"

const UpdatesContext = createContext<Updates | null>(null)

export const UpdatesProvider = UpdatesContext

/** What this tab knows of newer releases; null where no worker is watched, as in tests of single screens. */
export function useUpdates(): Updates | null {
  return use(UpdatesContext)
}
