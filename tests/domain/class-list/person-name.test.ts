import fc from "fast-check"
import { describe, expect, test } from "vitest"

import {
  type NameCells,
  type NameOrder,
  type NameReading,
  readName,
} from "#/domain/class-list/person-name.ts"
import { nameLengthMax } from "#/domain/record-schema.ts"

function whole(text: string, order: NameOrder = "last-first"): NameReading {
  return readName({ whole: text, last: "", first: "", middle: "" }, order)
}

function parts(cells: Partial<NameCells>): NameReading {
  return readName({ whole: "", last: "", first: "", middle: "", ...cells }, "last-first")
}

function shown(reading: NameReading): string {
  if (reading.kind !== "name") return reading.kind
  return [reading.name.last, reading.name.first, reading.name.middle].join("|")
}

function codes(reading: NameReading): readonly string[] {
  return reading.kind === "name" ? reading.reasons.map(({ code }) => code) : []
}

describe("a name in one cell", () => {
  test.each([
    ["Петров Иван Сергеевич", "Петров|Иван|Сергеевич", []],
    ["Петров  Иван\u00a0Сергеевич", "Петров|Иван|Сергеевич", ["spaces"]],
    ["ПЕТРОВ ИВАН СЕРГЕЕВИЧ", "Петров|Иван|Сергеевич", ["letter-case"]],
    ["ПЕТРОВ Иван Сергеевич", "Петров|Иван|Сергеевич", ["letter-case"]],
    ["петров иван сергеевич", "Петров|Иван|Сергеевич", ["letter-case"]],
    ["СОЛОВЬЁВА-БЕЛАЯ АЛЁНА АНДРЕЕВНА", "Соловьёва-Белая|Алёна|Андреевна", ["letter-case"]],
    ["Соловьёва - Белая Алёна Андреевна", "Соловьёва-Белая|Алёна|Андреевна", []],
    ["МАМЕДОВ РАШИД АХМЕД ОГЛЫ", "Мамедов|Рашид|Ахмед оглы", ["letter-case"]],
    ["Мамедов Рашид Ахмед-Оглы", "Мамедов|Рашид|Ахмед-оглы", ["letter-case"]],
    ["Гасанова Лейла Али кызы", "Гасанова|Лейла|Али кызы", []],
    ["О'НИЛ ИВАН ПЕТРОВИЧ", "О'Нил|Иван|Петрович", ["letter-case"]],
    ["МакДональд Иван Петрович", "МакДональд|Иван|Петрович", []],
    ["Ким Ен", "Ким|Ен|", ["no-middle-name"]],
    ["1. Петров Иван Сергеевич", "Петров|Иван|Сергеевич", []],
    ["12 Петров Иван Сергеевич", "Петров|Иван|Сергеевич", []],
    ["Петров, Иван Сергеевич", "Петров|Иван|Сергеевич", []],
    ["Иван Сергеевич Петров", "Петров|Иван|Сергеевич", ["reordered"]],
    ["Иван Петров", "Петров|Иван|", ["reordered", "no-middle-name"]],
    ["Петров Иван", "Петров|Иван|", ["no-middle-name"]],
    ["Петрович Иван Сергеевич", "Петрович|Иван|Сергеевич", []],
    ["Петров И.С.", "Петров|И.|С.", ["initials"]],
    ["Петров", "Петров||", ["single-word"]],
    ["Де ла Крус Мария Ивановна", "Де|ла Крус Мария|Ивановна", ["many-words"]],
    ["Иванова (Петрова) Анна Олеговна", "Иванова|Анна|Олеговна", ["brackets"]],
    ["Smith John", "Smith|John|", ["foreign-alphabet", "no-middle-name"]],
    ["\u202eПетров Иван\u0001 Сергеевич", "Петров|Иван|Сергеевич", ["hidden-characters"]],
    ["Соловье\u0308ва Але\u0308на Андреевна", "Соловьёва|Алёна|Андреевна", []],
  ])("%s", (text, name, reasons) => {
    const reading = whole(text)

    expect(shown(reading)).toBe(name)
    expect(codes(reading)).toEqual(reasons)
  })

  test("Latin look-alikes are replaced and named, others are left and named", () => {
    expect(whole("Cидopoв Oлeг Пeтpoвич")).toMatchObject({
      name: { last: "Сидоров", first: "Олег", middle: "Петрович" },
      reasons: [{ code: "latin-letters", letters: ["C", "o", "p", "O", "e"] }],
    })
    expect(whole("Петроv Иван Сергеевич")).toMatchObject({
      name: { last: "Петроv" },
      reasons: [{ code: "latin-left", letters: ["v"] }],
    })
  })

  test.each([
    ["<img src=x onerror=alert(1)>", "markup"],
    ["&lt;b&gt;Иван", "markup"],
    ['=HYPERLINK("http://example.org";"Ольга")', "formula"],
    ["+7 Иванов", "formula"],
    ["@SUM(A1)", "formula"],
    ["-2+3", "formula"],
    ["＝cmd", "formula"],
    ["12345", "digits"],
    ["Петров Иван 89101234567", "digits"],
    ["---", "formula"],
    ["???", "no-letters"],
    ["Петров; Иван", "strange-characters"],
    ["Петров {{constructor}}", "strange-characters"],
    ["П".repeat(500), "too-long"],
    [`Петров ${"И".repeat(120)}`, "too-long"],
  ])("%s is refused", (text, code) => {
    expect(whole(text)).toMatchObject({ kind: "refused", refusal: { code } })
  })

  test("the order of the table decides where the name itself does not say it", () => {
    expect(shown(whole("Рашид Мамедов", "first-last"))).toBe("Мамедов|Рашид|")
  })
})

describe("a name in three cells", () => {
  test("stays as the columns say", () => {
    expect(shown(parts({ last: "ПЕТРОВ", first: "Иван", middle: "Сергеевич" }))).toBe(
      "Петров|Иван|Сергеевич",
    )
    expect(shown(parts({ last: "Ван Дер Вельде", first: "Анна", middle: "Петровна" }))).toBe(
      "Ван Дер Вельде|Анна|Петровна",
    )
  })

  test("is taken apart when one cell holds more than its column says", () => {
    expect(shown(parts({ last: "Петров Иван Сергеевич" }))).toBe("Петров|Иван|Сергеевич")
    expect(shown(parts({ last: "Петров", first: "Иван Сергеевич" }))).toBe("Петров|Иван|Сергеевич")
    expect(shown(parts({ last: "Мамедов", first: "Рашид Ахмед оглы" }))).toBe(
      "Мамедов|Рашид|Ахмед оглы",
    )
  })
})

test("a name that is read is short, visible and of letters, whatever the cell holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
      const reading = whole(text)
      if (reading.kind !== "name") return
      for (const part of Object.values(reading.name)) {
        expect(part.length).toBeLessThanOrEqual(nameLengthMax)
        expect(part).not.toMatch(/[<>=\p{Cc}\p{Cf}]|^\s|\s$| {2}/u)
      }
      expect(reading.name.last).not.toBe("")
    }),
  )
})
