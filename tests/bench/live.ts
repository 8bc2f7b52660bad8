import { classWithLesson, daria, markButton, openLesson } from "#tests/e2e/support/lesson.ts"
import { foundSchool, invite, joinByCode } from "#tests/e2e/support/school.ts"
import { startServer } from "#tests/e2e/support/server.ts"
import type { Page } from "@playwright/test"

import { livePath } from "#/sync/api.ts"

import { launchBrowser, openPage } from "./browser.ts"
import { quantile } from "./rounds.ts"
import { ms, printTable } from "./table.ts"
import { tapQuietly } from "./watch.ts"

const taps = 40
const seenMsMax = 2_000

declare global {
  /** The wall clock at which the awaited button was painted as pressed. */
  var pressedAt: number | undefined
}

/** A tap on one tablet until another, on which nobody touches anything, has painted it. */
export async function benchLive(app: string): Promise<void> {
  const browser = await launchBrowser()
  const server = await startServer({ assets: app })
  try {
    const near = await openPage(browser, server.url)
    await foundSchool(near, { server })
    await classWithLesson(near)
    const code = await invite(near, { name: "Иванова Ирина Петровна", classes: ["7Б"] })
    const far = await openPage(browser, `${server.url}/join`)
    const listening = far.waitForResponse((answer) => answer.url().endsWith(livePath))
    await joinByCode(far, server.url, code)
    await openLesson(far, "7Б · Урок")
    await openLesson(near, "7Б · Урок")
    await listening
    const times: number[] = []
    for (let tap = 0; tap < taps; tap += 1) {
      times.push(await tapAndSee(near, far, tap % 2 === 0 ? "Была" : "Не была"))
    }
    const p95 = quantile(times, 0.95)
    const aim = { aim: `≤ ${ms(seenMsMax)}`, met: p95 <= seenMsMax }
    printTable({
      title: `Tap on one tablet until it is painted on another, ${taps} taps, each after the hand has rested`,
      lines: [
        { what: "median", figure: ms(quantile(times, 0.5)) },
        { what: "p95", figure: ms(p95), ...aim },
        { what: "slowest", figure: ms(Math.max(...times)) },
      ],
    })
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function tapAndSee(near: Page, far: Page, name: string): Promise<number> {
  await markButton(far, daria, name).evaluate(watchPressed)
  await near.evaluate(() => {
    addEventListener(
      "click",
      ({ timeStamp }) => {
        globalThis.clickedAt = performance.timeOrigin + timeStamp
      },
      { capture: true, once: true },
    )
  })
  await tapQuietly(near, markButton(near, daria, name))
  const seen = await far.waitForFunction(() => globalThis.pressedAt, undefined, {
    polling: 50,
    timeout: 60_000,
  })
  const clicked = await near.evaluate(() => globalThis.clickedAt)
  return ((await seen.jsonValue()) ?? Number.NaN) - (clicked ?? Number.NaN)
}

/** Two tablets have two pages' clocks; both are told as the machine's. */
function watchPressed(button: Element): void {
  globalThis.pressedAt = undefined
  const observer = new MutationObserver(() => {
    if (button.getAttribute("aria-pressed") !== "true") return
    observer.disconnect()
    requestAnimationFrame(() => {
      globalThis.pressedAt = performance.timeOrigin + performance.now()
    })
  })
  observer.observe(button, { attributes: true, attributeFilter: ["aria-pressed"] })
}
