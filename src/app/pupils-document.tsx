import type { Root } from "react-dom/client"

import { PupilMode } from "#/features/pupil/pupil-mode.tsx"
import { openPupilsPlace } from "#/platform/pupils-place.ts"

/**
 * The document that pupils hold. It neither opens a journal nor registers the worker: an update waits until the tablet
 * is back with its teacher.
 */
export function showPupilsDocument(root: Root): void {
  const place = openPupilsPlace()
  // A document kept for going back to it would come back with somebody's question on it.
  addEventListener("pagehide", ({ persisted }) => {
    if (persisted) root.unmount()
  })
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) place.renew()
  })
  root.render(<PupilMode place={place} />)
}
