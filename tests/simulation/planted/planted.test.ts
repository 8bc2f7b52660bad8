import { availableParallelism } from "node:os"

import { doOrders } from "#tests/simulation/children.ts"
import type { Order, Told } from "#tests/simulation/order.ts"
import { beforeAll, describe, expect, test } from "vitest"

import type { Fault } from "./fault.ts"
import { faultNamed, faults } from "./faults.ts"
import catching from "./seeds.json" with { type: "json" }

/** Found by `node tests/simulation/planted/hunt.ts` or kept by name; each history is run with its fault and without any. */
const caught: Readonly<Record<string, readonly number[]>> = catching
const withFault = new Map<string, Told[]>()
const withoutFault: Told[] = []

function orderOf({ name, among, named }: Fault): Order {
  return {
    ...(named === undefined ? {} : { named }),
    fault: name,
    seeds: [...(caught[name] ?? [])],
    only: among === undefined ? null : [...among],
    until: "end",
  }
}

/** The same histories, once each, in as few processes as there are ways to choose their troubles. */
function soundOrders(): readonly Order[] {
  const orders = new Map<string, Order>()
  for (const order of faults.map(orderOf)) {
    const key = JSON.stringify([order.only, order.named])
    const seeds = [...(orders.get(key)?.seeds ?? []), ...order.seeds]
    orders.set(key, { ...order, fault: null, seeds: [...new Set(seeds)] })
  }
  return [...orders.values()]
}

const stories: Told[] = []
/** Breaks soon and needs little, so that its story is soon short. */
const toldInShort = faultNamed("no-purge")

async function doIt(order: Order): Promise<void> {
  const { fault, until } = order
  const heard: Told[] = []
  try {
    await doOrders([order], { hands: 1, onTold: (told) => heard.push(told) })
  } catch (reason) {
    const detail = String(reason)
    heard.push({ kind: "broken", seed: 0, invariant: "does not run", detail, story: null })
  }
  if (fault === null) withoutFault.push(...heard)
  else if (until === "story") stories.push(...heard)
  else withFault.set(fault, heard)
}

beforeAll(async () => {
  const short: Order = { ...orderOf(toldInShort), until: "story" }
  const orders = [short, ...soundOrders(), ...faults.map(orderOf)]
  const work = async (): Promise<void> => {
    for (let order = orders.shift(); order !== undefined; order = orders.shift()) await doIt(order)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}, 900_000)

describe("the simulator notices each rule that is left out", () => {
  test.each(faults.map(({ name, says }) => [name, says] as const))("«%s»: %s", (name) => {
    const told = withFault.get(name) ?? []
    expect(told.length).toBeGreaterThan(0)
    expect(told.filter(({ kind }) => kind === "held")).toEqual([])
    expect(told).not.toContainEqual(expect.objectContaining({ invariant: "does not run" }))
    expect(told).not.toContainEqual(expect.objectContaining({ invariant: "crash" }))
  })

  test("and the same histories hold when none is", () => {
    expect(withoutFault.length).toBeGreaterThan(0)
    expect(withoutFault.filter(({ kind }) => kind === "broken")).toEqual([])
  })

  test("and says in a few sentences how it came to it", () => {
    const [told] = stories
    expect(told).toMatchObject({ kind: "broken", invariant: "I6" })
    const story = told?.kind === "broken" ? (told.story ?? "") : ""
    expect(story).toMatch(/loses access\.$/m)
    expect(story.match(/^\d+\. /gm)?.length).toBeLessThanOrEqual(4)
  })
})
