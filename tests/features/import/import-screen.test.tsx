import { readFileSync } from "node:fs"

import { aClass, aPupil, aTablet, save, show, type Shown } from "#tests/support/services.tsx"
import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import type { UserEvent } from "@testing-library/user-event"
import { describe, expect, test } from "vitest"

import { readClassNames, readPupils } from "#/data/read-class.ts"
import { readImports } from "#/data/undo-import.ts"
import { exportTable } from "#/domain/class-list/export-table.ts"
import { fullName } from "#/domain/pupil.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { className } from "#/domain/school-class.ts"
import { ImportScreen } from "#/features/import/import-screen.tsx"
import { paths } from "#/features/paths.ts"
import type { Services } from "#/platform/services.tsx"
import { writeCsv } from "#/platform/spreadsheet/write-csv.ts"
import { writeXlsx } from "#/platform/spreadsheet/write-xlsx.ts"

import { startReader } from "./a-reader.ts"

function open(services: Services, query = ""): Shown {
  return show(<ImportScreen startReader={startReader} />, services, {
    path: paths.import + query,
    route: paths.import,
  })
}

function fixture(name: string): File {
  return new File([readFileSync(`tests/fixtures/class-lists/${name}`)], name)
}

const csv = (text: string, name = "список.csv"): File => new File([text], name)

async function bring(user: UserEvent, file: File): Promise<void> {
  await user.upload(await screen.findByLabelText("Выбрать файл"), file)
  await screen.findByRole("table", { name: "Строки файла" })
}

async function paste(user: UserEvent, text: string): Promise<void> {
  await user.click(await screen.findByLabelText("Строки таблицы"))
  await user.paste(text)
  await screen.findByRole("table", { name: "Строки файла" })
}

/** The row of a pupil in the preview. */
function rowOf(name: string | RegExp): HTMLElement {
  const cell = screen.getAllByRole("cell", { name })[0]
  const row = cell?.closest("tr")
  if (!(row instanceof HTMLElement)) throw new Error(`no row of ${String(name)}`)
  return row
}

const load = (name: string | RegExp = /^Загрузить \d/): HTMLElement =>
  screen.getByRole("button", { name })

async function everybody(services: Services): Promise<readonly string[]> {
  const found = await readPupils(services.journal)
  return found.map(({ pupil, schoolClass }) => `${fullName(pupil)}, ${className(schoolClass)}`)
}

const two =
  "ФИО;Дата рождения;Класс\nПетров Иван Сергеевич;03.04.2008;7А\nКотова Анна Львовна;06.05.2008;7А"

