import { describe, expect, test } from "vitest"

import { joinSheets, placeOf, type Sheet } from "#/domain/class-list/join-sheets.ts"
import { planImport } from "#/domain/class-list/plan.ts"
import { preview, type Preview, type PreviewOptions } from "#/domain/class-list/preview.ts"
import { type Mapping, remembered, type Table } from "#/domain/class-list/read-table.ts"
import { className } from "#/domain/school-class.ts"

/** A table written as a picture: a line a row, «|» between cells. */
function table(picture: string): Table {
  return picture
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
}

function read(picture: string, options: Partial<PreviewOptions> = {}): Preview {
  return preview(table(picture), { existing: [], today: "2021-10-04", ...options })
}

/** «Фамилия Имя Отчество, класс, дата» of everybody the safest plan adds. */
function added(shown: Preview): readonly string[] {
  return planImport(shown).add.map(({ pupil }) =>
    [
      [pupil.last, pupil.first, pupil.middle].join(" ").trim(),
      className(pupil.class),
      pupil.birthDate ?? "-",
    ].join(", "),
  )
}

const both = ["Петров Иван Сергеевич, 7А, 2008-04-03", "Котова Анна Львовна, 7А, 2008-05-06"]

describe("what schools export", () => {
  test("«Ф.И.О. обучающегося» and «Дата рожд.» under two title rows", () => {
    const shown = read(`
      МБОУ «Средняя школа № 7 г. Смоленска»
      Список обучающихся 7 «А» класса
      № п/п | Ф.И.О. обучающегося | Дата рожд.
      1 | Петров Иван Сергеевич | 03.04.2008
      2 | Котова Анна Львовна | 06.05.2008
    `)

    expect(added(shown)).toEqual(both)
    expect(shown.questions.map(({ code }) => code)).toEqual(["class-from-title"])
  })

  test("«Параллель» and «Литера» in two columns", () => {
    const shown = read(`
      ФИО ученика | Параллель | Литера | Дата рождения
      Петров Иван Сергеевич | 7 | А | 03.04.2008
      Котова Анна Львовна | 7 | «а» | 06.05.2008
    `)

    expect(added(shown)).toEqual(both)
  })

  test("«Класс» with the number and «Буква» with the letter", () => {
    const shown = read(`
      Фамилия | Имя | Отчество | Класс | Буква класса | Дата рождения
      Петров | Иван | Сергеевич | 7 | А | 03.04.2008
      Котова | Анна | Львовна | 7 | А | 06.05.2008
    `)

    expect(added(shown)).toEqual(both)
  })

  test("classes as heading rows between the groups, a footer and totals", () => {
    const shown = read(`
      № | ФИО | Пол | Дата рождения
      7А класс | | |
      1 | Петров Иван Сергеевич | м | 03.04.2008
      Всего учеников: 1 | | |
      Классный руководитель: Иванова И.И. | | |
      | | |
      8 «Б» | | |
      1 | Котова Анна Львовна | ж | 06.05.2008
      Итого | 2 | |
      Директор школы | | Сидоров С.С. |
    `)

    expect(added(shown)).toEqual([
      "Петров Иван Сергеевич, 7А, 2008-04-03",
      "Котова Анна Львовна, 8Б, 2008-05-06",
    ])
    expect(shown.counts).toMatchObject({ new: 2, doubtful: 0, refused: 0 })
  })

  test("one title «ФИО» merged over three columns", () => {
    const shown = read(`
      № | ФИО | | | Дата рождения | Класс
      1 | Петров | Иван | Сергеевич | 03.04.2008 | 7А
      2 | Котова | Анна | Львовна | 06.05.2008 | 7А
    `)

    expect(added(shown)).toEqual(both)
  })

  test("a header of two rows and a row of column numbers under it", () => {
    const shown = read(`
      № п/п | Данные обучающегося | | | Дата рождения | Класс
       | Фамилия | Имя | Отчество | |
      1 | 2 | 3 | 4 | 5 | 6
      1 | Петров | Иван | Сергеевич | 03.04.2008 | 7А
      2 | Котова | Анна | Львовна | 06.05.2008 | 7А
    `)

    expect(added(shown)).toEqual(both)
  })

  test("the header printed again on the second page", () => {
    const shown = read(`
      № | ФИО | Дата рождения | Класс
      1 | Петров Иван Сергеевич | 03.04.2008 | 7А
      № | ФИО | Дата рождения | Класс
      2 | Котова Анна Львовна | 06.05.2008 | 7А
    `)

    expect(added(shown)).toEqual(both)
  })

  test("a class merged down its column", () => {
    const shown = read(`
      Класс | ФИО | Дата рождения
      7А | Петров Иван Сергеевич | 03.04.2008
       | Котова Анна Львовна | 06.05.2008
       | Зимин Олег Львович | 07.05.2008
      7Б | Белов Олег Львович | 08.05.2008
       | Серов Олег Львович | 08.06.2008
       | Чернов Олег Львович | 08.07.2008
    `)

    expect(shown.counts).toMatchObject({ new: 6, doubtful: 0 })
    expect(shown.classes.map(({ class: named, pupils }) => [className(named), pupils])).toEqual([
      ["7А", 3],
      ["7Б", 3],
    ])
  })

  test("one empty cell of the class column is asked about", () => {
    const shown = read(`
      Класс | ФИО | Дата рождения
      7А | Петров Иван Сергеевич | 03.04.2008
       | Котова Анна Львовна | 06.05.2008
    `)

    expect(shown.rows[2]).toMatchObject({
      kind: "doubtful",
      reasons: [{ code: "class-from-above", class: { grade: 7, letter: "А" } }],
    })
  })

  test("first name before surname, in one cell and in two", () => {
    const shown = read(`
      Имя, отчество, фамилия | Класс
      Иван Сергеевич Петров | 7А
      Анна Львовна Котова | 7А
    `)
    expect(added(shown)).toEqual(["Петров Иван Сергеевич, 7А, -", "Котова Анна Львовна, 7А, -"])

    const untitled = read(`
      Иван | Петров | 7А
      Анна | Котова | 7А
      Олег | Зимин | 7А
    `)
    expect(added(untitled)).toEqual([
      "Петров Иван, 7А, -",
      "Котова Анна, 7А, -",
      "Зимин Олег, 7А, -",
    ])
  })

  test("a file in capitals is written so and asks nothing", () => {
    const shown = read(`
      ФИО | Класс
      ПЕТРОВ ИВАН СЕРГЕЕВИЧ | 7А
      КОТОВА АННА ЛЬВОВНА | 7А
      ЗИМИН ОЛЕГ ЛЬВОВИЧ | 7А
      БЕЛОВА ОЛЬГА ЛЬВОВНА | 7А
    `)

    expect(shown.counts).toMatchObject({ new: 4, doubtful: 0 })
    expect(shown.rows[1]?.reasons).toEqual([{ code: "letter-case" }])
  })

  test("a pasted column of names alone asks for the class", () => {
    const picture = "Петров Иван Сергеевич\nКотова Анна Львовна"
    const shown = read(picture)
    expect(shown.questions).toEqual([{ code: "which-class", rows: 2, likely: [] }])
    expect(planImport(shown).add).toEqual([])

    const told = read(picture, { classHint: { grade: 7, letter: "А" } })

    expect(added(told)).toEqual(["Петров Иван Сергеевич, 7А, -", "Котова Анна Львовна, 7А, -"])
  })

  test("the sheet's name says the class when nothing else does", () => {
    const picture = `
      ФИО | Дата рождения
      Петров Иван Сергеевич | 03.04.2008
      Котова Анна Львовна | 06.05.2008
    `
    expect(added(read(picture, { sheet: "7А" }))).toEqual(both)
  })

  test("titles that name several classes are not guessed between", () => {
    const shown = read(`
      Списки 7А и 7Б классов
      № | ФИО | Дата рождения
      1 | Петров Иван Сергеевич | 03.04.2008
    `)

    expect(shown.questions).toEqual([
      {
        code: "which-class",
        rows: 1,
        likely: [
          { grade: 7, letter: "А" },
          { grade: 7, letter: "Б" },
        ],
      },
    ])
    expect(planImport(shown).add).toEqual([])
  })

  test("parents, teachers and contacts are no pupils", () => {
    const shown = read(`
      ФИО ребенка | Класс | ФИО родителя | Телефон мамы | Адрес проживания | Классный руководитель | Эл. почта | Группа здоровья | Паспорт (серия, номер)
      Петров Иван Сергеевич | 7А | Петрова Ольга Ивановна | +79101112233 | ул. Мира, д. 1 | Зимина А.А. | a@example.org | II | 66 10 123456
    `)

    expect(added(shown)).toEqual(["Петров Иван Сергеевич, 7А, -"])
    expect(shown.dropped.map(({ kinds }) => kinds)).toEqual([
      ["family"],
      ["phone", "family"],
      ["address"],
      ["email"],
      ["health"],
      ["document"],
    ])
    expect(JSON.stringify(shown)).not.toMatch(/Ольга|7910|Мира|example|123456/)
  })

  test("personal columns are known by what they hold when nobody titled them", () => {
    const shown = read(`
      Петров Иван Сергеевич | 7А | 112-233-445 95 | +7 (910) 111-22-33 | a@example.org
      Котова Анна Львовна | 7А | 112-233-446 96 | 8 910 111 22 34 | b@example.org
    `)

    expect(shown.counts.new).toBe(2)
    expect(shown.dropped.map(({ kinds }) => kinds)).toEqual([["snils"], ["phone"], ["email"]])
    expect(JSON.stringify(shown)).not.toMatch(/112-233|910|example/)
  })

  test("a mapping cannot bring a personal column back", () => {
    const rows = table("ФИО | СНИЛС | Класс\nПетров Иван Сергеевич | 112-233-445 95 | 7А")
    const shown = preview(rows, {
      mapping: { headerRows: [1], uses: ["name", "middle", "class"], order: "last-first" },
      existing: [],
      today: "2021-10-04",
    })

    expect(shown.dropped).toEqual([{ title: "СНИЛС", kinds: ["snils"] }])
    expect(JSON.stringify(shown.rows)).not.toContain("112-233")
  })

  test("grades the season is not for are skipped and say so", () => {
    const shown = read("ФИО | Класс\nПетров Иван Сергеевич | 3А\nКотова Анна Львовна | 7А")

    expect(shown.rows[1]).toMatchObject({
      kind: "skipped",
      skip: { code: "other-grade", grade: 3 },
    })
    expect(shown.counts.new).toBe(1)
  })

  test("a table without names asks for its columns", () => {
    const shown = read("Класс | Количество\n7А | 27\n7Б | 25")

    expect(shown.questions[0]).toEqual({ code: "no-name-column" })
    expect(planImport(shown).add).toEqual([])
  })

  test.each([
    [
      "lines with a date and a class",
      "Петров Иван Сергеевич 03.04.2008 7А\nКотова Анна Львовна, 06.05.2008, 7 «А»",
    ],
    [
      "a numbered list under its class",
      "Класс: 7А\n1) Петров Иван Сергеевич 03.04.2008\n2) Котова Анна Львовна 06.05.2008",
    ],
  ])("%s typed in a message", (_, text) => {
    const shown = preview(
      text.split("\n").map((line) => [line]),
      { existing: [], today: "2021-10-04" },
    )

    expect(added(shown)).toEqual(both)
  })

  test("«Класс, литера» in one column and a date in words", () => {
    const shown = read(`
      № | ФИО ребёнка (полностью) | Дата рождения (число, месяц, год) | Класс, литера | Статус (ОВЗ, инвалид)
      1 | Петров Иван Сергеевич | 3 апреля 2008 года | 7, А | нет
      2 | Котова Анна Львовна | 6 мая 2008 г. | 7, А | да
    `)

    expect(added(shown)).toEqual(both)
    expect(shown.dropped).toEqual([{ title: "Статус (ОВЗ, инвалид)", kinds: ["health"] }])
  })

  test("names of other peoples stay as their owners write them", () => {
    const shown = read(`
      ФИО | Класс
      Ооржак Айдыс Мерген-оолович | 7А
      Нгуен Ван Ань | 7А
      Ибн Сина Али | 7А
    `)

    expect(added(shown)).toEqual([
      "Ооржак Айдыс Мерген-оолович, 7А, -",
      "Нгуен Ван Ань, 7А, -",
      "Ибн Сина Али, 7А, -",
    ])
  })

  test("the federal export of 2023: three rows above, class and letter apart, lists in a cell", () => {
    const shown = read(`
      Выгрузка участников
      Всего: 2
      по состоянию на 10.12.2023
      №пп | Регион | ФИО | Дата рождения | класс | буква класса | почта, телефон | количество диагностик | темы диагностик | даты прохождения | ответственный педагог-навигатор
      1 | Смоленская область | Петров Иван Сергеевич | 03.04.2008 | 7 | А | a@example.org | 2 | Интересы, Склонности | 05.10.2023 | Зимина Анна Ивановна
      2 | Смоленская область | Котова Анна Львовна | 06.05.2008 | 7 | А | b@example.org | 0 | | | Зимина Анна Ивановна
    `)

    expect(added(shown)).toEqual(both)
  })
})

