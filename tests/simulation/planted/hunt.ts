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

/** Seeds that hold without any fault: what breaks there is broken by the fault. */
const sound = new Map<number, boolean>()

async function isSound(seed: number): Promise<boolean> {
  const known = sound.get(seed)
  if (known !== undefined) return known
  const onTold = ({ kind }: Told): void => {
    sound.set(seed, kind === "held")
  }
  await doOrders([{ fault: null, seeds: [seed], story: false }], { onTold })
  return sound.get(seed) ?? false
}

async function hunt({ name }: Fault): Promise<readonly ToldBroken[]> {
  const wanted = Number(values.keep)
  const caught: ToldBroken[] = []
  const until = Number(values.until)
  for (let start = 1; start <= until && caught.length < wanted; start += 2 * seedsPerOrder) {
    const found: ToldBroken[] = []
    const orders = [start, start + seedsPerOrder].map((first) => ({
      fault: name,
      seeds: Array.from({ length: seedsPerOrder }, (_, index) => first + index),
      story: false,
    }))
    await doOrders(orders, {
      onTold: (told) => {
        if (told.kind === "broken") found.push(told)
      },
    })
    for (const told of found.sort((one, other) => one.seed - other.seed)) {
      if (caught.length < wanted && (await isSound(told.seed))) caught.push(told)
    }
  }
  return caught
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
