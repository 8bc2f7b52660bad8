import { execFile } from "node:child_process"
import { promisify } from "node:util"

import { expect } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"

import { withoutPin } from "./support/begin.ts"
import { classWithLesson } from "./support/lesson.ts"
import { expectNoBarriersInAnyLight } from "./support/looks.ts"
import { foundSchool, indicator, stored } from "./support/school.ts"
import { openScreen } from "./support/screens.ts"
import type { TestServer } from "./support/server.ts"
import { storesTheApp, test } from "./support/story.ts"

const run = promisify(execFile)

/** What whoever runs the server types for a city; gives the link of its coordinator. */
async function newCity({ url, dataFolder }: TestServer): Promise<string> {
  const words = ["new", "Приреченск", "--coordinator", "Ким Вера Львовна"]
  const place = ["--data", dataFolder, "--origin", url]
  const { stdout } = await run(process.execPath, ["src/server/area-command.ts", ...words, ...place])
  return must(/http\S+\/join#\S+/.exec(stdout)?.[0], stdout)
}

test("a city sees a school once its head has joined it, without a name, offline too, until it leaves", async ({
  tablet,
  server,
}) => {
  test.slow()
  const head = await tablet()
  await foundSchool(head, { server })
  await classWithLesson(head)
  await expect(indicator(head)).toContainText("Всё отправлено")

  const city = await tablet(storesTheApp)
  await city.goto(await newCity(server))
  await city.getByRole("button", { name: "Войти", exact: true }).click()
  await withoutPin(city)
  await expect(city.getByText("Школ пока нет: дайте директорам код")).toBeVisible()
  await city.getByRole("button", { name: "Новый код для школ" }).click()
  const code = must(await city.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent())

  await openScreen(head, server.url + paths.school)
  await head.getByLabel("Код от координатора").fill(code)
  await head.getByRole("button", { name: "Проверить код" }).click()
  await head.getByRole("button", { name: "Присоединить школу: Приреченск" }).click()
  await expect(head.getByText("Школа присоединена: Приреченск")).toBeVisible()

  await openScreen(city, server.url + paths.area)
  await expect(city.getByRole("rowheader", { name: "Школа № 12" })).toBeVisible()
  await expectNoBarriersInAnyLight(city, paths.area)
  await city.getByRole("link", { name: "Школа № 12" }).click()
  await expect(city.getByRole("rowheader", { name: "7-е классы" })).toBeVisible()
  await expectNoBarriersInAnyLight(city, "one school of the summary")

  await test.step("offline it stands as it was last", async () => {
    await stored(city)
    await city.context().setOffline(true)
    await openScreen(city, server.url + paths.area)
    await expect(city.getByRole("rowheader", { name: "Школа № 12" })).toBeVisible()
    await expect(city.getByText(/Сохранено на планшете/)).toBeVisible()
    await city.context().setOffline(false)
  })

  await head.locator("summary", { hasText: "Выйти из свода" }).click()
  await head.getByRole("button", { name: "Выйти из свода" }).click()
  await expect(head.getByText("Школа вышла из свода: Приреченск")).toBeVisible()
  await openScreen(city, server.url + paths.area)
  await expect(city.getByText("Школ пока нет: дайте директорам код")).toBeVisible()
})