describe("columns remembered for a source", () => {
  const monday = "Код | Ребята | Где учатся\n1 | Петров Иван Сергеевич | 7А"
  const friday = "Выгрузка\nКОД | Ребята | Где  учатся\n2 | Котова Анна Львовна | 7Б"

  test("a file is known by its titles and not by its rows", () => {
    const titled = "№ | ФИО | Класс\n1 | Петров Иван Сергеевич | 7А"
    const again = "Список\n№ | Ф И О | класс\n2 | Котова Анна Львовна | 7Б"
    const other = "ФИО | Класс\nПетров Иван Сергеевич | 7А"

    expect(read(titled).fingerprint).toMatch(/^[0-9a-f-]{36}$/)
    expect(read(titled.replace("Петров", "Зимин")).fingerprint).toBe(read(titled).fingerprint)
    expect(read(again).fingerprint).not.toBe(read(other).fingerprint)
    expect(read("Петров Иван | 7А").fingerprint).toBeUndefined()
  })

  test("what a person chose once is put on the next file's own header", () => {
    const first = read(monday)
    const chosen: Mapping = {
      headerRows: [1],
      uses: ["ignored", "name", "class"],
      order: "last-first",
    }
    expect(added(read(monday, { mapping: chosen }))).toEqual(["Петров Иван Сергеевич, 7А, -"])

    const next = read(friday)
    const mapping = remembered({ ...next.mapping, headerRows: [2] }, chosen)

    expect(first.mapping.uses).toHaveLength(3)
    expect(added(read(friday, { mapping }))).toEqual(["Котова Анна Львовна, 7Б, -"])
  })
})

describe("sheets of a workbook", () => {
  const sheet = (name: string, ...rows: string[]): Sheet => ({
    name,
    rows: [["ФИО"], ...rows.map((row) => [row])],
  })

  test("one for each class are read together, each row with its place", () => {
    const joined = joinSheets([
      sheet("7А", "Петров Иван Сергеевич"),
      sheet("7Б", "Котова Анна Львовна"),
    ])

    const shown = preview(joined.rows, { existing: [], today: "2021-10-04", sheet: joined.sheet })

    expect(added(shown)).toEqual(["Петров Иван Сергеевич, 7А, -", "Котова Анна Львовна, 7Б, -"])
    expect(placeOf(joined.parts, planImport(shown).add[1]?.row ?? 0)).toEqual({
      sheet: "7Б",
      row: 2,
    })
  })

  test("can be read one by one", () => {
    const sheets = [sheet("Все", "Петров Иван Сергеевич"), sheet("Ещё", "Котова Анна Львовна")]

    expect(joinSheets(sheets)).toMatchObject({ sheet: "Все", left: ["Ещё"] })
    expect(joinSheets(sheets, "Ещё")).toMatchObject({ sheet: "Ещё", left: ["Все"] })
  })
})
