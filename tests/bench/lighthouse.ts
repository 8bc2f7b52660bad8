import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { freePort, startServer } from "#tests/e2e/support/server.ts"
import { chromiumArgs, findChromium } from "#tests/support/chromium.ts"
import { chromium } from "@playwright/test"
import lighthouse from "lighthouse"

import { localDay } from "#/platform/calendar.ts"

import { median } from "./rounds.ts"
import { ms, printTable, type Line } from "./table.ts"

const categories = ["performance", "accessibility", "best-practices", "seo"] as const
const rounds = 3
const scoreMin = 95
const accessibilityMin = 100

/** Lighthouse's mobile run on the built app as our server serves it: the first visit, and «Сегодня» with lessons. */
export async function benchLighthouse(app: string): Promise<void> {
  const server = await startServer({ assets: app })
  const profile = await mkdtemp(join(tmpdir(), "bortzhurnal-lighthouse-"))
  const port = await freePort()
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [...chromiumArgs(), `--remote-debugging-port=${port}`],
  })
  try {
    const lines = await linesOf("first visit", { url: server.url, port, isKept: false })
    const page = await context.newPage()
    await page.goto(`${server.url}/bench.html`)
    const asked = { today: localDay(new Date()), pupils: 27, records: 400, mode: "local" } as const
    await page.evaluate((seeding) => bench.seedApp(seeding), asked)
    await page.close()
    lines.push(...(await linesOf("«Сегодня»", { url: `${server.url}/today`, port, isKept: true })))
    printTable({ title: "Lighthouse, mobile", lines })
  } finally {
    await context.close()
    await server.stop()
    await rm(profile, { recursive: true, force: true })
  }
}

type Asked = {
  readonly url: string
  readonly port: number
  /** Whether the database and the caches of the browser stay as they are. */
  readonly isKept: boolean
}

async function linesOf(what: string, asked: Asked): Promise<Line[]> {
  const runs: Run[] = []
  for (let round = 0; round < rounds; round += 1) runs.push(await runOnce(asked))
  return categories.map((category) => {
    const score = median(runs.map(({ scores }) => scores[category]))
    const min = category === "accessibility" ? accessibilityMin : scoreMin
    const failed = [...new Set(runs.flatMap((run) => run.failed[category]))].join(", ")
    const timing = `LCP ${ms(median(runs.map(({ lcp }) => lcp)))}, TBT ${ms(median(runs.map(({ tbt }) => tbt)))}`
    const beside = category === "performance" ? timing : failed
    return {
      what: `${what}: ${category}`,
      figure: [String(score), beside].filter(Boolean).join("; "),
      aim: min === 100 ? "100" : `≥ ${min}`,
      met: score >= min,
    }
  })
}

type Category = (typeof categories)[number]

type Run = {
  readonly scores: Readonly<Record<Category, number>>
  /** Audits that count and were not passed. */
  readonly failed: Readonly<Record<Category, readonly string[]>>
  readonly lcp: number
  readonly tbt: number
}

async function runOnce({ url, port, isKept }: Asked): Promise<Run> {
  const run = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: [...categories],
    disableStorageReset: isKept,
  })
  if (run === undefined) throw new Error("Lighthouse said nothing.")
  const { audits, categories: judged } = run.lhr
  const failedIn = (category: Category): readonly string[] =>
    (judged[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => id)
  const scoreOf = (category: Category): number => Math.round((judged[category]?.score ?? 0) * 100)
  return {
    scores: {
      performance: scoreOf("performance"),
      accessibility: scoreOf("accessibility"),
      "best-practices": scoreOf("best-practices"),
      seo: scoreOf("seo"),
    },
    failed: {
      performance: failedIn("performance"),
      accessibility: failedIn("accessibility"),
      "best-practices": failedIn("best-practices"),
      seo: failedIn("seo"),
    },
    lcp: audits["largest-contentful-paint"]?.numericValue ?? Number.NaN,
    tbt: audits["total-blocking-time"]?.numericValue ?? Number.NaN,
  }
}
