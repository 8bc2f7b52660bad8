import { createRoot } from "react-dom/client"
import { MemoryRouter } from "react-router"

import { must } from "#/base/assert.ts"
import { LanguageProvider } from "#/ui/words.tsx"

import { Gallery } from "./gallery.tsx"
import { Panes } from "./panes.tsx"

import "#/ui/tokens.css"
import "#/ui/base.css"
import "#/ui/print.css"

const asked = new URLSearchParams(window.location.search)
const theme = asked.get("theme")
if (theme !== null) document.documentElement.dataset["theme"] = theme

createRoot(must(document.getElementById("root"), "the page has a root")).render(
  <LanguageProvider language="ru">
    <MemoryRouter initialEntries={["/more"]}>
      {asked.get("open") === "panes" ? <Panes /> : <Gallery opens={asked.get("open")} />}
    </MemoryRouter>
  </LanguageProvider>,
)
