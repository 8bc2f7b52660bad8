import { readFile } from "node:fs/promises"

import { expect, type Page } from "@playwright/test"

import { beginAlone } from "./support/begin.ts"
import { importList, listOf27 } from "./support/lists.ts"
import { section } from "./support/school.ts"
import { test } from "./support/story.ts"

const workbook = await readFile("tests/fixtures/class-lists/federal-2021.xlsx")
const compound = Buffer.from("d0cf11e0a1b11ae1", "hex")

const files = [
  {
    what: "a workbook copied by half",
    name: "7Б.xlsx",
    bytes: workbook.subarray(0, workbook.length / 2),
    told: "Файл повреждён или скопирован не до конца.",
  },
  { what: "an empty file", name: "7Б.csv", bytes: Buffer.alloc(0), told: "В файле пусто." },
  {
    what: "bytes that are no table",
    name: "7Б.csv",
    bytes: Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256)),
    told: "Такой файл мы не знаем.",
  },
  {
    what: "a file of more than 2 MiB",
    name: "вся школа.csv",
    bytes: Buffer.alloc(2 * 1024 * 1024 + 1, "Орлова Дарья;7Б\n"),
    told: "Файл больше 2 МБ.",
  },
  {
    what: "a workbook behind a password",
    name: "7Б.xlsx",
    bytes: Buffer.concat([
      compound,
      Buffer.alloc(1024),
      Buffer.from("EncryptedPackage", "utf16le"),
      Buffer.alloc(1024),
    ]),
    told: "Файл под паролем.",
  },
] as const

test("a file that cannot be read is one sentence, writes nothing and leaves the way open for a good one", async ({
  tablet,
  server,
}) => {
  const page = await tablet()
  await beginAlone(page, server.url)
  for (const { what, name, bytes, told } of files) {
    await test.step(what, async () => {
      await section(page, "Классы")
      await page.getByRole("main").getByRole("link", { name: "Загрузить список" }).click()
      await page
        .getByLabel("Выбрать файл")
        .setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes })
      const alert = page.getByRole("alert")
      await expect(alert).toContainText(`«${name}» не прочитан`)
      await expect(alert).toContainText(told)
      await expect(alert).toContainText("Ничего не записано и не изменено.")
    })
  }
  await expectNothingWritten(page)

  await importList(page, listOf27, 27)
})

async function expectNothingWritten(page: Page): Promise<void> {
  await section(page, "Классы")
  await expect(page.getByText("Классов пока нет.")).toBeVisible()
  await section(page, "Ещё")
  await page.getByRole("link", { name: "Отправка" }).click()
  await expect(page.getByText("Записей пока нет, сохранять в файл нечего.")).toBeVisible()
}
