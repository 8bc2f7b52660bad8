import "#/ui/tokens.css"
import "#/ui/base.css"
import "#/ui/print.css"
import { createRoot } from "react-dom/client"

import { must } from "#/base/assert.ts"
import { readCrumb } from "#/platform/crumb.ts"
import { watchInstall } from "#/platform/install.ts"
import { createUpdates } from "#/platform/service-worker.ts"

import { App } from "./app.tsx"

const crumb = readCrumb()
if (crumb?.theme !== undefined) document.documentElement.dataset["theme"] = crumb.theme

watchInstall()
const updates = createUpdates()
createRoot(must(document.getElementById("root"))).render(<App updates={updates} crumb={crumb} />)
updates.start()
