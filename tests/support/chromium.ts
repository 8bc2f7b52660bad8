import { spawnSync } from "node:child_process"
import { existsSync, globSync } from "node:fs"
import { resolve } from "node:path"
import { pathToFileURL } from "node:url"

import { chromium } from "@playwright/test"

const sparticuzVersion = "153.0.0"
const ownFolder = ".cache/chromium"

/**
 * The path of a Chromium that runs, found or installed. Order: `$CHROMIUM` (which must run: a browser asked for by name
 * is not silently replaced) → the system's → Playwright's → Playwright's installer → the system's package manager →
 * a build from npm. Throws with what was tried when there is none.
 */
export async function findChromium(): Promise<string> {
  const asked = process.env["CHROMIUM"]
  if (asked !== undefined && asked !== "") {
    if (!runs(asked)) throw new Error(`CHROMIUM=${asked} does not run.`)
    return asked
  }
  for (const source of [system, playwrights, installedByPlaywright, installedBySystem, fromNpm]) {
    const found = (await source()).find(runs)
    if (found !== undefined) return found
  }
  throw new Error(
    "No Chromium: none in /usr/bin, none of Playwright's, and neither npx playwright install, apt-get nor npm " +
      "could install one. Set CHROMIUM=/path/to/chromium.",
  )
}

/** Quiet (a test must not depend on a vendor's servers) and, for root in a container, without the sandbox. */
export function chromiumArgs(): string[] {
  const quiet = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--metrics-recording-only",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    // A container's /dev/shm is often 64 MB, too small for a renderer.
    "--disable-dev-shm-usage",
  ]
  return process.getuid?.() === 0 ? [...quiet, "--no-sandbox"] : quiet
}

function runs(path: string): boolean {
  const answer = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 30_000 })
  return answer.status === 0 && /chrom/i.test(answer.stdout)
}

function system(): string[] {
  const names = ["chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`)
  const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
  return [...names, mac]
}

function playwrights(): string[] {
  const full = chromium.executablePath()
  const cache = full.slice(0, full.indexOf("chromium-"))
  const shells = globSync(
    `${cache}chromium_headless_shell-*/*/{chrome-headless-shell,headless_shell}`,
  )
  return [full, ...shells]
}

function installedByPlaywright(): string[] {
  say("npx playwright install --only-shell chromium")
  run(process.execPath, [
    "node_modules/@playwright/test/cli.js",
    "install",
    "--only-shell",
    "chromium",
  ])
  return playwrights()
}

function installedBySystem(): string[] {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return []
  say("apt-get install chromium")
  run("apt-get", ["update", "-qq"])
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"])
  return system()
}

/** A build for servers, unpacked on the first use. */
async function fromNpm(): Promise<string[]> {
  if (process.platform !== "linux") return []
  const wanted = `@sparticuz/chromium@${sparticuzVersion}`
  say(`npm install ${wanted}`)
  run("npm", ["install", "--no-save", "--no-package-lock", "--prefix", ownFolder, wanted])
  const entry = resolve(ownFolder, "node_modules/@sparticuz/chromium/build/index.js")
  if (!existsSync(entry)) return []
  const loaded: { default?: { executablePath?: () => Promise<string> } } = await import(
    pathToFileURL(entry).href
  )
  const path = await loaded.default?.executablePath?.()
  return path === undefined ? [] : [path]
}

/** A failed way is not an error yet: the next one is tried. */
function run(command: string, args: readonly string[]): void {
  spawnSync(command, args, { stdio: "ignore", timeout: 240_000 })
}

function say(way: string): void {
  console.error(`No Chromium yet, trying: ${way}`)
}
