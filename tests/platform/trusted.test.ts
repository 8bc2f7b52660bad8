import { expect, test } from "vitest"

import { isOurScript, trustedScript } from "#/platform/trusted.ts"

test.each(["/sw.js", "/assets/derive-key-worker-B1a_x9-Q.js"])("%s is our script", (url) => {
  expect(isOurScript(url, false)).toBe(true)
})

test.each([
  "https://example.org/sw.js",
  "//example.org/sw.js",
  "/kill-sw.js",
  "/assets/index-B1a_x9-Q.js",
  "/assets/../api/derive-key-worker-B1a_x9-Q.js",
  "/api/files/derive-key-worker-B1a_x9-Q.js",
  "data:text/javascript,alert(1)",
  "blob:https://example.org/1",
  "/src/data/derive-key-worker.ts?worker_file&type=module",
])("%s is refused", (url) => {
  expect(isOurScript(url, false)).toBe(false)
})

test("while developing, workers come from their sources", () => {
  expect(isOurScript("/src/data/derive-key-worker.ts?worker_file&type=module", true)).toBe(true)
})

test("asking for a foreign script is a bug and throws", () => {
  expect(trustedScript("/sw.js")).toBe("/sw.js")
  expect(() => trustedScript("https://example.org/a.js")).toThrow("only a script of this app")
})
