import { readFile } from "node:fs/promises"

import { expect } from "@playwright/test"

import { bundleInText } from "#/sync/rescue-text.ts"

import {
  beginLesson,
  classWithLesson,
  daria,
  expectMark,
  mark,
  openLesson,
} from "./support/lesson.ts"
import { makeClass } from "./support/lists.ts"
import {
  foundSchool,
  indicator,
  invite,
  inviteAgain,
  joinByCode,
  openPerson,
  section,
  stored,
} from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const navigatorName = "Иванова Ирина Петровна"

test("an access that the head ends takes the school's lists off the tablet and leaves what was not sent", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const head = await tablet()
  await foundSchool(head, { server })
  await classWithLesson(head)
  await expect(indicator(head)).toContainText("Всё отправлено")
  const code = await invite(head, { name: navigatorName, classes: ["7Б"] })
  const page = await tablet(storesTheApp)
  await joinByCode(page, line.url, code)
  await openLesson(page, "7Б · Урок")
  await stored(page)

  line.set("dead")
  await mark(page, daria, "Не была")
  await openPerson(head, navigatorName)
  await head.getByText("Закрыть доступ", { exact: true }).click()
  await head.getByRole("button", { name: `Закрыть доступ: ${navigatorName}` }).click()
  await expect(head.getByText(`Доступ закрыт: ${navigatorName}`)).toBeVisible()
  line.set("pass")
  await page.reload()

  await test.step("one sentence says it", async () => {
    await expect(indicator(page)).toContainText("Доступ к школе закрыт · на планшете: 1")
  })

  await test.step("no list of the school is left", async () => {
    await section(page, "Классы")
    await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toHaveCount(0)
    await expect(page.getByText(daria)).toHaveCount(0)
  })

  await test.step("the mark that was not sent goes into a file", async () => {
    await indicator(page).click()
    const saved = page.waitForEvent("download")
    await page.getByRole("link", { name: "Спасти записи" }).first().click()
    await page.getByRole("button", { name: "Сохранить в файл" }).click()
    const text = await readFile(await (await saved).path(), "utf8")
    expect(bundleInText(text)).toBeDefined()
  })
})

test("a session that ended asks to sign in, keeps the records and sends them after a new code", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const head = await tablet()
  await foundSchool(head, { server })
  const code = await invite(head, { name: navigatorName })
  const page = await tablet()
  await joinByCode(page, line.url, code)
  await makeClass(page, "7Б", [daria])
  await beginLesson(page)
  await expect(indicator(page)).toContainText("Всё отправлено")

  await page.context().clearCookies()
  await mark(page, daria, "Была")
  await expect(indicator(page)).toContainText("Войдите, чтобы отправить. 1 запись в сохранности")

  const again = await inviteAgain(head, navigatorName)
  await indicator(page).click()
  await page.getByRole("link", { name: "Войти по новой ссылке" }).click()
  await expect(page).toHaveURL(/\/join$/)
  await joinByCode(page, line.url, again)
  await expect(indicator(page)).toContainText("Всё отправлено")
  await head.reload()
  await openLesson(head, "7Б · Урок")
  await expectMark(head, daria, "Была")
})
