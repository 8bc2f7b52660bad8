import { expect } from "@playwright/test"

import { paths } from "#/features/paths.ts"

import { beginLesson } from "./support/lesson.ts"
import { openLine } from "./support/line.ts"
import { makeClass } from "./support/lists.ts"
import { expectNoBarriers } from "./support/looks.ts"
import { foundSchool, indicator, invite, joinByCode, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

const label = "Планшет № 7, каб. 305"

test("the head sees which tablets have sent everything, what a lost one could see, and has it forget the school", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const head = await tablet(storesTheApp)
  const navigator = await tablet()
  const ownLine = await openLine(server.port)

  await test.step("a navigator joins, names the tablet and sends a lesson", async () => {
    await foundSchool(head, { server, line })
    await makeClass(head, "7Б", ["Орлова Дарья", "Петров Илья"])
    await beginLesson(head)
    await expect(indicator(head)).toContainText("Всё отправлено")
    const code = await invite(head, { name: "Иванова Ирина Петровна", classes: ["7Б"] })
    await joinByCode(navigator, ownLine.url, code)
    await expect(indicator(navigator)).toContainText("Всё отправлено")
    await navigator.goto(`${ownLine.url}${paths.devices}`)
    await navigator.getByRole("list", { name: "Ваши планшеты" }).getByRole("link").click()
    await navigator.getByLabel("Как называется").fill(label)
    await navigator.getByRole("button", { name: "Назвать" }).click()
    await expect(navigator.getByRole("heading", { name: label })).toBeVisible()
  })

  await test.step("the head's day begins with who has not done what, stamped by all tablets", async () => {
    await head.goto(`${line.url}/`)
    await expect(head).toHaveURL(/\/report$/)
    await expect(head.getByText("данные всех 2 планшетов")).toBeVisible()
    await expectNoBarriers(head, paths.report)
  })

  await test.step("without a network it is still there, with the stamp of the last known list", async () => {
    await stored(head)
    line.set("dead")
    await head.reload()
    await expect(head.getByRole("heading", { level: 1 })).toHaveText("Кто чего не сделал")
    await expect(head.getByText("данные всех 2 планшетов")).toBeVisible()
    line.set("pass")
  })

  await test.step("the journal says whose rows the tablet could see", async () => {
    await section(head, "Ещё")
    await head.getByRole("main").getByRole("link", { name: "Планшеты" }).click()
    await head.getByRole("link", { name: label }).click()
    await head.getByRole("link", { name: "Что мог видеть этот планшет" }).click()
    await head.getByText("по сей день").click()
    await expect(head.getByText("Петров Илья")).toBeVisible()
    await expect(head.getByText("новый планшет")).toBeVisible()
    await expectNoBarriers(head, paths.audit)
  })

  await test.step("the lost tablet was without a network and hears of it at its next contact", async () => {
    ownLine.set("dead")
    await head.goBack()
    await head.getByText("Планшет потерян").click()
    await head.getByRole("button", { name: `Стереть: ${label}` }).click()
    await expect(
      head.getByText("будет стёрт при первой связи").filter({ visible: true }).first(),
    ).toBeVisible()
    ownLine.set("pass")
    await navigator.goto(`${ownLine.url}${paths.classes}`)
    await expect(navigator.getByRole("main").getByRole("link", { name: "7Б" })).toHaveCount(0)
    await head.goto(`${line.url}${paths.report}`)
    await expect(head.getByText("данные единственного планшета")).toBeVisible()
  })
})
