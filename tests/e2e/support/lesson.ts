import { expect, type Locator, type Page } from "@playwright/test"

import { makeClass } from "./lists.ts"
import { section } from "./school.ts"

/** Begins a lesson that nobody planned in the only class, from «Сегодня». */
export async function beginLesson(page: Page): Promise<void> {
  await section(page, "Сегодня")
  await page.getByRole("button", { name: "Начать урок сейчас" }).click()
  await expect(register(page)).toBeVisible()
}

/** Opens a lesson of today by its name in the day. */
export async function openLesson(page: Page, name: string): Promise<void> {
  await section(page, "Сегодня")
  await page.getByRole("list", { name: "День" }).getByRole("link", { name }).click()
  await expect(register(page)).toBeVisible()
}

export function register(page: Page): Locator {
  return page.getByRole("region", { name: "Кто здесь" })
}

/** A button of a pupil in the register: «Был», «Не была»… */
export function markButton(page: Page, pupil: string, name: string): Locator {
  return page.getByRole("group", { name: pupil }).getByRole("button", { name, exact: true })
}

export async function mark(page: Page, pupil: string, as: string): Promise<void> {
  await markButton(page, pupil, as).click()
  await expectMark(page, pupil, as)
}

export async function expectMark(page: Page, pupil: string, as: string): Promise<void> {
  await expect(markButton(page, pupil, as)).toHaveAttribute("aria-pressed", "true")
}

/** The lines of the lesson's history. */
export async function openHistory(page: Page): Promise<Locator> {
  await page.getByRole("tab", { name: "История" }).click()
  return page.getByRole("list", { name: "История" }).getByRole("listitem")
}

export const daria = "Орлова Дарья"
export const ilya = "Петров Илья"

/** A class of two with a lesson begun a moment ago; the lesson is open. */
export async function classWithLesson(page: Page): Promise<void> {
  await makeClass(page, "7Б", [daria, ilya])
  await beginLesson(page)
}

/** Plans a lesson for today in a class and opens it. */
export async function planLesson(page: Page, className: string): Promise<void> {
  await section(page, "Сегодня")
  await page.getByRole("main").getByRole("link", { name: "Запланировать" }).first().click()
  const kind = page.getByRole("group", { name: "Что" }).getByRole("button", { name: "Урок" })
  await expect(kind).toHaveAttribute("aria-pressed", "true")
  const only = page.getByRole("group", { name: "Класс" }).getByRole("button", { name: className })
  await expect(only).toHaveAttribute("aria-pressed", "true")
  await page.getByLabel("Начало", { exact: true }).fill("09:10")
  await page.getByRole("button", { name: "Запланировать" }).click()
}
