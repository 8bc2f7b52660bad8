import { rm } from "node:fs/promises"

import { backendsFor } from "#tests/faults/browser/backends.ts"
import { halvesIn, snapshotOf } from "#tests/faults/browser/snapshot.ts"
import { noteOf } from "#tests/faults/browser/teacher.ts"
import { expect, type JSHandle, type Page } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import {
  beginLesson,
  classWithLesson,
  daria,
  expectMark,
  ilya,
  mark,
  markButton,
} from "./support/lesson.ts"
import { makeRelease, withNewerSchema } from "./support/release.ts"
import { section, stored } from "./support/school.ts"
import { test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

for (const { name, flags } of backendsFor(0)) {
  test(`of two tabs with two versions the old one yields, says so and loses nothing (${name})`, async ({
    keptTablet,
    server,
  }) => {
    test.slow()
    const next = await makeRelease("next", withNewerSchema)
    const { page: open } = await keptTablet(flags)
    const old = open()
    await beginAlone(old, server.url)
    await stored(old)
    await classWithLesson(old)
    const lesson = old.url()
    await mark(old, daria, "Была")
    await old.getByRole("tab", { name: "Заметка" }).click()
    const tab = await old.context().newPage()
    await tab.goto(lesson)
    await expectMark(tab, daria, "Была")

    const held = await holdDatabase(old)
    await test.step("while the old tab does not let go the new one says what it waits for", async () => {
      await server.restart({ assets: next })
      await lookForUpdate(tab)
      await expect(offer(tab)).toBeVisible()
      await noteOf(old).fill("Слушали о профес")
      await offer(tab).click()
      await expect(tab.locator("html")).toHaveAttribute("data-release", "next")
      await expect(tab.getByText(/Бортжурнал открыт в другом окне в старой версии/)).toBeVisible()
    })

    await test.step("then it opens by itself, with all that was written in the old one", async () => {
      await held.evaluate((database) => database.close())
      await expectMark(tab, daria, "Была")
      await expect(tab.getByText(/открыт в другом окне в старой версии/)).toHaveCount(0)
      await mark(tab, ilya, "Не был")
    })

    await test.step("the old tab says that it is old and shows nothing more as saved", async () => {
      await expect(old.getByRole("alert")).toContainText("В другом окне открылась новая версия")
      await markButton(old, daria, "Не была").click()
      await expect(old.getByText("Хранилище закрылось, последнее не записано")).toBeVisible()
      await expectMark(old, daria, "Была")
    })

    await test.step("opened anew it has the marks of both and the half of the note", async () => {
      await old.getByRole("alert").getByRole("button", { name: "Открыть заново" }).click()
      await expect(old.locator("html")).toHaveAttribute("data-release", "next")
      await expectMark(old, daria, "Была")
      await expectMark(old, ilya, "Не был")
      await old.getByRole("tab", { name: "Заметка" }).click()
      await expect(noteOf(old)).toHaveValue("Слушали о профес")
      expect(halvesIn(await snapshotOf(old))).toEqual([])
    })
    await rm(next, { recursive: true })
  })
}

for (const { name, flags } of backendsFor(1)) {
  test(`an update taken while a hundred marks are being written costs none of them (${name})`, async ({
    keptTablet,
    server,
  }) => {
    test.slow()
    const next = await makeRelease("next")
    const { page: open } = await keptTablet(flags)
    const page = open()
    await beginAlone(page, server.url)
    await stored(page)
    await loadHundred(page)
    await beginLesson(page)
    await expect(page.getByText("Отмечено 0 из 100")).toBeVisible()
    await server.restart({ assets: next })
    await lookForUpdate(page)
    await expect(offer(page)).toBeVisible()

    // In one go, so that the update meets nearly all of them still to be written.
    await page.evaluate(() => {
      const groups = document.querySelectorAll('[aria-label="Кто здесь"] [role="group"]')
      for (const group of groups) group.querySelector("button")?.click()
      for (const button of document.querySelectorAll("button")) {
        if (button.textContent === "Обновить") button.click()
      }
    })

    // It comes in when all of them are on the disk: on a starved machine that takes its time.
    const patiently = { timeout: 60_000 }
    await expect(page.locator("html")).toHaveAttribute("data-release", "next", patiently)
    await expect(page.getByText("Отмечено 100 из 100")).toBeVisible()
    expect(halvesIn(await snapshotOf(page))).toEqual([])
    await rm(next, { recursive: true })
  })
}

/** What a hung tab does: a connection that stays open whatever the others want. */
function holdDatabase(page: Page): Promise<JSHandle<IDBDatabase>> {
  return page.evaluateHandle(
    () =>
      new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open("nav-own")
        opening.addEventListener("success", () => resolve(opening.result))
      }),
  )
}

/** A list of a hundred, as no class is but a year's stream may be. */
async function loadHundred(page: Page): Promise<void> {
  const letters = [..."абвгдежиклмнопрстуфхцчшэюя"]
  const lines = Array.from({ length: 100 }, (_, place) => {
    const [one, other] = [letters[place % 26] ?? "", letters[Math.floor(place / 26)] ?? ""]
    return `Петров${one}${other} Илья;7Б`
  })
  const buffer = Buffer.from(["Фамилия Имя;Класс", ...lines].join("\n"))
  await section(page, "Классы")
  await page.getByRole("main").getByRole("link", { name: "Загрузить список" }).click()
  const file = { name: "7b.csv", mimeType: "text/csv", buffer }
  await page.getByLabel("Выбрать файл").setInputFiles(file)
  await page.getByRole("button", { name: "Загрузить 100 учеников" }).click()
  await expect(page.getByRole("table").getByRole("rowheader")).toHaveCount(100)
}

async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
}

function offer(page: Page) {
  return page.getByRole("button", { name: "Обновить", exact: true })
}
