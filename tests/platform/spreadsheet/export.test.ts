import { describe, expect, test } from "vitest"

import type { ExistingPupil } from "#/domain/class-list/existing-pupil.ts"
import { exportTable } from "#/domain/class-list/export-table.ts"
import { preview } from "#/domain/class-list/preview.ts"
import { readBytes } from "#/platform/spreadsheet/read-bytes.ts"
import { writeCsv } from "#/platform/spreadsheet/write-csv.ts"
import { writeXlsx } from "#/platform/spreadsheet/write-xlsx.ts"

function pupil(changes: Partial<ExistingPupil>): ExistingPupil {
  return {
    id: changes.last ?? "",
    classId: "7b",
    grade: 7,
    letter: "Б",
    last: "Петров",
    first: "Иван",
    middle: "Сергеевич",
    birthDate: "2008-04-03",
    status: "active",
    ...changes,
  }
}

const pupils = [
  pupil({}),
  pupil({ last: "Соловьёва-Белая", first: "Алёна", middle: undefined, birthDate: undefined }),
  pupil({ last: "=cmd|' /C calc'!A0", first: "+1", middle: "@x" }),
  pupil({ last: "'=Кавычкин", first: 'Иван "Ваня"', middle: "А;Б" }),
  pupil({ last: "Ким", first: "Ен", middle: undefined, grade: 11, letter: "" }),
]

describe("our own class list", () => {
  test("as CSV opens in a Russian Excel and runs nothing", () => {
    const bytes = writeCsv(exportTable(pupils.slice(0, 3)))

    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(new TextDecoder().decode(bytes)).toBe(
      "№;Фамилия;Имя;Отчество;Дата рождения;Класс\r\n" +
        "1;Петров;Иван;Сергеевич;03.04.2008;7Б\r\n" +
        "2;Соловьёва-Белая;Алёна;;;7Б\r\n" +
        "3;'=cmd|' /C calc'!A0;'+1;'@x;03.04.2008;7Б\r\n",
    )
  })

  test.each([
    ["CSV", async () => writeCsv(exportTable(pupils))],
    [
      "XLSX",
      async () => new Uint8Array(await (await writeXlsx(exportTable(pupils), "7Б")).arrayBuffer()),
    ],
  ])("brought back as %s changes nothing", async (_, write) => {
    const outcome = await readBytes(await write())

    if (outcome.kind === "refused") throw new Error(outcome.why)
    const shown = preview(outcome.rows, { existing: pupils, today: "2021-10-04" })
    expect(shown.rows.slice(1).map(({ kind }) => kind)).toEqual(pupils.map(() => "same"))
  })

  test("as XLSX survives a control character and a name no sheet may have", async () => {
    const blob = await writeXlsx(
      [["Фамилия"], ["Пет\u0001ров\ud800"]],
      "7/Б: список [класса] на 2021 год и дальше",
    )

    expect(await readBytes(new Uint8Array(await blob.arrayBuffer()))).toMatchObject({
      rows: [["Фамилия"], ["Петров"]],
    })
  })

  test("as XLSX holds a whole school without asking the browser for a worker", async () => {
    const header = exportTable([])
    const rows = Array.from({ length: 4_000 }, (_, index) => [
      `${index}`,
      "Петров",
      "Иван",
      "Сергеевич",
      "03.04.2008",
      "7Б",
    ])
    const workers = Object.getOwnPropertyDescriptor(globalThis, "Worker")
    Object.defineProperty(globalThis, "Worker", { configurable: true, value: undefined })

    const blob = await writeXlsx([...header, ...rows], "Школа")

    if (workers !== undefined) Object.defineProperty(globalThis, "Worker", workers)
    const outcome = await readBytes(new Uint8Array(await blob.arrayBuffer()))
    expect(outcome).toMatchObject({ kind: "table", rows: { length: 4_001 } })
  })

  test("as XLSX keeps every sign of a text", async () => {
    const texts = ["a&b <i>\"q\"</i> 'x'", "  spaces  ", "two\nlines", "Ё😀", "_x0041_"]
    const blob = await writeXlsx([["Текст"], ...texts.map((text) => [text])], "1")

    expect(await readBytes(new Uint8Array(await blob.arrayBuffer()))).toMatchObject({
      rows: [["Текст"], ...texts.map((text) => [text])],
    })
  })
})
