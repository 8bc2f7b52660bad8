import { readFileSync } from "node:fs"

import { describe, expect, test } from "vitest"

import type { ExistingPupil } from "#/domain/class-list/existing-pupil.ts"
import { type ImportPlan, planImport } from "#/domain/class-list/plan.ts"
import { preview, type Preview, type PreviewOptions } from "#/domain/class-list/preview.ts"
import { className } from "#/domain/school-class.ts"
import type { SpreadsheetOutcome } from "#/platform/spreadsheet/outcome.ts"
import { readBytes } from "#/platform/spreadsheet/read-bytes.ts"
import { readPasted } from "#/platform/spreadsheet/read-text.ts"

const today = "2026-11-23"

function bytesOf(file: string): Uint8Array {
  return new Uint8Array(readFileSync(`tests/fixtures/class-lists/${file}`))
}

function previewOf(outcome: SpreadsheetOutcome, options: Partial<PreviewOptions> = {}): Preview {
  if (outcome.kind === "refused") throw new Error(outcome.why)
  const { sheet } = outcome.source
  return preview(outcome.rows, { existing: [], today, sheet, ...options })
}

function pupilsAfter(plan: ImportPlan): ExistingPupil[] {
  return plan.add.map(({ row, pupil }) => ({
    id: `pupil ${row}`,
    classId: className(pupil.class),
    ...pupil.class,
    last: pupil.last,
    first: pupil.first,
    middle: pupil.middle === "" ? undefined : pupil.middle,
    birthDate: pupil.birthDate,
    status: pupil.archived ? "archived" : "active",
  }))
}

