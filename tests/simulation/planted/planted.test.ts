import { availableParallelism } from "node:os"

import { doOrders } from "#tests/simulation/children.ts"
import type { Told } from "#tests/simulation/order.ts"
import { beforeAll, describe, expect, test } from "vitest"

import { faults } from "./faults.ts"
import catching from "./seeds.json" with { type: "json" }

const caught: Readonly<Record<string, readonly number[]>> = catching
const seedsOf = (name: string): readonly number[] => caught[name] ?? []

/** Found by `node tests/simulation/planted/hunt.ts`; each history is run with the fault and without. */
const withFault = new Map<string, Told[]>()
const withoutFault: Told[] = []

beforeAll(async () => {
  const orders = faults.map(({ name }) => ({ name, seeds: [...seedsOf(name)] }))
  const sound = [...new Set(Object.values(caught).flat())]
  const hands = availableParallelism()
  const parts = Array.from({ length: hands }, (_, part) =>
    sound.filter((_seed, index) => index % hands === part),
  )
  const collect = (name: string) => (told: Told) => {
    withFault.set(name, [...(withFault.get(name) ?? []), told])
  }
  const jobs = [
    ...parts.map((seeds) => async () => {
      await doOrders([{ fault: null, seeds, until: "end" }], {
        hands: 1,
        onTold: (told) => withoutFault.push(told),
      })
    }),
    ...orders.map(({ name, seeds }) => async () => {
      await doOrders([{ fault: name, seeds, until: "end" }], { hands: 1, onTold: collect(name) })
    }),
  ]
  const work = async (): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job()
  }
  await Promise.all(Array.from({ length: hands }, work))
}, 300_000)

describe("the simulator notices each rule that is left out", () => {
  test.each(faults.map(({ name, says }) => [name, says] as const))("«%s»: %s", (name) => {
    const told = withFault.get(name) ?? []
    expect(told.length).toBeGreaterThan(0)
    expect(told.filter(({ kind }) => kind === "held")).toEqual([])
  })

  test("and the same histories hold when none is", () => {
    expect(withoutFault.length).toBeGreaterThan(0)
    expect(withoutFault.filter(({ kind }) => kind === "broken")).toEqual([])
  })
})