describe("every list a school may bring", () => {
  test.each([
    [
      "7b-excel-windows1251.csv",
      "Проверьте список 7Б",
      27,
      /windows-1251, разделитель «;» · шапка в 1-й строке/,
    ],
    [
      "journal-export-utf8.csv",
      "Проверьте список 8А",
      31,
      /шапка в 2-й строке, над ней одна лишняя/,
    ],
    [
      "three-name-columns.xlsx",
      "Проверьте список 9А",
      29,
      /лист «.+» · шапка в 3-й строке, над ней две лишние/,
    ],
    ["federal-2021.xlsx", "Проверьте списки 6, 8 и 11", 27, /лист «Участники»/],
    ["federal-2025.xlsx", "Проверьте списки 6, 8 и 11", 27, /federal-2025/],
  ])(
    "%s is shown, saved and, brought again, changes nothing",
    async (name, title, count, sub) => {
      const services = await aTablet()
      const { user, address, unmount } = open(services)

      await bring(user, fixture(name))
      expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent(title)
      expect(screen.getByText(sub)).toBeVisible()
      await user.click(load())

      await waitFor(() => expect(address()).toMatch(/^\/classes/))
      expect(await screen.findByText(new RegExp(`^Загружено: ${count} уч`))).toBeVisible()
      expect(await everybody(services)).toHaveLength(count)
      unmount()
      const again = open(services)
      await bring(again.user, fixture(name))
      expect(
        screen.getByText(
          `Все ${count} ${count === 31 ? "ученик" : "учеников"} уже есть, менять нечего.`,
        ),
      ).toBeVisible()
      expect(screen.queryByRole("button", { name: /^Загрузить \d/ })).not.toBeInTheDocument()
    },
    20_000,
  )

  test("pasted rows are read at once", async () => {
    const services = await aTablet()
    const { user } = open(services)

    await paste(user, readFileSync("tests/fixtures/class-lists/pasted-from-table.txt", "utf8"))

    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Проверьте список 6В")
    expect(
      screen.getByText(/вставлено из таблицы · разделитель табуляция · шапки нет/),
    ).toBeVisible()
    await user.click(load("Загрузить 24 ученика"))
    await waitFor(async () => expect(await everybody(services)).toHaveLength(24))
  })

  test("the dirty one: every doubtful row has its reason and its choice", async () => {
    const services = await aTablet()
    const { user } = open(services)
    await bring(user, fixture("dirty.csv"))

    expect(
      within(rowOf(/ПЕТРОВ ИВАН/)).getByText("Все буквы большие, убрали лишние пробелы"),
    ).toBeVisible()
    expect(rowOf(/Cидopoв/).querySelectorAll("mark").length).toBeGreaterThan(2)
    const gasanova = rowOf(/Гасанова/)
    expect(within(gasanova).getByText("31.11.2008").tagName).toBe("DEL")
    expect(within(gasanova).getByText("Такой даты нет. Запишем без даты рождения")).toBeVisible()
    expect(
      within(gasanova)
        .getAllByRole("option")
        .map((option) => option.textContent),
    ).toEqual(["Без даты", "С датой 30.11.2008", "С датой 01.12.2008", "Отложить", "Исправить"])
    expect(screen.getByText("Это не имя, а код страницы. Не запишем")).toBeVisible()
    expect(screen.getByText("Это формула, а не имя. Не запишем")).toBeVisible()
    expect(screen.getByRole("button", { name: "Сомнительные · 6" })).toBeVisible()
    await user.click(screen.getByRole("button", { name: /Пропущенные/ }))
    expect(screen.getByText("Итоговая строка")).toBeVisible()

    await user.click(load("Загрузить 6 учеников"))

    await waitFor(async () => expect(await everybody(services)).toHaveLength(6))
  })
})

describe("a file that cannot be read", () => {
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])
  const oldExcel = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0])
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0])

  test.each([
    ["пустой.csv", "", /пусто/],
    ["старый.xls", oldExcel, /\.xls старый: откройте его в Excel и сохраните как \.xlsx/],
    ["битый.xlsx", zip, /повреждён или скопирован не до конца/],
    ["фото.csv", picture, /картинка/],
    ["журнал.xls", "<html><table><tr><td>ФИО</td></tr></table>", /веб-страница/],
    ["договор.pdf", "%PDF-1.4 обрезано", /PDF/],
    ["большой.csv", new Uint8Array(2 * 1024 * 1024 + 1), /больше 2 МБ/],
    ["длинный.csv", "Иванов Иван\n".repeat(5_001), /больше 5\s000 строк/],
  ])("%s gets a sentence and another try", async (name, content, sentence) => {
    const services = await aTablet()
    const { user } = open(services)
    const input = await screen.findByLabelText("Выбрать файл")

    // The way a person drags it: the list of kinds does not stand before it.
    fireEvent.drop(input.closest(".file-drop") ?? input, {
      dataTransfer: { files: [new File([content], name)] },
    })

    const alert = await screen.findByRole("alert")
    expect(alert).toHaveTextContent(`«${name}» не прочитан`)
    expect(alert).toHaveTextContent(sentence)
    expect(alert).toHaveTextContent("Ничего не записано и не изменено.")
    await bring(user, csv(two))
    expect(screen.queryByRole("alert")).not.toBeInTheDocument()
  })
})

describe("what nobody here may keep", () => {
  test("is named, not shown, and not kept in the draft either", async () => {
    const services = await aTablet()
    const { user, unmount } = open(services)

    await bring(user, fixture("journal-export-utf8.csv"))

    expect(
      screen.getByText(
        /Столбцы «СНИЛС», «Гражданство», «Тип документа», «Серия документа» и ещё 1/,
      ),
    ).toBeVisible()
    expect(screen.getByText("не читаем и не сохраняем")).toBeVisible()
    await user.click(screen.getByRole("button", { name: "Столбцы" }))
    expect(screen.getByText("Не читаем: СНИЛС")).toBeVisible()
    expect(document.body).not.toHaveTextContent("00000000001")
    unmount()
    open(services)
    expect(await screen.findByText("не читаем и не сохраняем")).toBeVisible()
  })

  test("is known by its cells when nobody titled it, after a reload too", async () => {
    const services = await aTablet()
    const untitled =
      "Петров Иван Сергеевич\t7А\t112-233-445 95\nКотова Анна Львовна\t7А\t112-233-446 96"
    const { user, unmount } = open(services)
    await paste(user, untitled)
    expect(screen.getByText(/Столбец «3-й: СНИЛС»/)).toBeVisible()

    unmount()
    open(services)

    expect(await screen.findByText(/Столбец «3-й: СНИЛС»/)).toBeVisible()
    expect(document.body).not.toHaveTextContent("112-233")
  })
})

