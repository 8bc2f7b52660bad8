import { expect } from "@playwright/test"

import { test } from "./support/story.ts"
import { watch } from "./support/watch.ts"

test("what no story may do would be seen: a stranger, an error, a breach of the policy", async ({
  browser,
  server,
}) => {
  const context = await browser.newContext()
  const seen: string[] = []
  await watch(context, seen)
  const page = await context.newPage()
  await page.goto(server.url)
  expect(seen).toEqual([])

  await page.evaluate(async () => {
    await fetch("http://stranger.test/").catch(() => undefined)
    document.body.setAttribute("style", "color: red")
    console.error("something went wrong")
    setTimeout(() => {
      throw new Error("nobody caught this")
    })
  })

  for (const fault of [/policy: connect-src/, /policy: style-src/, /went wrong/]) {
    await expect.poll(() => seen.join("\n")).toMatch(fault)
  }
  await expect.poll(() => seen.join("\n")).toMatch(/uncaught: Error: nobody caught this/)
  // The policy stops a stranger's address before it is asked for; a page can still be led there.
  await page.goto(server.url.replace("127.0.0.1", "localhost"))
  expect(seen.join("\n")).toMatch(/asked for http:\/\/localhost/)
  await context.close()
})
