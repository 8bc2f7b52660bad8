import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import {
  expect,
  test as base,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test"

import { openLine, type Line } from "./line.ts"
import { startServer, type TestServer } from "./server.ts"
import { watch } from "./watch.ts"

/** A tablet whose browser can be closed and opened again with everything it has stored. */
export type KeptTablet = {
  /** The window that is open now. */
  readonly page: () => Page
  readonly reopen: () => Promise<Page>
}

/**
 * For stories that go on without the server. Left out of the others: to store a release costs the browser two seconds
 * of processor time, as much as many a story.
 */
export const storesTheApp = { serviceWorkers: "allow" } as const

type Fixtures = {
  /** What happened that must not; empty at the end of every story. */
  readonly faults: string[]
  readonly server: TestServer
  /** What stands between the tablets and the server. */
  readonly line: Line
  /** A new browser profile, as on a tablet that was never used. Told so, it {@link storesTheApp}. */
  readonly tablet: (options?: BrowserContextOptions) => Promise<Page>
  readonly keptTablet: (flags?: readonly string[]) => Promise<KeptTablet>
}

/** Stories over the real server and real profiles. Whatever they tell, nothing foreign is asked for and no error is said. */
export const test = base.extend<Fixtures>({
  faults: [
    async ({}, run) => {
      const faults: string[] = []
      await run(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
  server: async ({}, run) => {
    const server = await startServer()
    await run(server)
    await server.stop()
  },
  line: async ({ server }, run) => {
    const line = await openLine(server.port)
    await run(line)
    await line.close()
  },
  // Asks for the line, so that tablets are put away before it and the server: what a page still loads in its last
  // moment must not fail for a story that is over.
  tablet: async ({ browser, faults, line: _line }, run) => {
    const contexts: BrowserContext[] = []
    await run(async (options = {}) => {
      const context = await browser.newContext({ serviceWorkers: "block", ...options })
      contexts.push(context)
      await watch(context, faults)
      return context.newPage()
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
  keptTablet: async ({ playwright, launchOptions, faults, line: _line }, run) => {
    const folders: string[] = []
    let last: BrowserContext | undefined
    await run(async (flags = []) => {
      const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-profile-"))
      folders.push(folder)
      const args = [...(launchOptions.args ?? []), ...flags]
      const open = async (): Promise<Page> => {
        await last?.close()
        last = await playwright.chromium.launchPersistentContext(folder, { ...launchOptions, args })
        await watch(last, faults)
        return last.pages()[0] ?? last.newPage()
      }
      let page = await open()
      return { page: () => page, reopen: async () => (page = await open()) }
    })
    await last?.close()
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
  },
})
