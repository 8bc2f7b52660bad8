import { execFileSync } from "node:child_process"
import { availableParallelism } from "node:os"
import { parseArgs } from "node:util"

import { recordProof } from "#tests/support/proof.ts"

import { doOrders } from "./children.ts"
import type { Order, Told, ToldBroken } from "./order.ts"
import { troubles } from "./plan.ts"
import { faultNamed } from "./planted/faults.ts"
import { openRunLog } from "./run-log.ts"
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
    /** These kinds besides those that each seed chooses: `diagnostics` come to no seed by itself. */
    with: { type: "string" },
    /** Goes on behind a history that breaks, and tells the stories of all. */
    "go-on": { type: "boolean", default: false },
    /** Notes every history there, and does not live again through those that stand there (run-log.ts). */
    log: { type: "string" },
    /** So many processes at once; as many as there are processors if not said. */
    hands: { type: "string" },
    record: { type: "boolean", default: false },
  },
})

const seedsPerChild = 250
const fault = values.fault === undefined ? null : faultNamed(values.fault).name
const named = values.only?.split(",")
const only = named === undefined ? null : troubles.filter((trouble) => named.includes(trouble))
const also = values.with?.split(",") ?? []
const more = troubles.filter((trouble) => also.includes(trouble))
const seeds = parseSeeds(values.seed ?? values.seeds)
const goesOn = values["go-on"]
if (values.log !== undefined && (fault !== null || only !== null || more.length > 0))
  throw new Error(
    "--log notes what the seeds make by themselves: without --fault, --only and --with",
  )
const log = values.log === undefined ? undefined : openRunLog(values.log, programHere())

/** The commit, and whether something has been changed since. */
function programHere(): string {
  const describe = ["describe", "--always", "--dirty", "--exclude=*", "--abbrev=7"]
  return execFileSync("git", describe, { encoding: "utf8" }).trim()
}

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

function count(told: Told): void {
  histories += 1
  if (told.kind === "held") addCounts(totals, told.counts)
  else broken.push(told)
}

const asked = new Set(seeds)
for (const told of log?.told ?? []) if (asked.delete(told.seed)) count(told)
const left = [...asked]
const until = goesOn ? "stories" : "story"
const orders: Order[] = []
for (let start = 0; start < left.length; start += seedsPerChild) {
  const some = left.slice(start, start + seedsPerChild)
  orders.push({ fault, only, with: more, seeds: some, until })
}

await doOrders(orders, {
  hands: values.hands === undefined ? availableParallelism() : Number(values.hands),
  goesOn: () => goesOn || broken.length === 0,
  onTold: (told) => {
    log?.add(told)
    count(told)
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
    ...(log === undefined ? {} : { commit: log.commit }),
  })
}
process.exitCode = broken.length === 0 ? 0 : 1
