import { backendsFor } from "#tests/faults/browser/backends.ts"
import { expect, type Page } from "@playwright/test"

import { beginLesson, daria, expectMark, mark, openLesson } from "./support/lesson.ts"
import { makeClass } from "./support/lists.ts"
import { foundSchool, indicator, invite, joinByCode, section } from "./support/school.ts"
import { test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const yearMs = 365.25 * 86_400_000

for (const { name, flags } of backendsFor(1)) {
  test(`a clock that jumps by years during and between sessions changes the order of nothing (${name})`, async ({
    keptTablet,
    tablet,
    server,
    line,
  }) => {
    test.slow()
    const { page: open, reopen } = await keptTablet(flags)
    const head = await tablet()
    await foundSchool(head, { server })
    await makeClass(head, "7Б", [daria])
    await beginLesson(head)
    await expect(indicator(head)).toContainText("Всё отправлено")
    const code = await invite(head, { name: "Иванова Ирина Петровна", classes: ["7Б"] })
    await joinByCode(open(), line.url, code)
    await openLesson(open(), "7Б · Урок")
    const lesson = open().url()

    await test.step("each edit stands on the one before, whatever the clock says in between", async () => {
      await mark(open(), daria, "Была")
      await expect(indicator(open())).toContainText("Всё отправлено")
      line.set("dead")
      await setClock(open(), 5)
      await mark(open(), daria, "Не была")
      await setClock(open(), -11)
      await mark(open(), daria, "Была")
      line.set("pass")
      await open().reload()
      await setClock(open(), -11)
      await expect(indicator(open())).toContainText("Всё отправлено")
      await expectMark(open(), daria, "Была")
      await head.reload()
      await openLesson(head, "7Б · Урок")
      await expectMark(head, daria, "Была")
    })

    await test.step("what another tablet writes on top stands, though this one has been in the future", async () => {
      await mark(head, daria, "Не была")
      await expect(indicator(head)).toContainText("Всё отправлено")
      await open().reload()
      await expect(indicator(open())).toContainText("Всё отправлено")
      await expectMark(open(), daria, "Не была")
    })

    await test.step("a session years later has everything, is still signed in, and says how far it is off", async () => {
      const page = await reopen()
      await setClock(page, 5)
      await page.goto(lesson)
      await expectMark(page, daria, "Не была")
      await mark(page, daria, "Была")
      await expect(indicator(page)).toContainText("Всё отправлено")
      await indicator(page).click()
      await expect(page.getByText("спешат на 5 лет")).toBeVisible()
    })

    await test.step("and so has one years earlier", async () => {
      const page = await reopen()
      await setClock(page, -11)
      await page.goto(lesson)
      await expectMark(page, daria, "Была")
      await mark(page, daria, "Не была")
      await expect(indicator(page)).toContainText("Всё отправлено")
      await indicator(page).click()
      await expect(page.getByText("отстают на 11 лет")).toBeVisible()
      await section(head, "Сегодня")
      await head.reload()
      await openLesson(head, "7Б · Урок")
      await expectMark(head, daria, "Не была")
      await expect(head.getByText("Разные отметки")).toHaveCount(0)
    })
  })
}

/** The tablet's clock from now on, so many years off. It goes on ticking. */
async function setClock(page: Page, years: number): Promise<void> {
  await page.clock.setSystemTime(Date.now() + years * yearMs)
}
