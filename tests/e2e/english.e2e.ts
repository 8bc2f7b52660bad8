import { expect, type Page } from "@playwright/test"

import { demoEdits } from "#/data/demo.ts"
import { importWords } from "#/text/import.ts"

import { barriers } from "./support/axe.ts"
import { beginAlone, beginPractice } from "./support/begin.ts"
import { expectNothingBeyondTheEdge } from "./support/looks.ts"
import { section } from "./support/school.ts"
import { allScreens, findThings, openScreen } from "./support/screens.ts"
import { storesTheApp, test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const perScreenMs = 5_000

/** The project, the other language, and how a list from a Russian school looks; the letters of classes are no words. */
const names = new Set([
  ..."Билет в будущее, Русский".split(/[ ,]+/),
  ...wordsIn(importWords.ru.choose.example),
])

test("no Russian word of the interface is left on an empty tablet that speaks English", async ({
  tablet,
  server,
}) => {
  const page = await tablet(storesTheApp)
  await beginAlone(page, server.url)
  await speakEnglish(page)
  const screens = allScreens()
  test.setTimeout(screens.length * perScreenMs)

  for (const path of screens) {
    await openScreen(page, server.url + path)
    const left = (await russianWords(page)).filter((word) => !names.has(word))
    expect.soft(left, path).toEqual([])
  }
})

test("in the practice class only names and what was written there stay Russian, and no barrier comes with English", async ({
  tablet,
  server,
}) => {
  const page = await tablet(storesTheApp)
  await beginPractice(page, server.url)
  await speakEnglish(page)
  const screens = allScreens(await findThings(page, server.url))
  test.setTimeout(screens.length * perScreenMs)
  const written = new Set([...names, ...wordsOfPractice()])

  for (const path of screens) {
    await openScreen(page, server.url + path)
    const left = (await russianWords(page)).filter((word) => !written.has(word))
    expect.soft(left, path).toEqual([])
    expect.soft(await barriers(page, "everything"), path).toEqual([])
    await expectNothingBeyondTheEdge(page, path)
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})

async function speakEnglish(page: Page): Promise<void> {
  await section(page, "Ещё")
  await page.getByRole("button", { name: "English" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "More" })).toBeVisible()
  await expect(page.locator("html")).toHaveAttribute("lang", "en")
}

/** Every Russian word that is seen or read aloud. */
function russianWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const spoken = ["aria-label", "placeholder", "title", "alt"]
    const texts = [document.title, document.body.innerText]
    for (const element of document.querySelectorAll("*")) {
      for (const name of spoken) texts.push(element.getAttribute(name) ?? "")
    }
    return [...new Set(texts.join(" ").match(/\p{Script=Cyrillic}{2,}/gu))]
  })
}

/** The words of the invented pupils, places and classes. */
function wordsOfPractice(): readonly string[] {
  let made = 0
  const newId = (): string => String((made += 1))
  return wordsIn(demoEdits({ today: "2026-11-23", start: "09:10", newId }))
}

function wordsIn(written: unknown): readonly string[] {
  return JSON.stringify(written).match(/\p{Script=Cyrillic}+/gu) ?? []
}
