import { Disk, KeyRange } from "#tests/simulation/disk.ts"
import { seededRandom } from "#tests/support/journal.ts"
import { contentOfPlace } from "#tests/support/place-content.ts"
import { argonForTests } from "#tests/support/typed.ts"
import { Dexie } from "dexie"
import { describe, expect, test } from "vitest"

import { must } from "#/base/assert.ts"
import { changeSlots } from "#/data/change-slots.ts"
import { openDatabase, type JournalDatabase } from "#/data/database.ts"
import { keepDraft } from "#/data/drafts.ts"
import { beginJournal, journalWith, openJournal, placeOf, type Journal } from "#/data/journal.ts"
import { nameOfKey } from "#/data/key-name.ts"
import { keyOfTyped, unwrapFrom } from "#/data/slot-keys.ts"
import {
  keyOfDevice,
  newPinSlot,
  newRecoverySlot,
  readSlots,
  slotOf,
  type OpenKey,
} from "#/data/slots.ts"
import { write } from "#/data/write.ts"

const { typed, stretch } = argonForTests
const pin = "482916"
const code = { code: "ACEHKMPTXY2345679ACEHKMPTXY23456", confirmedAt: 1 }
const seeds = { nowMs: 1_000, random: seededRandom(7) }

const disk = new Disk()
Object.assign(Dexie.dependencies, { indexedDB: disk.indexedDB, IDBKeyRange: KeyRange })

/** Programs of their own never share a turn of the event loop, or Dexie takes one's transaction for the other's. */
const freshTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

async function opened(name: string): Promise<JournalDatabase> {
  await freshTurn()
  const opening = await openDatabase(name, { onTrouble: () => undefined })
  if (opening.kind !== "open") throw new Error(opening.kind)
  return opening.database
}

/** A place with so many unsent changes, a draft, and a PIN that has no way back yet. */
async function prepared(name: string, changes: number): Promise<unknown> {
  const journal = await openJournal(await opened(name), "local", seeds)
  for (let place = 1; place <= changes; place += 1) {
    const id = `01890000-0000-7000-8000-${String(place).padStart(12, "0")}`
    await write(journal, [{ id, kind: "pupil", cells: { last: `Петров${place}` } }], 2_000 + place)
  }
  await keepDraft(journal, "note", { text: "Савельев ушёл раньше" })
  await changeSlots(journal, { put: await newPinSlot(await openKey(journal), typed(pin)) })
  const content = await contentOfPlace(journal)
  journal.database.close({ disableAutoOpen: true })
  return content
}

async function openKey({ database }: Journal): Promise<OpenKey> {
  return { key: must(await keyOfDevice(database)), owner: (await placeOf(database)).id }
}

/** Confirms a printed code, so that the place stops opening by itself; the tablet dies after so many answers of the disk. */
async function turnAndDie(name: string, answers: number): Promise<"died" | "done"> {
  const journal = await openJournal(await opened(name), "local", seeds)
  const slot = await newRecoverySlot(await openKey(journal), code)
  const death = new Promise<"died">((resolve) => {
    disk.crashAfter(name, answers, () => {
      disk.crash(name)
      resolve("died")
    })
  })
  const turning = changeSlots(journal, { put: slot }).then(() => "done" as const)
  const end = await Promise.race([death, turning])
  disk.disarm(name)
  journal.database.close({ disableAutoOpen: true })
  return end
}

interface Found {
  readonly ways: readonly string[]
  readonly content: unknown
}

/** What the next start finds: by itself while it does, else by the PIN. */
async function foundIn(name: string): Promise<Found> {
  const database = await opened(name)
  const begun = await beginJournal(database, "local", seeds)
  const journal = begun.kind === "open" ? begun.journal : await byPin(database)
  const found = {
    ways: (await readSlots(database)).map(({ kind }) => kind).sort(),
    content: await contentOfPlace(journal),
  }
  // Whatever stood there then, the PIN opens it too.
  expect(await contentOfPlace(await byPin(database))).toEqual(found.content)
  database.close({ disableAutoOpen: true })
  return found
}

async function byPin(database: JournalDatabase): Promise<Journal> {
  const slot = must(await slotOf(database, "pin"))
  const { id: owner } = await placeOf(database)
  const by = await keyOfTyped(pin, { ...slot, stretch }, { owner, slot: "pin" })
  const key = must(await unwrapFrom(slot, by, { owner, use: "use" }))
  const row = await database.meta.get("device")
  const isFirst = row?.key === "device" && row.dataKey === undefined
  return journalWith(database, key, { owner, named: isFirst ? "" : await nameOfKey(key) })
}

describe("a tablet that dies while everything is being sealed anew", () => {
  test("has all of it under one key, at whatever answer of the disk it died", async () => {
    const content = await prepared("small", 4)
    const before = ["device", "pin"]
    const after = ["pin", "recovery"]
    const ends = { died: 0, kept: 0, turned: 0 }
    for (let answers = 0; ; answers += 1) {
      const name = `small-${answers}`
      disk.copy("small", name)
      const end = await turnAndDie(name, answers)
      const { ways, content: now } = await foundIn(name)
      expect(now).toEqual(content)
      expect([before, after]).toContainEqual(ways)
      ends[ways.includes("device") ? "kept" : "turned"] += 1
      if (end === "done") break
      ends.died += 1
    }
    expect(ends.died).toBeGreaterThan(30)
    expect(ends.kept).toBeGreaterThan(30)
    expect(ends.turned).toBeGreaterThan(0)
  })

  test("loses none of 200 unsent changes", async () => {
    const content = await prepared("large", 200)
    for (const answers of [3, 30, 300, 600, 900]) {
      const name = `large-${answers}`
      disk.copy("large", name)
      await turnAndDie(name, answers)
      expect((await foundIn(name)).content).toEqual(content)
    }
  })
})
