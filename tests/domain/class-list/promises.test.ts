import fc from "fast-check"
import { describe, expect, test } from "vitest"

import type { ExistingPupil } from "#/domain/class-list/existing-pupil.ts"
import { exportTable } from "#/domain/class-list/export-table.ts"
import { guardCell, looksLikeFormula, unguardCell } from "#/domain/class-list/formula-guard.ts"
import { planImport } from "#/domain/class-list/plan.ts"
import type { Choice } from "#/domain/class-list/preview-row.ts"
import { preview, type Preview } from "#/domain/class-list/preview.ts"
import { addDays } from "#/domain/day.ts"

const today = "2021-10-04"

/** Names as they may already stand in a school's lists, sensible and not. */
const part = fc.oneof(
  fc.constantFrom(
    "Петров",
    "Соловьёва",
    "Соловьева",
    "Иван",
    "Алёна",
    "Алена",
    "ПЕТРОВ",
    "Ким",
    "Smith",
    "Cидоров",
  ),
  fc.constantFrom(
    "Ахмед оглы",
    "Ван дер Вельде",
    "12345",
    "=1+1",
    "-Иванов",
    "@x",
    "'=a",
    "О'Нил",
    "Итого",
    "<b>",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
)
const middle = fc.option(fc.oneof(fc.constantFrom("Сергеевич", "Андреевна"), part), {
  nil: undefined,
})
const born = fc.option(
  fc.integer({ min: 0, max: 4_000 }).map((days) => addDays("2003-01-01", days)),
  { nil: undefined },
)
const existing: fc.Arbitrary<ExistingPupil[]> = fc
  .array(
    fc.record({
      last: part.filter((text) => text.trim() !== ""),
      first: part,
      middle,
      birthDate: born,
      grade: fc.integer({ min: 6, max: 11 }),
      letter: fc.constantFrom("А", "Б", "В", ""),
    }),
    { maxLength: 12 },
  )
  .map((pupils) =>
    pupils.map((pupil, index) => ({
      ...pupil,
      id: `p${index}`,
      classId: "c",
      status: "active" as const,
    })),
  )

const cell = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "",
      "Петров Иван Сергеевич",
      "ФИО",
      "Класс",
      "7А",
      "7",
      "03.04.2008",
      "31.11.2008",
      "Итого",
      "Соловьёва Алёна",
      "Соловьева Алена",
      "Фамилия",
      "Имя",
      "1",
      "2",
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
)
const anyTable = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 14 })

/** Imports a table, and the same table once more by what stands then. */
function addsNobodyTwice(table: Parameters<typeof preview>[0]): void {
  const first = planImport(preview(table, { existing: [], today }))
  const pupils = first.add.map(({ row, pupil }): ExistingPupil => ({
    ...pupil,
    ...pupil.class,
    id: `row ${row}`,
    classId: "c",
    status: pupil.archived ? "archived" : "active",
  }))

  const second = planImport(preview(table, { existing: pupils, today }))

  expect([second.add, second.change]).toEqual([[], []])
}

describe("promises that hold for every list", () => {
  test("our own export brought back changes nothing, whatever the names are", () => {
    fc.assert(
      fc.property(existing, (pupils) => {
        const guarded = exportTable(pupils).map((row) => row.map(guardCell))

        const shown = preview(guarded, { existing: pupils, today })

        expect(shown.rows.slice(1).map(({ kind }) => kind)).toEqual(pupils.map(() => "same"))
        expect(planImport(shown)).toMatchObject({ classes: [], add: [], change: [], setAside: [] })
      }),
      { numRuns: 300 },
    )
  })

  test("any table gets a preview in which every row stands once", () => {
    fc.assert(
      fc.property(anyTable, existing, (table, pupils) => {
        const shown = preview(table, { existing: pupils, today })

        expect(shown.rows.map(({ row }) => row)).toEqual(table.map((_, index) => index + 1))
      }),
      { numRuns: 300 },
    )
  })

  test("a plan gives every row one fate and removes nobody, whatever is chosen", () => {
    fc.assert(
      fc.property(anyTable, existing, fc.infiniteStream(fc.nat()), (table, pupils, picks) => {
        const shown = preview(table, { existing: pupils, today })
        const plan = planImport(shown, chosen(shown, picks))

        expect(plan.fates.map(({ row }) => row)).toEqual(table.map((_, index) => index + 1))
        expect(Object.keys(plan).sort()).toEqual(["add", "change", "classes", "fates", "setAside"])
        const ids = plan.change.map(({ pupilId }) => pupilId)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ids.every((id) => pupils.some((pupil) => pupil.id === id))).toBe(true)
        for (const { changes } of plan.change) {
          for (const change of changes) expect(change.to).not.toBe("")
        }
        const added = plan.fates.filter(({ fate }) => fate === "added").map(({ row }) => row)
        expect(plan.add.map(({ row }) => row)).toEqual(added)
      }),
      { numRuns: 300 },
    )
  })

  test("what is added can be added once: a second import of the same table adds nobody", () => {
    fc.assert(fc.property(anyTable, addsNobodyTwice), { numRuns: 300 })
  })

  test("nor where a later row with the dots of ё is the one that was written", () => {
    addsNobodyTwice([["7А"], ["Соловьева Алена"], ["Соловьёва Алёна"]])
  })

  test("nor where a class was made of a grade without a letter, and a namesake stands in one with a letter", () => {
    const name = "Петров Иван Сергеевич"
    addsNobodyTwice([
      [name, name, "7"],
      ["1", name, "7А"],
    ])
  })

  test("a guarded cell never begins like a formula and comes back as it was", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), part), (text) => {
        expect(looksLikeFormula(guardCell(text))).toBe(false)
        expect(unguardCell(guardCell(text))).toBe(text)
      }),
    )
    for (const sign of ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠"]) {
      expect(guardCell(`${sign}1`)).toBe(`'${sign}1`)
    }
  })
})

function chosen(shown: Preview, picks: Stream): ReadonlyMap<number, Choice> {
  const choices = new Map<number, Choice>()
  for (const row of shown.rows) {
    if (row.kind !== "doubtful") continue
    const pick = row.choices[(picks.next().value ?? 0) % row.choices.length]
    if (pick !== undefined) choices.set(row.row, pick)
  }
  return choices
}

type Stream = { next(): { value?: number } }
