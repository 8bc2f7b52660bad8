import { spawn } from "node:child_process"
import { mkdirSync, readFileSync, rmSync } from "node:fs"
import { resolve } from "node:path"

import { Voices } from "#tests/support/voices.ts"
import * as v from "valibot"

/**
 * Everything a change must pass, in two lanes side by side: tests of either kind wait often enough to leave the other a
 * processor. A failed stage does not stop the next ones, except that there is nothing to drive in a browser without a
 * build. The last line is `N passed, N failed`: the tests of Vitest and Playwright as they themselves counted them, and
 * one failure more for every stage that failed otherwise.
 */
const stageWithinMs = 40 * 60 * 1000
const reports = ".cache/reports"

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number }
type Stage = {
  readonly name: string
  /** A script of a package, then its arguments. */
  readonly commands: readonly (readonly [script: string, ...args: string[]])[]
  readonly report?: {
    readonly file: string
    readonly count: (report: unknown, say: (line: string) => void) => Count
  }
  /** Not run when this stage failed. */
  readonly after?: string
}

const none: Count = { passed: 0, failed: 0, skipped: 0 }

const lanes: readonly (readonly Stage[])[] = [
  [
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
  ],
  [
    { name: "build", commands: [["vite/bin/vite.js", "build", "--logLevel", "warn"]] },
    {
      name: "browser",
      after: "build",
      commands: [["@playwright/test/cli.js", "test", "--reporter=list,json"]],
      report: { file: `${reports}/browser.json`, count: countPlaywright },
    },
  ],
]

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const failedStages = new Set<string>()
const voices = new Voices(
  lanes.flat().map(({ name }) => name),
  (text) => process.stdout.write(text),
)
const counts = (await Promise.all(lanes.map(runLane))).flat()
const total = counts.reduce(
  (sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }),
  none,
)
if (failedStages.size > 0) console.log(`\nFailed: ${[...failedStages].join(", ")}`)
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

async function runLane(lane: readonly Stage[]): Promise<readonly Count[]> {
  const done: Count[] = []
  for (const stage of lane) done.push(await runStage(stage))
  return done
}

async function runStage(stage: Stage): Promise<Count> {
  const { name, after } = stage
  const say = (line: string): void => voices.say(name, `${line}\n`)
  say(`\n── ${name}`)
  const begunAt = performance.now()
  const isRun = after === undefined || !failedStages.has(after)
  if (!isRun) say(`not run: ${after} failed`)
  let went = isRun
  for (const command of isRun ? stage.commands : []) went = (await run(command, name)) && went
  const count = isRun ? counted(stage, { went, say }) : { ...none, failed: 1 }
  if (count.failed > 0) failedStages.add(name)
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1)
  say(`── ${name}: ${count.failed === 0 ? "passed" : "failed"} in ${seconds} s`)
  voices.end(name)
  return count
}

function run(
  [script, ...args]: readonly [script: string, ...args: string[]],
  stage: string,
): Promise<boolean> {
  const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: stageWithinMs,
    env: {
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: `${reports}/browser.json`,
      // Hundreds of Node processes load the same few modules: stripping their types once is enough.
      NODE_COMPILE_CACHE: resolve(".cache/compile"),
    },
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => voices.say(stage, text))
  }
  return new Promise((done) => {
    child.on("error", (error) => {
      voices.say(stage, `${String(error)}\n`)
      done(false)
    })
    child.on("close", (status) => done(status === 0))
  })
}

type Went = { readonly went: boolean; readonly say: (line: string) => void }

/** A stage that went wrong counts at least one failure, whatever its report says or if it left none. */
function counted({ report }: Stage, { went, say }: Went): Count {
  const count = report === undefined ? none : readCount(report, say)
  if (count === undefined) return { ...none, failed: 1 }
  return went ? count : { ...count, failed: Math.max(1, count.failed) }
}

function readCount(
  { file, count }: NonNullable<Stage["report"]>,
  say: Went["say"],
): Count | undefined {
  try {
    return count(JSON.parse(readFileSync(file, "utf8")), say)
  } catch (reason) {
    say(`No report in ${file}: ${String(reason)}`)
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

function countPlaywright(report: unknown, say: (line: string) => void): Count {
  const stats = v.object({
    expected: v.number(),
    unexpected: v.number(),
    flaky: v.number(),
    skipped: v.number(),
  })
  const read = v.parse(v.object({ stats }), report).stats
  // Tried again only on a build server (playwright.config.ts); never in silence.
  if (read.flaky > 0) say(`${read.flaky} of the browser tests passed only when tried again`)
  return { passed: read.expected + read.flaky, failed: read.unexpected, skipped: read.skipped }
}
