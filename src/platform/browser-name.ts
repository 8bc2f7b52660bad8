/** Browsers that differ in how an app gets to the home screen. */
export type BrowserName =
  | "yandex-android"
  | "yandex"
  | "samsung"
  | "firefox-android"
  | "firefox"
  | "safari-ipad"
  | "safari-iphone"
  | "ios-other"
  | "safari-mac"
  | "chrome-android"
  | "chrome"

interface Device {
  readonly userAgent: string
  /** An iPad says it is a Mac; only the fingers betray it. */
  readonly maxTouchPoints: number
}

/** Which of the browsers with different install steps this is; Chrome's steps where in doubt. */
export function browserName({ userAgent, maxTouchPoints }: Device): BrowserName {
  const has = (part: string): boolean => userAgent.includes(part)
  const isAndroid = has("Android")
  const isIphone = has("iPhone")
  const isIpad = has("iPad") || (has("Macintosh") && maxTouchPoints > 1)
  if (isIphone || isIpad) {
    if (/CriOS|FxiOS|YaBrowser|EdgiOS/.test(userAgent)) return "ios-other"
    return isIpad ? "safari-ipad" : "safari-iphone"
  }
  if (has("YaBrowser")) return isAndroid ? "yandex-android" : "yandex"
  if (has("SamsungBrowser")) return "samsung"
  if (has("Firefox")) return isAndroid ? "firefox-android" : "firefox"
  if (has("Macintosh") && has("Safari") && !has("Chrome")) return "safari-mac"
  return isAndroid ? "chrome-android" : "chrome"
}
