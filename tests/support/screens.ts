import "@testing-library/jest-dom/vitest"
import { cleanup, configure } from "@testing-library/react"
import { afterEach } from "vitest"

// The document is shared by the files of a process: each begins with one that nobody has hidden, named or written on.
for (const element of [document.documentElement, document.body]) {
  for (const name of element.getAttributeNames()) element.removeAttribute(name)
}
document.body.replaceChildren()
document.title = ""
localStorage.clear()
sessionStorage.clear()
history.replaceState(null, "", "/")

// Testing Library tidies up by itself only where the test runner's functions are globals; here they are imported.
afterEach(cleanup)

// What a screen is awaited for comes in milliseconds; the rest is patience with a machine that does other work too.
configure({ asyncUtilTimeout: 5_000 })
