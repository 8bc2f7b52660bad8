import { aCell, aRecord } from "#tests/support/shown.ts"
import { aSitting } from "#tests/support/sittings.ts"
import fc from "fast-check"
import { describe, expect, test } from "vitest"

import { assert, must } from "#/base/assert.ts"
import { consentOf } from "#/domain/consent.ts"
import {
  diagnosticSession,
  isTickedAtFirst,
  mayBeTicked,
  partBefore,
  shareOf,
  type RunningSitting,
  type SessionGiven,
} from "#/domain/diagnostic-session.ts"
import type { Instrument } from "#/domain/instrument/instrument.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"
import { markCell, registerOf } from "#/domain/register.ts"

import { aPairFile } from "./instrument/a-pair-instrument.ts"

const today = "2021-11-18"
const at = (day: string): number => Date.parse(`${day}T09:00:00Z`)
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

const read = decodeInstrument(aPairFile())
assert(read.kind === "instrument", "the pairs of the tests are an instrument")
const pairs: Instrument = read.instrument
const answered = (count: number) =>
  Object.fromEntries(pairs.items.slice(0, count).map(({ id }) => [id, "a"]))

const consents = (...pupils: readonly string[]) =>
  new Map(
    pupils.map((pupil) => {
      const cells = { pupil, purpose: "school", status: "given", day: "2021-10-01" }
      const shown = Object.entries(cells).map(([name, value]) => [name, aCell(value)])
      return [pupil, must(consentOf(aRecord("consent", pupil, Object.fromEntries(shown))))]
    }),
  )

type Story = Partial<Omit<SessionGiven, "running" | "register">> & {
  readonly marks?: Readonly<Record<string, string>>
  readonly running?: readonly (Partial<RunningSitting> & { pupil: string; activity?: string })[]
}

function aSession({ marks = {}, running = [], ...told }: Story = {}) {
  const cells = Object.entries(marks).map(([pupil, mark]) => [markCell(pupil), aCell(mark)])
  const record = aRecord("register", "r", Object.fromEntries(cells))
  const session = diagnosticSession({
    activity: "today",
    grade: 7,
    instrument: pairs,
    pupils: ["anna", "boris"].map((id) => ({ id, born: "" })),
    register: registerOf({ id: "today", group: [] }, record, []),
    consents: consents("anna", "boris"),
    sittings: [],
    limits: { attempts: undefined, daysBetween: undefined },
    today,
    dayOf,
    running: running.map((one) => ({
      activity: "today",
      state: "in-progress",
      answered: 0,
      of: 20,
      seconds: 0,
      ...one,
    })),
    ...told,
  })
  const of = (pupil: string) => must(session.rows.find((row) => row.pupil === pupil))
  return { ...session, of, state: (pupil: string) => of(pupil).state }
}

const sat = (told: Partial<Parameters<typeof aSitting>[0]> = {}) =>
  aSitting({
    pupil: "anna",
    activity: "today",
    instrument: pairs.code,
    startedAt: at(today),
    answers: answered(20),
    ...told,
  })
const finished = (told: Partial<Parameters<typeof aSitting>[0]> = {}) =>
  sat({ finishedAt: at(today) + 1, ...told })

describe("Where a pupil is in a diagnostic", () => {
  test("is not started until a sitting, this tablet or the register says something", () => {
    expect(aSession().state("anna")).toEqual({ kind: "not-started", isSaid: false })
    const said = aSession({ marks: { anna: "not-started" } })
    expect(said.state("anna")).toEqual({ kind: "not-started", isSaid: true })
    const handed = aSession({ running: [{ pupil: "anna", state: "not-started" }] })
    expect(handed.state("anna").kind).toBe("not-started")
  })

  test("is told by a sitting, with how far it came", () => {
    expect(aSession({ sittings: [finished()] }).state("anna")).toEqual({
      kind: "finished",
      progress: { answered: 20, of: 20 },
    })
    expect(aSession({ sittings: [sat({ answers: answered(12) })] }).state("anna")).toEqual({
      kind: "unfinished",
      progress: { answered: 12, of: 20 },
    })
  })

  test("is told by this tablet while it is in the pupils' hands, and until it is taken in", () => {
    const story = (state: RunningSitting["state"], count: number) =>
      aSession({ running: [{ pupil: "anna", state, answered: count }] }).state("anna")

    expect(story("in-progress", 7)).toEqual({
      kind: "in-progress",
      progress: { answered: 7, of: 20 },
    })
    expect(story("finished", 20).kind).toBe("finished")
    expect(story("finished", 10).kind).toBe("unfinished")
  })

  test("goes on from unfinished to in progress, but never back from finished", () => {
    const running = [{ pupil: "anna", answered: 15 }]
    const put = sat({ answers: answered(12) })
    expect(aSession({ sittings: [put], running }).state("anna").kind).toBe("in-progress")
    expect(aSession({ sittings: [finished()], running }).state("anna").kind).toBe("finished")
  })

  test("is told by the consent where that was withdrawn while the pupil sat", () => {
    const running = [{ pupil: "anna", state: "finished" as const, answered: 20 }]
    expect(aSession({ running, consents: consents() }).state("anna").kind).toBe("no-consent")
  })

  test("is not told by what this tablet was handed over for elsewhere, or by another diagnostic", () => {
    const elsewhere = aSession({
      running: [{ pupil: "anna", activity: "another" }],
      sittings: [finished({ activity: "another", startedAt: at("2021-11-01") })],
    })
    expect(elsewhere.state("anna")).toEqual({ kind: "not-started", isSaid: false })
  })

  test("is told by the register where it was taken on paper", () => {
    const { state } = aSession({ marks: { anna: "finished", boris: "unfinished" } })
    expect(state("anna")).toEqual({ kind: "finished", progress: undefined })
    expect(state("boris")).toEqual({ kind: "unfinished", progress: undefined })
  })

  test("is absent or without consent only where nobody has sat, and the consent is told first", () => {
    const away = aSession({
      marks: { anna: "absent", boris: "absent" },
      consents: consents("anna"),
    })
    expect(away.state("anna")).toEqual({ kind: "absent", mark: "absent" })
    expect(away.state("boris")).toEqual({ kind: "no-consent", why: "missing" })

    const came = aSession({
      marks: { anna: "absent" },
      sittings: [finished()],
      consents: consents(),
    })
    expect(came.state("anna").kind).toBe("finished")
  })

  test("is counted, each pupil once", () => {
    const { counts } = aSession({
      pupils: ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, born: "" })),
      consents: consents("a", "b", "c", "d", "e"),
      sittings: [finished({ pupil: "a" }), sat({ pupil: "b" })],
      running: [{ pupil: "c" }],
      marks: { d: "excused" },
    })
    expect(counts).toEqual({
      finished: 1,
      unfinished: 1,
      "in-progress": 1,
      absent: 1,
      "not-started": 1,
      "no-consent": 1,
    })
  })

  test("tells how often the pupil has taken it this season, this time included", () => {
    const first = finished({ activity: "october", startedAt: at("2021-10-11") })
    expect(aSession({ sittings: [first] }).of("anna").turn).toBe(2)
    expect(aSession({ sittings: [first, finished()] }).of("anna").turn).toBe(2)
    expect(aSession({ sittings: [finished()] }).of("anna").turn).toBe(1)
    const other = finished({ activity: "october", instrument: "spheres" })
    expect(aSession({ sittings: [other] }).of("anna").turn).toBe(1)
  })
})

