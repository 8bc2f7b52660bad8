import { describe, expect, test } from "vitest"

import { preview } from "#/domain/class-list/preview.ts"
import { withoutPersonal } from "#/domain/class-list/without-personal.ts"

const snils = "112-233-445 95"
const titled = [
  ["Список", "", "", ""],
  ["СНИЛС", "ФИО", "Класс", "Адрес"],
  [snils, "Петров Иван Сергеевич", "7А", "ул. Мира, д. 1"],
  ["", "Котова Анна Львовна", "7А", ""],
]

describe("a table without its personal columns", () => {
  test("keeps its titles, rows and places, and none of the cells", () => {
    const { rows, found } = withoutPersonal(titled)

    expect(rows[1]).toEqual(titled[1])
    expect(rows[2]).toEqual(["", "Петров Иван Сергеевич", "7А", ""])
    expect(found).toEqual([])
  })

  test("is read as before: the same pupils and the same dropped columns", () => {
    const options = { existing: [], today: "2021-10-04" }
    const [before, after] = [titled, withoutPersonal(titled).rows].map((rows) =>
      preview(rows, options),
    )

    expect(after?.rows).toEqual(before?.rows)
    expect(after?.dropped).toEqual(before?.dropped)
  })

  test("says which columns only their cells gave away", () => {
    const { rows, found } = withoutPersonal([
      ["Петров Иван Сергеевич", "7А", snils],
      ["Котова Анна Львовна", "7А", "112-233-446 96"],
    ])

    expect(JSON.stringify(rows)).not.toContain("112-233")
    expect(found).toEqual([{ column: 3, title: "", kinds: ["snils"] }])
  })

  test("keeps the class that heads a group, whichever column it stands in", () => {
    const { rows } = withoutPersonal([
      ["СНИЛС", "ФИО"],
      ["7А класс", ""],
      [snils, "Петров Иван Сергеевич"],
      [snils, ""],
    ])

    expect(rows.slice(1)).toEqual([
      ["7А класс", ""],
      ["", "Петров Иван Сергеевич"],
      ["", ""],
    ])
  })

  test("is the very same table when there are none", () => {
    const plain = [["ФИО"], ["Петров Иван Сергеевич"]]

    expect(withoutPersonal(plain).rows).toBe(plain)
  })
})
