import { readFileSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"

import { doOrders } from "#tests/simulation/children.ts"
import type { Told, ToldBroken } from "#tests/simulation/order.ts"

import type { Fault } from "./fault.ts"
import { faultNamed, faults } from "./faults.ts"

/**
 * Looks for the smallest seeds that notice each planted fault, and writes them into seeds.json. Run it again when the
 * plans of the simulator have changed: `node tests/simulation/planted/hunt.ts [--fault name] [--until 5000]`.
 */
const { values } = parseArgs({
  options: {
    fault: { type: "string" },
    until: { type: "string", default: "3000" },
    /** So many seeds are kept for each fault. */
    keep: { type: "string", default: "1" },
  },
})

const file = new URL("./seeds.json", import.meta.url)
const seedsPerOrder = 25

function write(name: string, seeds: readonly number[]): void {
  const known = JSON.parse(readFileSync(file, "utf8")) as Record<string, readonly number[]>
  const next = Object.fromEntries(
    faults.map((fault) => [fault.name, fault.name === name ? seeds : (known[fault.name] ?? [])]),
  )
  writeFileSync(file, `${JSON.stringify(next, null, 2)}\n`)
}

async function hunt({ name }: Fault): Promise<readonly ToldBroken[]> {
  const wanted = Number(values.keep)
  const caught: ToldBroken[] = []
  const starts = Array.from(
    { length: Math.ceil(Number(values.until) / seedsPerOrder) },
    (_, index) => index * seedsPerOrder + 1,
  )
  const orders = starts.map((start) => ({
    fault: name,
    seeds: Array.from({ length: seedsPerOrder }, (_, index) => start + index),
    story: false,
  }))
  await doOrders(orders, {
    goesOn: () => caught.length < wanted,
    onTold: (told: Told) => {
      if (told.kind === "broken") caught.push(told)
    },
  })
  return caught.sort((one, other) => one.seed - other.seed).slice(0, wanted)
}

for (const fault of values.fault === undefined ? faults : [faultNamed(values.fault)]) {
  const caught = await hunt(fault)
  write(
    fault.name,
    caught.map(({ seed }) => seed),
  )
  const [first] = caught
  console.log(
    first === undefined
      ? `${fault.name}: not noticed in ${values.until} histories`
      : `${fault.name}: seed ${first.seed}, ${first.invariant}: ${first.detail.slice(0, 160)}`,
  )
}
