import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { markersIn } from "#tests/support/traces.ts"
import { expect, type CDPSession, type Page } from "@playwright/test"

import { lockByHand, protect } from "./support/lock.ts"
import { fillWithMarkers, markers } from "./support/marked.ts"
import { markersInProcesses } from "./support/process-memory.ts"
import { stored } from "./support/school.ts"
import { test } from "./support/story.ts"

test("after locking no heap of page or worker holds a name that was there before", async ({
  playwright,
  launchOptions,
  server,
}, info) => {
  test.slow()
  const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-profile-"))
  const context = await playwright.chromium.launchPersistentContext(folder, launchOptions)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(server.url)
  await page.getByRole("button", { name: "Начать без сервера" }).click()
  await protect(page, { pin: "704815", phrase: "самовар облако дятел" })
  await stored(page)
  await fillWithMarkers(page)

  const before = await heapOf(page)
  expect(markersIn(before, markers)).toEqual(markers)
  const held = markersInProcesses(folder, markers)
  info.annotations.push({ type: "processes before", description: JSON.stringify(held) })
  expect(held.some(({ kind, markers: own }) => kind === "renderer" && own.length > 0)).toBe(true)

  await lockByHand(page)

  expect(markersIn(await heapOf(page), markers)).toEqual([])
  for (const worker of [...page.workers(), ...context.serviceWorkers()]) {
    const words = await worker.evaluate(() => JSON.stringify(Object.keys(globalThis)))
    expect(markersIn(Buffer.from(words), markers)).toEqual([])
  }
  // Freed bytes are the browser's: what they still show is told, and stands among the limits (docs/data-protection.md).
  const left = markersInProcesses(folder, markers)
  info.annotations.push({ type: "processes after", description: JSON.stringify(left) })
  await page.goto(server.url.replace("127.0.0.1", "localhost"))
  const moved = markersInProcesses(folder, markers)
  info.annotations.push({ type: "on another site", description: JSON.stringify(moved) })
  await context.close()
  await rm(folder, { recursive: true, force: true })
})

/** The whole heap as DevTools would save it. */
async function heapOf(page: Page): Promise<Buffer> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const pieces: string[] = []
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => pieces.push(chunk))
  await session.send("HeapProfiler.enable")
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false })
  await session.detach()
  return Buffer.from(pieces.join(""))
}
