import { aCell, aRecord, edited } from "#tests/support/shown.ts"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { attendanceMarks, diagnosticMarks, type Mark } from "#/domain/mark.ts"
import type { Edit, ShownRecord } from "#/domain/record.ts"
import {
  fillRestEdit,
  markCell,
  markEdit,
  registerOf,
  tallyOf,
  unmarkedIn,
  widenListEdit,
} from "#/domain/register.ts"

const activity = { id: "lesson", group: [] }
const classOf = (...ids: readonly string[]) => ids.map((id) => ({ id }))
const register = (record: ShownRecord | undefined, pupils = classOf("anna", "boris", "vera")) =>
  registerOf(activity, record, pupils)
const stored = (cells: ShownRecord["cells"]) => aRecord("register", "r", cells)

describe("A register that nobody has marked", () => {
  test("shows the class as it is now, and nobody has a mark", () => {
    const empty = register(undefined)
    expect(empty.list).toEqual(["anna", "boris", "vera"])
    expect(empty.listIsOwn).toBe(false)
    expect(empty.marks.size).toBe(0)
    expect(unmarkedIn(empty)).toEqual(["anna", "boris", "vera"])
  })

  test("of a part of the class lists that part", () => {
    const part = registerOf({ id: "trial", group: ["vera"] }, undefined, classOf("anna", "vera"))
    expect(part.list).toEqual(["vera"])
  })

  test("takes the class as its own list with the first mark, in the same change", () => {
    const edit = markEdit(register(undefined), "boris", "absent")
    expect(edit.cells).toEqual({
      activity: "lesson",
      list: ["anna", "boris", "vera"],
      [markCell("boris")]: "absent",
    })
  })
})

describe("A register that has its own list", () => {
  const begun = stored({
    list: aCell(["anna", "boris"]),
    [markCell("anna")]: aCell("present"),
  })

  test("does not take in a pupil who has come to the class since", () => {
    expect(register(begun, classOf("anna", "boris", "galina")).list).toEqual(["anna", "boris"])
  })

  test("keeps a pupil who has left the class", () => {
    expect(register(begun, classOf("boris")).list).toEqual(["anna", "boris"])
  })

  test("takes a later pupil in only when asked", () => {
    const edit = widenListEdit(register(begun), ["galina", "anna"])
    expect(edit.cells["list"]).toEqual(["anna", "boris", "galina"])
  })

  test("writes one cell for one mark, and null for a cleared one", () => {
    expect(markEdit(register(begun), "boris", "late").cells).toEqual({
      [markCell("boris")]: "late",
    })
    expect(markEdit(register(begun), "anna", null).cells).toEqual({ [markCell("anna")]: null })
  })

  test("names a marked pupil even when the list forgot the pupil", () => {
    const record = stored({ list: aCell(["anna"]), [markCell("vera")]: aCell("present") })
    expect(register(record).list).toEqual(["anna", "vera"])
  })

  test("made on two tablets at once names everybody of both lists, each once", () => {
    const record = stored({ list: aCell(["anna", "boris"], { value: ["boris", "galina"] }) })
    expect(register(record).list).toEqual(["anna", "boris", "galina"])
  })
})

describe("Two different marks for one pupil", () => {
  const clashing = stored({
    list: aCell(["anna", "boris"]),
    [markCell("anna")]: aCell("present", { value: "absent" }),
    [markCell("boris")]: aCell("present"),
  })

  test("count as no mark until somebody chooses", () => {
    const both = register(clashing)
    expect([...both.clashes.keys()]).toEqual(["anna"])
    expect(both.marks.has("anna")).toBe(false)
    expect(tallyOf(both)).toEqual({ total: 2, marked: 1, byMark: { present: 1 } })
  })

  test("are left alone when the rest is filled", () => {
    expect(unmarkedIn(register(clashing))).toEqual([])
    expect(fillRestEdit(register(clashing), "present").cells).toEqual({})
  })

  test("are settled by choosing either", () => {
    const settled = edited(clashing, markEdit(register(clashing), "anna", "absent"))
    const after = register(settled)
    expect(after.clashes.size).toBe(0)
    expect(after.marks.get("anna")?.mark).toBe("absent")
  })
})

