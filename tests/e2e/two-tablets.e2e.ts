import { expect } from "@playwright/test"

import { beginLesson, expectMark, mark, openHistory, openLesson } from "./support/lesson.ts"
import { openLine } from "./support/line.ts"
import { makeClass } from "./support/lists.ts"
import { expectNoBarriers } from "./support/looks.ts"
import { foundSchool, indicator, invite, joinByCode } from "./support/school.ts"
import { test } from "./support/story.ts"

const pupil = "Орлова Дарья"

test("two different marks made without a network become one sentence, a choice and two values in the history", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const head = await tablet()
  const navigator = await tablet()
  const ownLine = await openLine(server.port)
  await test.step("the head makes a class and appoints it, both open the same lesson", async () => {
    await foundSchool(head, { server, line })
    await makeClass(head, "7Б", [pupil, "Петров Илья"])
    await beginLesson(head)
    await expect(indicator(head)).toContainText("Всё отправлено")
    const code = await invite(head, { name: "Иванова Ирина Петровна", classes: ["7Б"] })
    await joinByCode(navigator, ownLine.url, code)
    await openLesson(navigator, "7Б · Урок")
    await openLesson(head, "7Б · Урок")
  })

  await test.step("without a network each marks the same pupil", async () => {
    line.set("dead")
    ownLine.set("dead")
    await mark(head, pupil, "Была")
    await mark(navigator, pupil, "Не была")
    await expect(indicator(navigator)).toContainText("ждут: 1")
  })

  await test.step("the first to send hears nothing, the second one is asked", async () => {
    line.set("pass")
    await head.reload()
    await expect(indicator(head)).toContainText("Всё отправлено")
    ownLine.set("pass")
    await navigator.reload()
    await expect(indicator(navigator)).toContainText("Разные отметки у 1 ученика — выбрать")
  })

  const clash = navigator.getByRole("group", { name: `${pupil}: ` })
  await test.step("one sentence names both people, both times and both values", async () => {
    await expect(clash).toHaveText(
      /^Орлова Дарья: .+\.БылаНе была$|^Орлова Дарья: .+\.Не былаБыла$/,
    )
    await expect(clash).toContainText(/Павлова в \d\d:\d\d/)
    await expect(clash).toContainText(/вы в \d\d:\d\d/)
    await expect(clash).toContainText("«была»")
    await expect(clash).toContainText("«не была»")
    await expectNoBarriers(navigator, "a clash")
    await navigator.setViewportSize({ width: 1280, height: 800 })
  })

  await test.step("after the choice both tablets agree and nobody is asked again", async () => {
    await clash.getByRole("button", { name: "Не была", exact: true }).click()
    await expect(clash).toHaveCount(0)
    await expect(indicator(navigator)).toContainText("Всё отправлено")
    await head.reload()
    await expect(indicator(head)).toContainText("Всё отправлено")
    for (const page of [head, navigator]) await expectMark(page, pupil, "Не была")
    await expect(head.getByRole("group", { name: `${pupil}: ` })).toHaveCount(0)
  })

  await test.step("the history of both keeps both values", async () => {
    for (const page of [head, navigator]) {
      const lines = await openHistory(page)
      await expect(lines.filter({ hasText: "Орлова — не была" })).not.toHaveCount(0)
      await expect(lines.filter({ hasText: "Орлова — была" })).not.toHaveCount(0)
    }
  })
  await ownLine.close()
})
