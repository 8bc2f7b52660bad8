import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import {
  minutesOf,
  normOn,
  overNorm,
  tabletNorms,
  tabletTime,
  withSpell,
  type TabletNorms,
  type TabletSpell,
} from "#/domain/tablet-norms.ts"

const ruleFor = (grade: number) => must(normOn("2021-11-18", grade)).rule
const minutes = (count: number) => count * 60

describe("The norm of tablets", () => {
  test("asks less of grades 5–9 than of 10–11", () => {
    expect(ruleFor(7)).toMatchObject({ perDay: 60, perLesson: 20, continuous: 15 })
    expect(ruleFor(10)).toMatchObject({ perDay: 80, perLesson: 20, continuous: undefined })
    expect(normOn("2021-11-18", 4)).toBeUndefined()
  })

  test("holds to the last day of 2026; from then on none is known, and the last one is shown as such", () => {
    expect(normOn("2026-12-31", 7)?.kind).toBe("in-force")
    expect(normOn("2027-01-01", 7)).toMatchObject({
      kind: "last-known",
      norms: { code: "sp-2.4.3648-20" },
      rule: { perDay: 60 },
    })
    expect(normOn("2020-12-31", 7)).toBeUndefined()
  })

  test("that comes after it takes its place from its first day on", () => {
    const rules = [{ grades: [5, 11], perDay: 30, perLesson: 10, continuous: 5 }] as const
    const later: TabletNorms = { ...tabletNorms[0], from: "2027-01-01", until: "2033-01-01", rules }
    const known = [...tabletNorms, later]

    expect(normOn("2026-12-31", 7, known)).toMatchObject({ kind: "in-force", rule: { perDay: 60 } })
    expect(normOn("2027-01-01", 7, known)).toMatchObject({ kind: "in-force", rule: { perDay: 30 } })
  })
})

describe("The minutes of a pupil", () => {
  const here = { activity: "diagnostic", day: "2021-11-18" }
  const spell = (seconds: number, of: Partial<TabletSpell> = {}): TabletSpell => ({
    ...here,
    seconds,
    ...of,
  })

  test("are counted for the lesson, for the day and without a break", () => {
    const time = tabletTime(
      [
        spell(minutes(8)),
        spell(minutes(5)),
        spell(minutes(30), { activity: "another" }),
        spell(minutes(40), { day: "2021-11-17" }),
      ],
      here,
    )

    expect(time).toEqual({ continuous: minutes(8), lesson: minutes(13), day: minutes(43) })
    expect(tabletTime([], here)).toEqual({ continuous: 0, lesson: 0, day: 0 })
  })

  test("warn of what they go over, the gravest first, and of nothing at the norm itself", () => {
    const at = { continuous: minutes(15), lesson: minutes(20), day: minutes(60) }
    expect(overNorm(at, ruleFor(7))).toEqual([])

    const over = { continuous: minutes(15) + 1, lesson: minutes(20) + 1, day: minutes(60) + 1 }
    expect(overNorm(over, ruleFor(7))).toEqual([
      { of: "day", minutes: 61, max: 60 },
      { of: "lesson", minutes: 21, max: 20 },
      { of: "continuous", minutes: 16, max: 15 },
    ])
    expect(overNorm(over, ruleFor(11)).map(({ of }) => of)).toEqual(["lesson"])
  })

  test("are foreseen before the tablet is handed over", () => {
    const time = withSpell({ continuous: 0, lesson: 0, day: minutes(50) }, minutes(15))

    expect(time).toEqual({ continuous: minutes(15), lesson: minutes(15), day: minutes(65) })
    expect(overNorm(time, ruleFor(8))).toEqual([{ of: "day", minutes: 65, max: 60 }])
  })

  test("never read like the norm when they are over it, whatever the seconds", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), (seconds) => {
        for (const over of overNorm(
          { continuous: seconds, lesson: seconds, day: seconds },
          ruleFor(7),
        ))
          expect(over.minutes).toBeGreaterThan(over.max)
      }),
    )
    expect(minutesOf(0)).toBe(0)
  })
})
