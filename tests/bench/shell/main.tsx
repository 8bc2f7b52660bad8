import { createRoot } from "react-dom/client"
import { BrowserRouter, Route, Routes } from "react-router"

import { must } from "#/base/assert.ts"
import { trustedScript } from "#/platform/trusted.ts"

import { Screen } from "./screen.tsx"

createRoot(must(document.getElementById("root"))).render(
  <BrowserRouter>
    <Routes>
      <Route path="*" element={<Screen />} />
    </Routes>
  </BrowserRouter>,
)

// After the first screen, as the app does.
addEventListener("load", () => {
  void (async () => {
    const { Workbox } = await import("workbox-window")
    await new Workbox(trustedScript("/sw.js")).register()
  })()
})
