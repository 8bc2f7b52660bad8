import { writeFile } from "node:fs/promises"

import { expect } from "@playwright/test"

import { expectLocked, lockByHand, setPin, typePin } from "./support/lock.ts"
import { Office } from "./support/office.ts"
import { indicator, joinWithPin, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

const pin = "704815"
const newPin = "559027"
const phrase = "самовар облако дятел"
const pupils = 200
const classSize = 25

/** Invented lists of eight classes, as a school saves them. */
function lists(): string {
  const lines = Array.from({ length: pupils }, (_, index) => {
    const [grade, letter] = [
      6 + Math.floor(index / classSize / 2),
      "АБ"[Math.floor(index / classSize) % 2],
    ]
    return `${grade}${letter};${surname(index)};Мария`
  })
  return `﻿${["Класс;Фамилия;Имя", ...lines].join("\r\n")}\r\n`
}

function surname(index: number): string {
  const vowels = "аеиоу"
  const sign = (place: number): string => vowels[Math.floor(index / 5 ** place) % 5] ?? ""
  return `Л${sign(0)}р${sign(1)}т${sign(2)}в${sign(3)}нская`
}

test("200 changes that were not sent survive a forgotten PIN: the school's server gives the key back, and all of them arrive", async ({
  tablet,
  line,
  server,
}, info) => {
  test.slow()
  const file = info.outputPath("lists.csv")
  await writeFile(file, lists())
  const office = await Office.found(server)
  const { code } = await office.invite("Иванова Ирина Петровна")
  const page = await tablet(storesTheApp)
  await joinWithPin(page, { address: line.url, code, pin, phrase })
  await stored(page)
  await expect(indicator(page)).toContainText("Всё отправлено")

  await test.step("made without a network", async () => {
    line.set("dead")
    await section(page, "Классы")
    await page.getByRole("main").getByRole("link", { name: "Загрузить список" }).click()
    await page.getByLabel("Выбрать файл").setInputFiles(file)
    await page.getByRole("button", { name: `Загрузить ${pupils} учеников` }).click()
    await expect(indicator(page)).toContainText(/ждут: 2\d\d$/)
  })

  await test.step("locked, and no PIN fits", async () => {
    await lockByHand(page)
    await expect(page.getByText(/Сохранено на планшете · ждут отправки: 2\d\d/)).toBeVisible()
    await typePin(page, newPin)
    await expect(page.getByRole("alert")).toContainText("Неверный PIN")
    await page.getByRole("button", { name: "Забыли PIN?" }).click()
  })

  const online = page.getByRole("region", { name: "Через интернет" })
  const signIn = async (): Promise<void> => {
    await online.getByRole("textbox", { name: "Парольная фраза" }).fill(phrase)
    await online.getByRole("button", { name: "Войти и открыть" }).click()
  }

  await test.step("without a server it stays locked and says that all is safe", async () => {
    await signIn()
    await expect(page.getByRole("alert")).toContainText("Записи в сохранности")
    expect((await office.records()).size).toBeLessThan(pupils)
  })

  await test.step("with one it opens, and a new PIN is set", async () => {
    line.set("pass")
    await signIn()
    await setPin(page, newPin)
    await page.getByRole("button", { name: "Открыть журнал" }).click()
    await expect(indicator(page)).toContainText("Всё отправлено")
  })

  await test.step("every one has arrived, and once", async () => {
    const records = [...(await office.records()).values()]
    const arrived = records.filter(({ kind }) => kind === "pupil").map(({ cells }) => cells["last"])
    const expected = Array.from({ length: pupils }, (_, index) => surname(index))
    expect(arrived).toHaveLength(pupils)
    expect(new Set(arrived)).toEqual(new Set(expected))
    expect(records.filter(({ kind }) => kind === "class")).toHaveLength(pupils / classSize)
  })

  await test.step("from now on the new PIN opens it, and the forgotten one does not", async () => {
    await lockByHand(page)
    await typePin(page, pin)
    await expect(page.getByRole("alert")).toContainText("Неверный PIN")
    await expectLocked(page)
    await typePin(page, newPin)
    await section(page, "Классы")
    await expect(page.getByRole("main").getByRole("link", { name: "6А: " })).toBeVisible()
  })
})
