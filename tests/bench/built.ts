import { spawn } from "node:child_process"
import { once } from "node:events"
import { cp, mkdir, rm, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"

import { assert } from "#/base/assert.ts"

const folder = "test-results/bench"

/** Builds the app as it is shipped, into a folder of the benchmark's own; returns the folder. */
export async function buildApp(): Promise<string> {
  const app = join(folder, "app")
  await rm(app, { recursive: true, force: true })
  await vite([], { BUILD_FOLDER: app })
  return app
}

/** Builds the bare shell: the same stack and worker, and nothing of the product. */
export async function buildShell(): Promise<string> {
  const shell = resolve(folder, "shell")
  await rm(shell, { recursive: true, force: true })
  await vite(["--config", "tests/bench/shell/vite.config.ts"], { BUILD_FOLDER: shell })
  return shell
}

/**
 * Puts the benchmark's page beside a built app, at `/bench.html`: it shares the app's origin and so its database. The
 * app's worker does not know it.
 */
export async function addBenchPage(
  app: string,
  page: string = resolve(folder, "page"),
): Promise<void> {
  await mkdir(page, { recursive: true })
  await vite(["--config", "tests/bench/page/vite.config.ts"], { BUILD_FOLDER: page })
  await cp(page, app, { recursive: true })
}

/** Builds the pages of `npm run bench:peers`, the peers' and ours; returns the folder. */
export async function buildPeerPages(): Promise<string> {
  const pages = resolve(folder, "peers")
  await rm(pages, { recursive: true, force: true })
  await vite(["--config", "tests/bench/side-by-side/page/vite.config.ts"], { BUILD_FOLDER: pages })
  // The product's server does not start without an app.
  await writeFile(join(pages, "index.html"), "")
  return pages
}

async function vite(args: readonly string[], environment: Record<string, string>): Promise<void> {
  const build = spawn(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", ...args],
    { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...environment } },
  )
  await once(build, "exit")
  assert(build.exitCode === 0, "the build succeeds")
}
