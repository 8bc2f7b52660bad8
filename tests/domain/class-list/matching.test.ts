import { describe, expect, test } from "vitest"

import type { ExistingPupil } from "#/domain/class-list/existing-pupil.ts"
import { type ImportPlan, planImport } from "#/domain/class-list/plan.ts"
import type { Choice, PreviewRow } from "#/domain/class-list/preview-row.ts"
import { preview, type Preview, type PreviewOptions } from "#/domain/class-list/preview.ts"

const today = "2021-10-04"

function pupil(changes: Partial<ExistingPupil> = {}): ExistingPupil {
  return {
    id: "ivan",
    classId: "7a",
    grade: 7,
    letter: "А",
    last: "Петров",
    first: "Иван",
    middle: "Сергеевич",
    birthDate: "2008-04-03",
    status: "active",
    ...changes,
  }
}

function read(
  rows: readonly string[],
  existing: readonly ExistingPupil[],
  options: Partial<PreviewOptions> = {},
): Preview {
  const table = [["ФИО", "Класс", "Дата рождения"], ...rows.map((row) => row.split(", "))]
  return preview(table, { existing, today, ...options })
}

function only(shown: Preview): PreviewRow {
  const row = shown.rows[1]
  if (row === undefined) throw new Error("a row was expected")
  return row
}

function verbs(row: PreviewRow): readonly string[] {
  return row.kind === "doubtful" ? row.choices.map((choice) => choice.do) : []
}

function choose(shown: Preview, verb: Choice["do"], row = 2): ImportPlan {
  const found = shown.rows[row - 1]
  const choice =
    found?.kind === "doubtful" ? found.choices.find((one) => one.do === verb) : undefined
  if (choice === undefined) throw new Error(`no choice ${verb}`)
  return planImport(shown, new Map([[row, choice]]))
}

