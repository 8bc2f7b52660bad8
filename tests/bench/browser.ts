import { chromiumArgs, findChromium } from "#tests/support/chromium.ts"
import { chromium, type Browser, type CDPSession, type Page } from "@playwright/test"

/** What stands between the benchmark's figures and a fast machine on a fast line. */
export type Brake = {
  /** How many times slower the page's processor is made. */
  readonly cpu: number
  /** A mobile line of the third generation. */
  readonly line?: "3g"
}

export const noBrake: Brake = { cpu: 1 }
/** An old tablet: Chromium's own measure of it. */
export const tabletBrake: Brake = { cpu: 4 }

/** 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const thirdGeneration = {
  offline: false,
  latency: 150,
  downloadThroughput: (1_600 * 1_000) / 8,
  uploadThroughput: (750 * 1_000) / 8,
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: chromiumArgs() })
}

/** A page of a tablet of its own: nothing is shared with other pages but the browser's process. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({
    locale: "ru-RU",
    timezoneId: "Asia/Yekaterinburg",
    viewport: { width: 1280, height: 800 },
  })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** Brakes a page for good. */
export async function brake(page: Page, { cpu, line }: Brake): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu })
  if (line === "3g") {
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", thirdGeneration)
  }
  return session
}

/** Brakes a page only while something is measured: what prepares it need not be slow. */
export async function braked<T>(page: Page, how: Brake, run: () => Promise<T>): Promise<T> {
  const session = await brake(page, how)
  try {
    return await run()
  } finally {
    await session.send("Emulation.setCPUThrottlingRate", { rate: 1 })
    // The line is the session's own and goes with it.
    await session.detach()
  }
}
