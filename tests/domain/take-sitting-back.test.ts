import { aCell, aRecord, edited } from "#tests/support/shown.ts"
import { aSitting } from "#tests/support/sittings.ts"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { faultIn } from "#/domain/record-schema.ts"
import type { Edit, ShownRecord } from "#/domain/record.ts"
import { markCell, registerOf } from "#/domain/register.ts"
import { attemptsOf, sittingOf, type Sitting } from "#/domain/sitting.ts"
import { giveSittingTo, takeSittingBack } from "#/domain/take-sitting-back.ts"

const activity = { id: "0190aaaa-0000-7000-8000-00000000000a", group: [] }
const [anna, boris] = [
  "0190aaaa-0000-7000-8000-000000000001",
  "0190aaaa-0000-7000-8000-000000000002",
]
const made = "0190aaaa-0000-7000-8000-00000000000b"

function stored(marks: Readonly<Record<string, string>>): ShownRecord {
  const cells = Object.entries(marks).map(([pupil, mark]) => [markCell(pupil), aCell(mark)])
  return aRecord("register", "r", { list: aCell([anna, boris]), ...Object.fromEntries(cells) })
}

function aSession(sittings: readonly Sitting[], marks: Readonly<Record<string, string>>) {
  const record = stored(marks)
  const records = new Map(
    [record, ...sittings.map((one) => one.record)].map((one) => [one.id, one]),
  )
  records.set(registerOf(activity, record, []).id, record)
  const given = () => ({
    sittings: [...records.values()].flatMap((one) => sittingOf(one) ?? []),
    register: registerOf(activity, records.get(registerOf(activity, record, []).id), []),
  })
  const attemptOf = (pupil: string) =>
    must(attemptsOf(given().sittings).find((one) => one.pupil === pupil))
  return {
    given: (pupil: string) => ({ ...given(), attempt: attemptOf(pupil) }),
    save: (edits: readonly Edit[]) => {
      for (const edit of edits) records.set(edit.id, edited(records.get(edit.id), edit))
    },
    marks: () =>
      Object.fromEntries([...given().register.marks].map(([id, { mark }]) => [id, mark])),
    whose: () => given().sittings.map(({ pupil }) => pupil),
    sittings: () => given().sittings,
  }
}

const finished = (told: Partial<Parameters<typeof aSitting>[0]> = {}) =>
  aSitting({ pupil: anna, activity: activity.id, startedAt: 5, finishedAt: 9, ...told })

describe("A sitting that was another pupil's", () => {
  test("is gone when it is taken back, with the mark that came of it; one undo brings both back", () => {
    const session = aSession([finished()], { [anna]: "finished", [boris]: "absent" })
    const { edits, back } = takeSittingBack(session.given(anna))

    session.save(edits)
    expect(session.whose()).toEqual([])
    expect(session.marks()).toEqual({ [boris]: "absent" })

    session.save(back)
    expect(session.whose()).toEqual([anna])
    expect(session.marks()).toEqual({ [anna]: "finished", [boris]: "absent" })
  })

  test("leaves a mark that a person has put over it", () => {
    const session = aSession([finished()], { [anna]: "refused" })
    session.save(takeSittingBack(session.given(anna)).edits)
    expect(session.marks()).toEqual({ [anna]: "refused" })
  })

  test("leaves what other sittings of the pupil say", () => {
    const stopped = aSitting({ pupil: anna, activity: activity.id, startedAt: 1 })
    const session = aSession([stopped, finished()], { [anna]: "finished" })
    const whole = attemptsOf(session.sittings()).find(({ end }) => end.kind === "finished")

    session.save(takeSittingBack({ ...session.given(anna), attempt: must(whole) }).edits)
    expect(session.marks()).toEqual({ [anna]: "unfinished" })
  })

  test("becomes a new one of the right pupil, answers and all, and one undo puts everything back", () => {
    const answers = { q1: "a", q2: "b" }
    const session = aSession([finished({ answers, seconds: 300 })], { [anna]: "finished" })
    const { edits, back } = giveSittingTo({ pupil: boris, id: made }, session.given(anna))

    session.save(edits)
    expect(session.sittings()).toEqual([
      expect.objectContaining({
        id: made,
        pupil: boris,
        answers,
        seconds: 300,
        startedAt: 5,
        end: { kind: "finished", at: 9 },
      }),
    ])
    expect(session.marks()).toEqual({ [boris]: "finished" })

    session.save(back)
    expect(session.whose()).toEqual([anna])
    expect(session.marks()).toEqual({ [anna]: "finished" })
  })

  test("does not overwrite what a person marked for the right pupil", () => {
    const session = aSession([finished()], { [anna]: "finished", [boris]: "absent" })
    session.save(giveSittingTo({ pupil: boris, id: made }, session.given(anna)).edits)
    expect(session.marks()).toEqual({ [boris]: "absent" })
  })

  test("with its parts of the day goes whole; the part of another day stays where it was", () => {
    const earlier = aSitting({
      id: "earlier",
      pupil: anna,
      activity: "another",
      startedAt: 1,
      answers: { q1: "a" },
    })
    const here = finished({ id: "here", continues: "earlier", answers: { q2: "b" } })
    const session = aSession([earlier, here], { [anna]: "finished" })

    session.save(giveSittingTo({ pupil: boris, id: made }, session.given(anna)).edits)

    expect(session.sittings().map(({ pupil, answers, end }) => [pupil, answers, end.kind])).toEqual(
      [
        [anna, { q1: "a" }, "unfinished"],
        [boris, { q2: "b" }, "unfinished"],
      ],
    )
    expect(session.marks()).toEqual({ [boris]: "unfinished" })
  })

  test("is written as the schema has it", () => {
    const session = aSession([finished()], {})
    const { edits } = giveSittingTo({ pupil: boris, id: made }, session.given(anna))
    for (const { kind, cells } of edits) expect(faultIn(kind, cells)).toBeUndefined()
  })
})
