import { expect } from "@playwright/test"

import { classWithLesson, daria, expectMark, ilya, mark, openLesson } from "./support/lesson.ts"
import { foundSchool, indicator, invite, joinByCode, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

/** One change or two: taps that follow each other at once may go out together. */
const waiting = /Сервер не отвечает, повторим в .+ · ждут: [12]$/

test("a portal that answers 200 with its own page is not the server: nothing is lost or told as sent", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const head = await tablet(storesTheApp)
  await foundSchool(head, { server, line })
  await classWithLesson(head)
  await stored(head)
  await expect(indicator(head)).toContainText("Всё отправлено")
  const code = await invite(head, { name: "Иванова Ирина Петровна", classes: ["7Б"] })

  await test.step("marks made behind the portal wait, and the line says why", async () => {
    line.set("portal")
    await openLesson(head, "7Б · Урок")
    await mark(head, daria, "Была")
    await mark(head, ilya, "Не был")
    await expect(indicator(head)).toContainText(waiting)
  })

  await test.step("a try by hand changes nothing", async () => {
    await indicator(head).click()
    await head.getByRole("button", { name: "Отправить сейчас" }).click()
    await expect(head.getByText(waiting)).toBeVisible()
  })

  await test.step("everything is there after a reload behind the portal", async () => {
    await head.reload()
    await openLesson(head, "7Б · Урок")
    await expectMark(head, daria, "Была")
    await expectMark(head, ilya, "Не был")
    await expect(indicator(head)).toContainText(waiting)
  })

  await test.step("when the portal is gone everything goes out and a colleague sees it", async () => {
    line.set("pass")
    await head.reload()
    await expect(indicator(head)).toContainText("Всё отправлено")
    const navigator = await tablet()
    await joinByCode(navigator, line.url, code)
    await section(navigator, "Сегодня")
    await openLesson(navigator, "7Б · Урок")
    await expectMark(navigator, daria, "Была")
    await expectMark(navigator, ilya, "Не был")
  })
})
