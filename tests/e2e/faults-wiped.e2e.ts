import { backends } from "#tests/faults/browser/backends.ts"
import { snapshotOf, standingOf, unsettledIn } from "#tests/faults/browser/snapshot.ts"
import { expect, type Page } from "@playwright/test"

import { classWithLesson, daria, expectMark, ilya, mark, markButton } from "./support/lesson.ts"
import { foundSchool, indicator } from "./support/school.ts"
import { test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

for (const { name, flags } of backends) {
  test(`a storage wiped under the open app is noticed, said and brought back from the server (${name})`, async ({
    keptTablet,
    server,
    line,
  }) => {
    test.slow()
    const { page: open } = await keptTablet(flags)
    const page = open()
    await foundSchool(page, { server, line })
    await classWithLesson(page)
    const lesson = page.url()
    await mark(page, daria, "Была")
    await expectAllSent(page)
    const before = standingOf(await snapshotOf(page))

    await test.step("one more mark is not sent when the storage goes", async () => {
      line.set("dead")
      await mark(page, ilya, "Не был")
      await expect(indicator(page)).toContainText("ждут: 1")
      await page.waitForFunction(() => localStorage.getItem("bortzhurnal")?.includes('"waiting":1'))
      await wipe(page, line.url)
    })

    await test.step("the window says so and shows nothing more as saved", async () => {
      await expect(page.getByRole("alert")).toContainText("Хранилище браузера только что очищено")
      await markButton(page, daria, "Не была").click()
      await expect(page.getByText("Хранилище закрылось, последнее не записано")).toBeVisible()
      await expect(markButton(page, daria, "Не была")).toHaveAttribute("aria-pressed", "false")
    })

    await test.step("opened anew it tells what was here and what had not been sent", async () => {
      line.set("pass")
      await page.getByRole("alert").getByRole("button", { name: "Открыть заново" }).click()
      await expect(page.getByRole("heading", { name: "Хранилище браузера очищено" })).toBeVisible()
      await expect(page.getByText("1 класс, ждали отправки 1 запись")).toBeVisible()
      await expect(page.getByText(/есть только в спасательном файле/)).toBeVisible()
    })

    await test.step("what was sent comes back, under a new id with a counter of its own", async () => {
      await page.getByRole("button", { name: "Вернуть отправленное" }).click()
      await expect(page).toHaveURL(/\/today$/)
      await expect(indicator(page)).toContainText("Всё отправлено")
      await page.goto(lesson)
      await expectMark(page, daria, "Была")
      await expect(markButton(page, ilya, "Не был")).toHaveAttribute("aria-pressed", "false")
      await mark(page, ilya, "Не был")
      await expectAllSent(page)
      const after = standingOf(await snapshotOf(page))
      expect(after).toMatchObject({ made: 1, marks: { settledTo: 1 } })
      expect(after.device).not.toBe(before.device)
    })

    await test.step("wiped while it was shut, it is told from a new tablet too", async () => {
      await page.waitForFunction(() => localStorage.getItem("bortzhurnal")?.includes('"waiting":0'))
      await page.goto("about:blank")
      await wipe(page, line.url)
      await page.goto(line.url)
      await expect(page.getByRole("heading", { name: "Хранилище браузера очищено" })).toBeVisible()
      await expect(page.getByText("1 класс, всё было отправлено")).toBeVisible()
      await page.getByRole("button", { name: "Вернуть отправленное" }).click()
      await expect(page).toHaveURL(/\/today$/)
      await expect(indicator(page)).toContainText("Всё отправлено")
      await page.goto(lesson)
      await expectMark(page, daria, "Была")
      await expectMark(page, ilya, "Не был")
    })
  })
}

/** By the rows as well: just after a tap the indicator may still speak of the moment before it. */
async function expectAllSent(page: Page): Promise<void> {
  await expect.poll(async () => unsettledIn(await snapshotOf(page))).toEqual([])
  await expect(indicator(page)).toContainText("Всё отправлено")
}

/** As a person does who empties the browser's storage, or school IT: the sign-in stays. */
async function wipe(page: Page, origin: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" })
  await session.detach()
}