describe("a row that is a pupil we have", () => {
  test.each([
    "Петров Иван Сергеевич, 7А, 03.04.2008",
    "ПЕТРОВ  ИВАН  СЕРГЕЕВИЧ, 7-а, 2008-04-03",
    "Пeтpoв Иван Сергеевич, 7 «А», 03.04.08",
    "Петров Иван Сергеевич, 7А, ",
    "Петров Иван Сергеевич, 7А, 31.11.2008",
    "Петров Иван Сергеевич, 7, 03.04.2008",
    "Петров Иван Сергеевич, , 03.04.2008",
  ])("«%s» changes nothing", (row) => {
    expect(only(read([row], [pupil()]))).toMatchObject({ kind: "same", pupilId: "ivan" })
  })

  test("fills a date of birth that was missing", () => {
    const shown = read(["Петров Иван Сергеевич, 7А, 03.04.2008"], [pupil({ birthDate: undefined })])

    expect(only(shown)).toMatchObject({
      kind: "changed",
      changes: [{ field: "born", from: undefined, to: "2008-04-03" }],
    })
  })

  test("brings the dots of ё and never takes them away", () => {
    const plain = pupil({ last: "Соловьева", first: "Алена", middle: "Андреевна" })
    const dotted = pupil({ last: "Соловьёва", first: "Алёна", middle: "Андреевна" })

    expect(only(read(["Соловьёва Алёна Андреевна, 7А, 03.04.2008"], [plain]))).toMatchObject({
      kind: "changed",
      changes: [
        { field: "last", from: "Соловьева", to: "Соловьёва" },
        { field: "first", from: "Алена", to: "Алёна" },
      ],
    })
    expect(only(read(["Соловьева Алена Андреевна, 7А, 03.04.2008"], [dotted]))).toMatchObject({
      kind: "same",
    })
  })

  test("is asked about when only ё/е differs and no date proves it", () => {
    const plain = pupil({
      last: "Соловьева",
      first: "Алена",
      middle: "Андреевна",
      birthDate: undefined,
    })
    const shown = read(["Соловьёва Алёна Андреевна, 7А, 03.04.2008"], [plain])

    expect(only(shown)).toMatchObject({ kind: "doubtful", reasons: [{ code: "yo-twin" }] })
    expect(verbs(only(shown))).toEqual(["same", "another", "set-aside"])
  })

  test("in another class may move, be another pupil or wait", () => {
    const shown = read(["Петров Иван Сергеевич, 8Б, 03.04.2008"], [pupil()])

    expect(only(shown)).toMatchObject({
      reasons: [{ code: "other-class", pupilId: "ivan", class: { grade: 7, letter: "А" } }],
    })
    expect(verbs(only(shown))).toEqual(["move", "another", "set-aside"])
    expect(choose(shown, "move")).toMatchObject({
      classes: [{ grade: 8, letter: "Б" }],
      add: [],
      change: [
        {
          pupilId: "ivan",
          changes: [
            { field: "class", from: { grade: 7, letter: "А" }, to: { grade: 8, letter: "Б" } },
          ],
        },
      ],
    })
    expect(choose(shown, "another").add).toHaveLength(1)
    expect(choose(shown, "set-aside")).toMatchObject({ add: [], change: [], setAside: [2] })
  })

  test("in another class without a date to prove it waits by itself", () => {
    const shown = read(["Петров Иван Сергеевич, 8Б, "], [pupil()])

    expect(verbs(only(shown))).toEqual(["set-aside", "move", "another"])
  })

  test("with another date of birth in the same class waits by itself", () => {
    const shown = read(["Петров Иван Сергеевич, 7А, 04.04.2008"], [pupil()])

    expect(verbs(only(shown))).toEqual(["set-aside", "same", "another"])
    expect(choose(shown, "same").change).toMatchObject([
      { changes: [{ field: "born", from: "2008-04-03", to: "2008-04-04" }] },
    ])
  })

  test("without a patronymic is asked about, the same pupil first", () => {
    const shown = read(["Петров Иван, 7А, 03.04.2008"], [pupil()])

    expect(only(shown)).toMatchObject({
      reasons: [{ code: "middle-name-missing" }, { code: "no-middle-name" }],
    })
    expect(verbs(only(shown))).toEqual(["same", "another", "set-aside"])
    expect(planImport(shown)).toMatchObject({ add: [], change: [] })
  })

  test("brings a patronymic that was missing", () => {
    const shown = read(["Петров Иван Сергеевич, 7А, 03.04.2008"], [pupil({ middle: undefined })])

    expect(planImport(shown).change).toMatchObject([
      { changes: [{ field: "middle", from: undefined, to: "Сергеевич" }] },
    ])
  })

  test("who was archived stays so unless a person says otherwise", () => {
    const shown = read(["Петров Иван Сергеевич, 7А, 03.04.2008"], [pupil({ status: "archived" })])

    expect(verbs(only(shown))).toEqual(["same", "restore", "another", "set-aside"])
    expect(planImport(shown).change).toEqual([])
    expect(choose(shown, "restore").change).toMatchObject([
      { changes: [{ field: "status", from: "archived", to: "active" }] },
    ])
  })

  test("whom the file calls archived stays active unless a person says otherwise", () => {
    const table = [
      ["ФИО", "Класс", "Дата архивации"],
      ["Петров Иван Сергеевич", "7А", "02.09.2021"],
    ]
    const shown = preview(table, { existing: [pupil()], today })

    expect(only(shown)).toMatchObject({ reasons: [{ code: "archived-there", on: "2021-09-02" }] })
    expect(planImport(shown).change).toEqual([])
    expect(choose(shown, "archive").change).toMatchObject([
      { changes: [{ field: "status", from: "active", to: "archived" }] },
    ])
  })

  test("with another patronymic or another date elsewhere is somebody else", () => {
    expect(only(read(["Петров Иван Олегович, 7А, 03.04.2008"], [pupil()])).kind).toBe("new")
    expect(only(read(["Петров Иван Сергеевич, 8Б, 03.04.2007"], [pupil()])).kind).toBe("new")
  })
})

