import { findChromium } from "#tests/support/chromium.ts"
import { afterEach, expect, test, vi } from "vitest"

afterEach(() => vi.unstubAllEnvs())

test("a browser asked for by name that does not run is an error, not a reason to take another", async () => {
  vi.stubEnv("CHROMIUM", "/nowhere/chromium")

  await expect(findChromium()).rejects.toThrow("CHROMIUM=/nowhere/chromium does not run.")
})