describe("questions about the whole file", () => {
  test("rows without a class wait for one", async () => {
    const services = await aTablet()
    const { user } = open(services)
    await paste(user, "Петров Иван Сергеевич\nКотова Анна Львовна")
    const asked = screen.getByRole("group", { name: /какой это класс: 2 строки без класса/ })
    expect(screen.getByRole("button", { name: "Загружать нечего" })).toBeDisabled()

    await user.click(within(asked).getByRole("button", { name: "Другой класс" }))
    await user.type(within(asked).getByLabelText("Другой класс"), "7 б")
    await user.click(within(asked).getByRole("button", { name: "Записать сюда" }))

    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Проверьте список 7Б")
    await user.click(load("Загрузить 2 учеников"))
    await waitFor(async () =>
      expect(await everybody(services)).toEqual([
        "Котова Анна Львовна, 7Б",
        "Петров Иван Сергеевич, 7Б",
      ]),
    )
  })

  test("from a class's screen they are that class's", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user, address } = open(services, `?class=${classId}`)
    expect(await screen.findByRole("heading", { level: 1 })).toHaveTextContent(
      "Загрузить список 7Б",
    )

    await paste(user, "Петров Иван Сергеевич\nКотова Анна Львовна")

    expect(screen.queryByRole("region", { name: "Вопросы к файлу" })).not.toBeInTheDocument()
    await user.click(load("Загрузить 2 учеников"))
    await waitFor(() => expect(address()).toBe(paths.schoolClass(classId)))
  })

  test("a title that names another class than the screen is believed, and asked about", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    const { user } = open(services, `?class=${classId}`)

    await bring(user, fixture("three-name-columns.xlsx"))

    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Проверьте список 9А")
    const asked = screen.getByRole("group", { name: /это 9А. Верно\?/ })
    await user.click(within(asked).getByRole("button", { name: "Да, 9А" }))
    expect(screen.queryByRole("region", { name: "Вопросы к файлу" })).not.toBeInTheDocument()
  })

  test("a grade without a letter gets one", async () => {
    const services = await aTablet()
    await aClass(services, { letter: "А" })
    await aClass(services, { letter: "Б" })
    const { user } = open(services)
    await bring(user, csv("ФИО;Класс\nПетров Иван Сергеевич;7\nКотова Анна Львовна;7"))

    const asked = screen.getByRole("group", { name: /У 7-го класса не указана буква/ })
    await user.click(within(asked).getByRole("button", { name: "7Б" }))

    await user.click(load("Загрузить 2 учеников"))
    await waitFor(async () => expect((await everybody(services))[0]).toContain("7Б"))
  })

  test("a table without a column of names asks for one", async () => {
    const services = await aTablet()
    const { user } = open(services)
    await bring(user, csv("Код;Ребята;Где учатся\n1;Петров Иван Сергеевич;7А"))
    expect(screen.getByRole("group", { name: /Не нашли столбец/ })).toBeVisible()

    await user.selectOptions(screen.getByLabelText("Столбец 2"), "Фамилия и имя")
    await user.selectOptions(screen.getByLabelText("Столбец 3"), "Класс с буквой")

    expect(screen.queryByRole("group", { name: /Не нашли столбец/ })).not.toBeInTheDocument()
    await user.click(load("Загрузить 1 ученика"))
    await waitFor(async () =>
      expect(await everybody(services)).toEqual(["Петров Иван Сергеевич, 7А"]),
    )
  })

  test("columns that were misread are put right once, and remembered for the source", async () => {
    const services = await aTablet()
    const odd = (name: string) => csv(`ФИО;Отряд;Дата рождения\n${name};7-А отряд;03.04.2008`)
    const shown = open(services)
    await bring(shown.user, csv("ФИО;Отряд;Дата рождения\nПетров Иван Сергеевич;7А;03.04.2008"))
    await shown.user.click(screen.getByRole("button", { name: "Столбцы" }))
    await shown.user.selectOptions(screen.getByLabelText("Отряд"), "Класс с буквой")
    await shown.user.click(load("Загрузить 1 ученика"))
    await waitFor(() => expect(shown.address()).toMatch(/^\/classes\//))
    shown.unmount()

    const next = open(services)
    await bring(next.user, odd("Котова Анна Львовна"))

    expect(screen.getByText(/столбцы как в прошлый раз/)).toBeVisible()
    expect(screen.getByText("Класс «7-А отряд» не поняли")).toBeVisible()
  })

  test("a navigator is asked before a class that is not among the appointed is made", async () => {
    const person = {
      id: "01890000-0000-7000-8000-000000000001",
      name: "Иванова",
      role: "navigator" as const,
    }
    const services = await aTablet({ mode: "joined", person })
    const classId = recordIds.schoolClass({ year: 2021, grade: 7, letter: "А" })
    await save(services, [
      {
        id: person.id,
        kind: "person",
        cells: { name: person.name, role: "navigator", classes: [classId] },
      },
    ])
    await aClass(services, { letter: "А" })
    const { user } = open(services)
    await bring(user, csv("ФИО;Класс\nПетров Иван Сергеевич;7А\nКотова Анна Львовна;7В"))
    expect(within(rowOf(/Котова/)).getByText("Класс 7В вам не назначен")).toBeVisible()
    expect(load("Загрузить 1 ученика")).toBeEnabled()

    await user.click(screen.getByRole("button", { name: "Завести 7В" }))

    expect(load("Загрузить 2 учеников")).toBeEnabled()
  })
})

