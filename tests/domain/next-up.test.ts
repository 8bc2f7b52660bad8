import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { activityOf, byTime, type Activity } from "#/domain/activity.ts"
import { nextUp } from "#/domain/next-up.ts"
import type { ShownRecord } from "#/domain/record.ts"

const day = "2021-11-18"

function at(start: string, cells: Readonly<Record<string, string>> = {}): Activity {
  const values = { kind: "lesson", day, start, status: "planned", ...cells }
  const shown = Object.entries(values).map(([name, value]) => {
    return [name, { value, op: "a.1", by: "anna", at: 1, waits: false }] as const
  })
  const record: ShownRecord = {
    id: `${values.day} ${start}`,
    kind: "activity",
    cells: Object.fromEntries(shown),
  }
  return must(activityOf(record))
}

const next = (activities: readonly Activity[], time: string, open = true): string | undefined =>
  nextUp([...activities].sort(byTime), { day, time }, () => open)?.id

describe("what comes next", () => {
  test("is the first lesson still ahead", () => {
    expect(next([at("08:20"), at("10:10"), at("11:15")], "09:30")).toBe(`${day} 10:10`)
  })

  test("is the lesson going on until its period is over", () => {
    expect(next([at("09:10"), at("10:10")], "09:55")).toBe(`${day} 09:10`)
    expect(next([at("09:10"), at("10:10")], "09:56")).toBe(`${day} 10:10`)
  })

  test("is a held lesson only while it lasts and somebody is unmarked", () => {
    const held = at("09:10", { status: "held" })
    expect(next([held, at("10:10")], "09:20")).toBe(`${day} 09:10`)
    expect(next([held, at("10:10")], "09:20", false)).toBe(`${day} 10:10`)
  })

  test("is the next day's first when today has none left", () => {
    const tomorrow = at("08:20", { day: "2021-11-19" })
    expect(next([at("09:10"), tomorrow], "15:00")).toBe("2021-11-19 08:20")
  })

  test("is never one that was called off", () => {
    expect(next([at("10:10", { status: "cancelled" })], "09:00")).toBeUndefined()
  })

  test("is one without an hour all day long", () => {
    expect(next([at("")], "19:00")).toBe(`${day} `)
  })
})
