import { readFileSync } from "node:fs"

import { startReader } from "#tests/features/import/a-reader.ts"
import { aTablet, show, type Shown } from "#tests/support/services.tsx"
import { screen, within } from "@testing-library/react"
import { describe, expect, test } from "vitest"

import { readOwnInstruments } from "#/data/read-own-instruments.ts"
import { exampleInstrument } from "#/domain/instrument/example-instrument.ts"
import { itemsMax } from "#/domain/instrument/instrument.ts"
import { BringScreen } from "#/features/instruments/bring-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"
import { fileBytesMax } from "#/platform/spreadsheet/limits.ts"

import { aJson, aPairJson, itemOf, optionOf } from "./a-file.ts"

function open(services: Services): Shown {
  return show(<BringScreen startReader={startReader} />, services, {
    path: paths.newInstrument,
    route: paths.newInstrument,
  })
}

const choose = (shown: Shown, ...files: readonly File[]) =>
  shown.user.upload(screen.getByLabelText("Выбрать файл"), [...files])

async function refusalOf(...files: readonly File[]) {
  const services = await aTablet()
  const shown = open(services)
  await choose(shown, ...files)
  const alert = await screen.findByRole("alert")
  expect(alert).toHaveTextContent("Ничего не записано и не изменено")
  expect(await readOwnInstruments(services.journal)).toEqual([])
  const sentences = within(alert).getAllByRole("listitem")
  const told = sentences.map(({ textContent }) => textContent)
  shown.unmount()
  return told
}

const fixture = (name: string) =>
  new File([new Uint8Array(readFileSync(`tests/fixtures/instruments/${name}`))], name)

describe("loading an instrument of the school's own", () => {
  test("shows it first, adds it at a tap and opens it", async () => {
    const services = await aTablet()
    const shown = open(services)
    await choose(shown, aJson())

    expect(await screen.findByRole("heading", { name: exampleInstrument.title.ru })).toBeVisible()
    expect(screen.getByText("Мне нравится мастерить")).toBeInTheDocument()
    expect(await readOwnInstruments(services.journal)).toEqual([])

    await shown.user.click(screen.getByRole("button", { name: "Добавить методику" }))
    expect(await screen.findByText(/«Пример: мысль или дело» добавлена/)).toBeInTheDocument()
    await expect.poll(shown.address).toBe(paths.instrument("primer"))
    const [own] = await readOwnInstruments(services.journal)
    expect(own).toMatchObject({ instrument: exampleInstrument, hidden: false })
  })

  test("can be taken back, after which it is hidden and keeps its number", async () => {
    const services = await aTablet()
    const shown = open(services)
    await choose(shown, aJson())
    await shown.user.click(await screen.findByRole("button", { name: "Добавить методику" }))
    await shown.user.click(await screen.findByRole("button", { name: "Отменить" }))
    await expect
      .poll(async () => (await readOwnInstruments(services.journal)).map(({ hidden }) => hidden))
      .toEqual([true])
  })

  test.each(["example.json", "example.xlsx"])(
    "reads the example %s of the documents",
    async (name) => {
      await choose(open(await aTablet()), fixture(name))
      expect(await screen.findByRole("heading", { name: exampleInstrument.title.ru })).toBeVisible()
      expect(screen.getByText("6 вопросов, 2 шкалы")).toBeInTheDocument()
    },
  )

  test("reads the sheets of a form as CSV files chosen together", async () => {
    const names = ["survey", "choices", "settings", "scales", "bands"]
    await choose(open(await aTablet()), ...names.map((name) => fixture(`${name}.csv`)))
    expect(await screen.findByText("6 вопросов, 2 шкалы")).toBeInTheDocument()
    expect(screen.getByText(/до 6: интерес есть/)).toBeInTheDocument()
  })

  test("does nothing for the very same file, and says so", async () => {
    const services = await aTablet()
    const shown = open(services)
    await choose(shown, aJson())
    await shown.user.click(await screen.findByRole("button", { name: "Добавить методику" }))
    await screen.findByText(/добавлена/)
    shown.unmount()

    await choose(
      open(services),
      aJson(() => undefined, "та же.json"),
    )
    expect(await screen.findByText(/уже загружена, слово в слово/)).toBeInTheDocument()
    expect(screen.queryByRole("button", { name: "Добавить методику" })).toBeNull()
    expect(screen.getByRole("link", { name: "Открыть её" })).toBeInTheDocument()
  })

  test("asks to raise the version of another content, and takes it when it is raised", async () => {
    const services = await aTablet()
    const shown = open(services)
    await choose(shown, aJson())
    await shown.user.click(await screen.findByRole("button", { name: "Добавить методику" }))
    await screen.findByText(/добавлена/)
    shown.unmount()

    const again = open(services)
    const changed = (version: number) =>
      aJson((file) => Object.assign(file, { version, licence: "договор 7" }))
    await choose(again, changed(1))
    expect(await screen.findByRole("alert")).toHaveTextContent("Поставьте в файле версию 2")
    await choose(again, changed(2))
    expect(await screen.findByText(/заменит версию 1/)).toBeInTheDocument()
    await again.user.click(screen.getByRole("button", { name: "Добавить методику" }))
    await screen.findByText(/добавлена/)
    const versions = (await readOwnInstruments(services.journal)).map(
      (own) => own.instrument.version,
    )
    expect(new Set(versions)).toEqual(new Set([1, 2]))
  })
})

