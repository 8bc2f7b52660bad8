import { describe, expect, test } from "vitest"

import { browserName } from "#/platform/browser-name.ts"

const android = "Mozilla/5.0 (Linux; Android 10; SM-T515) AppleWebKit/537.36 (KHTML, like Gecko)"
const mac =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
const windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"

describe("the install steps are those of", () => {
  test.each([
    ["chrome-android", `${android} Chrome/120.0.0.0 Safari/537.36`, 5],
    ["yandex-android", `${android} Chrome/120.0.0.0 YaBrowser/24.1.0.0 Safari/537.36`, 5],
    ["samsung", `${android} SamsungBrowser/23.0 Chrome/115.0.0.0 Safari/537.36`, 5],
    ["firefox-android", "Mozilla/5.0 (Android 13; Tablet; rv:120.0) Gecko/120.0 Firefox/120.0", 5],
    ["chrome", `${windows} Chrome/120.0.0.0 Safari/537.36`, 0],
    ["yandex", `${windows} Chrome/118.0.0.0 YaBrowser/23.11.0.0 Safari/537.36`, 0],
    ["firefox", "Mozilla/5.0 (Windows NT 10.0; rv:120.0) Gecko/20100101 Firefox/120.0", 0],
    ["safari-mac", `${mac} Version/17.1 Safari/605.1.15`, 0],
    ["safari-ipad", `${mac} Version/17.1 Safari/605.1.15`, 5],
    ["safari-iphone", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1) Version/17.1 Safari/604.1", 5],
    ["ios-other", "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1) CriOS/120.0 Safari/604.1", 5],
  ])("%s", (name, userAgent, maxTouchPoints) => {
    expect(browserName({ userAgent, maxTouchPoints })).toBe(name)
  })
})
