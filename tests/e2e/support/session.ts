import { expect, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"

/** Opens the session of the practice class's diagnostic: half of it is told by sittings, one pupil has not finished. */
export async function openSession(page: Page, address: string): Promise<void> {
  await page.goto(`${address}${paths.classes}`)
  await page.getByRole("main").getByRole("link", { name: /^8/ }).first().click()
  const diagnostic = page.getByRole("link", { name: /Диагностика|Diagnostic/ }).first()
  const activity = must(await diagnostic.getAttribute("href"))
  await page.goto(`${address}${activity}?show=test`)
  await expect(sessionRows(page).first()).toBeVisible()
}

export function sessionRows(page: Page): ReturnType<Page["locator"]> {
  return page.getByRole("region", { name: /Кто проходит|Who takes it/ }).getByRole("listitem")
}

/** What the session is when the tablet is about to be handed over, and when a sitting was another pupil's. */
export const sessionSteps: readonly (readonly [
  step: string,
  open: (page: Page) => Promise<void>,
])[] = [
  ["who is where", async () => undefined],
  [
    "whose a sitting is",
    async (page) => {
      await sessionRows(page).first().getByRole("button").click()
      await page.getByRole("menuitem").first().click()
      await expect(page.getByRole("button", { name: /Оставить|Leave/ })).toBeVisible()
    },
  ],
  [
    "who sits now",
    async (page) => {
      await page.getByRole("button", { name: /Оставить|Leave/ }).click()
      await page.getByRole("button", { name: /Дать планшет|Hand the tablet/ }).click()
      await page.getByRole("radio", { name: /По номеру|By number/ }).check()
      const tablets = page.getByRole("group", { name: /Сколько планшетов|How many tablets/ })
      await tablets.getByRole("button", { name: "3" }).click()
      await expect(page.getByRole("checkbox").first()).toBeVisible()
    },
  ],
]
