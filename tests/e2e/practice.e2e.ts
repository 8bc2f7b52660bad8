import { expect } from "@playwright/test"

import { mark } from "./support/lesson.ts"
import { foundSchool, indicator, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

test("the practice class is one tap away, says what it is and never sends anything", async ({
  tablet,
  server,
}) => {
  const page = await tablet(storesTheApp)
  // Of somebody who has a school: there would be somewhere to send it to.
  await foundSchool(page, { server })
  await stored(page)
  await expect(indicator(page)).toContainText("Всё отправлено")
  await section(page, "Ещё")
  const asked: string[] = []
  page.context().on("request", (request) => asked.push(new URL(request.url()).pathname))

  await page.getByRole("button", { name: "Посмотреть учебный класс" }).click()
  await expect(indicator(page)).toHaveText("Учебные данные")
  await page.getByRole("link", { name: "Начать консультацию" }).click()
  await mark(page, "Петров Илья", "Не был")
  await page.reload()
  await expect(indicator(page)).toHaveText("Учебные данные")
  // Whatever wakes sync elsewhere.
  await page.evaluate(() => dispatchEvent(new Event("online")))
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))

  expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([])
})

test("leaving the practice class brings back one's own journal, untouched", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await foundSchool(page, { server })
  await section(page, "Ещё")
  await page.getByRole("button", { name: "Посмотреть учебный класс" }).click()
  await expect(indicator(page)).toHaveText("Учебные данные")

  await indicator(page).click()
  await page.getByRole("button", { name: "Выйти из учебного класса" }).click()

  await expect(indicator(page)).toContainText("Всё отправлено")
  await section(page, "Классы")
  await expect(page.getByText("Классов пока нет")).toBeVisible()
})