describe("namesakes", () => {
  test("two in the file meet two in the class", () => {
    const existing = [pupil({ id: "one" }), pupil({ id: "two", birthDate: "2008-12-12" })]
    const shown = read(
      ["Петров Иван Сергеевич, 7А, 12.12.2008", "Петров Иван Сергеевич, 7А, 03.04.2008"],
      existing,
    )

    expect(shown.rows.slice(1)).toMatchObject([
      { kind: "same", pupilId: "two" },
      { kind: "same", pupilId: "one" },
    ])
  })

  test("with different dates are two new pupils", () => {
    const shown = read(
      ["Петров Иван Сергеевич, 7А, 12.12.2008", "Петров Иван Сергеевич, 7А, 03.04.2008"],
      [],
    )

    expect(shown.counts.new).toBe(2)
    expect(shown.rows[2]?.reasons).toEqual([{ code: "namesake" }])
  })

  test("without dates are asked about, once by default", () => {
    const shown = read(["Петров Иван Сергеевич, 7А, ", "Петров Иван Сергеевич, 7А, 03.04.2008"], [])

    expect(shown.rows[2]).toMatchObject({
      kind: "doubtful",
      reasons: [{ code: "repeated-row", row: 2 }],
    })
    expect(planImport(shown).add).toMatchObject([{ row: 2, pupil: { birthDate: "2008-04-03" } }])
    expect(choose(shown, "another", 3).add).toHaveLength(2)
  })

  test("a row repeated word for word is skipped", () => {
    const shown = read(
      ["Петров Иван Сергеевич, 7А, 03.04.2008", "Петров Иван Сергеевич, 7а, 3.4.2008"],
      [],
    )

    expect(shown.rows[2]).toMatchObject({ kind: "skipped", skip: { code: "repeated", row: 2 } })
  })

  test("one pupil in two classes of a file waits for a person", () => {
    const shown = read(
      ["Петров Иван Сергеевич, 7А, 03.04.2008", "Петров Иван Сергеевич, 7Б, 03.04.2008"],
      [],
    )

    expect(shown.rows[2]).toMatchObject({
      kind: "doubtful",
      reasons: [{ code: "two-classes", row: 2 }],
    })
    expect(planImport(shown).setAside).toEqual([3])
  })

  test("a twin of a row that was put off is put off with it", () => {
    const shown = read(["Соловьёва Алёна, , 03.04.2008", "Соловьева Алена, , 03.04.2008"], [])

    expect(planImport(shown)).toMatchObject({ add: [], setAside: [2, 3] })
  })
})

describe("a class that has no letter in the file", () => {
  test("is the class without a letter when the school has none", () => {
    const shown = read(["Петров Иван Сергеевич, 6, "], [])

    expect(verbs(only(shown))).toEqual(["write-to-class", "set-aside"])
    expect(planImport(shown).classes).toEqual([{ grade: 6, letter: "" }])
  })

  test("waits for a person when the grade has classes", () => {
    const classes = [
      { grade: 6, letter: "А" },
      { grade: 6, letter: "Б" },
    ]
    const shown = read(["Петров Иван Сергеевич, 6, "], [], { classes })

    expect(only(shown)).toMatchObject({
      reasons: [{ code: "no-letter", grade: 6, letters: ["А", "Б"] }],
    })
    expect(verbs(only(shown))).toEqual(["set-aside", "write-to-class", "write-to-class"])
  })
})

describe("a person's answers", () => {
  test("a class that is not appointed waits", () => {
    const appointed = [{ grade: 7, letter: "Б" }]
    const shown = read(["Петров Иван Сергеевич, 7А, "], [], { appointed })

    expect(only(shown).reasons).toContainEqual({
      code: "class-not-appointed",
      class: { grade: 7, letter: "А" },
    })
    expect(verbs(only(shown))).toEqual(["set-aside", "write-to-class"])
  })

  test("a correction is read like the file and settles the doubts of the name", () => {
    const rows = ["ПЕТРОВ, 7А, 31.11.2008"]
    expect(verbs(only(read(rows, [])))).toEqual(["set-aside", "write"])

    const corrections = new Map([[2, { last: "Петров", first: "Иван", birthDate: "30.11.2008" }]])
    const mended = read(rows, [], { corrections })

    expect(only(mended)).toMatchObject({
      kind: "new",
      pupil: { last: "Петров", first: "Иван", birthDate: "2008-11-30" },
    })
  })

  test("a correction cannot bring in what the file could not", () => {
    const corrections = new Map([[2, { last: "<script>", first: "Иван" }]])
    const shown = read(["Петров, 7А, "], [], { corrections })

    expect(only(shown)).toMatchObject({ kind: "refused", refusal: { code: "markup" } })
  })

  test("the likely date may be taken", () => {
    const shown = read(["Гасанова Лейла Али кызы, 7Б, 31.11.2008"], [])

    expect(planImport(shown).add[0]?.pupil.birthDate).toBeUndefined()
    expect(choose(shown, "write-with-date").add[0]?.pupil.birthDate).toBe("2008-11-30")
  })

  test("a choice the preview does not offer is not followed", () => {
    const shown = read(["Петров, 7А, "], [])
    const made: Choice = {
      do: "same",
      pupilId: "stranger",
      changes: [{ field: "last", from: "А", to: "Б" }],
    }

    expect(planImport(shown, new Map([[2, made]]))).toMatchObject({
      add: [],
      change: [],
      setAside: [2],
    })
  })
})
