/** What TypeScript's DOM does not know: Chromium's offer to put the app on the home screen. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>
  readonly userChoice: Promise<{ readonly outcome: "accepted" | "dismissed" }>
}

function isInstallPrompt(event: Event): event is InstallPrompt {
  return "prompt" in event && "userChoice" in event
}

export type InstallState =
  /** Opened from the home screen, or installed a moment ago. */
  | "installed"
  /** One tap installs it. */
  | "offered"
  /** Possible by the browser's own menu, or not at all. */
  | "by-hand"

let prompt: InstallPrompt | undefined
let hasInstalled = false
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

/** Catches the browser's offer. It comes once, early, before any screen that could show it: call this at the start. */
export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    if (!isInstallPrompt(event)) return
    // Else the browser shows its own bar in the middle of the first lesson.
    event.preventDefault()
    prompt = event
    tell()
  })
  addEventListener("appinstalled", () => {
    prompt = undefined
    hasInstalled = true
    tell()
  })
}

export function isInstalled(): boolean {
  const standalone = typeof matchMedia === "function" && matchMedia("(display-mode: standalone)")
  const isIosApp = "standalone" in navigator && navigator.standalone === true
  return hasInstalled || isIosApp || (standalone !== false && standalone.matches)
}

/** Fits React's `useSyncExternalStore(install.subscribe, install.current)`. */
export const install = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  current: (): InstallState => {
    if (isInstalled()) return "installed"
    return prompt === undefined ? "by-hand" : "offered"
  },
  /** Shows the browser's own question; true when the person agreed. */
  ask: async (): Promise<boolean> => {
    const offered = prompt
    if (offered === undefined) return false
    prompt = undefined
    await offered.prompt()
    const { outcome } = await offered.userChoice
    hasInstalled ||= outcome === "accepted"
    tell()
    return outcome === "accepted"
  },
}

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
