import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { calledNames } from "#/domain/called-names.ts"

/** «Петрова Анна Игоревна» as a pupil whose id is the whole name and its place. */
function pupils(...names: readonly string[]) {
  return names.map((name, index) => {
    const [last = "", first = "", middle = ""] = name.split(" ")
    return { id: `${name} ${index}`, last, first, middle }
  })
}

/** What pupils read, in the order they read it; the space that does not break is written as any other. */
const read = (...names: readonly string[]) =>
  calledNames(pupils(...names)).map(({ called }) => called.replaceAll("\u00A0", " "))

describe("The names on the pick list", () => {
  test("are the first name and the surname's initial", () => {
    expect(read("Петрова Аня", "Белов Артём")).toEqual(["Аня П.", "Артём Б."])
  })

  test("stand in the order pupils look for them: by the first name, ё with е", () => {
    expect(read("Яковлев Ян", "Юдин Ёлкин", "Абрамов Егор", "Зуев Жора")).toEqual([
      "Егор А.",
      "Ёлкин Ю.",
      "Жора З.",
      "Ян Я.",
    ])
  })

  test("show only as much more of the surname as tells two of one first name apart", () => {
    expect(read("Петрова Аня", "Попова Аня", "Белова Аня")).toEqual([
      "Аня Б.",
      "Аня Пе.",
      "Аня По.",
    ])
    expect(read("Кузнецова Аня", "Кузина Аня", "Кузьмина Аня")).toEqual([
      "Аня Кузи.",
      "Аня Кузн.",
      "Аня Кузь.",
    ])
  })

  test("show a surname whole where another begins with it", () => {
    expect(read("Иванов Саша", "Иванова Саша")).toEqual(["Саша Иванов", "Саша Иванова"])
  })

  test("take е and ё of two surnames for one letter", () => {
    expect(read("Семёнов Илья", "Семенов Илья")).toHaveLength(2)
    expect(new Set(read("Семёнов Илья Олегович", "Семенов Илья Львович"))).toEqual(
      new Set(["Илья Семёнов О.", "Илья Семенов Л."]),
    )
  })

  test("ask the patronymic where the whole name is the same, and number where that is the same too", () => {
    expect(read("Петрова Аня Игоревна", "Петрова Аня Олеговна")).toEqual([
      "Аня Петрова И.",
      "Аня Петрова О.",
    ])
    expect(read("Петрова Аня", "Петрова Аня", "Петрова Аня Ильинична")).toEqual([
      "Аня Петрова (1)",
      "Аня Петрова (2)",
      "Аня Петрова И.",
    ])
  })

  test("make do with what there is of a name", () => {
    expect(read("Ли Аня", "Л Аня")).toEqual(["Аня Л", "Аня Ли"])
    expect(read("Петрова", "Сидоров")).toEqual(["П.", "С."])
  })

  test("call no two pupils alike, call everybody, and do not hang on the order of the list", () => {
    const part = fc.constantFrom("", "А", "Аня", "аня", "Анна", "Ёж", "Еж", "Ежов", "П", "Пе")
    const name = fc.record({ last: part, first: part, middle: part })
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const list = names.map((one, index) => ({ ...one, id: `id-${index}` }))
        const called = calledNames(list)

        expect(new Set(called.map(({ id }) => id)).size).toBe(list.length)
        expect(new Set(called.map((one) => one.called)).size).toBe(list.length)
        expect(calledNames([...list].reverse())).toEqual(called)
      }),
    )
  })
})
