import { startServer } from "#tests/e2e/support/server.ts"
import type { Browser, Page } from "@playwright/test"

import { localDay } from "#/platform/calendar.ts"

import { braked, launchBrowser, openPage, tabletBrake } from "./browser.ts"
import { inTurn } from "./rounds.ts"
import { ms, printTable } from "./table.ts"
import { seen, tapQuietly, watchFor, type Sight } from "./watch.ts"

const pupils = 33
const few = 400
const many = 40_000
const openMsMax = 300
const ratioMax = 1.2
const rounds = 5

const matrix: Sight = { selectors: ["table.matrix tbody tr"], count: pupils }

type Filled = { readonly page: Page; readonly url: string; readonly classId: string }

/** A tap on the class, the first after a reload, until its 33 rows are painted; in a small and in a large database. */
export async function benchClass(app: string): Promise<void> {
  const browser = await launchBrowser()
  const server = await startServer({ assets: app })
  try {
    const small = await fill(browser, server.url, few)
    const large = await fill(browser, server.url, many)
    const { of, ratio, spreadOf } = await inTurn(rounds, async () => {
      const before = await openClass(small)
      const after = await openClass(large)
      return {
        few: before.first,
        many: after.first,
        fewAgain: before.again,
        manyAgain: after.again,
      }
    })
    const noise = (name: string): string => `${ms(of(name))} ±${Math.round(spreadOf(name) * 100)} %`
    const line = (what: string, name: string) => ({
      what,
      ratio: ratio(name, name.replace("many", "few")),
      against: `the same among ${few} records, ${ms(of(name.replace("many", "few")))}`,
      figure: noise(name),
      aim: `≤ ${ratioMax}×, ≤ ${ms(openMsMax)}`,
      met: ratio(name, name.replace("many", "few")) <= ratioMax && of(name) <= openMsMax,
    })
    printTable({
      title: `Class of ${pupils} pupils among ${many.toLocaleString("en")} records, tap to matrix, CPU 4× slower`,
      lines: [line("first time after the app was opened", "many"), line("again", "manyAgain")],
    })
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function fill(browser: Browser, url: string, records: number): Promise<Filled> {
  const page = await openPage(browser, `${url}/bench.html`)
  const asked = { today: localDay(new Date()), pupils, records, mode: "joined" } as const
  const seeded = await page.evaluate((seeding) => bench.seedApp(seeding), asked)
  if (seeded.records !== records) throw new Error(`${seeded.records} records of ${records}`)
  return { page, url, classId: seeded.classId }
}

type Opened = { readonly first: number; readonly again: number }

async function openClass({ page, url, classId }: Filled): Promise<Opened> {
  await page.goto(`${url}/classes`)
  const first = await tapClass(page, classId)
  await page.goBack()
  return { first, again: await tapClass(page, classId) }
}

async function tapClass(page: Page, classId: string): Promise<number> {
  const link = page.locator(`main a[href="/classes/${classId}"]`).first()
  await link.waitFor({ timeout: 120_000 })
  // Whatever the app does at leisure after a screen is there should not be counted as the next one.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  await page.evaluate(watchFor, matrix)
  const painted = await braked(page, tabletBrake, async () => {
    await tapQuietly(page, link)
    return seen(page)
  })
  const tapped = await page.evaluate(() => globalThis.clickedAt)
  return painted - (tapped ?? Number.NaN)
}
