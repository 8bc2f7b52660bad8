import { describe, expect, test } from "vitest"

import { shrink } from "./shrink.ts"

interface Step {
  readonly name: string
  readonly size: number
}

const noise = (count: number): Step[] =>
  Array.from({ length: count }, (_, index) => ({ name: `noise-${index}`, size: 5 }))

/** Fails when «write» comes before «crash» and is large enough, whatever else happens. */
const fails = async (steps: readonly Step[]): Promise<boolean> => {
  const written = steps.findIndex(({ name, size }) => name === "write" && size >= 3)
  return written >= 0 && steps.slice(written).some(({ name }) => name === "crash")
}

const simpler = (step: Step): readonly Step[] =>
  Array.from({ length: step.size }, (_, size) => ({ ...step, size }))

const long: readonly Step[] = [
  ...noise(40),
  { name: "crash", size: 2 },
  { name: "write", size: 9 },
  ...noise(25),
  { name: "crash", size: 7 },
  ...noise(30),
]

describe("a failing story is made short", () => {
  test("only the steps that matter stay, in their order and in their simplest form", async () => {
    const short = await shrink(long, { fails, simpler, runsMax: 1_000 })
    expect(short).toEqual([
      { name: "write", size: 3 },
      { name: "crash", size: 0 },
    ])
  })

  test("what comes back fails even when the runs do not suffice", async () => {
    let runs = 0
    const counted = async (steps: readonly Step[]): Promise<boolean> => {
      runs += 1
      return fails(steps)
    }
    const short = await shrink(long, { fails: counted, simpler, runsMax: 7 })
    expect(runs).toBeLessThanOrEqual(7)
    expect(short.length).toBeLessThan(long.length)
    expect(await fails(short)).toBe(true)
  })

  test("a story that does not fail stays as it is", async () => {
    const whole = noise(5)
    expect(await shrink(whole, { fails, simpler, runsMax: 100 })).toBe(whole)
  })
})
