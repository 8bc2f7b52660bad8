import { expect, type Page } from "@playwright/test"

import { demoEdits } from "#/data/demo.ts"
import { importWords } from "#/text/import.ts"

import { section } from "./school.ts"

/** The project, the other language, and how a list from a Russian school looks; the letters of classes are no words. */
export const names = new Set([
  ..."Билет в будущее, Русский".split(/[ ,]+/),
  ...wordsIn(importWords.ru.choose.example),
])

export async function speakEnglish(page: Page): Promise<void> {
  await section(page, "Ещё")
  await page.getByRole("button", { name: "English" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "More" })).toBeVisible()
  await expect(page.locator("html")).toHaveAttribute("lang", "en")
}

/** Every Russian word that is seen or read aloud. */
export function russianWords(page: Page): Promise<string[]> {
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
export function wordsOfPractice(): readonly string[] {
  let made = 0
  const newId = (): string => String((made += 1))
  return wordsIn(demoEdits({ today: "2026-11-23", start: "09:10", newId }))
}

function wordsIn(written: unknown): readonly string[] {
  return JSON.stringify(written).match(/\p{Script=Cyrillic}+/gu) ?? []
}
