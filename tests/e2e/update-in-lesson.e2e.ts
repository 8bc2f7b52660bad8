import { rm } from "node:fs/promises"

import { expect, type Page } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import { classWithLesson, daria, expectMark, ilya, mark } from "./support/lesson.ts"
import { makeRelease } from "./support/release.ts"
import { stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

const halfANote = "Слушали о профессиях, Петров спросил, где учат на"

test("an update in mid-lesson is offered, and neither waiting nor accepting it costs a word or a mark", async ({
  tablet,
  server,
}) => {
  const next = await makeRelease("next")
  const page = await tablet(storesTheApp)
  await beginAlone(page, server.url)
  await stored(page)
  await classWithLesson(page)
  await mark(page, daria, "Была")
  await page.getByRole("tab", { name: "Заметка" }).click()
  await note(page).pressSequentially(halfANote)

  await test.step("it is offered; the lesson goes on as if nothing had happened", async () => {
    await server.restart({ assets: next })
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
    await expect(offer(page)).toBeVisible()
    await expect(note(page)).toBeFocused()
    await note(page).pressSequentially(" сварщика")
    await mark(page, ilya, "Не был")
    await expect(page.locator("html")).not.toHaveAttribute("data-release")
  })

  await test.step("after one tap the new release stands where the old one did", async () => {
    await page.getByRole("tab", { name: "Заметка" }).click()
    await note(page).pressSequentially(". Ответить")
    await offer(page).click()
    await expect(page.locator("html")).toHaveAttribute("data-release", "next")
    await expectMark(page, daria, "Была")
    await expectMark(page, ilya, "Не был")
    await page.getByRole("tab", { name: "Заметка" }).click()
    await expect(note(page)).toHaveValue(`${halfANote} сварщика. Ответить`)
  })
  await rm(next, { recursive: true })
})

function note(page: Page) {
  return page.getByLabel("Заметка об уроке")
}

function offer(page: Page) {
  return page.getByRole("button", { name: "Обновить", exact: true })
}
