import { StrictMode } from "react"
import { createRoot } from "react-dom/client"

import { must } from "#/base/assert.ts"
import { createUpdates } from "#/platform/service-worker.ts"

import { UpdateLine } from "./update-line.tsx"

import "#/ui/tokens.css"
import "#/ui/base.css"

const updates = createUpdates()
updates.start()

createRoot(must(document.getElementById("root"))).render(
  <StrictMode>
    <UpdateLine updates={updates} />
    <main>
      <h1>Бортжурнал</h1>
    </main>
  </StrictMode>,
)
