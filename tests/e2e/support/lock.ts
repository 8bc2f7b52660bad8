import { expect, type Page } from "@playwright/test"

/** Types a PIN where one is asked for, and confirms it. */
export async function typePin(page: Page, pin: string, confirm = "Открыть"): Promise<void> {
  for (const digit of pin) await page.getByRole("button", { name: digit, exact: true }).click()
  await page.getByRole("button", { name: confirm, exact: true }).click()
}

/** Types a new PIN twice. */
export async function setPin(page: Page, pin: string): Promise<void> {
  await expect(page.getByRole("textbox", { name: "Новый PIN" })).toBeVisible()
  await typePin(page, pin, "Дальше")
  await expect(page.getByRole("textbox", { name: "Повторите PIN" })).toBeVisible()
  await typePin(page, pin, "Задать PIN")
}

export async function setPhrase(page: Page, phrase: string): Promise<void> {
  await page.getByRole("textbox", { name: "Парольная фраза" }).fill(phrase)
  await page.getByRole("button", { name: "Задать фразу" }).click()
}

/** The whole step after joining: a PIN and a phrase, and no recovery code. */
export async function protect(
  page: Page,
  { pin, phrase }: { readonly pin: string; readonly phrase: string },
): Promise<void> {
  await expect(page).toHaveURL(/\/protect$/)
  await setPin(page, pin)
  await setPhrase(page, phrase)
  const done = page.getByRole("button", { name: "Открыть журнал" })
  const code = page.getByRole("button", { name: "Показать код" })
  await expect(done.or(code)).toBeVisible()
  if (await code.isVisible()) await page.getByRole("button", { name: "Пропустить" }).click()
  await expect(page.getByRole("heading", { name: "Журнал закрыт на PIN" })).toBeVisible()
  await done.click()
  await expect(page).toHaveURL(/\/today$/)
}

export async function lockByHand(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Закрыть", exact: true }).click()
  await expectLocked(page)
}

/** Nothing of the journal is on the screen but whose it is. */
export async function expectLocked(page: Page): Promise<void> {
  await expect(page.getByRole("textbox", { name: "Введите PIN" })).toBeVisible()
  await expect(page.getByRole("navigation")).toHaveCount(0)
}

export async function expectUnlocked(page: Page): Promise<void> {
  await expect(page.getByRole("navigation", { name: "Разделы" })).toBeVisible()
}
