import { expect, type Page } from "@playwright/test"

import { beginPractice } from "./support/begin.ts"
import { storesTheApp, test } from "./support/story.ts"

function screensLoaded(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .flatMap(({ name }) => /\/(activity-route|class-route)-[^/]*\.js$/u.exec(name)?.[1] ?? [])
      .sort(),
  )
}

test("once the app is stored, the screens behind most taps are loaded before anybody taps", async ({
  tablet,
  server,
}) => {
  const page = await tablet(storesTheApp)
  await beginPractice(page, server.url)
  await page.evaluate(() => navigator.serviceWorker.ready)
  // On the line of a first visit they would be in the way of what is being stored.
  expect(await screensLoaded(page)).toEqual([])

  await page.reload()

  await expect.poll(() => screensLoaded(page)).toEqual(["activity-route", "class-route"])
})
