import { expect } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import { classWithLesson, daria, mark } from "./support/lesson.ts"
import { listOf27 } from "./support/lists.ts"
import { expectNoBarriers } from "./support/looks.ts"
import { foundSchool, indicator, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

/** What has no address of its own but stands on the screen all the same. */

test.describe.configure({ mode: "parallel" })

const untidyList = "tests/fixtures/class-lists/dirty.csv"

test("a list being checked has no barriers, tidy or not", async ({ tablet, server }) => {
  test.slow()
  const page = await tablet()
  await beginAlone(page, server.url)
  for (const file of [listOf27, untidyList]) {
    await section(page, "Классы")
    await page.getByRole("main").getByRole("link", { name: "Загрузить список" }).click()
    await page.getByLabel("Выбрать файл").setInputFiles(file)
    await expect(page.getByRole("heading", { name: /Проверьте/ })).toBeVisible()
    await expectNoBarriers(page, file)
    await page.setViewportSize({ width: 1280, height: 800 })
    await page.getByRole("button", { name: "Не загружать" }).click()
  }
})

test("no part of a lesson has barriers", async ({ tablet, server }) => {
  test.slow()
  const page = await tablet()
  await beginAlone(page, server.url)
  await classWithLesson(page)
  await mark(page, daria, "Не была")
  for (const part of ["Заметка", "Итог", "История"]) {
    await page.getByRole("tab", { name: part }).click()
    await expect(page.getByRole("tabpanel", { name: part })).toBeVisible()
    await expectNoBarriers(page, part)
  }
  await page.getByRole("tab", { name: "Кто здесь" }).click()
  await page.getByRole("button", { name: `${daria}: ещё` }).click()
  await expect(page.getByRole("menu")).toBeVisible()
  await expectNoBarriers(page, "the menu of a pupil")
})

test("what a head does with people and what waits have no barriers", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const page = await tablet(storesTheApp)
  await foundSchool(page, { server, line })
  await section(page, "Школа")
  await page.getByRole("link", { name: "Пригласить" }).click()
  await expectNoBarriers(page, "the form of an invitation")
  await page.getByLabel("Фамилия, имя, отчество").fill("Иванова Ирина Петровна")
  await page.getByRole("button", { name: "Сделать приглашение" }).click()
  await expect(page.getByRole("img", { name: "QR-код приглашения" })).toBeVisible()
  await expectNoBarriers(page, "an invitation")
  await page.getByRole("button", { name: "Готово" }).click()
  await expectNoBarriers(page, "a person")

  // Before the line dies the whole app has to lie here.
  await stored(page)
  line.set("dead")
  await page.setViewportSize({ width: 1280, height: 800 })
  await classWithLesson(page)
  await mark(page, daria, "Была")
  await indicator(page).click()
  await expect(page.getByRole("heading", { name: "Ждут отправки" })).toBeVisible()
  await expectNoBarriers(page, "what waits")
})
