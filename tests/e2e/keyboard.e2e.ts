import { expect, type Locator, type Page } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import { daria, expectMark, ilya, markButton, register } from "./support/lesson.ts"
import { makeClass } from "./support/lists.ts"
import { section } from "./support/school.ts"
import { test } from "./support/story.ts"

const tabsMax = 80

test("a lesson is planned, marked, undone and noted without a pointer", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await beginAlone(page, server.url)
  await makeClass(page, "7Б", [daria, ilya])
  await section(page, "Сегодня")

  await test.step("plan", async () => {
    await tabTo(page.getByRole("link", { name: "Запланировать" }).first())
    await page.keyboard.press("Enter")
    await expect(page.getByRole("heading", { name: "Новое мероприятие" })).toBeVisible()
    await tabTo(page.getByLabel("Начало", { exact: true }))
    await page.keyboard.type("0910")
    await tabTo(page.getByRole("button", { name: "Запланировать" }))
    await page.keyboard.press("Enter")
    await expect(register(page)).toBeVisible()
  })

  await test.step("mark", async () => {
    await tabTo(markButton(page, daria, "Не была"))
    await page.keyboard.press("Space")
    await expectMark(page, daria, "Не была")
    await tabTo(page.getByRole("button", { name: `${daria}: ещё` }))
    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Escape")
    await expect(page.getByRole("button", { name: `${daria}: ещё` })).toBeFocused()
    await tabTo(markButton(page, ilya, "Был"))
    await page.keyboard.press("Enter")
    await expectMark(page, ilya, "Был")
  })

  await test.step("undo", async () => {
    await tabTo(page.getByRole("button", { name: "Отменить", exact: true }))
    await page.keyboard.press("Enter")
    await expect(markButton(page, ilya, "Был")).toHaveAttribute("aria-pressed", "false")
    await expectMark(page, daria, "Не была")
  })

  await test.step("note", async () => {
    await tabTo(page.getByRole("tab", { name: "Чек-лист" }))
    await page.keyboard.press("ArrowRight")
    await expect(page.getByRole("tab", { name: "Заметка" })).toBeFocused()
    const note = page.getByLabel("Заметка об уроке")
    await tabTo(note)
    await page.keyboard.type("Орлова болеет")
    await expect(page.getByText("Сохранено на планшете")).toBeVisible()
    await page.reload()
    await page.getByRole("tab", { name: "Заметка" }).click()
    await expect(note).toHaveValue("Орлова болеет")
  })
})

/** Presses Tab until it stands there, and the focus can be seen. */
async function tabTo(target: Locator): Promise<void> {
  const page: Page = target.page()
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < tabsMax; pressed += 1) {
    await page.keyboard.press("Tab")
    if (await target.evaluate((element) => element.matches(":focus-visible"))) return
  }
  throw new Error(`${tabsMax} times Tab did not lead to ${String(target)}`)
}