describe("The minutes at the tablet", () => {
  test("are of this lesson and of its day, with what runs on this tablet now", () => {
    const { time } = aSession({
      sittings: [
        sat({ seconds: 300 }),
        finished({ activity: "spheres today", instrument: "spheres", seconds: 900 }),
        finished({ activity: "today", startedAt: at("2021-11-17"), seconds: 6_000 }),
      ],
      running: [{ pupil: "anna", seconds: 120 }],
    }).of("anna")

    expect(time).toEqual({ continuous: 300, lesson: 420, day: 1_320 })
  })

  test("of a lesson that is past are those of the day on which the pupil sat", () => {
    const day = "2021-11-11"
    const sitting = finished({ startedAt: at(day), seconds: 600 })
    const row = aSession({ sittings: [sitting] }).of("anna")
    expect(row.time.lesson).toBe(600)
    expect(row.today.lesson).toBe(0)
  })

  test("warn over the norm of the grade and close nothing", () => {
    const long = { sittings: [sat({ seconds: 1_300, answers: answered(3) })] }
    const row = aSession(long).of("anna")

    expect(row.over.map(({ of }) => of)).toEqual(["lesson", "continuous"])
    expect(row.may.kind).toBe("continues")
    expect(
      aSession({ ...long, grade: 10 })
        .of("anna")
        .over.map(({ of }) => of),
    ).toEqual(["lesson"])
    expect(aSession({ ...long, grade: undefined }).of("anna").over).toEqual([])
    expect(aSession({ today: "2027-02-01" }).norm?.kind).toBe("last-known")
  })
})

describe("Who sits now", () => {
  test("is ticked at first when nothing speaks against it, and can be ticked knowingly where it does", () => {
    const session = aSession({
      pupils: ["new", "stopped", "done", "away", "none"].map((id) => ({ id, born: "" })),
      consents: consents("new", "stopped", "done", "away"),
      sittings: [sat({ pupil: "stopped", answers: answered(3) }), finished({ pupil: "done" })],
      marks: { away: "absent" },
    })
    const those = (is: typeof mayBeTicked) => session.rows.filter(is).map(({ pupil }) => pupil)

    expect(those(isTickedAtFirst)).toEqual(["new", "stopped"])
    expect(those(mayBeTicked)).toEqual(["new", "stopped", "done", "away"])
  })

  test("is nobody who sits at this tablet already or has done it on paper", () => {
    const running = aSession({ running: [{ pupil: "anna" }] }).of("anna")
    expect(mayBeTicked(running)).toBe(false)
    expect(isTickedAtFirst(aSession({ marks: { anna: "finished" } }).of("anna"))).toBe(false)
  })

  test("takes along the part before, and nothing when it is taken anew", () => {
    const put = sat({ id: "put", answers: answered(3) })
    expect(partBefore(aSession({ sittings: [put] }).of("anna"))).toEqual({
      sitting: "put",
      answers: answered(3),
    })
    const done = aSession({
      sittings: [finished({ activity: "october", startedAt: at("2021-11-10") })],
      limits: { attempts: undefined, daysBetween: 30 },
    })
    expect(done.of("anna").may.kind).toBe("too-soon")
    expect(partBefore(done.of("anna"))).toBeUndefined()
    expect(partBefore(aSession({ sittings: [finished()] }).of("anna"))).toBeUndefined()
  })

  test("is divided among tablets: everybody on exactly one, as equally as can be", () => {
    expect(shareOf(["a", "b", "c", "d", "e"], { no: 1, of: 2 })).toEqual(["a", "b", "c"])
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        (list, of) => {
          const shares = Array.from({ length: of }, (_, index) =>
            shareOf(list, { no: index + 1, of }),
          )
          const sizes = shares.map(({ length }) => length)

          expect(shares.flat()).toEqual(list)
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
