import { defineConfig } from "@playwright/test"

import { chromiumArgs, findChromium } from "./tests/support/chromium.ts"

const executablePath = await findChromium()
// The processes that run the tests load this file again; they need not look again.
process.env["CHROMIUM"] = executablePath

export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results",
  workers: 2,
  forbidOnly: process.env["CI"] !== undefined,
  // At a desk a test that passes at the second try is a test that fails. A build server is shared and at times starved:
  // there it is tried again, and scripts/test.ts names how many needed it.
  retries: process.env["CI"] === undefined ? 0 : 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    headless: true,
    // So that a button that is not there fails the story and not its time.
    actionTimeout: 30_000,
    // There is no graphics processor to draw with; imitating one costs a tenth of the whole run.
    launchOptions: { executablePath, args: [...chromiumArgs(), "--disable-gpu"] },
    locale: "ru-RU",
    timezoneId: "Asia/Yekaterinburg",
    viewport: { width: 1280, height: 800 },
    trace: process.env["TRACE"] === undefined ? "off" : "on",
  },
})
