import { readFile } from "node:fs/promises"

import { startServer } from "#tests/e2e/support/server.ts"
import type { Browser, Page } from "@playwright/test"

import { must } from "#/base/assert.ts"
import { decodeInstrument } from "#/domain/instrument/read-instrument.ts"

import { brake, braked, launchBrowser, openPage, tabletBrake } from "./browser.ts"
import { inTurn, quantile } from "./rounds.ts"
import { ms, printTable } from "./table.ts"
import { seen, tapQuietly, watchFor, watchTaps, type Sight } from "./watch.ts"

const pupils = 33
const sitters = 4
const openings = 7
const openMsMax = 300
const nextMsMax = 100
/** How long a choice is shown on purpose (src/features/pupil/use-sitting.ts). */
const shownMs = 300

const list: Sight = { selectors: [".pupil-name"], count: pupils }
const bare: Sight = { selectors: ["main h1:not(:empty)", "main button"] }

declare global {
  /** From the tap to its choice in sight; and to the next question, without the deliberate pause. */
  var choiceTimes: { readonly chosen: number[]; readonly next: number[] }
}

/** Between two pupils: the list in a fresh document. And what every tap on an answer waits for, sealing and strict write included. */
export async function benchPupil(app: string, shell: string): Promise<void> {
  const browser = await launchBrowser()
  const [ourServer, shellServer] = [
    await startServer({ assets: app }),
    await startServer({ assets: shell }),
  ]
  try {
    const page = await handedOver(browser, ourServer.url)
    const floor = await openPage(browser, shellServer.url)
    for (const one of [page, floor]) {
      await one.waitForFunction(() => navigator.serviceWorker.controller !== null)
    }
    // In a classroom nothing answers.
    await ourServer.kill()
    await benchOpening(page, floor)
    for (const one of [page, floor]) await brake(one, tabletBrake)
    await benchAnswers(page, floor)
  } finally {
    await browser.close()
    await ourServer.stop()
    await shellServer.stop()
  }
}

async function handedOver(browser: Browser, url: string): Promise<Page> {
  const text = await readFile("src/domain/instrument/shipped/klimov-pairs.json", "utf8")
  const read = decodeInstrument(JSON.parse(text))
  const instrument = must(read.kind === "instrument" ? read.instrument : undefined)
  const page = await openPage(browser, `${url}/today`)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.goto(`${url}/bench.html`)
  const names = Array.from({ length: pupils }, (_, place) => `Иванов Ученик${place + 1}`)
  await page.evaluate((given) => void bench.handOverClass(given), {
    pin: "704815",
    phrase: "самовар облако дятел",
    instrument,
    pupils: names,
    pickBy: "tickets",
    language: "ru",
  } as const)
  await page.waitForURL(/\/pupil$/, { timeout: 120_000 })
  await page.locator(".pupil-name").first().waitFor()
  return page
}

async function benchOpening(page: Page, floor: Page): Promise<void> {
  const { of, ratio, spreadOf } = await inTurn(openings, async () => ({
    list: await opening(page, list),
    shell: await opening(floor, bare),
  }))
  printTable({
    title: `The list of ${pupils} pupils, a fresh document without a network, CPU 4× slower`,
    lines: [
      {
        what: "from leaving the former document",
        ratio: ratio("list", "shell"),
        against: `bare shell, ${ms(of("shell"))}`,
        figure: `${ms(of("list"))} ±${Math.round(spreadOf("list") * 100)} %`,
        aim: `≤ ${ms(openMsMax)}`,
        met: of("list") <= openMsMax,
      },
    ],
  })
}

/**
 * From the beginning of the navigation to the frame in which all of it stands. The page that waits for its turn is not
 * braked: the brake is a thread of its own that takes from the processor what the other page needs.
 */
function opening(page: Page, sight: Sight): Promise<number> {
  return braked(page, tabletBrake, async () => {
    await page.addInitScript(watchFor, sight)
    await page.reload()
    return seen(page)
  })
}

async function benchAnswers(page: Page, floor: Page): Promise<void> {
  const chosen: number[] = []
  const next: number[] = []
  await floor.evaluate(watchTaps)
  for (let sitter = 1; sitter <= sitters; sitter += 1) {
    await page.getByRole("button", { name: String(sitter), exact: true }).click()
    await page.getByRole("button", { name: "Да, это я" }).click()
    await page.getByRole("button", { name: "Начать" }).click()
    await page.getByRole("radiogroup").waitFor()
    await page.evaluate(watchChoices)
    for (let item = 1; item <= 20; item += 1) {
      await tapQuietly(page, page.getByRole("radio").nth(item % 2))
      await page.waitForFunction((n) => globalThis.choiceTimes.next.length >= n, item)
      await tapQuietly(floor, floor.locator("main button"))
    }
    const times = await page.evaluate(() => globalThis.choiceTimes)
    chosen.push(...times.chosen)
    next.push(...times.next)
    await page.reload()
    await page.locator(".pupil-name").first().waitFor()
  }
  const floorTimes = await floor.evaluate(() => globalThis.tapTimes)
  const line = (what: string, times: readonly number[], share: number, max?: number) => ({
    what,
    ratio: quantile(times, share) / quantile(floorTimes, share),
    against: `bare button and one strict put, ${ms(quantile(floorTimes, share))}`,
    figure: ms(quantile(times, share)),
    ...(max === undefined ? {} : { aim: `≤ ${ms(max)}`, met: quantile(times, share) <= max }),
  })
  printTable({
    title: `A tap on an answer, sealed and strictly written, CPU 4× slower, ${chosen.length} taps`,
    lines: [
      line("the choice in sight, p50", chosen, 0.5),
      line("the choice in sight, p95", chosen, 0.95),
      line(`the next question beyond ${shownMs} ms, p50`, next, 0.5),
      line(`the next question beyond ${shownMs} ms, p95`, next, 0.95, nextMsMax),
    ],
  })
}

/** Runs in the page. */
function watchChoices(): void {
  globalThis.choiceTimes = { chosen: [], next: [] }
  const pauseMs = 300
  const painted = (then: (at: number) => void): void => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener("message", () => then(performance.now()))
      port1.start()
      port2.postMessage(null)
    })
  }
  addEventListener(
    "click",
    ({ timeStamp, target }) => {
      const radio = target instanceof Element ? target.closest("[role=radio]") : null
      if (radio === null) return
      const group = radio.parentElement
      let isChosen = false
      const observer = new MutationObserver(() => {
        if (!isChosen && radio.getAttribute("aria-checked") === "true") {
          isChosen = true
          painted((at) => globalThis.choiceTimes.chosen.push(at - timeStamp))
        }
        if (group?.isConnected === true) return
        observer.disconnect()
        painted((at) => globalThis.choiceTimes.next.push(Math.max(0, at - timeStamp - pauseMs)))
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true })
    },
    { capture: true },
  )
}
