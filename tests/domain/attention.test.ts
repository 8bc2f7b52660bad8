import { aCell, aRecord } from "#tests/support/shown.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { activityOf } from "#/domain/activity.ts"
import { missingIn, reminderDaysMax } from "#/domain/attention.ts"
import { addDays } from "#/domain/day.ts"
import type { ShownCell } from "#/domain/record.ts"
import { markCell, registerOf } from "#/domain/register.ts"

const today = "2021-11-18"

function given(
  cells: Readonly<Record<string, Json>>,
  marks: Readonly<Record<string, ShownCell>> | null,
) {
  const all = { kind: "lesson", day: today, status: "planned", ...cells }
  const shown = Object.fromEntries(Object.entries(all).map(([cell, value]) => [cell, aCell(value)]))
  const activity = must(activityOf(aRecord("activity", "lesson", shown)))
  const record =
    marks === null
      ? undefined
      : aRecord("register", "r", { list: aCell(["anna", "boris", "vera"]), ...marks })
  return { activity, register: registerOf(activity, record, [{ id: "anna" }]) }
}

const kinds = (...all: Parameters<typeof missingIn>[0]) =>
  missingIn(all, today).map(({ kind }) => kind)

describe("What «Сегодня» says is missing", () => {
  test("is nothing for a lesson that has not begun today", () => {
    expect(kinds(given({}, null))).toEqual([])
  })

  test("is the unmarked rest of a register that was begun", () => {
    const begun = given({}, { [markCell("anna")]: aCell("present") })
    expect(missingIn([begun], today)).toMatchObject([{ kind: "unmarked", count: 2 }])
  })

  test("is that nobody said whether a past lesson was held", () => {
    expect(kinds(given({ day: "2021-11-16" }, null))).toEqual(["not-logged"])
  })

  test("is whoever has not finished a diagnostic", () => {
    const marks = {
      [markCell("anna")]: aCell("finished"),
      [markCell("boris")]: aCell("unfinished"),
      [markCell("vera")]: aCell("absent"),
    }
    expect(missingIn([given({ kind: "diagnostic" }, marks)], today)).toMatchObject([
      { kind: "unfinished", count: 1 },
    ])
  })

  test("puts a clash before everything else", () => {
    const clash = given({}, { [markCell("anna")]: aCell("present", { value: "absent" }) })
    expect(kinds(given({ day: "2021-11-16" }, null), clash)[0]).toBe("clash")
  })

  test("forgets cancelled lessons and old ones", () => {
    const old = addDays(today, -reminderDaysMax - 1)
    expect(kinds(given({ day: "2021-11-16", status: "cancelled" }, null))).toEqual([])
    expect(kinds(given({ day: old }, null))).toEqual([])
  })
})
