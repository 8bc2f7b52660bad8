import { aCell, aRecord } from "#tests/support/shown.ts"
import { aSitting } from "#tests/support/sittings.ts"
import { describe, expect, test } from "vitest"

import { assert } from "#/base/assert.ts"
import {
  attemptLimitsOf,
  isAtBreak,
  maySit,
  progressOf,
  type AttemptLimits,
  type MaySit,
  type WouldSit,
} from "#/domain/attempts.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"
import { attemptsOf, type Sitting } from "#/domain/sitting.ts"

import { aPairFile } from "./instrument/a-pair-instrument.ts"

const dayMs = 86_400_000
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const at = (day: string): number => Date.parse(`${day}T09:00:00Z`)
const today = "2021-11-18"

const read = decodeInstrument(aPairFile())
assert(read.kind === "instrument", "the pairs of the tests are an instrument")
const pairs = read.instrument
const idOf = (no: number): string => pairs.items[no - 1]?.id ?? ""
/** Put away after the tenth pair. */
const inParts: Instrument = { ...pairs, breaks: [idOf(10)] }

const answered = (count: number) =>
  Object.fromEntries(pairs.items.slice(0, count).map(({ id }) => [id, "a"]))

function taken(day: string, told: Partial<Parameters<typeof aSitting>[0]> = {}): Sitting {
  const startedAt = at(day)
  const whole = { finishedAt: startedAt + 600_000, answers: answered(20) }
  const what = { pupil: "anna", activity: `of ${day}`, instrument: pairs.code, ...whole, ...told }
  return aSitting({ startedAt, ...what })
}

function putAway(day: string, count = 4, told: Partial<Parameters<typeof aSitting>[0]> = {}) {
  const { finishedAt: _, ...rest } = { finishedAt: 0, answers: answered(count), ...told }
  const startedAt = at(day)
  const what = { pupil: "anna", activity: `of ${day}`, instrument: pairs.code, ...rest }
  return aSitting({ startedAt, ...what })
}

const noLimits: AttemptLimits = { attempts: undefined, daysBetween: undefined }

function asked(sittings: readonly Sitting[] = [], would: Partial<WouldSit> = {}): MaySit {
  return maySit({
    activity: "today",
    instrument: pairs,
    day: today,
    gate: { kind: "open" },
    mark: undefined,
    attempts: attemptsOf(sittings),
    limits: noLimits,
    dayOf,
    ...would,
  })
}

describe("The settings of attempts", () => {
  const season = (cells: Record<string, number | null>) =>
    aRecord(
      "season",
      "s",
      Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, aCell(value)])),
    )

  test("are no limit until somebody has set one, and a nought is none", () => {
    expect(attemptLimitsOf(undefined)).toEqual(noLimits)
    expect(attemptLimitsOf(season({ attempts: null, daysBetween: 0 }))).toEqual(noLimits)
    expect(attemptLimitsOf(season({ attempts: 2, daysBetween: 30 }))).toEqual({
      attempts: 2,
      daysBetween: 30,
    })
  })
})

