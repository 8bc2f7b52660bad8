import fc from "fast-check"
import { describe, expect, test } from "vitest"

import type { Json } from "#/base/json.ts"
import { editName } from "#/sync/edit-name.ts"
import { pastPerCellMax } from "#/sync/limits.ts"
import { mergeCell, type IncomingCell, type ServerCell } from "#/sync/merge.ts"

const values = fc.constantFrom<Json>("present", "absent", "late", null)

function incoming(more: Partial<IncomingCell> = {}): IncomingCell {
  return {
    value: "present",
    op: "anna.1",
    by: "Anna",
    at: 1_000,
    prev: null,
    past: [],
    seen: 0,
    ...more,
  }
}

function after(ops: readonly IncomingCell[], start?: ServerCell): ServerCell {
  let cell = start
  for (const [index, op] of ops.entries()) {
    const merged = mergeCell(cell, op, (start?.seq ?? 0) + index + 1)
    if (merged.kind !== "known") cell = merged.cell
  }
  if (cell === undefined) throw new Error("no op")
  return cell
}

/** Edits by as many tablets, none of which knew another. */
const strangers = fc
  .array(fc.record({ value: values, at: fc.integer({ min: 0, max: 5 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((edits) => edits.map((edit, index) => incoming({ ...edit, op: `tablet-${index}.1` })))

/** Edits by as many tablets, each written on nothing or on what stood on one of the screens before. */
const history = fc
  .array(fc.record({ value: values, at: fc.nat({ max: 5 }), on: fc.option(fc.nat()) }), {
    minLength: 2,
    maxLength: 6,
  })
  .map((edits) => {
    const made: IncomingCell[] = []
    for (const { value, at, on } of edits) {
      const below = on === null ? undefined : made[on % Math.max(1, made.length)]
      const stands = below && {
        prev: below.op,
        past: below.prev === null ? [] : [below.prev, ...below.past],
      }
      made.push(incoming({ value, at, op: `tablet-${made.length}.1`, ...stands }))
    }
    return made
  })

describe("a cell that two tablets write", () => {
  test("takes the first value it is given", () => {
    expect(mergeCell(undefined, incoming(), 7)).toMatchObject({ kind: "won", cell: { seq: 7 } })
  })

  test("keeps the greater time among edits that did not know each other, in whatever order they come", () => {
    fc.assert(
      fc.property(strangers, fc.infiniteStream(fc.nat()), (edits, random) => {
        const shuffled = [...edits]
          .map((edit) => ({ edit, place: random.next().value ?? 0 }))
          .sort((left, right) => left.place - right.place)
          .map(({ edit }) => edit)
        const [one, another] = [after(edits), after(shuffled)]
        expect([one.op, one.value]).toEqual([another.op, another.value])
        expect(one.at).toBe(Math.max(...edits.map(({ at }) => at)))
      }),
    )
  })

  test("two such edits leave the same pair, winner and rival, in either order", () => {
    fc.assert(
      fc.property(
        strangers.filter((edits) => edits.length === 2),
        (edits) => {
          const [one, another] = [after(edits), after([...edits].reverse())]
          expect(one.rival).toEqual(another.rival)
          expect(one.rival === undefined).toBe(edits[0]?.value === edits[1]?.value)
        },
      ),
    )
  })

  test("an edit made on top of another wins, whatever the clocks say", () => {
    fc.assert(
      fc.property(strangers, values, fc.integer({ min: 0, max: 9 }), (edits, value, at) => {
        const before = after(edits)
        const on = incoming({ value, at, op: "boris.1", prev: before.op })
        expect(after([on], before)).toMatchObject({ op: "boris.1", value })
      }),
    )
  })

  test("an edit of a tablet that had seen everything ends the clash", () => {
    const clash = after([incoming({ value: "late" }), incoming({ op: "boris.1", at: 2_000 })])
    expect(clash.rival).toBeDefined()
    const chosen = after([incoming({ op: "vera.1", at: 1, seen: clash.seq })], clash)
    expect(chosen).not.toHaveProperty("rival")
  })

  test("an edit on top of one half by somebody who never saw the other half does not hide it", () => {
    const clash = after([incoming({ value: "late" }), incoming({ op: "boris.1", at: 2_000 })])
    const edited = after([incoming({ op: "boris.2", prev: "boris.1", value: "excused" })], clash)
    expect(edited).toMatchObject({ value: "excused", rival: { value: "late" } })
  })

  test("a clash ends when the author of one half comes to the other half's value", () => {
    for (const at of [0, 10_000]) {
      const clash = after([
        incoming({ op: "anna.1", value: "absent", at: 1_000 }),
        incoming({ op: "boris.1", value: "late", at: 2_000 }),
      ])
      expect(clash.rival).toMatchObject({ op: "anna.1" })
      const agreed = incoming({ op: "anna.2", value: "late", at, prev: "anna.1" })
      expect(after([agreed], clash)).not.toHaveProperty("rival")
    }
  })

  test("the same tablet's next edit wins even with its clock set back", () => {
    const before = after([incoming({ op: "anna.1", at: 9_000 })])
    expect(after([incoming({ op: "anna.2", at: 1, value: "late" })], before).value).toBe("late")
  })

  test("an op that comes again, or one that is known to be overwritten, changes nothing", () => {
    fc.assert(
      fc.property(strangers, (edits) => {
        const cell = after(edits)
        for (const edit of edits) {
          expect(mergeCell(cell, edit, cell.seq + 1).kind).toBe("known")
        }
      }),
    )
  })

  test("after a restore an edit may come before the one it stood on: that one then loses, however late", () => {
    const onTop = incoming({
      op: "boris.1",
      prev: "anna.2",
      past: ["anna.1"],
      value: "late",
      at: 1,
    })
    const cell = after([onTop])
    for (const former of ["anna.1", "anna.2"]) {
      expect(mergeCell(cell, incoming({ op: former, at: 9_000 }), 2).kind).toBe("known")
    }
  })

  test("and so it does when the edit on top has lost to a third by then: what it stood on is no news", () => {
    const third = after([incoming({ op: "vera.1", value: "absent", at: 3_000 })])
    const onTop = incoming({ op: "boris.1", prev: "anna.1", value: "late", at: 2_000 })
    const clash = after([onTop], third)
    expect(clash).toMatchObject({ op: "vera.1", rival: { op: "boris.1" } })
    expect(mergeCell(clash, incoming({ op: "anna.1", at: 9_000 }), 3).kind).toBe("known")
  })

  test("does not stand on a number that has been given to another value since", () => {
    const forgotten = editName({ op: "anna.1", value: "present" })
    const onTop = incoming({ op: "boris.1", prev: forgotten, value: "late", at: 9_000 })
    const twins = incoming({ op: "anna.1", value: "absent" })

    for (const both of [after([twins, onTop]), after([onTop, twins])]) {
      expect(both).toMatchObject({ op: "boris.1", rival: { op: "anna.1", value: "absent" } })
    }
    expect(after([incoming(), onTop])).not.toHaveProperty("rival")
    expect(mergeCell(after([onTop]), incoming(), 2).kind).toBe("known")
  })

  test("and an edit that stands on such a number does not give up the other half of a clash by it", () => {
    const clash = after([
      incoming({ op: "anna.1", value: "absent", at: 1_000 }),
      incoming({ op: "boris.1", value: "late", at: 2_000 }),
    ])
    const forgotten = editName({ op: "anna.1", value: "present" })
    const agreed = incoming({ op: "vera.1", value: "late", at: 10_000, prev: forgotten })
    expect(after([agreed], clash)).toMatchObject({ rival: { op: "anna.1" } })
  })

  test("whatever the order they come in, what somebody wrote over never stands in the end", () => {
    fc.assert(
      fc.property(
        history.chain((edits) => fc.shuffledSubarray(edits, { minLength: edits.length })),
        (shuffled) => {
          const writtenOver = new Set(shuffled.flatMap(({ prev, past }) => [prev, ...past]))
          expect(writtenOver).not.toContain(after(shuffled).op)
        },
      ),
    )
  })

  test("an edit that stands on an ancestor of an ancestor still stands on it", () => {
    const restored = after([incoming({ op: "anna.1", at: 9_000 })])
    const onTop = incoming({
      op: "boris.1",
      prev: "vera.1",
      past: ["anna.1"],
      value: "late",
      at: 1,
    })
    expect(after([onTop], restored)).toMatchObject({ value: "late" })
  })

  test("equal values are no clash", () => {
    const both = after([incoming({ at: 1 }), incoming({ op: "boris.1", at: 2 })])
    expect(both).not.toHaveProperty("rival")
    expect(after([incoming({ op: "vera.1", at: 0 })], both)).not.toHaveProperty("rival")
  })

  test("equal times are settled alike everywhere: by the op's id", () => {
    const pair = [incoming({ value: "late" }), incoming({ op: "boris.1" })]
    expect(after(pair).op).toBe("boris.1")
    expect(after([...pair].reverse()).op).toBe("boris.1")
  })

  test("remembers a bounded number of its ancestors, the latest ones", () => {
    let cell = after([incoming({ op: "tablet.1" })])
    for (let n = 2; n < 60; n += 1)
      cell = after([incoming({ op: `other-${n}.1`, prev: cell.op })], cell)
    expect(cell.past).toHaveLength(pastPerCellMax)
    expect(cell.past[0]).toBe(editName({ op: "other-58.1", value: "present" }))
  })
})
