import { chromiumArgs, findChromium } from "#tests/support/chromium.ts"
import { chromium, type BrowserContext, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"

/** A browser over a profile on the disk that can be taken down as a dead battery takes it down. */
export interface Killable {
  readonly context: BrowserContext
  readonly page: () => Page
  /** SIGKILL to the browser and everything it has started: nothing is flushed, nothing is said good-bye to. */
  readonly killBrowser: () => Promise<void>
  /** Takes down the page's process alone; the browser opens an empty window in its place. */
  readonly crashPage: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Opening {
  readonly profile: string
  readonly flags: readonly string[]
  /** Prepares every window before the app starts in it. */
  readonly prepare: (context: BrowserContext) => Promise<void>
}

export async function openKillable({ profile, flags, prepare }: Opening): Promise<Killable> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [...chromiumArgs(), ...flags],
    locale: "ru-RU",
    timezoneId: "Asia/Yekaterinburg",
    viewport: { width: 1280, height: 800 },
  })
  context.setDefaultTimeout(20_000)
  await prepare(context)
  const group = await processGroup(context)
  let page = context.pages()[0] ?? (await context.newPage())
  return {
    context,
    page: () => page,
    killBrowser: async () => {
      const gone = context.waitForEvent("close")
      // The whole group: Playwright starts every browser at the head of one of its own.
      process.kill(-group, "SIGKILL")
      await gone
    },
    crashPage: async () => {
      const session = await context.newCDPSession(page)
      const crashed = page.waitForEvent("crash")
      // A crash has no answer.
      session.send("Page.crash").catch(() => undefined)
      await crashed
      const next = await context.newPage()
      await page.close()
      page = next
    },
    close: () => context.close(),
  }
}

async function processGroup(context: BrowserContext): Promise<number> {
  const browser = must(context.browser(), "a context over a profile has a browser of its own")
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send("SystemInfo.getProcessInfo")
  await session.detach()
  return must(processInfo.find(({ type }) => type === "browser")).id
}
