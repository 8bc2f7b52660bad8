import { expect, type Page } from "@playwright/test"

import { beginLesson, mark } from "./lesson.ts"
import { makeClass } from "./lists.ts"
import { indicator } from "./school.ts"

/** Names and sentences that stand nowhere else in the world: wherever one is found, it came from the journal. */
export const marked = {
  className: "7Б",
  first: "Щукомаркова Нежданна",
  second: "Жбанзаметов Ухват",
  note: "Подчинялка видела синхрофазотрон",
  draft: "Недописанный квазибегемот",
} as const

/** Words, so that neither order nor a form's own joining hides one. */
export const markers: readonly string[] = [
  "Щукомаркова",
  "Нежданна",
  "Жбанзаметов",
  "синхрофазотрон",
  "квазибегемот",
]

/** A class of two with a lesson: a mark, a note that is saved, one that is being typed; in history and outbox too. */
export async function fillWithMarkers(page: Page): Promise<void> {
  await makeClass(page, marked.className, [marked.first, marked.second])
  await beginLesson(page)
  await mark(page, marked.first, "Не была")
  await page.getByRole("tab", { name: "Заметка" }).click()
  await page.getByLabel("Заметка об уроке").fill(marked.note)
  await page.getByRole("tab", { name: "История" }).click()
  await expect(page.getByRole("list", { name: "История" })).toContainText(marked.note)
  await page.getByRole("tab", { name: "Заметка" }).click()
  await page.getByLabel("Заметка об уроке").fill(marked.draft)
  await expect(indicator(page)).toBeVisible()
}
