import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { freePort, startServer } from "#tests/e2e/support/server.ts"
import { chromiumArgs, findChromium } from "#tests/support/chromium.ts"
import { chromium } from "@playwright/test"
import lighthouse from "lighthouse"

import { localDay } from "#/platform/calendar.ts"

import { ms, printTable, type Line } from "./table.ts"

const categories = ["performance", "accessibility", "best-practices", "seo"] as const
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
    const asked = { today: localDay(new Date()), pupils: 27, records: 400 }
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

async function linesOf(what: string, { url, port, isKept }: Asked): Promise<Line[]> {
  const run = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "error",
    onlyCategories: [...categories],
    disableStorageReset: isKept,
  })
  if (run === undefined) throw new Error("Lighthouse said nothing.")
  const { audits } = run.lhr
  const timed = (id: string): string => ms(audits[id]?.numericValue ?? Number.NaN)
  return categories.map((category) => {
    const score = Math.round((run.lhr.categories[category]?.score ?? 0) * 100)
    const min = category === "accessibility" ? accessibilityMin : scoreMin
    const failed = (run.lhr.categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => id)
    const beside =
      category === "performance"
        ? `LCP ${timed("largest-contentful-paint")}, TBT ${timed("total-blocking-time")}`
        : failed.join(", ")
    return {
      what: `${what}: ${category}`,
      figure: [String(score), beside].filter(Boolean).join("; "),
      aim: min === 100 ? "100" : `≥ ${min}`,
      met: score >= min,
    }
  })
}
