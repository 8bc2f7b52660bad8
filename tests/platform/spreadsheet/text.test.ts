import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { decodeText } from "#/platform/spreadsheet/decode-text.ts"
import type { TextEncoding } from "#/platform/spreadsheet/outcome.ts"
import { readPasted, readTextFile } from "#/platform/spreadsheet/read-text.ts"
import { readSeparated } from "#/platform/spreadsheet/separated.ts"

/** windows-1251, both ways, from what the decoder itself says. */
const inWindows1251 = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder("windows-1251").decode(Uint8Array.of(byte)),
    byte,
  ]),
)

function encode(text: string, encoding: TextEncoding, mark: boolean): Uint8Array {
  const marked = mark ? `\ufeff${text}` : text
  if (encoding === "utf-8") return new TextEncoder().encode(marked)
  if (encoding === "windows-1251")
    return Uint8Array.from(text, (letter) => inWindows1251.get(letter) ?? 63)
  const bytes = new Uint8Array(marked.length * 2)
  const view = new DataView(bytes.buffer)
  Array.from({ length: marked.length }, (_, index) =>
    view.setUint16(index * 2, marked.charCodeAt(index), encoding === "utf-16le"),
  )
  return bytes
}

const names = [
  "Петров Иван Сергеевич",
  "Соловьёва-Белая Алёна",
  "Мамедов Рашид Ахмед оглы",
  "Ким Ен",
  "О'Нил; Иван",
  "Щукин, Лев",
  'Кот "Барсик"',
  "№ 7",
]
const cell = fc.oneof(fc.constantFrom(...names), fc.constantFrom("7Б", "03.04.2008", ""))
const rows = fc.array(fc.tuple(fc.constantFrom(...names), cell, fc.constantFrom("7Б", "8А")), {
  minLength: 2,
  maxLength: 12,
})

function written(table: readonly (readonly string[])[], separator: string): string {
  const quoted = (text: string): string =>
    /["\n]/.test(text) || text.includes(separator) ? `"${text.replace(/"/g, '""')}"` : text
  return table.map((row) => row.map(quoted).join(separator)).join("\r\n")
}

describe("a text file", () => {
  test.each<[TextEncoding, boolean]>([
    ["utf-8", true],
    ["utf-8", false],
    ["utf-16le", true],
    ["utf-16le", false],
    ["utf-16be", true],
    ["utf-16be", false],
    ["windows-1251", false],
  ])("in %s (mark: %s) comes out with every separator as it went in", (encoding, mark) => {
    fc.assert(
      fc.property(rows, fc.constantFrom(";", ",", "\t"), (table, separator) => {
        const outcome = readTextFile(encode(written(table, separator), encoding, mark))

        expect(outcome).toMatchObject({ kind: "table", source: { encoding, separator } })
        const read = outcome.kind === "table" ? outcome.rows : []
        expect(read.map((row) => [...row])).toEqual(table.map((row) => [...row]))
      }),
      { numRuns: 60 },
    )
  })

  test("a name with a control character is text; noise is not", () => {
    expect(decodeText(new TextEncoder().encode("ФИО\r\nПетров\u0001 Иван\r\n"))).toMatchObject({
      kind: "text",
    })
    expect(decodeText(Uint8Array.from({ length: 500 }, (_, index) => (index * 91) % 256))).toEqual({
      kind: "binary",
    })
  })

  test("any bytes at all are a table or a refusal", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(["table", "refused"]).toContain(readTextFile(bytes).kind)
      }),
    )
  })
})

describe("cells", () => {
  test("the separator is the one that cuts rows alike, not the commonest sign", () => {
    const text = "ФИО;Класс;Даты\nПетров, Иван;7А;1,2,3,4,5\nКотова, Анна;7А;1,2"

    expect(readSeparated(text)).toMatchObject({
      separator: ";",
      rows: [{ length: 3 }, { length: 3 }, { length: 3 }],
    })
  })

  test("a column of names has no separator, whatever stands in it", () => {
    expect(readSeparated("Петров Иван\nКотова Анна")).toMatchObject({
      separator: undefined,
      rows: [["Петров Иван"], ["Котова Анна"]],
    })
  })

  test("a stray quotation mark does not swallow the rest of the file", () => {
    const text = 'ФИО;Класс\n"Петров Иван;7А\nКотова Анна;7А\nЗимин Олег;7А'

    expect(readSeparated(text)).toMatchObject({ rows: { length: 4 } })
  })

  test("Excel's line «sep=;» is obeyed and keeps its row", () => {
    expect(readSeparated("sep=;\nФИО;Класс\nПетров, Иван;7А")).toMatchObject({
      separator: ";",
      rows: [[], ["ФИО", "Класс"], ["Петров, Иван", "7А"]],
    })
  })

  test("tens of thousands of empty rows at the end count for nothing", () => {
    const text = `ФИО;Класс\nПетров Иван;7А\n${";\n".repeat(60_000)}`

    expect(readSeparated(text)).toMatchObject({ kind: "rows", rows: { length: 2 } })
  })

  test("5,000 rows are read, 5,001 and 101 columns are not", () => {
    const lines = (count: number): string =>
      Array.from({ length: count }, () => "Петров Иван;7А").join("\n")

    expect(readSeparated(lines(5_000))).toMatchObject({ kind: "rows" })
    expect(readSeparated(lines(5_001))).toMatchObject({
      refusal: { why: "too-many-rows", max: 5_000 },
    })
    expect(readSeparated(`${"x;".repeat(100)}x\n${"x;".repeat(100)}x`)).toMatchObject({
      refusal: { why: "too-many-columns" },
    })
  })

  test("a paste says that it is one", () => {
    expect(readPasted("Петров\tИван\t7А\r\nКотова\tАнна\t7А\r\n")).toMatchObject({
      rows: [
        ["Петров", "Иван", "7А"],
        ["Котова", "Анна", "7А"],
      ],
      source: { format: "paste", encoding: undefined, separator: "\t" },
    })
    expect(readPasted("  \n")).toEqual({ kind: "refused", why: "empty" })
  })
})
