import { shippedInstruments } from "#tests/domain/instrument/shipped-instruments.ts"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { assert, must } from "#/base/assert.ts"
import { itemsMax } from "#/domain/instrument/instrument.ts"
import { score } from "#/domain/instrument/score.ts"
import { readForm } from "#/domain/instrument/xlsform/read-form.ts"
import { writeForm } from "#/domain/instrument/xlsform/write-form.ts"

import { aForm, sheetsOf, type Form } from "./a-form.ts"

function readWith(change: (form: Form) => void = () => undefined) {
  const form = aForm()
  change(form)
  return readForm(sheetsOf(form))
}

function instrumentWith(change?: (form: Form) => void) {
  const read = readWith(change)
  assert(read.kind === "instrument", JSON.stringify(read))
  return read
}

function refusalsOf(change: (form: Form) => void) {
  const read = readWith(change)
  return read.kind === "refused" ? read.refusals : read
}

/** The cell of a sheet, by its row as a spreadsheet counts it and by its heading. */
function put(form: Form, sheet: string, row: number, column: string, text: string): void {
  const [head = []] = form[sheet] ?? []
  if (!head.includes(column)) head.push(column)
  const cells = must(form[sheet]?.[row - 1])
  while (cells.length <= head.indexOf(column)) cells.push("")
  cells[head.indexOf(column)] = text
}

function rename(form: Form, sheet: string, heading: string, other: string): void {
  const head = must(form[sheet]?.[0])
  head[head.indexOf(heading)] = other
}

describe("a form of a field worker", () => {
  test("becomes an instrument", () => {
    const { instrument, left } = instrumentWith()
    expect(instrument).toMatchObject({
      code: "head-and-hands",
      version: 3,
      title: { ru: "Голова и руки" },
      instruction: { ru: "Отметь, что про тебя.", en: "Mark what is like you." },
      licence: "школа №5",
      minutes: [1, 2],
      grades: [6, 11],
      answering: "choice",
      balance: "free",
      reading: "leading",
    })
    expect(instrument.items.map(({ id }) => id)).toEqual(["q-1", "q-2", "club", "q-3", "q-4"])
    expect(instrument.items[0]?.text).toEqual({ ru: "Мне нравится читать", en: "I like reading" })
    expect(left).toEqual([2])
  })

  test("is scored by its key, a reversed question from the other end", () => {
    const { instrument } = instrumentWith()
    const result = score(instrument, { "q-1": "2", "q-2": "0", club: "no", "q-4": "1" })
    expect(result).toMatchObject({ isFinished: true, of: 4 })
    expect(result.scales.map(({ scale, score: points }) => [scale, points])).toEqual([
      ["mind", 4],
      ["hands", 1],
    ])
  })

  test("asks by a condition, in each way to write it", () => {
    const wayToWrite = (text: string) =>
      instrumentWith((form) => put(form, "survey", 9, "relevant", text)).instrument.items[3]?.when
    const when = { item: "club", is: ["yes"] }
    expect(wayToWrite("${club} = 'yes'")).toEqual(when)
    expect(wayToWrite('${club}="yes"')).toEqual(when)
    expect(wayToWrite("selected(${club}, 'yes')")).toEqual(when)
    expect(wayToWrite("(${club} = ‘yes’)")).toEqual(when)
    expect(wayToWrite("${Q_1} = '1' or ${Q_1} = '2'")).toEqual({ item: "q-1", is: ["1", "2"] })
  })

  test("takes the condition of a group for all in it", () => {
    const { instrument } = instrumentWith((form) => {
      const rows = must(form["survey"])
      put(form, "survey", 9, "relevant", "")
      rows.splice(8, 0, ["begin_group", "h", "", "", "${club} = 'yes'"])
      rows.push(["end_group"])
    })
    const when = { item: "club", is: ["yes"] }
    expect(instrument.items.map((item) => item.when)).toEqual([
      undefined,
      undefined,
      undefined,
      when,
      when,
    ])
  })

  test("needs no sheet of scales: they are then called as they were named", () => {
    const { instrument } = instrumentWith((form) => {
      delete form["scales"]
      for (const row of [5, 6]) put(form, "survey", row, "scale", "Чтение")
    })
    expect(instrument.scales.map(({ id, title }) => [id, title.ru])).toEqual([
      ["s1", "Чтение"],
      ["hands", "hands"],
    ])
  })

  test("may give points to scales named in the headings of the choices", () => {
    const { instrument } = instrumentWith((form) => {
      form["survey"] = [
        ["type", "name", "label"],
        ["note", "n", "Выбери одно"],
        ["select_one p1", "p1", ""],
        ["select_one p2", "p2", ""],
      ]
      form["choices"] = [
        ["list_name", "name", "label", "points::Голова", "points:hands"],
        ["p1", "a", "Читать", "1", ""],
        ["p1", "b", "Лепить", "", "1"],
        ["p2", "a", "Паять", "", "1"],
        ["p2", "b", "Считать", "1", ""],
      ]
      put(form, "settings", 2, "balance", "every-pair")
    })
    expect(instrument.answering).toBe("pair")
    expect(instrument.items[1]?.options.map(({ points }) => points)).toEqual([
      { hands: 1 },
      { mind: 1 },
    ])
  })

  test("may say how long, for whom, in how many parts and with which bands", () => {
    const { instrument } = instrumentWith((form) => {
      put(form, "settings", 2, "minutes", "5–8")
      put(form, "settings", 2, "grades", "7")
      put(form, "settings", 2, "reading", "profile")
      put(form, "survey", 6, "break", "да")
      put(form, "survey", 5, "hint", "Подумай о последней неделе.")
      form["bands"] = [
        ["up_to", "label"],
        ["2", "пока нет"],
        ["4.0", "есть"],
      ]
    })
    expect(instrument).toMatchObject({
      minutes: [5, 8],
      grades: [7, 7],
      reading: "profile",
      breaks: ["q-2"],
      bands: [{ upTo: 2 }, { upTo: 4 }],
    })
    expect(instrument.items[0]?.text.ru).toBe("Мне нравится читать Подумай о последней неделе.")
  })

  test("is read with blank rows, headings in other letters and the apostrophes of a safe export", () => {
    const { instrument } = instrumentWith((form) => {
      form["Survey "] = [[], ...must(form["survey"])]
      delete form["survey"]
      form["choices"]?.splice(1, 0, ["", "", ""])
      rename(form, "choices", "list_name", "List name")
      for (const row of [3, 4, 5]) put(form, "choices", row, "label::Russian (ru)", "'-шаг" + row)
    })
    expect(instrument.items[0]?.options.map(({ text }) => text.ru)).toEqual([
      "-шаг3",
      "-шаг4",
      "-шаг5",
    ])
  })
})

