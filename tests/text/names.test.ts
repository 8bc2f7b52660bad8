import { describe, expect, test } from "vitest"

import { compareNames, foldForSearch, foundIn } from "#/text/names.ts"

describe("names", () => {
  test("stand in the order of a Russian class register", () => {
    const names = ["Ёлкин Ян", "Жданов Кирилл", "Елисеев Пётр", "Абрамова Вероника"]

    names.sort(compareNames)

    expect(names).toEqual(["Абрамова Вероника", "Елисеев Пётр", "Ёлкин Ян", "Жданов Кирилл"])
  })

  test("are found without ё, without case and by the beginnings of words", () => {
    expect(foldForSearch("  Чернышёва   ВАСИЛИСА ")).toBe("чернышева василиса")
    expect(foundIn("Чернышёва Василиса", "черныше")).toBe(true)
    expect(foundIn("Абрамова Вероника", "вер аб")).toBe(true)
    expect(foundIn("Римская-Корсакова Анна", "корс")).toBe(true)
    expect(foundIn("Абрамова Вероника", "рамова")).toBe(false)
    expect(foundIn("Абрамова Вероника", " ")).toBe(true)
  })
})
