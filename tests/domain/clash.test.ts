import { describe, expect, test } from "vitest"

import type { Json } from "#/base/json.ts"
import { activityOf } from "#/domain/activity.ts"
import { clashesOf } from "#/domain/clash.ts"
import type { ShownRecord } from "#/domain/record.ts"

function twoValues(kind: string, cell: string, values: readonly [Json, Json]): ShownRecord {
  const [value, other] = values
  const rival = { value: other, op: "d2.1", by: "boris", at: 1 }
  const kindCell = { value: "lesson", op: "d1.1", by: "anna", at: 2, waits: false }
  return {
    id: "r",
    kind,
    cells: {
      kind: kindCell,
      [cell]: { value, op: "d1.2", by: "anna", at: 2, waits: false, rival },
    },
  }
}

describe("two values that did not know each other", () => {
  test.each([
    ["register", "m:p", "present", "absent"],
    ["activity", "note", "тихо", "шумно"],
    ["pupil", "last", "Петров", "Петрова"],
  ])("are asked about in a %s: %s", (kind, cell, one, other) => {
    expect(clashesOf(twoValues(kind, cell, [one, other]))).toMatchObject([{ cell }])
  })

  test.each([
    ["register", "list", ["a"], ["b"]],
    ["checklist", "t:1", true, false],
    ["season", "end", "2021-11-30", "2021-12-01"],
  ])("need no question in a %s: %s", (kind, cell, one, other) => {
    expect(clashesOf(twoValues(kind, cell, [one, other]))).toEqual([])
  })

  test("are not asked about again once they are answered here and wait to be sent", () => {
    const record = twoValues("register", "m:p", ["present", "absent"])
    const cell = record.cells["m:p"]
    const answered = cell === undefined ? {} : { "m:p": { ...cell, waits: true } }
    expect(clashesOf({ ...record, cells: { ...record.cells, ...answered } })).toEqual([])
  })
})

describe("a lesson that one tablet held while another still had it planned", () => {
  test.each([
    ["planned", "held"],
    ["held", "planned"],
  ])("was held (%s, %s)", (one, other) => {
    const record = twoValues("activity", "status", [one, other])
    expect(activityOf(record)?.status).toBe("held")
    expect(clashesOf(record)).toEqual([])
  })

  test("is asked about when the other cancelled it", () => {
    expect(clashesOf(twoValues("activity", "status", ["held", "cancelled"]))).toHaveLength(1)
  })
})
