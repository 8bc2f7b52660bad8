import { describe, expect, test } from "vitest"

import { doOrders } from "./children.ts"
import type { Order, ToldBroken } from "./order.ts"

/** The full run (`npm run simulate`) lives through 20,000 longer ones. */
const histories = 500
const seedsPerChild = 125
const steps = 30
const withDiagnostics = 125

async function lived(orders: readonly Order[]) {
  const broken: ToldBroken[] = []
  let held = 0
  await doOrders(orders, {
    hands: 2,
    onTold: (told) => {
      if (told.kind === "held") held += 1
      else broken.push(told)
    },
  })
  return { broken, held }
}

function seedsFrom(first: number, count: number): readonly number[][] {
  return Array.from({ length: count / seedsPerChild }, (_child, child) =>
    Array.from({ length: seedsPerChild }, (_seed, index) => first + child * seedsPerChild + index),
  )
}

describe("schools, tablets and servers in 500 histories full of trouble", () => {
  test("keep every promise: nothing is lost, doubled, shown to strangers or stuck", async () => {
    const orders = seedsFrom(1_000_000, histories).map((seeds): Order => ({
      fault: null,
      seeds,
      only: null,
      steps,
      until: "end",
    }))
    expect(await lived(orders)).toEqual({ broken: [], held: histories })
  }, 600_000)

  test("keep sittings as they were sat, and take none without a consent", async () => {
    const orders = seedsFrom(2_000_000, withDiagnostics).map((seeds): Order => {
      return { fault: null, seeds, only: null, with: ["diagnostics"], steps, until: "end" }
    })
    expect(await lived(orders)).toEqual({ broken: [], held: withDiagnostics })
  }, 600_000)
})
