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