describe("a file that is not taken says what to mend, and nothing is written", () => {
  test("not JSON, or cut", async () => {
    const text = await aJson().text()
    expect(await refusalOf(new File([text.slice(0, 900)], "обрезан.json"))).toEqual([
      expect.stringContaining("файл обрезан"),
    ])
  })

  test("JSON of something else", async () => {
    expect(await refusalOf(new File(['{"pupils": []}'], "список.json"))).toEqual([
      expect.stringContaining("JSON, но не методика"),
    ])
  })

  test("ten thousand questions", async () => {
    const file = aJson((json) => {
      json["items"] = Array.from({ length: 10_000 }, (_, index) => ({ id: `q${index}` }))
    })
    expect(await refusalOf(file)).toEqual([expect.stringContaining(`Вопросов больше ${itemsMax}`)])
  })

  test("a field that is missing, counted as people count", async () => {
    const file = aPairJson((pairs) => (itemOf(pairs, 3).options = []))
    expect(await refusalOf(file)).toEqual([expect.stringContaining("Поле items[3].options")])
  })

  test("a key with slips: every one of them", async () => {
    const sentences = await refusalOf(
      aPairJson((file) => {
        optionOf(file, 7, 1).points = { z: 1 }
        optionOf(file, 5, 0).points = {}
      }),
    )
    expect(sentences).toEqual([
      "Вопрос i5: ответ «a» не даёт балла ни одной шкале. Ключ его забыл?",
      "Шкалы «t» и «x» встречаются в парах 1 раз, а другие 2 раза. Проверьте их ключ.",
      "Шкала «t» может набрать 7, а другие 8. Проверьте её ключ.",
    ])
  })

  test("conditions that go round in a circle", async () => {
    const file = aPairJson((pairs) => {
      itemOf(pairs, 2).when = { item: "i3", is: ["a"] }
      itemOf(pairs, 3).when = { item: "i2", is: ["a"] }
    })
    expect(await refusalOf(file)).toEqual([
      expect.stringContaining("Вопрос i2 зависит от вопроса i3"),
    ])
  })

  test("a name of the journal's own instruments", async () => {
    const file = aJson((json) => (json["code"] = "klimov-pairs"))
    expect(await refusalOf(file)).toEqual([expect.stringContaining("«klimov-pairs» занято")])
  })

  test("a table that is no form, and a form without a sheet", async () => {
    const list = new File(["Фамилия;Имя\nРозов;Иван"], "7б.csv")
    expect(await refusalOf(list)).toEqual(
      ["survey", "choices", "settings"].map((sheet) => expect.stringContaining(`«${sheet}»`)),
    )
    expect(await refusalOf(fixture("survey.csv"), fixture("settings.csv"))).toEqual([
      expect.stringContaining("Нет листа «choices»"),
    ])
  })

  test("rows of a form, by sheet, row and column", async () => {
    const survey = new File(
      [
        "type;name;label;scale\nselect_one steps;q1;Один;think\ntext;q2;Два;\nselect_one nowhere;q3;Три;make\n",
      ],
      "survey.csv",
    )
    const others = ["choices", "settings", "scales"].map((name) => fixture(`${name}.csv`))
    expect(await refusalOf(survey, ...others)).toEqual([
      "Лист «survey», строка 3: тип «text» не задаём. Подойдут select_one, note, begin group, end group.",
      "Лист «survey», строка 4: списка «nowhere» нет на листе «choices».",
    ])
  })

  test("a damaged workbook, a picture, a bomb, a file too large", async () => {
    const workbook = new Uint8Array(readFileSync("tests/fixtures/instruments/example.xlsx"))
    expect(await refusalOf(new File([workbook.slice(0, 3_000)], "книга.xlsx"))).toEqual([
      expect.stringContaining("повреждён"),
    ])
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])
    expect(await refusalOf(new File([picture], "фото.csv"))).toEqual([
      expect.stringContaining("картинка"),
    ])
    expect(await refusalOf(new File([await aBomb()], "бомба.xlsx"))).toEqual([
      expect.stringContaining("устроен опасно"),
    ])
    expect(await refusalOf(new File([new Uint8Array(fileBytesMax + 1)], "том.json"))).toEqual([
      expect.stringContaining("больше 2 МБ"),
    ])
  })
})

/** A workbook of a few kilobytes with a sheet of sixty megabytes. */
async function aBomb(): Promise<Uint8Array<ArrayBuffer>> {
  const { strToU8, zipSync } = await import("fflate")
  const sheet = `<worksheet><sheetData>${" ".repeat(60 * 1024 * 1024)}</sheetData></worksheet>`
  const packed = zipSync({
    "xl/workbook.xml": strToU8("<workbook/>"),
    "xl/worksheets/sheet1.xml": strToU8(sheet),
  })
  return new Uint8Array(packed)
}
