import { rm } from "node:fs/promises"

import { backends } from "#tests/faults/browser/backends.ts"
import { noteOf } from "#tests/faults/browser/teacher.ts"
import { expect, type Page } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import { classWithLesson, daria, expectMark, ilya, mark, markButton } from "./support/lesson.ts"
import { listOf27 } from "./support/lists.ts"
import { quotaOf } from "./support/quota.ts"
import { makeRelease } from "./support/release.ts"
import { section, stored } from "./support/school.ts"
import { test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

for (const { name, flags } of backends) {
  test(`a full tablet says so at every write, keeps what was typed and works on when there is room (${name})`, async ({
    keptTablet,
    server,
  }) => {
    test.slow()
    const next = await makeRelease("next")
    const { page: first, reopen } = await keptTablet(flags)
    await beginAlone(first(), server.url)
    await stored(first())
    await classWithLesson(first())
    await mark(first(), daria, "Была")
    const lesson = first().url()

    const page = await reopen()
    const quota = await quotaOf(page, server.url)
    await quota.set(1)
    await page.goto(lesson)

    await test.step("a mark is not shown as saved", async () => {
      await markButton(page, ilya, "Не был").click()
      await expectSaidFull(page)
      await expect(markButton(page, ilya, "Не был")).toHaveAttribute("aria-pressed", "false")
      await expect(page.getByRole("status").getByText("Отмечено 1 из 2")).toBeVisible()
    })

    await test.step("a note stays on the screen, and nothing says that it is saved", async () => {
      await page.getByRole("tab", { name: "Заметка" }).click()
      await noteOf(page).fill("Слушали о профессиях")
      await noteOf(page).blur()
      await expectSaidFull(page)
      await expect(noteOf(page)).toHaveValue("Слушали о профессиях")
      await expect(page.getByText("Сохранено на планшете")).toHaveCount(0)
    })

    await test.step("a new release does not fit, and the old one works on without a network", async () => {
      await server.restart({ assets: next })
      await lookForUpdate(page)
      await expect(page.getByText("Новая версия скачалась не целиком")).toBeVisible()
      await server.kill()
      await page.goto(lesson)
      await expectMark(page, daria, "Была")
      await expect(page.locator("html")).not.toHaveAttribute("data-release")
      await server.restart({ assets: next })
    })

    await test.step("a list is loaded whole or not at all, and stays to be loaded later", async () => {
      await section(page, "Классы")
      await page.getByRole("main").getByRole("link", { name: "Загрузить список" }).click()
      await page.getByLabel("Выбрать файл").setInputFiles(listOf27)
      await page.getByRole("button", { name: "Загрузить 27 учеников" }).click()
      await expectSaidFull(page)
      await expect(page.getByRole("heading", { name: /Проверьте список/ })).toBeVisible()
    })

    await test.step("with room again all of it goes through", async () => {
      await quota.set(undefined)
      await page.getByRole("button", { name: "Загрузить 27 учеников" }).click()
      await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(29)
      await page.goto(lesson)
      await mark(page, ilya, "Не был")
      await page.getByRole("tab", { name: "Заметка" }).click()
      await noteOf(page).fill("Слушали о профессиях")
      await noteOf(page).blur()
      await expect(page.getByText("Сохранено на планшете")).toBeVisible()
      await lookForUpdate(page)
      await page.getByRole("button", { name: "Обновить", exact: true }).click()
      await expect(page.locator("html")).toHaveAttribute("data-release", "next")
      await expectMark(page, daria, "Была")
      await expectMark(page, ilya, "Не был")
    })
    await rm(next, { recursive: true })
  })
}

async function expectSaidFull(page: Page): Promise<void> {
  const said = page.getByText("На планшете кончилось место: последнее не записано")
  await expect(said.first()).toBeVisible()
}

async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    // A release that does not fit is refused here; what follows from that is the test's question.
    await registration?.update().catch(() => undefined)
  })
}
