import { expect, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"

import { beginPractice } from "./support/begin.ts"
import { names, russianWords, speakEnglish, wordsOfPractice } from "./support/english.ts"
import { expectNoBarriersInAnyLight } from "./support/looks.ts"
import { openScreen } from "./support/screens.ts"
import { test } from "./support/story.ts"

/** From a diagnostic to what a pupil takes home: results, groups, the sheet of a consultation. */

test.describe.configure({ mode: "parallel" })

/** 8А of the practice school, which has taken a diagnostic. */
async function openTestedClass(page: Page, address: string): Promise<string> {
  await openScreen(page, address + paths.classes)
  const link = page.getByRole("main").getByRole("listitem").getByRole("link").nth(1)
  const path = must(await link.getAttribute("href"))
  await openScreen(page, address + path)
  return path.split("/").at(-1) ?? ""
}

async function diagnosticOf(page: Page): Promise<string> {
  const link = page.getByRole("link", { name: /^(Диагностика|Diagnostic)$/ })
  return must((await link.first().getAttribute("href"))?.split("/").at(-1))
}

test("the picture of a class shows names only when asked, and leads to each profile", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await beginPractice(page, server.url)
  await openTestedClass(page, server.url)
  const diagnostic = await diagnosticOf(page)
  await openScreen(page, server.url + paths.activity(diagnostic))
  await page.getByRole("tab", { name: "Тест" }).click()
  await page.getByRole("link", { name: "Результаты класса" }).click()

  await expect(page.getByText("Закончили 17 из 20")).toBeVisible()
  await expect(page.getByText(/Афанасьев/)).toHaveCount(0)
  await expectNoBarriersInAnyLight(page, "the picture, for the class")

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole("button", { name: "Педагогу, с именами" }).click()
  await expectNoBarriersInAnyLight(page, "the picture, for the teacher")
  await page.getByRole("link", { name: "Афанасьев Глеб" }).click()
  await expect(page.getByText(/^Тебе интереснее всего: Природа/)).toBeVisible()
  await expectNoBarriersInAnyLight(page, "a profile")
})

test("groups are formed and planned, and what is agreed in a consultation survives a reload", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await beginPractice(page, server.url)
  const schoolClass = await openTestedClass(page, server.url)
  await openScreen(page, server.url + paths.groups(schoolClass))
  await page.getByRole("button", { name: /^Афанасьев Глеб/ }).click()
  await expectNoBarriersInAnyLight(page, "groups")

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole("button", { name: "В группу 2" }).click()
  await page.getByLabel("День", { exact: true }).fill(inTwoWeeks())
  await page.getByLabel("Начало первой группы").fill("09:10")
  await page.getByRole("button", { name: /^Запланировать: 2 консультации/ }).click()
  await page.getByRole("link", { name: "Консультация" }).nth(1).click()
  await page.getByRole("tab", { name: "Шаги" }).click()
  await page.getByRole("button", { name: "Афанасьев Глеб ещё нет" }).click()
  await page.getByRole("button", { name: /^Отметить ведущие: Природа/ }).click()
  await page.getByRole("button", { name: "Сходить на день открытых дверей" }).click()
  await expect(page.getByText("Шаг записан у 1 из 11")).toBeVisible()
  await expectNoBarriersInAnyLight(page, "the sheet of a consultation")

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.reload()
  await page.getByRole("tab", { name: "Шаги" }).click()
  await expect(page.getByText("Шаг записан у 1 из 11")).toBeVisible()
  await page.getByRole("button", { name: "Афанасьев Глеб шаг записан" }).click()
  await expect(page.getByRole("button", { name: "Природа", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  )
})

test("results, groups and consultations speak English, names apart", async ({ tablet, server }) => {
  const page = await tablet()
  await beginPractice(page, server.url)
  await speakEnglish(page)
  const schoolClass = await openTestedClass(page, server.url)
  const diagnostic = await diagnosticOf(page)
  const written = new Set([...names, ...wordsOfPractice()])
  const expectEnglish = async (what: string): Promise<void> => {
    const left = (await russianWords(page)).filter((word) => !written.has(word))
    expect.soft(left, what).toEqual([])
  }

  await openScreen(page, server.url + paths.classResults(diagnostic))
  await page.getByRole("button", { name: "To the teacher, with names" }).click()
  await expectEnglish("the picture")
  await page.getByRole("link", { name: "Афанасьев Глеб" }).click()
  await expect(page.getByText(/^You are most interested in/)).toBeVisible()
  await expectEnglish("a profile")
  await openScreen(page, server.url + paths.groups(schoolClass))
  await expectEnglish("groups")
  await openScreen(page, server.url + paths.today)
  const lesson = page.locator('a[href^="/activities/"]:not([href*="/new"])').first()
  const address = must(await lesson.getAttribute("href"))
  await openScreen(page, `${server.url}${address}?show=steps`)
  await page.getByRole("button", { name: "Абрамова Вероника not yet" }).click()
  await expectEnglish("the sheet of a consultation")
})

/** «14.12.2026»: a day on which nothing is planned yet. */
function inTwoWeeks(): string {
  const day = new Date(Date.now() + 14 * 86_400_000)
  const two = (value: number): string => String(value).padStart(2, "0")
  return `${two(day.getDate())}.${two(day.getMonth() + 1)}.${day.getFullYear()}`
}
