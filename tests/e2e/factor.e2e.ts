import { expect, type Page } from "@playwright/test"
import { Secret, TOTP } from "otpauth"

import { must } from "#/base/assert.ts"
import { paths } from "#/features/paths.ts"

import { daria } from "./support/lesson.ts"
import { makeClass } from "./support/lists.ts"
import { foundSchool, indicator, openPerson, section } from "./support/school.ts"
import { clockAhead } from "./support/server.ts"
import { test } from "./support/story.ts"

const minuteMs = 60_000
const irina = "Иванова Ирина Петровна"

test("a head sets up an authenticator, is asked for its code before inviting, erasing and ending an access, and once gets by with a recovery code", async ({
  tablet,
  server,
  faults,
}) => {
  test.slow()
  const page = await tablet()
  await foundSchool(page, { server })
  await makeClass(page, "7Б", [daria])
  await expect(indicator(page)).toContainText("Всё отправлено")

  await section(page, "Ещё")
  await page.getByRole("link", { name: "Вход с кодом" }).click()
  await page.getByRole("button", { name: "Завести код" }).click()
  await expect(page.getByRole("img", { name: "QR-код для приложения кодов" })).toBeVisible()
  const key = await page.getByRole("group", { name: "Ключ" }).textContent()
  const secret = Secret.fromBase32(must(key, "the key can be typed"))
  const codeIn = (aheadMs: number): string =>
    new TOTP({ secret }).generate({ timestamp: Date.now() + aheadMs })

  const recoveryCodes =
    await test.step("the first code of the telephone puts it in force, and ten recovery codes are shown", async () => {
      await giveCode(page, "000000")
      await expect(page.getByRole("alert")).toContainText("Код не подошёл")
      await giveCode(page, codeIn(0))
      const shown = page.getByRole("list", { name: "Запасные коды" }).getByRole("listitem")
      await expect(shown).toHaveCount(10)
      const codes = await shown.allTextContents()
      expect(new Set(codes).size).toBe(10)
      await page.getByRole("button", { name: "Коды сохранены" }).click()
      await expect(page.getByText("Осталось: 10 запасных кодов.")).toBeVisible()
      return codes
    })

  await test.step("ten minutes later an invitation asks for a code, and a wrong one makes none", async () => {
    await server.restart(clockAhead(11 * minuteMs))
    await section(page, "Школа")
    await page.getByRole("link", { name: "Пригласить" }).click()
    await page.getByLabel("Фамилия, имя, отчество").fill(irina)
    await page.getByRole("button", { name: "Сделать приглашение" }).click()
    await expect(page.getByText("Подтвердите, что это вы")).toBeVisible()
    await giveCode(page, "000000")
    await expect(page.getByRole("alert")).toContainText("Код не подошёл")
    await expect(page.getByRole("heading", { name: `Приглашение: ${irina}` })).toHaveCount(0)
    await giveCode(page, codeIn(11 * minuteMs))
    await expect(page.getByRole("heading", { name: `Приглашение: ${irina}` })).toBeVisible()
    await page.getByRole("button", { name: "Готово" }).click()
  })

  const [recoveryCode = ""] = recoveryCodes

  await test.step("an erasure is confirmed by a recovery code when the telephone is lost", async () => {
    await server.restart(clockAhead(22 * minuteMs))
    await section(page, "Классы")
    await page.getByRole("main").getByRole("link", { name: "7Б: " }).click()
    await page.getByRole("link", { name: daria }).click()
    const pupil = /[\da-f-]{36}$/.exec(new URL(page.url()).pathname)?.[0] ?? ""
    await page.goto(`${server.url}${paths.erasePupil(pupil)}`)
    await page.getByText("Стереть имя навсегда").click()
    await page.getByRole("button", { name: `Стереть: ${daria}` }).click()
    await expect(page.getByText("Подтвердите, что это вы")).toBeVisible()
    await giveCode(page, recoveryCode)
    await expect(page.getByText("Имя стёрто.")).toBeVisible()
  })

  await test.step("that code is spent, and the telephone's still confirms", async () => {
    await server.restart(clockAhead(33 * minuteMs))
    await openPerson(page, irina)
    await page.getByText("Закрыть доступ", { exact: true }).click()
    await page.getByRole("button", { name: `Закрыть доступ: ${irina}` }).click()
    await giveCode(page, recoveryCode)
    await expect(page.getByRole("alert")).toContainText("Код не подошёл")
    await giveCode(page, codeIn(33 * minuteMs))
    await expect(page.getByText(`Доступ закрыт: ${irina}`)).toBeVisible()
    await page.goto(`${server.url}${paths.factor}`)
    await expect(page.getByText("Осталось: 9 запасных кодов.")).toBeVisible()
  })

  // Each refusal is told by the browser itself; nothing else may have gone wrong.
  const told = faults.splice(0)
  expect(
    told.filter((fault) => !fault.includes("the server responded with a status of 403")),
  ).toEqual([])
})

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Код", exact: true }).fill(code)
  await page.getByRole("button", { name: "Подтвердить" }).click()
}
