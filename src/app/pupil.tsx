import "#/ui/tokens.css"
import "#/ui/base.css"
import { createRoot } from "react-dom/client"

import { must } from "#/base/assert.ts"
import { PupilMode } from "#/features/pupil/pupil-mode.tsx"
import { readCrumb } from "#/platform/crumb.ts"
import { openPupilsPlace } from "#/platform/pupils-place.ts"

// The document that pupils hold (pupil.html): no journal is opened in it, and no test in the other. It does not
// register the worker: an update waits until the tablet is back with its teacher.

const theme = readCrumb()?.theme
if (theme !== undefined) document.documentElement.dataset["theme"] = theme

const place = openPupilsPlace()
// Asked for before there is anything to draw: the list is all that the next pupil waits for.
const reading = place.read()
const root = createRoot(must(document.getElementById("root")))
// A document kept for going back to it would come back with somebody's question on it.
addEventListener("pagehide", ({ persisted }) => {
  if (persisted) root.unmount()
})
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) place.renew()
})
void (async () => root.render(<PupilMode place={place} read={await reading} />))()
