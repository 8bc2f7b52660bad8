import { readFile } from "node:fs/promises"

import { expect, type Page } from "@playwright/test"

import { openLine } from "./support/line.ts"
import { makeClass } from "./support/lists.ts"
import { foundSchool, indicator, invite, joinByCode, section, stored } from "./support/school.ts"
import { storesTheApp, test } from "./support/story.ts"

const title = "Пример: мысль или дело"
const workbook = "tests/fixtures/instruments/example.xlsx"

test("a workbook brought without a network reaches the colleagues whole, and is offered in their plans", async ({
  tablet,
  line,
  server,
}) => {
  test.slow()
  const head = await tablet(storesTheApp)
  const navigator = await tablet()
  const ownLine = await openLine(server.port)
  await test.step("a school of two tablets", async () => {
    await foundSchool(head, { server, line })
    await makeClass(head, "7Б", ["Орлова Дарья"])
    const code = await invite(head, { name: "Иванова Ирина Петровна", classes: ["7Б"] })
    await joinByCode(navigator, ownLine.url, code)
    await expect(indicator(navigator)).toContainText("Всё отправлено")
  })

  await test.step("the head reads it in the browser's own worker, and adds it", async () => {
    await stored(head)
    line.set("dead")
    await openBring(head)
    await head.getByLabel("Выбрать файл").setInputFiles(workbook)
    await expect(head.getByRole("heading", { level: 2, name: title })).toBeVisible()
    await expect(head.getByText("6 вопросов, 2 шкалы")).toBeVisible()
    await head.getByRole("button", { name: "Добавить методику" }).click()
    await expect(head.getByText(`Методика «${title}» добавлена`)).toBeVisible()
    await expect(indicator(head)).toContainText("ждут: 1")
  })

  await test.step("it is sent in one piece", async () => {
    line.set("pass")
    await head.reload()
    await expect(indicator(head)).toContainText("Всё отправлено")
  })

  await test.step("the colleague finds it, whose and when, and may plan with it", async () => {
    await navigator.reload()
    await openInstruments(navigator)
    await navigator.getByRole("link", { name: title }).click()
    await expect(navigator.getByText(/загружена .+, Павлова/)).toBeVisible()
    await section(navigator, "Сегодня")
    await navigator.goto(`${ownLine.url}/activities/new?kind=diagnostic`)
    const instrument = navigator.getByRole("combobox", { name: "Методика" })
    await instrument.selectOption({ label: `${title} (методика школы)` })
    await expect(navigator.getByText("1–2 мин · 6–11 классы")).toBeVisible()
  })

  await test.step("what one takes off the list is off the other's too, and comes back", async () => {
    await head.getByRole("button", { name: "Убрать из списка" }).click()
    await expect(indicator(head)).toContainText("Всё отправлено")
    await navigator.reload()
    await openInstruments(navigator)
    await expect(navigator.getByRole("list", { name: "Убраны из списка" })).toContainText(title)
    await navigator.getByRole("link", { name: title }).click()
    await navigator.getByRole("button", { name: "Вернуть в список" }).click()
    await expect(navigator.getByRole("list", { name: "Методики школы" })).toContainText(title)
  })
  await ownLine.close()
})

test("what is downloaded loads again as the very same, and a damaged file is a sentence", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await page.goto(server.url)
  await page.getByRole("button", { name: "Посмотреть учебный класс" }).click()
  await openBring(page)
  const fetched: Buffer[] = []
  for (const name of ["Пример XLSX", "Пример JSON"]) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^primer-1\.(xlsx|json)$/)
    fetched.push(await readFile(await download.path()))
  }
  const [xlsx = Buffer.alloc(0), json = Buffer.alloc(0)] = fetched

  await page
    .getByLabel("Выбрать файл")
    .setInputFiles({ name: "primer.xlsx", mimeType: "", buffer: xlsx.subarray(0, 2_000) })
  await expect(page.getByRole("alert")).toContainText("повреждён")
  await page
    .getByLabel("Выбрать файл")
    .setInputFiles({ name: "primer.xlsx", mimeType: "", buffer: xlsx })
  await page.getByRole("button", { name: "Добавить методику" }).click()
  await expect(page.getByText(`Методика «${title}» добавлена`)).toBeVisible()

  await openBring(page)
  await page
    .getByLabel("Выбрать файл")
    .setInputFiles({ name: "primer.json", mimeType: "application/json", buffer: json })
  await expect(page.getByText(/уже загружена, слово в слово/)).toBeVisible()
})

async function openInstruments(page: Page): Promise<void> {
  await section(page, "Ещё")
  await page.getByRole("main").getByRole("link", { name: "Методики", exact: true }).click()
  await expect(page.getByRole("list", { name: "Входят в журнал" })).toBeVisible()
}

async function openBring(page: Page): Promise<void> {
  await openInstruments(page)
  await page.getByRole("link", { name: "Загрузить свою методику" }).click()
}
