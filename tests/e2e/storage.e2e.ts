import { expect, type Page } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import { classWithLesson, daria, expectMark, ilya, mark, markButton } from "./support/lesson.ts"
import { makeClass } from "./support/lists.ts"
import { stored } from "./support/school.ts"
import { test } from "./support/story.ts"

test("a full tablet says so, writes nothing by halves and works on when there is room", async ({
  keptTablet,
  server,
}) => {
  test.slow()
  const { page: first, reopen } = await keptTablet()
  await beginAlone(first(), server.url)
  await classWithLesson(first())
  await mark(first(), daria, "Была")
  const lesson = first().url()

  // The browser trusts for half a minute what it has once found free; after a restart it looks anew.
  const page = await reopen()
  const quota = await quotaOf(page, server.url)
  await quota.set(1)
  await page.goto(lesson)
  await markButton(page, ilya, "Не был").click()

  await expect(page.getByText("На планшете кончилось место: последнее не записано")).toBeVisible()
  await expect(markButton(page, ilya, "Не был")).toHaveAttribute("aria-pressed", "false")
  await expect(page.getByRole("status").getByText("Отмечено 1 из 2")).toBeVisible()

  await quota.set(undefined)
  await mark(page, ilya, "Не был")
  await page.reload()
  await expectMark(page, daria, "Была")
  await expectMark(page, ilya, "Не был")
})

test("an emptied browser is told from a new one: the start says what was here", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await beginAlone(page, server.url)
  await stored(page)
  await makeClass(page, "7Б", [daria])
  // What is told of the tablet is kept beside its database, a moment after a change.
  await page.waitForFunction(() => localStorage.getItem("bortzhurnal")?.includes('"classes":1'))
  await page.goto("about:blank")
  const session = await page.context().newCDPSession(page)
  await session.send("Storage.clearDataForOrigin", {
    origin: server.url,
    storageTypes: "indexeddb",
  })

  await page.goto(server.url)

  await expect(page.getByRole("heading", { name: "Хранилище браузера очищено" })).toBeVisible()
  await expect(page.getByText(/Здесь были: 1 класс, ждали отправки \d+ запис/)).toBeVisible()
  await page.getByRole("button", { name: "Начать без сервера" }).click()
  await expect(page).toHaveURL(/\/today$/)
})

/** The room that the browser gives to this origin; `undefined` for as much as there is. */
async function quotaOf(
  page: Page,
  origin: string,
): Promise<{ readonly set: (bytes: number | undefined) => Promise<void> }> {
  const session = await page.context().newCDPSession(page)
  return {
    set: async (bytes) => {
      const given = bytes === undefined ? { origin } : { origin, quotaSize: bytes }
      await session.send("Storage.overrideQuotaForOrigin", given)
    },
  }
}
