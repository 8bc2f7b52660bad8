import { readFile } from "node:fs/promises"

import { expect, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"

import { expectNoBarriers } from "./support/looks.ts"
import { begin, expectPick, finish, found, handOver, takeBack, test } from "./support/pupils.ts"

test.describe.configure({ mode: "parallel" })

/** A shipped instrument with its first items only: a whole sitting of it need not last an hour. */
async function beginningOf(code: string, items: number): Promise<Instrument> {
  const text = await readFile(`src/domain/instrument/shipped/${code}.json`, "utf8")
  const read = decodeInstrument(JSON.parse(text))
  const whole = must(read.kind === "instrument" ? read.instrument : undefined)
  return { ...whole, items: whole.items.slice(0, items), breaks: [] }
}

/** How a pupil may answer: by finger, by a digit, by arrows and Enter. */
type Hand = (page: Page, option: number) => Promise<void>

const finger: Hand = (page, option) => page.getByRole("radio").nth(option).click()
const digit: Hand = (page, option) => page.keyboard.press(String(option + 1))
const arrows: Hand = async (page, option) => {
  for (let press = 0; press <= option; press += 1) await page.keyboard.press("ArrowRight")
  await expect(page.getByRole("radio").nth(option)).toBeFocused()
  await page.keyboard.press("Enter")
}

for (const [code, hand] of [
  ["klimov-pairs", finger],
  ["spheres", digit],
  ["riasec-short", arrows],
] as const) {
  test(`a whole sitting of ${code}, with a question left out, gone back to and answered anew`, async ({
    tablet,
    server,
  }) => {
    const instrument = await beginningOf(code, 6)
    const [first, ...rest] = instrument.items
    const page = await tablet()
    await handOver(page, server.url, { pupils: ["Щукомаркова Нежданна"], instrument })
    await begin(page, "Нежданна Щ.")
    const given: Record<string, string> = {}

    for (const [place, item] of instrument.items.entries()) {
      await expect(page.getByText(`${place + 1} из 6`)).toBeVisible()
      // Reading goes on from the new question.
      await expect(page.getByRole("heading", { level: 1 })).toBeFocused()
      if (place === 2) {
        await page.getByRole("button", { name: "Не могу выбрать" }).click()
        continue
      }
      const option = (place * 7) % item.options.length
      await hand(page, option)
      given[item.id] = must(item.options[option]).id
    }
    await expect(page.getByRole("heading", { name: "Без ответа: 1 вопрос" })).toBeVisible()
    await page.getByRole("button", { name: "Вопрос 3" }).click()
    await hand(page, 1)
    given[must(rest[1]).id] = must(rest[1]?.options[1]).id

    await test.step("the first question again, by going back", async () => {
      await page.getByRole("button", { name: "К последнему вопросу" }).click()
      for (let back = 0; back < 5; back += 1) {
        await page.getByRole("button", { name: "Прошлый вопрос" }).click()
      }
      await expect(page.getByRole("button", { name: "Прошлый вопрос" })).toHaveCount(0)
      await expect(page.getByRole("radio", { checked: true })).toHaveCount(1)
      await hand(page, 1)
      given[must(first).id] = must(first?.options[1]).id
    })
    await page.getByRole("button", { name: "Закончить" }).click()
    await page.getByRole("button", { name: "Передаю" }).click()
    await expectPick(page)

    await takeBack(page, server.url)
    await expect(page.getByText("Приняты ответы: 1 ученик.")).toBeVisible()
    expect(await found(page, server.url)).toEqual(new Map([["Щукомаркова Нежданна", given]]))
  })
}

test("a key pressed in the very moment a question comes counts", async ({ tablet, server }) => {
  const page = await tablet()
  // Before the browser has painted it: sooner than any hand, and than a busy tablet gets to what may wait.
  await page.addInitScript(() => {
    let answered: Element | null = null
    const press = (): void => {
      const question = document.querySelector("[role=radiogroup]")
      if (question === null || question === answered) return
      answered = question
      dispatchEvent(new KeyboardEvent("keydown", { key: "2" }))
    }
    new MutationObserver(press).observe(document, { childList: true, subtree: true })
  })
  await handOver(page, server.url, { pupils: ["Щукомаркова Нежданна"] })
  await page.getByRole("button", { name: "Нежданна Щ." }).click()
  await page.getByRole("button", { name: "Да, это я" }).click()
  await page.getByRole("button", { name: "Начать" }).click()

  await finish(page)
  await takeBack(page, server.url)
  const sittings = await found(page, server.url)
  expect([...sittings.values()]).toEqual([{ p1: "b", p2: "b", p3: "b" }])
})

test("no screen of the pupils has barriers, in Russian or English", async ({ tablet, server }) => {
  test.slow()
  const page = await tablet()
  await handOver(page, server.url, {
    pupils: ["Щукомаркова Нежданна", "Жбанзаметов Ухват"],
    instrument: await beginningOf("riasec-short", 3),
    minutesToday: 90,
  })
  const look = (screen: string): Promise<void> => expectNoBarriers(page, screen)

  await look("the list")
  await page.getByRole("button", { name: "Нежданна Щ." }).click()
  await look("whether it is this pupil")
  await page.getByRole("button", { name: "Да, это я" }).click()
  await look("the instruction")
  await page.getByRole("button", { name: "Начать" }).click()
  await expect(page.getByRole("status")).toContainText("На сегодня экрана уже много")
  await look("a row of steps")
  await page.getByRole("button", { name: "Пауза" }).click()
  await expect(page.getByRole("radiogroup")).toHaveCount(0)
  await look("the pause")
  await page.getByRole("button", { name: "Продолжить" }).click()
  for (let item = 0; item < 3; item += 1) {
    await page.getByRole("button", { name: "Не могу выбрать" }).click()
  }
  await look("what is left")
  await page.getByRole("button", { name: "Закончить" }).click()
  await expect(page.getByRole("heading", { name: "Спасибо!" })).toBeVisible()
  await page.goto(`${server.url}/today`)
  await expect(page.getByText("Планшет у учеников.")).toBeVisible()
  await look("the lock")
})

test("the test speaks English where it is handed over so", async ({ tablet, server }) => {
  const page = await tablet()
  await page.goto(`${server.url}/bench.html`)
  const instrument = await beginningOf("klimov-pairs", 2)
  const asked = {
    pin: "704815",
    phrase: "самовар облако дятел",
    pupils: ["Brown Ann"],
    instrument,
    pickBy: "tickets",
    language: "en",
  } as const
  await page.evaluate((given) => void bench.handOverClass(given), asked)

  await expect(page.getByRole("heading", { name: "Your number" })).toBeVisible()
  expect(await page.locator("html").getAttribute("lang")).toBe("en")
  await page.getByRole("button", { name: "1" }).click()
  await page.getByRole("button", { name: "Yes, that’s me" }).click()
  await page.getByRole("button", { name: "Begin" }).click()
  await expect(page.getByRole("radiogroup")).toBeVisible()
  expect(await page.getByRole("main").innerText()).not.toMatch(/[а-яё]/iu)
})
