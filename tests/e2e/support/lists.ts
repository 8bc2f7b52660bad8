import { expect, type Page } from "@playwright/test"

import { section } from "./school.ts"

/** Makes a class and its pupils by hand, «Фамилия Имя» each. */
export async function makeClass(
  page: Page,
  name: string,
  pupils: readonly string[],
): Promise<void> {
  await section(page, "Классы")
  await page.getByRole("link", { name: "Создать класс" }).click()
  await page.getByRole("textbox", { name: "Класс", exact: true }).fill(name)
  await page.getByRole("button", { name: "Создать класс" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name)
  await page.getByRole("button", { name: `${name}: ещё` }).click()
  await page.getByRole("menuitem", { name: "Добавить ученика" }).click()
  for (const pupil of pupils) {
    const [last = "", first = ""] = pupil.split(" ")
    await page.getByLabel("Фамилия").fill(last)
    await page.getByLabel("Имя", { exact: true }).fill(first)
    await page.getByRole("button", { name: "Добавить и ещё одного" }).click()
    await expect(page.getByLabel("Фамилия")).toHaveValue("")
  }
  await openClass(page, name)
  for (const pupil of pupils) await expect(page.getByRole("link", { name: pupil })).toBeVisible()
}

export async function openClass(page: Page, name: string): Promise<void> {
  await section(page, "Классы")
  await page
    .getByRole("main")
    .getByRole("link", { name: `${name}: ` })
    .click()
  await expect(page.getByRole("table")).toBeVisible()
}

/** Class lists as schools have them. */
export const listOf27 = "tests/fixtures/class-lists/7b-excel-windows1251.csv"

/** Chooses a file on the screen for lists, looks at what it will do and loads it. */
export async function importList(page: Page, file: string, pupils: number): Promise<void> {
  await section(page, "Классы")
  await page.getByRole("main").getByRole("link", { name: "Загрузить список" }).click()
  await page.getByLabel("Выбрать файл").setInputFiles(file)
  await expect(page.getByRole("heading", { name: "Проверьте список" })).toBeVisible()
  await page.getByRole("button", { name: `Загрузить ${pupils} учеников` }).click()
  await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(pupils)
}