const aMark: fc.Arbitrary<Mark> = fc.constantFrom(...attendanceMarks, ...diagnosticMarks)
const ids = fc.uniqueArray(
  fc.integer({ min: 0, max: 60 }).map((n) => `p${n}`),
  {
    minLength: 1,
    maxLength: 40,
  },
)

/** A class, and marks for some of it. */
const aBegunRegister = ids.chain((list) =>
  fc.record({
    list: fc.constant(list),
    marks: fc.array(fc.tuple(fc.constantFrom(...list), fc.option(aMark))),
    clashes: fc.subarray(list),
  }),
)

function recordOf(given: {
  readonly list: readonly string[]
  readonly marks: readonly (readonly [string, Mark | null])[]
  readonly clashes: readonly string[]
}): ShownRecord {
  const marks = Object.fromEntries(given.marks.map(([id, mark]) => [markCell(id), aCell(mark)]))
  const clashes = Object.fromEntries(
    given.clashes.map((id) => [markCell(id), aCell("present", { value: "absent" })]),
  )
  return stored({ list: aCell([...given.list]), ...marks, ...clashes })
}

describe("«Остальные — были»", () => {
  test("leaves nobody unmarked and changes no mark and no clash", () => {
    fc.assert(
      fc.property(aBegunRegister, (given) => {
        const record = recordOf(given)
        const before = register(record, [])
        const after = register(edited(record, fillRestEdit(before, "present")), [])
        expect(unmarkedIn(after)).toEqual([])
        expect([...after.clashes.keys()].sort()).toEqual([...before.clashes.keys()].sort())
        for (const [id, { mark }] of before.marks) expect(after.marks.get(id)?.mark).toBe(mark)
      }),
    )
  })

  test("never overwrites a mark that was made meanwhile", () => {
    fc.assert(
      fc.property(aBegunRegister, aMark, (given, meanwhile) => {
        const record = recordOf(given)
        const seen = register(record, [])
        const [first] = unmarkedIn(seen)
        fc.pre(first !== undefined)
        const fill = fillRestEdit(seen, "present")
        const marked = edited(record, markEdit(seen, first ?? "", meanwhile))
        expect(register(edited(marked, fill), []).marks.get(first ?? "")?.mark).toBe(meanwhile)
      }),
    )
  })

  test("is taken back whole by one undo: what was marked stays marked, what was empty is empty", () => {
    fc.assert(
      fc.property(aBegunRegister, (given) => {
        const record = recordOf(given)
        const before = register(record, [])
        const fill = fillRestEdit(before, "present")
        const undo: Edit = {
          ...fill,
          cells: Object.fromEntries(Object.keys(fill.cells).map((cell) => [cell, null])),
          was: fill.cells,
        }
        const after = register(edited(edited(record, fill), undo), [])
        expect(marksOf(after)).toEqual(marksOf(before))
        expect([...unmarkedIn(after)].sort()).toEqual([...unmarkedIn(before)].sort())
      }),
    )
  })
})

function marksOf({ marks }: ReturnType<typeof registerOf>): Readonly<Record<string, Mark>> {
  return Object.fromEntries([...marks].map(([id, { mark }]) => [id, mark]))
}

describe("The list of a register", () => {
  test("is the union of what two tablets wrote, whoever won, and never loses a marked pupil", () => {
    fc.assert(
      fc.property(ids, ids, ids, (one, other, marked) => {
        const marks = Object.fromEntries(marked.map((id) => [markCell(id), aCell("present")]))
        const lists = (mine: readonly string[], theirs: readonly string[]) =>
          register(stored({ list: aCell([...mine], { value: [...theirs] }), ...marks }), []).list
        const expected = [...new Set([...one, ...other, ...marked])].sort()
        expect([...lists(one, other)].sort()).toEqual(expected)
        expect([...lists(other, one)].sort()).toEqual(expected)
      }),
    )
  })

  test("counts add up: marked and unmarked and clashing make the whole", () => {
    fc.assert(
      fc.property(aBegunRegister, (given) => {
        const now = register(recordOf(given), [])
        const { total, marked, byMark } = tallyOf(now)
        expect(marked + unmarkedIn(now).length + now.clashes.size).toBe(total)
        expect(Object.values(byMark).reduce((sum, count) => sum + count, 0)).toBe(marked)
      }),
    )
  })
})
