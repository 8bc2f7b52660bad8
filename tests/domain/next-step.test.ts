import { describe, expect, test } from "vitest"

import { nextStep } from "#/domain/next-step.ts"
import type { StepColumn, StepState } from "#/domain/participation.ts"
import { seasonPresets } from "#/domain/season-presets.ts"
import { seasonOf } from "#/domain/season.ts"

const season = seasonOf(seasonPresets[0], undefined)

function column(code: string, time = 1): StepColumn {
  const step = season.steps.find((one) => one.code === code)
  if (step === undefined) throw new Error(`the season has no step ${code}`)
  return { step, time }
}

const columns = [column("lesson"), column("diagnostic"), column("consultation")]

const done: StepState = { kind: "done", activity: "a", waits: false }
const todo: StepState = { kind: "todo" }

describe("what comes next for a pupil", () => {
  test("is the first step that is missing when nothing else is known", () => {
    expect(nextStep(columns, [done, todo, todo])).toMatchObject({
      kind: "todo",
      column: { step: { code: "diagnostic" } },
    })
  })

  test("is to finish what was begun before anything that is planned", () => {
    const states: readonly StepState[] = [
      { kind: "planned", activity: "a", day: "2021-11-19" },
      { kind: "begun", activity: "b" },
      todo,
    ]

    expect(nextStep(columns, states)).toMatchObject({ kind: "finish", activity: "b" })
  })

  test("is to choose between two marks before everything else", () => {
    const states: readonly StepState[] = [
      { kind: "begun", activity: "a" },
      todo,
      { kind: "clash", activity: "c" },
    ]

    expect(nextStep(columns, states)).toMatchObject({ kind: "choose", activity: "c" })
  })

  test("is the nearest of what is planned, whatever the order of the steps", () => {
    const states: readonly StepState[] = [
      { kind: "planned", activity: "a", day: "2021-11-25" },
      { kind: "planned", activity: "b", day: "2021-11-19" },
      todo,
    ]

    expect(nextStep(columns, states)).toMatchObject({ kind: "planned", day: "2021-11-19" })
  })

  test("is to make up what was missed in its turn, with what was never held", () => {
    const missed: StepState = { kind: "absent", activity: "a", excused: true }

    expect(nextStep(columns, [missed, todo, todo])).toMatchObject({ kind: "missed" })
    expect(nextStep(columns, [todo, missed, todo])).toMatchObject({ kind: "todo" })
  })

  test("is nothing when all is done, refused or not required", () => {
    const states: readonly StepState[] = [
      done,
      { kind: "refused", activity: "b" },
      { kind: "not-required" },
    ]

    expect(nextStep(columns, states)).toEqual({ kind: "all-done" })
  })
})
