import { spawnSync } from "node:child_process"
import { mkdirSync, readFileSync, rmSync } from "node:fs"

import * as v from "valibot"

/**
 * Everything a change must pass, one stage after the other. A failed stage does not stop the next ones, except that
 * there is nothing to drive in a browser without a build. The last line is `N passed, N failed`: the tests of Vitest and
 * Playwright as they themselves counted them, and one failure more for every stage that failed otherwise.
 */
const stageWithinMs = 40 * 60 * 1000
const reports = ".cache/reports"

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number }
type Stage = {
  readonly name: string
  /** A script of a package, then its arguments. */
  readonly commands: readonly (readonly [script: string, ...args: string[]])[]
  readonly report?: { readonly file: string; readonly count: (report: unknown) => Count }
  /** Not run when this stage failed. */
  readonly after?: string
}

const stages: readonly Stage[] = [
  {
    name: "lint",
    commands: [["oxlint/bin/oxlint"], ["oxfmt/bin/oxfmt", "--check"]],
  },
  {
    name: "types",
    commands: [
      ["typescript/bin/tsc", "-p", "tsconfig.json"],
      ["typescript/bin/tsc", "-p", "src/worker/tsconfig.json"],
    ],
  },
  { name: "unused code", commands: [["knip/bin/knip.js"]] },
  {
    name: "unit",
    commands: [
      [
        "vitest/vitest.mjs",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${reports}/unit.json`,
      ],
    ],
    report: { file: `${reports}/unit.json`, count: countVitest },
  },
  { name: "build", commands: [["vite/bin/vite.js", "build", "--logLevel", "warn"]] },
  {
    name: "browser",
    after: "build",
    commands: [["@playwright/test/cli.js", "test", "--reporter=list,json"]],
    report: { file: `${reports}/browser.json`, count: countPlaywright },
  },
]

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const failedStages = new Set<string>()
let total: Count = { passed: 0, failed: 0, skipped: 0 }
for (const stage of stages) {
  const count = runStage(stage)
  if (count.failed > 0) failedStages.add(stage.name)
  total = {
    passed: total.passed + count.passed,
    failed: total.failed + count.failed,
    skipped: total.skipped + count.skipped,
  }
}
if (failedStages.size > 0) console.log(`\nFailed: ${[...failedStages].join(", ")}`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

function runStage(stage: Stage): Count {
  console.log(`\n── ${stage.name}`)
  if (stage.after !== undefined && failedStages.has(stage.after)) {
    console.log(`not run: ${stage.after} failed`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  const begunAt = performance.now()
  const went = stage.commands.map(run).every(Boolean)
  const count = counted(stage, went)
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1)
  console.log(`── ${stage.name}: ${count.failed === 0 ? "passed" : "failed"} in ${seconds} s`)
  return count
}

function run([script, ...args]: readonly [string, ...string[]]): boolean {
  const ended = spawnSync(process.execPath, [`node_modules/${script}`, ...args], {
    stdio: "inherit",
    timeout: stageWithinMs,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}/browser.json` },
  })
  if (ended.error !== undefined) console.log(String(ended.error))
  return ended.status === 0
}

/** A stage that went wrong counts at least one failure, whatever its report says or if it left none. */
function counted(stage: Stage, went: boolean): Count {
  const none: Count = { passed: 0, failed: 0, skipped: 0 }
  const count = stage.report === undefined ? none : (readCount(stage.report) ?? none)
  if (went && stage.report !== undefined && count === none) return { ...none, failed: 1 }
  return went ? count : { ...count, failed: Math.max(1, count.failed) }
}

function readCount({ file, count }: NonNullable<Stage["report"]>): Count | undefined {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")))
  } catch (reason) {
    console.log(`No report in ${file}: ${String(reason)}`)
    return undefined
  }
}

function countVitest(report: unknown): Count {
  const whole = v.object({
    numPassedTests: v.number(),
    numFailedTests: v.number(),
    numPendingTests: v.number(),
    numTodoTests: v.number(),
  })
  const read = v.parse(whole, report)
  return {
    passed: read.numPassedTests,
    failed: read.numFailedTests,
    skipped: read.numPendingTests + read.numTodoTests,
  }
}

function countPlaywright(report: unknown): Count {
  const stats = v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  })
  const read = v.parse(v.object({ stats }), report).stats
  // Tried again only on a build server (playwright.config.ts); never in silence.
  if (read.flaky > 0) console.log(`${read.flaky} of the browser tests passed only when tried again`)
  return { passed: read.expected + read.flaky, failed: read.unexpected, skipped: read.skipped }
}
