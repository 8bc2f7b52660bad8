import "@testing-library/jest-dom/vitest"
import { cleanup, configure } from "@testing-library/react"
import { afterEach } from "vitest"

// Testing Library tidies up by itself only where the test runner's functions are globals; here they are imported.
afterEach(cleanup)

// What a screen is awaited for comes in milliseconds; the rest is patience with a machine that does other work too.
configure({ asyncUtilTimeout: 5_000 })
