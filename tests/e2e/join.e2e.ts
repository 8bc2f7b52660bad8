import { expect } from "@playwright/test"

import { foundSchool, indicator, invite, joinByCode } from "./support/school.ts"
import { test } from "./support/story.ts"

test("a head founds the school and a navigator joins it by a typed code", async ({
  tablet,
  server,
}) => {
  const head = await tablet()
  await foundSchool(head, { server })
  const code = await invite(head, { name: "Иванова Ирина Петровна" })

  const navigator = await tablet()
  await joinByCode(navigator, server.url, code.toLowerCase().replaceAll("-", " "))

  await expect(indicator(navigator)).toContainText("Всё отправлено")
})