describe("a row", () => {
  test("follows its choice, and the button counts along", async () => {
    const services = await aTablet()
    const { user } = open(services)
    await bring(
      user,
      csv(
        "ФИО;Дата рождения;Класс\nПетров Иван Сергеевич;31.11.2008;7А\nКотова Анна Львовна;06.05.2008;7А",
      ),
    )
    expect(load("Загрузить 2 учеников")).toBeEnabled()

    await user.selectOptions(screen.getByLabelText("Что сделать: строка 2"), "Отложить")

    expect(load("Загрузить 1 ученика")).toBeEnabled()
    expect(screen.getByText("1 ученик запишем, 1 отложим.")).toBeVisible()
    await user.selectOptions(screen.getByLabelText("Что сделать: строка 2"), "С датой 30.11.2008")
    await user.click(load("Загрузить 2 учеников"))
    await waitFor(async () => expect(await everybody(services)).toHaveLength(2))
    const born = (await readPupils(services.journal)).map(({ pupil }) => pupil.born)
    expect(born).toContain("2008-11-30")
  })

  test("can be put right by hand", async () => {
    const services = await aTablet()
    const { user } = open(services)
    await bring(user, csv("ФИО;Класс\nПетров123;7А\nКотова Анна Львовна;7А"))
    expect(screen.getByText("В имени цифры. Не запишем")).toBeVisible()

    await user.selectOptions(screen.getByLabelText("Что сделать: строка 2"), "Исправить")
    const form = screen.getByRole("form", { name: "Исправить строку 2" })
    expect(within(form).getByLabelText("Фамилия")).toHaveFocus()
    await user.type(within(form).getByLabelText("Фамилия"), "Петров")
    await user.type(within(form).getByLabelText("Имя"), "Иван")
    await user.type(within(form).getByLabelText("Дата рождения"), "03.04.2008")
    await user.click(within(form).getByRole("button", { name: "Записать так" }))

    expect(within(rowOf("Петров Иван")).getByText(/исправлено вами/)).toBeVisible()
    await user.click(load("Загрузить 2 учеников"))
    await waitFor(async () => expect(await everybody(services)).toContain("Петров Иван, 7А"))
  })

  test("shows whom it is like, and what joining them would give", async () => {
    const services = await aTablet()
    const classId = await aClass(services)
    await aPupil(services, classId, { name: "Кузнецова Анастасия Игоревна", born: "2008-01-08" })
    const { user } = open(services)

    await bring(user, csv("ФИО;Дата рождения;Класс\nКузнецова Анастасия;08.01.2008;7Б"))

    const row = rowOf("Кузнецова Анастасия Игоревна")
    expect(within(row).getByText("Похожа на ученицу из 7Б с той же датой")).toBeVisible()
    expect(within(row).getByRole("combobox")).toHaveDisplayValue("Это она же")
  })
})

