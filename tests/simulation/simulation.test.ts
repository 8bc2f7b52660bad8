import { describe, expect, test } from "vitest"

import { doOrders } from "./children.ts"
import type { Order, ToldBroken } from "./order.ts"

/** The full run (`npm run simulate`) lives through 20,000 longer ones. */
const histories = 500
const seedsPerChild = 125
const steps = 30

describe("schools, tablets and servers in 500 histories full of trouble", () => {
  test("keep every promise: nothing is lost, doubled, shown to strangers or stuck", async () => {
    const orders = Array.from({ length: histories / seedsPerChild }, (_child, child): Order => {
      const seeds = Array.from({ length: seedsPerChild }, (_seed, index) => {
        return 1_000_000 + child * seedsPerChild + index
      })
      return { fault: null, seeds, only: null, steps, until: "end" }
    })
    const broken: ToldBroken[] = []
    let held = 0

    await doOrders(orders, {
      hands: 2,
      onTold: (told) => {
        if (told.kind === "held") held += 1
        else broken.push(told)
      },
    })

    expect(broken).toEqual([])
    expect(held).toBe(histories)
  }, 600_000)
})
