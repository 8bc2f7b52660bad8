import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { addBenchPage } from "#tests/bench/built.ts"
import type { HandedClass } from "#tests/bench/page/pupils.ts"
import { threePairs } from "#tests/support/three-pairs.ts"
import { expect, type Page } from "@playwright/test"

import { expectUnlocked, typePin } from "./lock.ts"
import { startServer, type TestServer } from "./server.ts"
import { test as story } from "./story.ts"

export const teacher = { pin: "704815", phrase: "самовар облако дятел" } as const

type Fixtures = {
  /** A built app with a page beside it that does what the session screen does, without its taps. */
  readonly app: string
}

/** Stories of a tablet that goes round the class. */
export const test = story.extend<{ readonly server: TestServer }, Fixtures>({
  app: [
    async ({}, run) => {
      const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-pupils-"))
      const [app, page] = [join(folder, "app"), join(folder, "page")]
      await cp("dist", app, { recursive: true })
      await addBenchPage(app, page)
      await run(app)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: "worker" },
  ],
  server: async ({ app }, run) => {
    const server = await startServer({ assets: app })
    await run(server)
    await server.stop()
  },
})

/** The teacher makes a class with a diagnostic and hands the tablet over; gives the diagnostic's id. */
export async function handOver(
  page: Page,
  address: string,
  asked: Partial<HandedClass> & Pick<HandedClass, "pupils">,
): Promise<void> {
  await page.goto(`${address}/bench.html`)
  const whole: HandedClass = {
    ...teacher,
    instrument: threePairs,
    pickBy: "names",
    language: "ru",
    ...asked,
  }
  await page.evaluate((given) => {
    // The document is left in the middle of it.
    void bench.handOverClass(given)
  }, whole)
  await expectPick(page)
}

export async function expectPick(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/pupil$/)
  await expect(page.getByRole("list", { name: "Кто сегодня отвечает" })).toBeVisible()
}

/** A pupil finds the own name and begins, or goes on. */
export async function begin(page: Page, called: string): Promise<void> {
  await page.getByRole("button", { name: called }).click()
  await page.getByRole("button", { name: "Да, это я" }).click()
  await page.getByRole("button", { name: /^(Начать|Продолжить)$/ }).click()
  await expect(page.getByRole("radiogroup")).toBeVisible()
}

/** Answers the questions from the present one on, by the keys 1 to 9. */
export async function answer(page: Page, keys: readonly number[], from = 1): Promise<void> {
  for (const [place, key] of keys.entries()) {
    const number = page.getByText(`${from + place} из`, { exact: false }).first()
    await expect(number).toBeVisible()
    await page.keyboard.press(String(key))
    await expect(number).toBeHidden()
  }
}

export async function finish(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Закончить" }).click()
  await expect(page.getByRole("heading", { name: "Спасибо!" })).toBeVisible()
  await page.getByRole("button", { name: "Передаю" }).click()
  await expectPick(page)
}

/** The teacher takes the tablet from the pupils. */
export async function takeBack(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/`)
  await typePin(page, teacher.pin)
  await expectUnlocked(page)
}

/** What the teacher's journal holds of the diagnostic, by pupil. */
export async function found(
  page: Page,
  address: string,
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  await page.goto(`${address}/bench.html`)
  const { sittings } = await page.evaluate((by) => bench.readSittings(by), teacher)
  return new Map(sittings.map(({ pupil, answers }) => [pupil, answers]))
}