describe("checking takes its time", () => {
  test("a reload loses neither the list nor the choices", async () => {
    const services = await aTablet()
    const { user, unmount } = open(services)
    await bring(user, csv("ФИО;Дата рождения;Класс\nПетров Иван Сергеевич;31.11.2008;7А"))
    await user.selectOptions(screen.getByRole("combobox"), "Отложить")

    unmount()
    open(services)

    expect(await screen.findByRole("combobox")).toHaveDisplayValue("Отложить")
    expect(screen.getByText(/Вы начали эту загрузку сегодня/)).toBeVisible()
  })

  test("«Не загружать» writes nothing and keeps nothing", async () => {
    const services = await aTablet()
    const { user, unmount, address } = open(services)
    await bring(user, csv(two))

    await user.click(screen.getByRole("button", { name: "Не загружать" }))

    await waitFor(() => expect(address()).toBe(paths.classes))
    unmount()
    open(services)
    expect(await screen.findByLabelText("Выбрать файл")).toBeInTheDocument()
    expect(await readImports(services.journal)).toEqual([])
  })

  test("a full tablet is told and the list stays on the screen", async () => {
    const services = await aTablet()
    services.journal.database.outbox.hook("creating", () => {
      throw new DOMException("no room", "QuotaExceededError")
    })
    const { user } = open(services)
    await bring(user, csv(two))

    await user.click(load())

    expect(await screen.findByText(/На планшете кончилось место/)).toBeVisible()
    expect(load()).toBeEnabled()
    expect(await readImports(services.journal)).toEqual([])
  })
})

describe("afterwards", () => {
  test("the toast takes the whole import back", async () => {
    const services = await aTablet()
    const { user } = open(services)
    await bring(user, csv(two))
    await user.click(load())
    expect(await screen.findByText("Загружено: 2 ученика, 7А")).toBeVisible()

    await user.click(screen.getByRole("button", { name: "Отменить" }))

    expect(await screen.findByText("Загрузка отменена. Убраны 2 ученика.")).toBeVisible()
    expect(await everybody(services)).toEqual([])
    await user.click(screen.getByRole("button", { name: "Отменить" }))
    expect(await screen.findByText("Вернули загрузку.")).toBeVisible()
    expect(await everybody(services)).toHaveLength(2)
  })

  test.each(["csv", "xlsx"])("our own %s, brought back, is all «уже есть»", async (format) => {
    const services = await aTablet()
    const classId = await aClass(services)
    await aPupil(services, classId, { name: "Соловьёва-Белая Алёна Андреевна", born: "2007-12-12" })
    await aPupil(services, classId, "Ким Ен")
    const pupils = (await readPupils(services.journal)).map(({ pupil }) => ({
      ...pupil,
      middle: pupil.middle || undefined,
      birthDate: pupil.born || undefined,
      grade: 7,
      letter: "Б",
    }))
    const rows = exportTable(pupils)
    const bytes = format === "csv" ? writeCsv(rows) : await writeXlsx(rows, "7Б")
    const { user } = open(services)

    await bring(user, new File([bytes], `7Б.${format}`))

    expect(screen.getByRole("button", { name: "Уже есть · 2" })).toBeVisible()
    expect(screen.getByText("Все 2 ученика уже есть, менять нечего.")).toBeVisible()
  })

  test("five thousand rows are drawn in portions", async () => {
    const services = await aTablet()
    const letter = (place: number): string => String.fromCharCode(1072 + (place % 32))
    const lines = Array.from(
      { length: 4_000 },
      (_, index) => `Петров${letter(index)}${letter(index >> 5)}${letter(index >> 10)}ов Иван;7А`,
    )
    const { user } = open(services)

    await bring(user, csv(`ФИО;Класс\n${lines.join("\n")}`))

    expect(screen.getAllByRole("row").length).toBeLessThan(150)
    await user.click(screen.getByRole("button", { name: "Показать ещё 100" }))
    expect(screen.getByText("Показано 200 из 4000")).toBeVisible()
  }, 60_000)

  test("who only leads lessons is told who keeps the lists", async () => {
    const person = {
      id: "01890000-0000-7000-8000-000000000002",
      name: "Орлов",
      role: "leader" as const,
    }
    const services = await aTablet({ mode: "joined", person })

    open(services)

    expect(await screen.findByText(/Списки ведут навигатор и директор/)).toBeVisible()
    expect(await readClassNames(services.journal)).toEqual(new Map())
  })
})
