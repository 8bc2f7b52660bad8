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
export async function openPage(browser: Browser, url: string, brake: Brake): Promise<Page> {
  const context = await browser.newContext({ locale: "ru-RU", timezoneId: "Asia/Yekaterinburg" })
  const page = await context.newPage()
  await slowDown(page, brake)
  await page.goto(url)
  return page
}

export async function slowDown(page: Page, brake: Brake): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send("Emulation.setCPUThrottlingRate", { rate: brake.cpu })
  if (brake.line === "3g") {
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", thirdGeneration)
  }
  return session
}
