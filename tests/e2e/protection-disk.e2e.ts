import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { backendInUse, backendsFor } from "#tests/faults/browser/backends.ts"
import { keysIn, openedBy, type SealedBytes } from "#tests/support/found-keys.ts"
import { filesOf, markersInFolder } from "#tests/support/traces.ts"
import { expect, type BrowserContext, type Page } from "@playwright/test"

import { must } from "#/base/assert.ts"

import { withoutPin } from "./support/begin.ts"
import { makeClass } from "./support/lists.ts"
import { expectLocked, lockByHand, protect } from "./support/lock.ts"
import { fillWithMarkers, marked, markers } from "./support/marked.ts"
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

for (const { name, flags } of backendsFor(0)) {
  test(`what is written after the PIN opens by nothing that the disk keeps, and what was before it does (${name})`, async ({
    playwright,
    launchOptions,
    server,
  }, info) => {
    test.slow()
    const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-keys-"))
    const args = [...(launchOptions.args ?? []), ...flags]
    const context = await playwright.chromium.launchPersistentContext(folder, {
      ...launchOptions,
      args,
    })
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(server.url)
    await page.getByRole("button", { name: "Начать без сервера" }).click()
    await withoutPin(page)
    await makeClass(page, "7Б", [marked.first])
    const before = await sealedNow(page)
    await page.goto(`${server.url}/protect`)
    await protect(page, { pin, phrase })
    await makeClass(page, "8Б", [marked.second])
    await lockByHand(page)
    const after = await sealedNow(page)
    await context.close()

    expect(backendInUse(folder)).toEqual([name])
    const bytes = keysIn(join(folder, "Default", "IndexedDB"))
    const deviceKeys = bytes.flatMap((key) => openedBy(key, must(before.device)) ?? [])
    const keys = [...bytes, ...deviceKeys]
    info.annotations.push({ type: "keys tried", description: String(keys.length) })
    expect(after.device).toBeUndefined()
    const rows = after.rows.map(({ row }) => row)
    expect(rows).toContain("records")
    expect(rows).toContain("outbox")
    // LevelDB still has the deleted way in: the search finds it, and it opens what was sealed before the PIN.
    if (name === "LevelDB") {
      expect(deviceKeys.length).toBeGreaterThan(0)
      const opened = before.rows.flatMap((sealed) => openedBy(must(deviceKeys[0]), sealed) ?? [])
      expect(Buffer.concat(opened).toString()).toContain("Щукомаркова")
    }
    const found = after.rows.filter((sealed) =>
      keys.some((key) => openedBy(key, sealed) !== undefined),
    )
    expect(found.map(({ row }) => row)).toEqual([])
    await rm(folder, { recursive: true, force: true })
  })
}

interface SealedNow {
  /** The way in that opens by itself, as long as it is there: wrapped by a key that no script can read. */
  readonly device: SealedBytes | undefined
  readonly rows: readonly (SealedBytes & { readonly row: string })[]
}

/** What the database holds sealed, straight from the browser. */
async function sealedNow(page: Page): Promise<SealedNow> {
  const { owner, device, rows } = await page.evaluate(async () => {
    const ask = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.addEventListener("success", () => resolve(request.result))
        request.addEventListener("error", () => reject(request.error ?? new Error("no answer")))
      })
    const database = await ask(indexedDB.open("nav-own"))
    const all = (store: string): Promise<Record<string, unknown>[]> =>
      ask(database.transaction(store).objectStore(store).getAll())
    const plain = (bytes: unknown): number[] => [...new Uint8Array(bytes as ArrayBuffer)]
    const slots = await all("slots")
    const own = slots.find(({ id }) => id === "device")
    const place = (await all("meta")).find(({ key }) => key === "place")
    const found: { row: string; seat: string; ct: number[] }[] = []
    for (const row of await all("records")) {
      const seat = `records|${String(row["id"])}|${String(row["v"])}`
      if (row["ct"] !== undefined) found.push({ row: "records", seat, ct: plain(row["ct"]) })
    }
    for (const row of await all("outbox")) {
      const seat = `outbox|${String(row["n"])}|${String(row["v"])}`
      if (row["ct"] !== undefined) found.push({ row: "outbox", seat, ct: plain(row["ct"]) })
    }
    for (const row of await all("history")) {
      const seat = `history|${String(row["rec"])}|${String(row["at"])}`
      if (row["ct"] !== undefined) found.push({ row: "history", seat, ct: plain(row["ct"]) })
    }
    database.close()
    return {
      owner: String(place?.["id"]),
      device: own && { iv: plain(own["iv"]), wrapped: plain(own["wrapped"]) },
      rows: found,
    }
  })
  return {
    device: device && {
      iv: Buffer.from(device.iv),
      box: Buffer.from(device.wrapped),
      bound: Buffer.of(),
    },
    rows: rows.map(({ row, seat, ct }) => ({
      row,
      iv: Buffer.from(ct.slice(1, 13)),
      box: Buffer.from(ct.slice(13)),
      bound: Buffer.from(`${owner}|${seat}`),
    })),
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
