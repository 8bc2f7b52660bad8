import { startServer } from "#tests/e2e/support/server.ts"
import type { Browser, Page } from "@playwright/test"

import { braked, launchBrowser, openPage, tabletBrake } from "./browser.ts"
import { inTurn } from "./rounds.ts"
import { ms, printTable } from "./table.ts"
import { seen, tapQuietly, watchFor, type Sight } from "./watch.ts"

const pupils = 33
const records = 4_000
const openMsMax = 300
const rounds = 7

const session: Sight = { selectors: [".sit-row"], count: pupils }
const register: Sight = { selectors: [".reg-row"], count: pupils }

/** A tap on «Начать диагностику», the first after a reload and again, until all 33 are painted; and on a plain lesson. */
export async function benchSession(app: string): Promise<void> {
  const browser = await launchBrowser()
  const server = await startServer({ assets: app })
  try {
    const filled = await fill(browser, server.url)
    const { of, ratio, spreadOf } = await inTurn(rounds, async () => {
      const lesson = await openFromToday(filled, { activity: filled.lessonId, sight: register })
      const test = await openFromToday(filled, { activity: filled.diagnosticId, sight: session })
      return {
        lesson: lesson.first,
        session: test.first,
        lessonAgain: lesson.again,
        sessionAgain: test.again,
      }
    })
    const line = (what: string, name: "session" | "sessionAgain") => {
      const floor = name === "session" ? "lesson" : "lessonAgain"
      return {
        what,
        ratio: ratio(name, floor),
        against: `the register of a lesson, ${ms(of(floor))}`,
        figure: `${ms(of(name))} ±${Math.round(spreadOf(name) * 100)} %`,
        aim: `≤ ${ms(openMsMax)}`,
        met: of(name) <= openMsMax,
      }
    }
    printTable({
      title: `Session of ${pupils} pupils among ${records.toLocaleString("en")} records, tap to list, CPU 4× slower`,
      lines: [
        line("first time after the app was opened", "session"),
        line("again", "sessionAgain"),
      ],
    })
  } finally {
    await browser.close()
    await server.stop()
  }
}

type Filled = {
  readonly page: Page
  readonly url: string
  readonly lessonId: string
  readonly diagnosticId: string
}

async function fill(browser: Browser, url: string): Promise<Filled> {
  const page = await openPage(browser, `${url}/bench.html`)
  // Where the page is it may be tomorrow already.
  const zone = { timeZone: "Asia/Yekaterinburg" } as const
  const today = new Date().toLocaleDateString("sv", zone)
  const asked = { today, pupils, records, mode: "joined", session: true } as const
  const seeded = await page.evaluate((seeding) => bench.seedApp(seeding), asked)
  return { page, url, lessonId: seeded.lessonId, diagnosticId: seeded.diagnosticId }
}

type Opening = { readonly activity: string; readonly sight: Sight }

async function openFromToday(
  { page, url }: Filled,
  opening: Opening,
): Promise<{ readonly first: number; readonly again: number }> {
  await page.goto(`${url}/today`)
  const first = await tap(page, opening)
  await page.goBack()
  return { first, again: await tap(page, opening) }
}

async function tap(page: Page, { activity, sight }: Opening): Promise<number> {
  const link = page.locator(`main a[href^="/activities/${activity}"]`).first()
  await link.waitFor({ timeout: 120_000 })
  // Whatever the app does at leisure after a screen is there should not be counted as the next one.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  await page.evaluate(watchFor, sight)
  const painted = await braked(page, tabletBrake, async () => {
    await tapQuietly(page, link)
    return seen(page)
  })
  const tapped = await page.evaluate(() => globalThis.clickedAt)
  return painted - (tapped ?? Number.NaN)
}
