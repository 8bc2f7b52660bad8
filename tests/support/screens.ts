import "@testing-library/jest-dom/vitest"
import { cleanup } from "@testing-library/react"
import { afterEach } from "vitest"

// Testing Library tidies up by itself only where the test runner's functions are globals; here they are imported.
afterEach(cleanup)
