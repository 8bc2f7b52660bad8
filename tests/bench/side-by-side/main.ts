import { availableParallelism, getPriority, loadavg } from "node:os"
import { parseArgs } from "node:util"

import { launchBrowser, noBrake, tabletBrake } from "#tests/bench/browser.ts"
import { buildPeerPages } from "#tests/bench/built.ts"
import type { Figures } from "#tests/bench/rounds.ts"
import type { Browser } from "@playwright/test"

import { printComparison, type Comparison } from "./comparison.ts"
import { installPeers } from "./installed.ts"
import { makeJob } from "./job.ts"
import { openLine, thirdGeneration, unbraked } from "./line.ts"
import { doJob, warmUp, type Condition } from "./measure.ts"
import { recordPeers } from "./record.ts"
import type { Jobs } from "./system.ts"
import { isSystem, systemNames, systems, type SystemName } from "./systems.ts"

/**
 * `npm run bench:peers`: one job, done in turn by the product and by the systems one could have taken instead.
 * `--only us,yjs`, `--rounds 1`, `--lessons 5` (in each of 16 classes) and `--speed full` make a short run of it; `--record`
 * writes the figures into docs.
 */
const { values } = parseArgs({
  options: {
    only: { type: "string", default: systemNames.join(",") },
    rounds: { type: "string", default: "3" },
    lessons: { type: "string", default: "25" },
    speed: { type: "string", default: "full,slow" },
    record: { type: "boolean", default: false },
  },
})
const names = values.only.split(",").filter(isSystem)
if (names.join(",") !== values.only) {
  console.error(`--only ${values.only}: there are ${systemNames.join(", ")}.`)
  process.exit(1)
}

if (values.record && (names.length !== systemNames.length || values.lessons !== "25")) {
  console.error("--record wants the whole job and all systems.")
  process.exit(1)
}

const conditions: readonly Condition[] = [
  { name: "full", title: "full speed", cpu: noBrake, speed: unbraked, timeoutSeconds: 10 },
  {
    name: "slow",
    title: "processor 4× slower, 3G line (1.6 Mbit/s down, 0.75 up, 150 ms)",
    cpu: tabletBrake,
    speed: thirdGeneration,
    timeoutSeconds: 120,
  },
]

const load = (): number => loadavg()[0] ?? Number.NaN
const niceness = getPriority() === 0 ? "" : `, at niceness ${getPriority()}`
const machine = `Node ${process.versions.node}, ${availableParallelism()} processors${niceness}`
const loadBefore = load()
console.log(`${machine}, load ${loadBefore.toFixed(1)}`)

installPeers()
const pages = await buildPeerPages()
const size = { classes: 16, pupils: 25, lessons: Number(values.lessons) }
const jobs: Jobs = {
  before: await makeJob({ ...size, year: 2025 }),
  measured: await makeJob({ ...size, year: 2026 }),
}
const browser = await launchBrowser()
const speeds = values.speed.split(",")
const compared: Comparison[] = []
try {
  for (const condition of conditions.filter(({ name }) => speeds.includes(name))) {
    compared.push({ condition, found: await allInTurn(condition, Number(values.rounds)) })
  }
} finally {
  await browser.close()
}
for (const comparison of compared) printComparison(comparison, jobs.measured)
console.log(`\nLoad at the end ${load().toFixed(1)}.`)
if (values.record) {
  recordPeers(compared, { machine, chromium: browser.version(), loadBefore, loadAfter: load() })
}

/** Round after round, each system in turn: what slows the machine for a while slows all of them. */
async function allInTurn(
  condition: Condition,
  rounds: number,
): Promise<ReadonlyMap<SystemName, readonly Figures[]>> {
  const found = new Map<SystemName, Figures[]>(names.map((name) => [name, []]))
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, figures] of found) {
      const began = performance.now()
      const one = await measure(browser, jobs, { name, condition })
      figures.push(one)
      const took = Math.round((performance.now() - began) / 1_000)
      const said = `push ${Math.round(one["push"] ?? 0)} ms, pull ${Math.round(one["pull"] ?? 0)} ms`
      console.log(`${condition.name}, round ${round} of ${rounds}: ${name}, ${said} (${took} s)`)
    }
  }
  return found
}

async function measure(
  chromium: Browser,
  all: Jobs,
  { name, condition }: { readonly name: SystemName; readonly condition: Condition },
): Promise<Figures> {
  const line = await openLine()
  const { timeoutSeconds } = condition
  const { url, leadTo } = line
  const place = { browser: chromium, pages, url, jobs: all, timeoutSeconds, leadTo }
  const running = await systems[name].run(place)
  try {
    await warmUp(running, all.before)
    return await doJob(running, { line, condition, job: all.measured })
  } finally {
    await running.stop()
    await line.close()
  }
}
