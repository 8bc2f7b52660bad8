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
  // A test that passes at the second try is a test that fails.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    headless: true,
    // So that a button that is not there fails the story and not its time.
    actionTimeout: 15_000,
    launchOptions: { executablePath, args: chromiumArgs() },
    locale: "ru-RU",
    timezoneId: "Asia/Yekaterinburg",
    viewport: { width: 1280, height: 800 },
    trace: process.env["TRACE"] === undefined ? "off" : "on",
  },
})