describe("class lists as people bring them", () => {
  test.each([
    ["7b-excel-windows1251.csv", 27, ["7Б"]],
    ["journal-export-utf8.csv", 31, ["8А"]],
    ["pasted-from-table.txt", 24, ["6В"]],
    ["three-name-columns.xlsx", 29, ["9А"]],
    ["federal-2021.xlsx", 27, ["6", "8", "11"]],
    ["federal-2025.xlsx", 27, ["6", "8", "11"]],
    ["dirty.csv", 6, ["7Б"]],
  ])("%s gives %i pupils", async (file, pupils, classes) => {
    const plan = planImport(previewOf(await readBytes(bytesOf(file))))

    expect(plan.add).toHaveLength(pupils)
    expect(plan.classes.map(className)).toEqual(classes)
  })

  test.each([
    ["7b-excel-windows1251.csv", { format: "csv", encoding: "windows-1251", separator: ";" }],
    ["journal-export-utf8.csv", { format: "csv", encoding: "utf-8", separator: ";" }],
    ["pasted-from-table.txt", { format: "csv", encoding: "utf-8", separator: "\t" }],
    ["federal-2025.xlsx", { format: "xlsx", sheet: "Свод", left: [] }],
  ])("%s says how it was read", async (file, source) => {
    expect(await readBytes(bytesOf(file))).toMatchObject({ source })
  })

  test.each([
    "7b-excel-windows1251.csv",
    "journal-export-utf8.csv",
    "three-name-columns.xlsx",
    "federal-2021.xlsx",
    "federal-2025.xlsx",
    "dirty.csv",
  ])("%s imported a second time changes nothing", async (file) => {
    const outcome = await readBytes(bytesOf(file))
    const existing = pupilsAfter(planImport(previewOf(outcome)))

    const again = planImport(previewOf(outcome, { existing }))

    expect([again.add, again.change, again.classes]).toEqual([[], [], []])
  })

  test("the same rows pasted from a table are read alike", () => {
    const text = readFileSync("tests/fixtures/class-lists/pasted-from-table.txt", "utf8")

    expect(previewOf(readPasted(text)).counts).toMatchObject({ new: 24, doubtful: 0, refused: 0 })
  })

  test("columns with СНИЛС, citizenship and documents are dropped and named", async () => {
    const shown = previewOf(await readBytes(bytesOf("journal-export-utf8.csv")))

    expect(shown.dropped.map(({ title }) => title)).toEqual([
      "СНИЛС",
      "Гражданство",
      "Тип документа",
      "Серия документа",
      "Номер документа",
    ])
    expect(JSON.stringify(shown)).not.toMatch(/0000000|I-ЯЯ|Свидетельство/)
  })

  test("contacts, health and the guardians' consent of the federal export are dropped and named", async () => {
    const shown = previewOf(await readBytes(bytesOf("federal-2021.xlsx")))

    expect(shown.dropped).toEqual([
      { title: "почта, телефон", kinds: ["phone", "email"] },
      { title: "наличие ОВЗ", kinds: ["health"] },
      { title: "нозология", kinds: ["health"] },
      {
        title: "скан согласия родителей на обработку перс.данных",
        kinds: ["document", "family"],
      },
    ])
    expect(JSON.stringify(shown)).not.toContain("example.org")
  })

  test("a class that stands only in a title is taken and asked about", async () => {
    const shown = previewOf(await readBytes(bytesOf("three-name-columns.xlsx")))

    expect(shown.questions).toEqual([
      {
        code: "class-from-title",
        class: { grade: 9, letter: "А" },
        text: "Список класса 9А",
        rows: 29,
      },
    ])
  })

  test("a federal export asks once per grade for the letter", async () => {
    const outcome = await readBytes(bytesOf("federal-2021.xlsx"))
    expect(previewOf(outcome).questions.map((question) => question.code)).toEqual([
      "letter-of-grade",
      "letter-of-grade",
      "letter-of-grade",
    ])

    const told = previewOf(outcome, { letters: { 6: "А", 8: "Б", 11: "А" } })

    expect(told.counts).toMatchObject({ new: 27, doubtful: 0 })
    expect(planImport(told).classes.map(className)).toEqual(["6А", "8Б", "11А"])
  })

  test("pupils the federal platform archived come in as archived", async () => {
    const plan = planImport(previewOf(await readBytes(bytesOf("federal-2025.xlsx"))))

    expect(plan.add.filter(({ pupil }) => pupil.archived).map(({ row }) => row)).toEqual([
      4, 11, 18, 25,
    ])
  })

  test("dirt is cleaned, asked about or refused, each with its reason", async () => {
    const { rows, counts } = previewOf(await readBytes(bytesOf("dirty.csv")))

    expect(counts).toEqual({ new: 3, same: 0, changed: 0, doubtful: 4, refused: 2, skipped: 3 })
    expect(
      rows.map((row) => [
        row.row,
        row.kind === "refused"
          ? row.refusal.code
          : row.kind === "skipped"
            ? row.skip.code
            : row.kind,
        row.reasons.map(({ code }) => code).join(" "),
      ]),
    ).toEqual([
      [1, "header", ""],
      [2, "doubtful", "spaces letter-case"],
      [3, "doubtful", "latin-letters"],
      [4, "new", "two-digit-year"],
      [5, "doubtful", "impossible-date"],
      [6, "new", "no-middle-name"],
      [7, "new", ""],
      [8, "doubtful", "yo-twin-row"],
      [9, "markup", ""],
      [10, "formula", ""],
      [11, "empty", ""],
      [12, "total", ""],
    ])
  })

  test("the dirty file's twins are one pupil, spelled with ё, and one pupil has no date", async () => {
    const { add } = planImport(previewOf(await readBytes(bytesOf("dirty.csv"))))

    expect(
      add.map(({ pupil }) => [pupil.last, pupil.first, pupil.middle, pupil.birthDate]),
    ).toEqual([
      ["Петров", "Иван", "Сергеевич", "2008-04-03"],
      ["Сидоров", "Олег", "Петрович", "2008-05-06"],
      ["Мамедов", "Рашид", "Ахмед оглы", "2008-08-07"],
      ["Гасанова", "Лейла", "Али кызы", undefined],
      ["Ким", "Ен", "", undefined],
      ["Соловьёва-Белая", "Алёна", "Андреевна", "2007-12-12"],
    ])
  })
})
