import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { backendInUse, backends } from "#tests/faults/browser/backends.ts"
import { threePairs } from "#tests/support/three-pairs.ts"
import { filesOf, markersInFolder, readingsOf } from "#tests/support/traces.ts"
import { expect, type BrowserContext, type Page } from "@playwright/test"

import type { Instrument } from "#/domain/instrument/instrument.ts"

import { answer, begin, finish, handOver, test } from "./support/pupils.ts"

test.describe.configure({ mode: "parallel" })

/** Items and options whose ids stand nowhere else in the world. */
const items = ["quokkamark", "okapimark", "numbatmark"]
const options = ["zebrafinch", "kingfisher"]
const instrument: Instrument = {
  ...threePairs,
  items: items.map((id) => ({
    id,
    text: { ru: "" },
    options: options.map((option, place) => ({
      id: option,
      text: { ru: `Ответ ${place + 1}` },
      points: { one: place + 1 },
    })),
  })),
}

const pupils = ["Щукомаркова Нежданна", "Жбанзаметов Ухват"]
const names = ["Щукомаркова", "Нежданна", "Жбанзаметов", "Ухват"]

for (const { name, flags } of backends) {
  test(`the files of a tablet in pupils' hands carry no answer and no name, and the search finds them put there open (${name})`, async ({
    playwright,
    launchOptions,
    server,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-profile-"))
    const args = [...(launchOptions.args ?? []), ...flags]
    const open = (): Promise<BrowserContext> =>
      playwright.chromium.launchPersistentContext(folder, { ...launchOptions, args })

    let context = await open()
    let page = context.pages()[0] ?? (await context.newPage())
    await handOver(page, server.url, { pupils, instrument })
    await begin(page, "Нежданна Щ.")
    await answer(page, [1, 2, 1])
    await finish(page)
    await begin(page, "Ухват Ж.")
    await answer(page, [2, 2])
    await context.close()

    expect(backendInUse(folder)).toEqual([name])
    expect(markersInFolder(folder, names)).toEqual([])
    // The questions lie there, for they are no secret; what was answered to which does not.
    expect(markersInFolder(folder, ["quokkamark"])).not.toEqual([])
    expect(await answersInFolder(folder)).toEqual([])

    context = await open()
    page = context.pages()[0] ?? (await context.newPage())
    await page.goto(`${server.url}/bench.html`)
    await plant(page, { given: { quokkamark: "zebrafinch" }, called: "Нежданна" })
    await context.close()
    expect(await answersInFolder(folder)).not.toEqual([])
    expect(markersInFolder(folder, names)).not.toEqual([])
    await rm(folder, { recursive: true, force: true })
  })
}

/** Between an item and what was answered to it lie at most so many bytes, however it is written. */
const apartMax = 12

/** `file: item option` wherever an answer could be read: both in one breath. */
async function answersInFolder(folder: string): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const file of filesOf(folder)) {
    for (const bytes of readingsOf(await readFile(join(folder, file)), file)) {
      for (const [item, option] of answersIn(bytes)) found.add(`${file}: ${item} ${option}`)
    }
  }
  return [...found]
}

function answersIn(bytes: Buffer): readonly (readonly [item: string, option: string])[] {
  const found: [string, string][] = []
  for (const item of items) {
    for (let at = bytes.indexOf(item); at !== -1; at = bytes.indexOf(item, at + 1)) {
      const behind = bytes
        .subarray(at + item.length, at + item.length + apartMax + 10)
        .toString("latin1")
      for (const option of options) if (behind.includes(option)) found.push([item, option])
    }
  }
  return found
}

/** As it would lie there if a step forgot to seal it. */
async function plant(page: Page, row: object): Promise<void> {
  await page.evaluate(async (planted) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("bortzhurnal-handover")
      opening.addEventListener("success", () => resolve(opening.result))
      opening.addEventListener("error", () => reject(opening.error))
    })
    await new Promise<void>((resolve, reject) => {
      const writing = database.transaction("pupils", "readwrite", { durability: "strict" })
      writing.objectStore("pupils").put({ pupil: "planted", ...planted })
      writing.addEventListener("complete", () => resolve())
      writing.addEventListener("error", () => reject(writing.error))
    })
    database.close()
  }, row)
}
