import { setTimeout as pause } from "node:timers/promises"

import type { Locator, Page } from "@playwright/test"

import { must } from "#/base/assert.ts"

const beforeTapMs = 100
const afterTapMs = 250

/** What an eye would wait for: all of these stand in the document, the first `count` times. */
export type Sight = { readonly selectors: readonly string[]; readonly count?: number }

declare global {
  /** Milliseconds of the page's clock at which the awaited sight was painted. */
  var seenAt: number | undefined
  /** From a click to the frame that shows what it changed, one after another. */
  var tapTimes: number[]
  /** Input event of the last click, on the page's clock. */
  var clickedAt: number | undefined
}

/** Notes when the sight is painted for the first time. To be called before the page is loaded or the link tapped. */
export function watchFor(sight: Sight): void {
  globalThis.seenAt = undefined
  globalThis.clickedAt = undefined
  addEventListener(
    "click",
    ({ timeStamp }) => {
      globalThis.clickedAt = timeStamp
    },
    { capture: true, once: true },
  )
  const stands = (): boolean =>
    sight.selectors.every(
      (selector, place) =>
        document.querySelectorAll(selector).length >= (place === 0 ? (sight.count ?? 1) : 1),
    )
  const observer = new MutationObserver(() => {
    if (!stands()) return
    observer.disconnect()
    // The frame that contains the change begins with this callback and has been painted when the message comes.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener("message", () => {
        globalThis.seenAt = performance.now()
      })
      port1.start()
      port2.postMessage(null)
    })
  })
  observer.observe(document, { childList: true, subtree: true })
}

/**
 * A bare input event, and silence around it: what Playwright's own click looks at before and after, in the same braked
 * thread, would be measured with the tap.
 */
export async function tapQuietly(page: Page, target: Locator): Promise<void> {
  await target.scrollIntoViewIfNeeded()
  const { x, y, width, height } = must(await target.boundingBox(), "the target is on the screen")
  await pause(beforeTapMs)
  await page.mouse.click(x + width / 2, y + height / 2)
  await pause(afterTapMs)
}

export async function seen(page: Page): Promise<number> {
  const found = await page.waitForFunction(() => globalThis.seenAt, undefined, {
    polling: 50,
    timeout: 120_000,
  })
  return (await found.jsonValue()) ?? Number.NaN
}

/** Times every tap on a toggle from here on: from the input event to the frame in which its state has changed. */
export function watchTaps(): void {
  globalThis.tapTimes = []
  addEventListener(
    "click",
    ({ timeStamp, target }) => {
      const button = target instanceof Element ? target.closest("[aria-pressed]") : null
      if (button === null) return
      const observer = new MutationObserver(() => {
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener("message", () => {
            globalThis.tapTimes.push(performance.now() - timeStamp)
          })
          port1.start()
          port2.postMessage(null)
        })
      })
      observer.observe(button, { attributes: true, attributeFilter: ["aria-pressed"] })
    },
    { capture: true },
  )
}