describe("Whether a pupil sits down now", () => {
  test("is open for who never did", () => {
    expect(asked()).toEqual({ kind: "open" })
  })

  test("never is without a consent, whatever else is so", () => {
    const gate = { kind: "closed", why: "withdrawn" } as const
    const closed = { kind: "no-consent", why: "withdrawn" }

    expect(asked([], { gate })).toEqual(closed)
    expect(asked([], { gate, mark: "finished" })).toEqual(closed)
    expect(asked([putAway("2021-11-17")], { gate })).toEqual(closed)
    expect(asked([taken(today, { activity: "today" })], { gate })).toEqual(closed)
  })

  test.each(["absent", "excused", "refused"] as const)("is not for who is marked «%s»", (mark) => {
    expect(asked([], { mark })).toEqual({ kind: "absent", mark })
  })

  test.each(["finished", "unfinished", "not-started"] as const)(
    "is asked of the sittings and not of the mark «%s»",
    (mark) => {
      expect(asked([], { mark })).toEqual({ kind: "open" })
    },
  )

  test("is over for who has finished this very diagnostic, though the register says absent", () => {
    const may = asked([taken(today, { activity: "today" })], { mark: "absent" })
    expect(may).toMatchObject({ kind: "already-finished", attempt: { activity: "today" } })
  })

  test("goes on where an unfinished sitting was put away, in this diagnostic or an earlier one", () => {
    const earlier = putAway("2021-11-11")
    expect(asked([earlier])).toMatchObject({ kind: "continues", before: { id: earlier.id } })
    const here = putAway(today, 4, { activity: "today" })
    expect(asked([here])).toMatchObject({ kind: "continues", before: { id: here.id } })
  })

  test("begins anew where the instrument has become another version, or is another", () => {
    expect(asked([putAway("2021-11-11")], { instrument: { ...pairs, version: 2 } }).kind).toBe(
      "open",
    )
    expect(asked([putAway("2021-11-11", 4, { instrument: "spheres" })]).kind).toBe("open")
  })

  test("waits a night at a break of a long questionnaire, and not in the middle of a part", () => {
    const atBreak = putAway(today, 10, { activity: "today" })
    expect(asked([atBreak], { instrument: inParts })).toMatchObject({
      kind: "too-soon",
      until: "2021-11-19",
    })
    expect(asked([atBreak], { instrument: inParts, day: "2021-11-19" }).kind).toBe("continues")

    const inPart = putAway(today, 7, { activity: "today" })
    expect(asked([inPart], { instrument: inParts }).kind).toBe("continues")
  })

  test("is as often as the season allows: finished times count, one in parts once", () => {
    const once = { limits: { ...noLimits, attempts: 1 } }
    const twice = { limits: { ...noLimits, attempts: 2 } }
    const first = taken("2021-10-11")

    expect(asked([first], once)).toEqual({ kind: "attempts-used-up", attempts: 1 })
    expect(asked([first], twice).kind).toBe("open")
    const part = putAway("2021-10-11", 10, { id: "part" })
    const rest = taken("2021-10-12", { continues: "part" })
    expect(asked([part, rest], twice).kind).toBe("open")
    expect(asked([putAway("2021-10-11")], once).kind).toBe("continues")
  })

  test("is not sooner after the last time than the season says", () => {
    const limits = { ...noLimits, daysBetween: 30 }
    const first = taken("2021-10-19")

    expect(asked([first], { limits })).toEqual({ kind: "open" })
    expect(asked([taken("2021-10-20")], { limits })).toMatchObject({
      kind: "too-soon",
      until: "2021-11-19",
    })
  })

  test("counts the days from the day it was finished, not from the day it was begun", () => {
    const part = putAway("2021-10-01", 10, { id: "part" })
    const end = at("2021-10-20")
    const rest = taken("2021-10-20", { continues: "part", startedAt: end, finishedAt: end + 1 })
    const may = asked([part, rest], { limits: { ...noLimits, daysBetween: 30 } })

    expect(may).toMatchObject({ kind: "too-soon", until: "2021-11-19" })
  })

  test("is not kept from anybody by a tablet whose clock ran ahead, once the day is there", () => {
    const future = taken("2021-12-01")
    const limits = { ...noLimits, daysBetween: 1 }
    expect(asked([future], { limits })).toMatchObject({ kind: "too-soon", until: "2021-12-02" })
    expect(asked([future], { limits, day: dayOf(at("2021-12-01") + dayMs) }).kind).toBe("open")
  })
})

describe("How far a sitting came", () => {
  test("is the items answered of those that are asked; an answer that is none does not count", () => {
    expect(progressOf(pairs, answered(7))).toEqual({ answered: 7, of: 20 })
    expect(progressOf(pairs, { [idOf(1)]: "zz", nothing: "a" })).toEqual({
      answered: 0,
      of: 20,
    })
  })

  test("is at a break only when everything before it is answered and nothing after it", () => {
    expect(isAtBreak(inParts, answered(10))).toBe(true)
    expect(isAtBreak(inParts, answered(9))).toBe(false)
    expect(isAtBreak(inParts, answered(11))).toBe(false)
    expect(isAtBreak(inParts, answered(20))).toBe(false)
    const withGap = Object.fromEntries(Object.entries(answered(10)).slice(1))
    expect(isAtBreak(inParts, withGap)).toBe(false)
    expect(isAtBreak(inParts, { ...answered(10), [idOf(12)]: "a" })).toBe(false)
    expect(isAtBreak(pairs, answered(10))).toBe(false)
  })
})
