import { readFileSync, writeFileSync } from "node:fs"
import { parseArgs } from "node:util"

import { doOrders } from "#tests/simulation/children.ts"
import type { Order, ToldBroken } from "#tests/simulation/order.ts"

import type { Fault } from "./fault.ts"
import { faultNamed, faults } from "./faults.ts"

/**
 * Looks for the smallest seeds that notice each planted fault, and writes them into seeds.json. Run it again when the
 * plans of the simulator have changed: `node tests/simulation/planted/hunt.ts [--fault name] [--until 5000]`.
 */
const { values } = parseArgs({
  options: {
    fault: { type: "string" },
    from: { type: "string", default: "1" },
    until: { type: "string", default: "3000" },
    /** Those already noticed are left as they are. */
    missing: { type: "boolean", default: false },
    /** So many seeds are kept for each fault. */
    keep: { type: "string", default: "1" },
  },
})

const file = new URL("./seeds.json", import.meta.url)
const seedsPerOrder = 25

function read(): Record<string, readonly number[]> {
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, readonly number[]>
}

function write(name: string, seeds: readonly number[]): void {
  const known = read()
  const next = Object.fromEntries(
    faults.map((fault) => [fault.name, fault.name === name ? seeds : (known[fault.name] ?? [])]),
  )
  // A line a fault, as the formatter wants it: a hunt must not leave the lint failing.
  const lines = Object.entries(next).map(([fault, at]) => `  "${fault}": [${at.join(", ")}]`)
  writeFileSync(file, `{\n${lines.join(",\n")}\n}\n`)
}

/** Whether the history holds without any fault: only then what breaks is broken by the fault. */
async function isSound(seed: number, only: Order["only"]): Promise<boolean> {
  let holds = false
  await doOrders([{ fault: null, seeds: [seed], only, until: "end" }], {
    onTold: ({ kind }) => {
      holds = kind === "held"
    },
  })
  return holds
}

async function hunt({ name, among }: Fault, wanted: number): Promise<readonly ToldBroken[]> {
  const caught: ToldBroken[] = []
  const first = Number(values.from)
  const only = among === undefined ? null : [...among]
  const seeds = Array.from(
    { length: Number(values.until) - first + 1 },
    (_, index) => first + index,
  )
  // Two at a time, seed by seed, so that little is run in vain behind the first one found.
  const halves = [0, 1].map((half) => seeds.filter((_seed, index) => index % 2 === half))
  const search = async (some: readonly number[]): Promise<void> => {
    let left = some
    while (left.length > 0 && caught.length < wanted) {
      const part = left.slice(0, seedsPerOrder)
      let last = part.at(-1)
      await doOrders([{ fault: name, seeds: [...part], only, until: "broken" }], {
        hands: 1,
        onTold: (told) => {
          if (told.kind === "broken") {
            caught.push(told)
            last = told.seed
          }
        },
      })
      const [newest] = caught.slice(-1)
      if (newest !== undefined && newest.seed === last && !(await isSound(newest.seed, only)))
        caught.pop()
      left = left.slice(left.indexOf(last ?? 0) + 1)
    }
  }
  await Promise.all(halves.map(search))
  return caught.sort((one, other) => one.seed - other.seed).slice(0, wanted)
}

function chosen(): readonly Fault[] {
  if (values.fault !== undefined) return [faultNamed(values.fault)]
  const known = read()
  const hunted = faults.filter(({ named }) => named === undefined)
  return hunted.filter(({ name }) => !values.missing || (known[name] ?? []).length === 0)
}

for (const fault of chosen()) {
  const startedMs = Date.now()
  const caught = await hunt(fault, Number(values.keep))
  if (caught.length > 0 || !values.missing) {
    write(
      fault.name,
      caught.map(({ seed }) => seed),
    )
  }
  const [first] = caught
  const seconds = Math.round((Date.now() - startedMs) / 1_000)
  console.log(
    first === undefined
      ? `${fault.name}: not noticed up to seed ${values.until} (${seconds} s)`
      : `${fault.name}: seed ${first.seed}, ${first.invariant}: ${first.detail.slice(0, 160)} (${seconds} s)`,
  )
}
