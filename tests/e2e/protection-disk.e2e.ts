import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { backendInUse, backendsFor } from "#tests/faults/browser/backends.ts"
import { filesOf, markersInFolder } from "#tests/support/traces.ts"
import { expect, type BrowserContext, type Page } from "@playwright/test"

import { withoutPin } from "./support/begin.ts"
import { expectLocked, lockByHand, protect } from "./support/lock.ts"
import { fillWithMarkers, markers } from "./support/marked.ts"
import { stored } from "./support/school.ts"
import { test } from "./support/story.ts"

test.describe.configure({ mode: "parallel" })

const pin = "704815"
const phrase = "самовар облако дятел"
/** More than LevelDB keeps in its log: what was written goes into packed tables. Larger rows would be files of their own. */
const paddingRows = 400
const paddingBytes = 40_000

for (const [story, begun] of (
  ["behind a PIN", "without a PIN, which came later"] as const
).entries()) {
  for (const { name, flags } of backendsFor(story)) {
    test(`the files of a profile begun ${begun} carry no name, and the search finds one put there open (${name})`, async ({
      playwright,
      launchOptions,
      server,
    }, info) => {
      test.slow()
      const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-profile-"))
      const args = [...(launchOptions.args ?? []), ...flags]
      const open = (): Promise<BrowserContext> =>
        playwright.chromium.launchPersistentContext(folder, { ...launchOptions, args })

      let context = await open()
      let page = context.pages()[0] ?? (await context.newPage())
      await page.goto(server.url)
      await page.getByRole("button", { name: "Начать без сервера" }).click()
      if (begun === "behind a PIN") await protect(page, { pin, phrase })
      else await withoutPin(page)
      await stored(page)
      await fillWithMarkers(page)
      if (begun !== "behind a PIN") {
        await page.goto(`${server.url}/protect`)
        await protect(page, { pin, phrase })
      }
      await lockByHand(page)
      await context.close()

      expect(backendInUse(folder)).toEqual([name])
      expect(filesOf(folder).length).toBeGreaterThan(20)
      expect(markersInFolder(folder, markers)).toEqual([])

      context = await open()
      page = context.pages()[0] ?? (await context.newPage())
      await page.goto(server.url)
      await expectLocked(page)
      await plant(page, markers)
      await context.close()
      const found = markersInFolder(folder, markers)
      for (const marker of markers) {
        expect(found.some((line) => line.includes("IndexedDB") && line.endsWith(marker))).toBe(true)
      }
      if (name === "LevelDB") expect(found.join("\n")).toMatch(/\.ldb: /)
      info.annotations.push({ type: "found after planting", description: found.join("; ") })
      await rm(folder, { recursive: true, force: true })
    })
  }
}

/** A record as the app writes it, but for one cell left open; then so much more that the store packs what it has. */
async function plant(page: Page, open: readonly string[]): Promise<void> {
  await page.evaluate(
    async ({ words, rows, bytes }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("nav-own")
        opening.addEventListener("success", () => resolve(opening.result))
        opening.addEventListener("error", () => reject(opening.error))
      })
      const write = (value: (store: IDBObjectStore) => void): Promise<void> =>
        new Promise((resolve, reject) => {
          const writing = database.transaction("records", "readwrite", { durability: "strict" })
          value(writing.objectStore("records"))
          writing.addEventListener("complete", () => resolve())
          writing.addEventListener("error", () => reject(writing.error))
        })
      const row = { kind: "pupil", v: 1, keys: [], feeds: [], open: { base: {}, own: {} } }
      await write((store) => store.put({ ...row, id: "planted", planted: words }))
      await write((store) => {
        for (let at = 0; at < rows; at += 1) {
          const ct = crypto.getRandomValues(new Uint8Array(bytes)).buffer
          store.put({ ...row, id: `padding-${at}`, ct })
        }
      })
      database.close()
    },
    { words: [...open], rows: paddingRows, bytes: paddingBytes },
  )
}
