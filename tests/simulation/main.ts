import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"

import { recordProof } from "#tests/support/proof.ts"

import { doOrders } from "./children.ts"
import type { Order, ToldBroken } from "./order.ts"
import { troubles } from "./plan.ts"
import { faultNamed } from "./planted/faults.ts"
import { addCounts, countsLine, parseSeeds } from "./totals.ts"

const { values } = parseArgs({
  options: {
    /** A range, `1..20000`. */
    seeds: { type: "string", default: "1..20000" },
    /** One history, with its story if it breaks. */
    seed: { type: "string" },
    /** Leaves out one rule on purpose (tests/simulation/planted/faults.ts): a run that then holds is the bad news. */
    fault: { type: "string" },
    /** These kinds of trouble only, by commas: `backup,restore` (tests/simulation/plan.ts). */
    only: { type: "string" },
    record: { type: "boolean", default: false },
  },
})

const seedsPerChild = 100
const fault = values.fault === undefined ? null : faultNamed(values.fault).name
const named = values.only?.split(",")
const only = named === undefined ? null : troubles.filter((trouble) => named.includes(trouble))
const seeds = parseSeeds(values.seed ?? values.seeds)

const totals = new Map<string, number>()
const broken: ToldBroken[] = []
let histories = 0
let lastLineMs = Date.now()
const [lineEveryMs, lineEnd] = process.stdout.isTTY ? [1_000, "\r"] : [20_000, "\n"]

function progress(): void {
  const now = Date.now()
  if (now - lastLineMs < lineEveryMs) return
  lastLineMs = now
  process.stdout.write(
    `${histories} of ${seeds.length} histories, ${broken.length} broken${lineEnd}`,
  )
}

const orders: Order[] = []
for (let start = 0; start < seeds.length; start += seedsPerChild) {
  orders.push({ fault, only, seeds: seeds.slice(start, start + seedsPerChild), until: "story" })
}

await doOrders(orders, {
  hands: availableParallelism(),
  goesOn: () => broken.length === 0,
  onTold: (told) => {
    histories += 1
    if (told.kind === "held") addCounts(totals, told.counts)
    else broken.push(told)
    progress()
  },
})
console.log(`${histories} histories, ${broken.length} broken: ${countsLine(totals)}`)
for (const { seed, invariant, detail, story } of broken) {
  console.log(`\nSeed ${seed} breaks ${invariant}: ${detail}\n${story ?? ""}`)
}
if (values.record && fault === null) {
  recordProof("simulation", {
    command: "npm run simulate",
    tried: { histories, ...Object.fromEntries(totals) },
    broken: broken.length,
  })
}
process.exitCode = broken.length === 0 ? 0 : 1
