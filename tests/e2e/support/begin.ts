import { expect, type Page } from "@playwright/test"

/** Starts without a server: one tap. */
export async function beginAlone(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole("button", { name: "Начать без сервера" }).click()
  await withoutPin(page)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
}

/** Opens the invented classes: one tap. */
export async function beginPractice(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByRole("button", { name: "Посмотреть учебный класс" }).click()
  await expect(page).toHaveURL(/\/today$/)
  await expect(page.getByRole("region", { name: "Следующий урок" })).toBeVisible()
}

/** What comes after joining or beginning asks for a PIN; most stories do without. A coordinator begins with the summary. */
export async function withoutPin(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/protect$/)
  await page.getByRole("button", { name: "Позже" }).click()
  await expect(page).toHaveURL(/\/(today|area)$/)
}