describe("whatever stands in the cells", () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom("select_one steps", "yes", "${Q_1} = '1'", "end group", "-1", "points::", "="),
  )

  test("is read or refused, and never breaks the reader", () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(3), fc.nat(9), fc.nat(6), cell), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const read = readWith((form) => {
            for (const [sheet, row, column, text] of changes) {
              const rows = form[Object.keys(form)[sheet] ?? ""] ?? []
              const cells = rows[row % rows.length] ?? []
              while (cells.length <= column) cells.push("")
              cells[column] = text
            }
          })
          kinds.add(read.kind)
        },
      ),
      { numRuns: 400 },
    )
    expect([...kinds].sort()).toEqual(["instrument", "refused", "unsound"])
  })
})

describe("every shipped instrument", () => {
  test.each(shippedInstruments())("$code comes back from a workbook as it was", (instrument) => {
    const read = readForm(writeForm(instrument))
    expect(read).toEqual({ kind: "instrument", instrument, left: [] })
  })
})

describe("a form that cannot be taken says what to mend, and where", () => {
  const inSurvey = (row: number, column: string, text: string) => ({
    sheet: "survey",
    row,
    column,
    text,
  })

  test("a sheet or a column that is missing", () => {
    expect(refusalsOf((form) => delete form["choices"])).toEqual([
      { why: "no-sheet", sheet: "choices" },
    ])
    expect(refusalsOf((form) => rename(form, "survey", "type", "kind"))).toEqual([
      { why: "no-column", sheet: "survey", column: "type" },
    ])
    expect(readForm([])).toEqual({
      kind: "refused",
      refusals: ["survey", "choices", "settings"].map((sheet) => ({ why: "no-sheet", sheet })),
    })
  })

  test("a question of another type, by its row", () => {
    for (const type of [
      "text",
      "select_multiple steps",
      "calculate",
      "select_one steps or_other",
      "integer",
    ]) {
      expect(refusalsOf((form) => put(form, "survey", 5, "type", type))).toEqual([
        { why: "unknown-type", row: 5, type },
      ])
    }
  })

  test("all slips at once, each with its place", () => {
    const found = refusalsOf((form) => {
      put(form, "survey", 5, "type", "select_one stepz")
      put(form, "survey", 6, "name", "вопрос 2")
      put(form, "survey", 9, "relevant", "${Q_1} > 1 and ${Q_2} = '2'")
      put(form, "survey", 10, "scale", "hand")
      put(form, "choices", 3, "points", "один")
      put(form, "settings", 2, "licence", "")
    })
    expect(found).toEqual([
      { why: "empty-cell", sheet: "settings", row: 2, column: "licence", text: "" },
      { why: "not-a-number", sheet: "choices", row: 3, column: "points", text: "один" },
      { why: "no-list", row: 5, list: "stepz" },
      { why: "bad-name", ...inSurvey(6, "name", "вопрос 2") },
      { why: "unknown-condition", ...inSurvey(9, "relevant", "${Q_1} > 1 and ${Q_2} = '2'") },
      { why: "unknown-scale", ...inSurvey(10, "scale", "hand") },
    ])
  })

  test("what would be lost without a word: calculations, answers in a text, conditions on conditions, long cells", () => {
    expect(refusalsOf((form) => put(form, "survey", 5, "constraint", ". > 1"))).toEqual([
      { why: "not-supported", ...inSurvey(5, "constraint", ". > 1") },
    ])
    expect(
      refusalsOf((form) => put(form, "survey", 6, "label::Russian (ru)", "Ты сказал ${Q_1}?")),
    ).toMatchObject([{ why: "not-supported", row: 6, column: "label" }])
    expect(
      refusalsOf((form) => {
        put(form, "survey", 4, "relevant", "${club} = 'yes'")
        put(form, "survey", 6, "relevant", "${Q_1} = '1'")
      }),
    ).toEqual([{ why: "two-conditions", row: 6 }])
    expect(
      refusalsOf((form) => put(form, "settings", 2, "about", "о".repeat(1_000))),
    ).toMatchObject([{ why: "cell-too-long", sheet: "settings", row: 2, column: "about" }])
  })

  test("groups that do not close or were not opened", () => {
    expect(refusalsOf((form) => form["survey"]?.splice(6, 1))).toEqual([
      { why: "group-not-closed", row: 4 },
    ])
    expect(refusalsOf((form) => form["survey"]?.splice(3, 1))).toEqual([
      { why: "group-not-opened", row: 6 },
    ])
  })

  test("a scale without points in the list", () => {
    expect(refusalsOf((form) => put(form, "survey", 8, "scale", "hands"))).toEqual([
      { why: "no-points", row: 8, list: "yesno" },
    ])
  })

  test("conditions in a circle, and on an answer that is not there: a flaw with the row of the question", () => {
    const read = readWith((form) => {
      put(form, "survey", 8, "relevant", "${Q_3} = '1'")
      put(form, "survey", 10, "relevant", "${Q_1} = 'maybe'")
    })
    assert(read.kind === "unsound", JSON.stringify(read))
    expect(read.why).toEqual({
      kind: "flawed",
      flaws: [
        { kind: "depends-ahead", item: "club", on: "q-3" },
        { kind: "depends-on-no-option", item: "q-4", option: "maybe" },
      ],
    })
    expect(read.rows.get("club")).toBe(8)
  })

  test("a field that the format does not allow is told by sheet, row and column", () => {
    const placed = (change: (form: Form) => void) => {
      const read = readWith(change)
      return read.kind === "unsound" ? read.place : read
    }
    expect(
      placed((form) => put(form, "survey", 6, "label::Russian (ru)", "о".repeat(401))),
    ).toEqual({
      sheet: "survey",
      row: 6,
      column: "label",
    })
    expect(placed((form) => put(form, "settings", 2, "minutes", "20-10"))).toEqual({
      sheet: "settings",
      column: "minutes",
    })
    expect(placed((form) => put(form, "settings", 2, "version", "0"))).toEqual({
      sheet: "settings",
      column: "version",
    })
    expect(placed((form) => put(form, "scales", 3, "about", "о".repeat(999)))).toMatchObject({
      kind: "instrument",
    })
  })

  test("two questions of one name, after both were made ids", () => {
    const read = readWith((form) => put(form, "survey", 6, "name", "q-1"))
    expect(read).toMatchObject({ kind: "unsound", why: { kind: "doubled-id", id: "q-1" } })
  })

  test("five thousand questions are too many", () => {
    const read = readWith((form) => {
      const question = (index: number) => [
        "select_one steps",
        `x${index}`,
        "Вопрос",
        "",
        "",
        "mind",
      ]
      form["survey"]?.push(...Array.from({ length: 5_000 }, (_, index) => question(index)))
    })
    expect(read).toMatchObject({
      kind: "unsound",
      why: { kind: "too-large", what: "items", max: itemsMax },
    })
  })
})
