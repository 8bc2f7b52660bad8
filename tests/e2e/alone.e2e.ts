import { expect } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import { classWithLesson, daria, expectMark, mark, openLesson } from "./support/lesson.ts"
import { openClass } from "./support/lists.ts"
import { foundSchool, indicator, invite, joinByCode, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

test("what was made without a server goes to the school that is joined later, all of it and once", async ({
  tablet,
  server,
}) => {
  test.slow()
  const head = await tablet()
  await foundSchool(head, { server })
  const code = await invite(head, { name: "Иванова Ирина Петровна" })

  const teacher = await tablet(storesTheApp)
  await test.step("a class, a lesson and a mark are made with no server at all", async () => {
    await teacher.goto(server.url)
    await stored(teacher)
    await server.kill()
    await beginAlone(teacher, server.url)
    await classWithLesson(teacher)
    await mark(teacher, daria, "Была")
    await expect(indicator(teacher)).toContainText("Только на этом планшете")
  })

  await test.step("the teacher joins by a code, read aloud and typed in small letters", async () => {
    await server.restart()
    await joinByCode(teacher, server.url, code.toLowerCase().replaceAll("-", " "))
    await expect(indicator(teacher)).toContainText("Всё отправлено")
  })

  await test.step("the head has everything, once", async () => {
    await head.reload()
    await expect(indicator(head)).toContainText("Всё отправлено")
    await openLesson(head, "7Б · Урок")
    await expectMark(head, daria, "Была")
    await expect(head.getByRole("group", { name: /./ })).toHaveCount(2)
  })

  await test.step("nothing is doubled on either tablet", async () => {
    for (const page of [head, teacher]) {
      await section(page, "Классы")
      await expect(page.getByRole("main").getByRole("link", { name: "7Б: " })).toHaveCount(1)
      await openClass(page, "7Б")
      await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(2)
    }
  })
})
