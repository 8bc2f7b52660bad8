import { startServer } from "#tests/e2e/support/server.ts"
import type { Browser, Page } from "@playwright/test"

import { localDay } from "#/platform/calendar.ts"

import { brake, launchBrowser, openPage, tabletBrake } from "./browser.ts"
import { quantile } from "./rounds.ts"
import { ms, printTable } from "./table.ts"
import { tapQuietly, watchTaps } from "./watch.ts"

const pupils = 33
const turns = 4
const tapMsMax = 50

/** Taps on marks of a register and, in turn with them, on one bare button that writes one row. */
export async function benchTap(app: string, shell: string): Promise<void> {
  const browser = await launchBrowser()
  const [ourServer, shellServer] = [
    await startServer({ assets: app }),
    await startServer({ assets: shell }),
  ]
  try {
    const register = await openRegister(browser, ourServer.url)
    const bare = await openPage(browser, shellServer.url)
    await brake(bare, tabletBrake)
    await bare.evaluate(watchTaps)
    // A lesson without a network, as most are.
    await ourServer.kill()
    for (let turn = 0; turn < turns; turn += 1) {
      await tapAll(register, ".reg-marks button:first-child", turn)
      if (turn % 2 === 0) await tapMany(bare, "main button")
    }
    const [ours, floor] = [await timesOf(register), await timesOf(bare)]
    const against = (share: number): string =>
      `bare button and one strict put, ${ms(quantile(floor, share))}`
    const p95 = quantile(ours, 0.95)
    printTable({
      title: `Tap to paint in a register of ${pupils}, strict write included, CPU 4× slower, ${ours.length} taps`,
      lines: [
        {
          what: "p50",
          ratio: quantile(ours, 0.5) / quantile(floor, 0.5),
          against: against(0.5),
          figure: ms(quantile(ours, 0.5)),
        },
        {
          what: "p95",
          ratio: p95 / quantile(floor, 0.95),
          against: against(0.95),
          figure: ms(p95),
          aim: `≤ ${ms(tapMsMax)}`,
          met: p95 <= tapMsMax,
        },
      ],
    })
  } finally {
    await browser.close()
    await ourServer.stop()
    await shellServer.stop()
  }
}

async function openRegister(browser: Browser, url: string): Promise<Page> {
  const page = await openPage(browser, `${url}/bench.html`)
  const asked = { today: localDay(new Date()), pupils, records: 400, mode: "joined" } as const
  const { lessonId } = await page.evaluate((seeding) => bench.seedApp(seeding), asked)
  await page.goto(`${url}/activities/${lessonId}`)
  await page
    .locator(".reg-row")
    .nth(pupils - 1)
    .waitFor()
  await page.evaluate(watchTaps)
  await brake(page, tabletBrake)
  return page
}

/** Marks everybody, and at every other turn takes the mark back: each tap changes a button. */
async function tapAll(page: Page, selector: string, turn: number): Promise<void> {
  const buttons = page.locator(selector)
  for (let place = 0; place < pupils; place += 1) {
    await tap(page, { selector, place, count: turn * pupils + place + 1 })
  }
  await buttons.first().scrollIntoViewIfNeeded()
}

async function tapMany(page: Page, selector: string): Promise<void> {
  const before = (await timesOf(page)).length
  for (let place = 0; place < pupils; place += 1) {
    await tap(page, { selector, place: 0, count: before + place + 1 })
  }
}

type Tap = { readonly selector: string; readonly place: number; readonly count: number }

/** One tap, and no other before it is answered. */
async function tap(page: Page, { selector, place, count }: Tap): Promise<void> {
  await tapQuietly(page, page.locator(selector).nth(place))
  await page.waitForFunction((taps) => globalThis.tapTimes.length >= taps, count, { polling: 100 })
}

function timesOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => globalThis.tapTimes)
}
