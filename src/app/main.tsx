import "#/ui/tokens.css"
import "#/ui/base.css"
import "#/ui/print.css"
import { createRoot } from "react-dom/client"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"
import { readCrumb } from "#/platform/crumb.ts"
import { watchInstall } from "#/platform/install.ts"
import { createUpdates } from "#/platform/service-worker.ts"

import { App } from "./app.tsx"

const crumb = readCrumb()
if (crumb?.theme !== undefined) document.documentElement.dataset["theme"] = crumb.theme

const root = createRoot(must(document.getElementById("root")))
if (location.pathname === paths.pupilMode) {
  // Neither document carries the other: here no journal is opened, there no test.
  void import("./pupils-document.tsx").then(({ showPupilsDocument }) => showPupilsDocument(root))
} else {
  watchInstall()
  const updates = createUpdates()
  root.render(<App updates={updates} crumb={crumb} />)
  updates.start()
}
