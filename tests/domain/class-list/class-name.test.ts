import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { classesInTitle, parseClassName } from "#/domain/class-list/class-name.ts"
import { className } from "#/domain/school-class.ts"

describe("the name of a class", () => {
  test.each([
    "7Б",
    "7 Б",
    "7б",
    "7-б",
    "7 «Б»",
    "7«б»",
    '7 "Б"',
    "7 'Б'",
    "7“Б”",
    "7 (Б)",
    "7/Б",
    "7.Б",
    "7_Б",
    "07Б",
    "7B",
    "7Б класс",
    "7 Б кл.",
    "Класс: 7Б",
    "класс 7 «Б»",
    " 7\u00a0Б ",
    "7–Б",
    "7 - Б",
  ])("%s is 7Б or looks the same", (text) => {
    expect(parseClassName(text)).toEqual({ grade: 7, letter: text === "7B" ? "В" : "Б" })
  })

  test.each([
    ["7", 7, ""],
    ["11 класс", 11, ""],
    ["7-й класс", 7, ""],
    ["10СЭ", 10, "СЭ"],
    ["9 A", 9, "А"],
    ["8k", 8, "К"],
  ])("%s is read as grade %i and «%s»", (text, grade, letter) => {
    expect(parseClassName(text)).toEqual({ grade, letter })
  })

  test.each([
    "",
    "Б",
    "0А",
    "12А",
    "71",
    "2021",
    "01.10.2021",
    "7АБВ",
    "Иванов",
    "7А и 7Б",
    "-7А",
    "7.5",
  ])("«%s» is no class", (text) => {
    expect(parseClassName(text)).toBeUndefined()
  })

  test("any text is a class or none, and never an error", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const found = [parseClassName(text) ?? { grade: 7, letter: "Б" }, ...classesInTitle(text)]
        expect(found.map((named) => parseClassName(className(named)))).toEqual(found)
      }),
    )
  })
})

describe("classes named in a title", () => {
  test.each([
    ["Список 9 «А» класса", ["9А"]],
    ["Список класса 9А", ["9А"]],
    ["Список обучающихся 9-а класса на 01.09.2021", ["9А"]],
    ["Классы 7А, 7Б и 7 «В»", ["7А", "7Б", "7В"]],
    ["9 класс", ["9"]],
    ["Список учащихся класса: 10 Б", ["10Б"]],
    ["МБОУ «СШ № 7 г. Смоленска», ул. Ленина, д. 4А", []],
    ["МБОУ СОШ № 10 а", []],
    ["Выгрузка контингента на 01.10.2021", []],
    ["2021/2022 учебный год", []],
    ["по состоянию на 15.12.2025 г.", []],
  ])("%s", (title, classes) => {
    expect(classesInTitle(title).map(({ grade, letter }) => `${grade}${letter}`)).toEqual(classes)
  })
})
