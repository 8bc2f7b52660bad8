import { expect, type Page } from "@playwright/test"

import { expectMark, openLesson, planLesson, register } from "./support/lesson.ts"
import { importList, listOf27, openClass } from "./support/lists.ts"
import { foundSchool, indicator, invite, joinByCode, stored } from "./support/school.ts"
import { test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const absent = ["Белова Ульяна", "Горелов Никита", "Орлова Юлия"]
const present = ["Воронин Павел", "Жуков Матвей Борисович", "Жуков Матвей Викторович"]

/** The browser's two ways of storing: the one of today's tablets and the one that comes. */
const stores = [
  { name: "LevelDB", flags: [] },
  {
    name: "SQLite",
    flags: ["--enable-features=IdbSqliteBackingStore,IdbSqliteBackingStoreInMemoryContexts"],
  },
] as const

for (const { name, flags } of stores) {
  test(`a day without the server, from the list to the register, is all there and all sent later (${name})`, async ({
    keptTablet,
    tablet,
    server,
  }) => {
    test.slow()
    const head = await tablet()
    await foundSchool(head, { server })
    const code = await invite(head, { name: "Иванова Ирина Петровна" })
    const kept = await keptTablet(flags)
    await joinByCode(kept.page(), server.url, code)
    await stored(kept.page())

    await test.step("after one visit the server is gone", async () => {
      await server.kill()
      await kept.page().reload()
    })

    await test.step("a list of 27 is loaded and a career lesson planned", async () => {
      await importList(kept.page(), listOf27, 27)
      await planLesson(kept.page(), "7Б")
      await expect(kept.page().getByRole("status").getByText("Отмечено 0 из 27")).toBeVisible()
    })

    await test.step("three absent and 24 present are marked with five taps at most", async () => {
      const page = kept.page()
      const taps = await countTaps(page)
      for (const pupil of absent) await markNo(page, pupil).click()
      await page.getByRole("button", { name: "Остальные — были (24)" }).click()
      await expectAllMarked(page)
      expect(await taps()).toBeLessThanOrEqual(5)
    })

    await test.step("everything is there after a reload and in a browser opened anew", async () => {
      await kept.page().reload()
      await expectAllMarked(kept.page())
      const page = await kept.reopen()
      await page.goto(server.url)
      await openLesson(page, "7Б · Урок")
      await expectAllMarked(page)
      await expect(indicator(page)).toContainText(/Сервер не отвечает, повторим в .+ · ждут: \d/)
    })

    await test.step("when the server is back all is sent, and the head sees the same", async () => {
      await server.restart()
      await kept.page().reload()
      await expect(indicator(kept.page())).toContainText("Всё отправлено")
      await head.reload()
      await openClass(head, "7Б")
      await expect(head.getByRole("table").getByRole("rowheader")).toHaveCount(27)
      await openLesson(head, "7Б · Урок")
      await expectAllMarked(head)
    })
  })
}

function markNo(page: Page, pupil: string) {
  return page
    .getByRole("group", { name: pupil })
    .getByRole("button", { name: /^(Не был|Не была)$/ })
}

async function expectAllMarked(page: Page): Promise<void> {
  await expect(page.getByText("Отмечено 27 из 27")).toBeVisible()
  await expect(page.getByText("были 24 · не были 3")).toBeVisible()
  for (const pupil of absent) {
    await expect(markNo(page, pupil)).toHaveAttribute("aria-pressed", "true")
  }
  await expect(register(page).getByRole("group")).toHaveCount(27)
  for (const pupil of present) await expectMark(page, pupil, "Был")
}

/** Counts what a finger does, as the page hears it. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const counted = { taps: 0 }
    document.addEventListener("click", () => (counted.taps += 1), { capture: true })
    return counted
  })
  return () => counter.evaluate(({ taps }) => taps)
}
