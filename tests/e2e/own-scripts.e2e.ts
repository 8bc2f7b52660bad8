import { expect, test as base, type Page } from "@playwright/test"

import { startServer, type TestServer } from "./support/server.ts"

const test = base.extend<{ readonly server: TestServer }>({
  server: async ({}, run) => {
    const server = await startServer()
    await run(server)
    await server.stop()
  },
})

test("nothing is ever asked of another host", async ({ page, context, server }) => {
  const hosts = new Set<string>()
  // Of the whole context: what the service worker asks for counts too.
  context.on("request", (request) => hosts.add(new URL(request.url()).origin))

  await visit(page, server)

  expect([...hosts]).toEqual([server.url])
})

test("a script can be started only through the app's own policy", async ({ page, server }) => {
  await visit(page, server)

  expect(await outcome(page, "plain worker")).toBe("TypeError")
  expect(await outcome(page, "policy of another name")).toBe("TypeError")
  expect(await outcome(page, "second policy of our name")).toBe("TypeError")
})

test("markup from a string is refused by the browser", async ({ page, server }) => {
  await visit(page, server)

  expect(await outcome(page, "markup")).toBe("TypeError")
})

async function visit(page: Page, { url }: TestServer): Promise<void> {
  await page.goto(`${url}/today`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

type Attempt = "plain worker" | "policy of another name" | "second policy of our name" | "markup"

/** The name of the error that the browser answers with, or "allowed". */
function outcome(page: Page, attempt: Attempt): Promise<string> {
  return page.evaluate((tried) => {
    const rules = { createScriptURL: (url: string) => url }
    const attempts = {
      "plain worker": () => new Worker("/kill-sw.js").terminate(),
      "policy of another name": () => globalThis.trustedTypes?.createPolicy("other", rules),
      "second policy of our name": () =>
        globalThis.trustedTypes?.createPolicy("bortzhurnal", rules),
      markup: () => document.createElement("div").insertAdjacentHTML("beforeend", "<b>x</b>"),
    }
    try {
      attempts[tried]()
      return "allowed"
    } catch (reason) {
      return reason instanceof Error ? reason.name : String(reason)
    }
  }, attempt)
}
