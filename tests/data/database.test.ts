import { seededRandom } from "#tests/support/journal.ts"
import { Dexie } from "dexie"
import { describe, expect, test, vi } from "vitest"

import { openDatabase, schemaVersion, type Trouble } from "#/data/database.ts"
import { openJournal } from "#/data/journal.ts"
import { readById } from "#/data/read.ts"
import { readTally } from "#/data/tally.ts"
import { vaultOf, type Seat } from "#/data/vault.ts"
import { write } from "#/data/write.ts"

const seeds = { nowMs: 1, random: seededRandom(7) }

/** The stores of version 1, as they lie on tablets that have not been opened since. */
const versionOne = {
  meta: "key",
  slots: "id",
  records: "id, *keys",
  outbox: "n, state, rec",
  feeds: "feed",
  staged: "[feed+rec], feed",
  history: "++k, rec",
}

function pupilId(index: number): string {
  return `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`
}

async function opened(name: string, troubles: Trouble[] = []) {
  const opening = await openDatabase(name, { onTrouble: (trouble) => troubles.push(trouble) })
  if (opening.kind === "trouble") throw new Error(opening.trouble.kind)
  return opening.database
}

describe("an upgrade of the schema", () => {
  test("keeps 200 unsent changes of an old database, to the byte", async () => {
    // The rows of version 1 have the shape of today's: write them with today's code, store them in the old schema.
    const source = await openJournal(await opened("upgrade-source"), "local", seeds)
    for (let index = 0; index < 200; index += 1) {
      const cells = { last: `Петров${index}`, first: "Иван" }
      await write(source, [{ id: pupilId(index), kind: "pupil", cells }], 1_000 + index)
    }
    const old = new Dexie("upgrade")
    old.version(1).stores(versionOne)
    await old.open()
    for (const table of Object.keys(versionOne)) {
      await old.table(table).bulkPut(await source.database.table(table).toArray())
    }
    const before = await old.table("outbox").toArray()
    old.close()

    const upgraded = await openJournal(await opened("upgrade"), "local", seeds)

    expect(before).toHaveLength(200)
    expect(await upgraded.database.outbox.toArray()).toEqual(before)
    expect((await readTally(upgraded)).waiting).toBe(200)
    expect((await readById(upgraded, pupilId(199)))?.cells["last"]?.value).toBe("Петров199")
    const next = await write(
      upgraded,
      [{ id: pupilId(0), kind: "pupil", cells: { middle: "Ильич" } }],
      9_000,
    )
    expect(next).toMatchObject({ kind: "saved", changed: 1 })
    expect(upgraded.database.verno).toBe(schemaVersion)
  })
})

describe("an old tab", () => {
  test("lets go for good when a newer version of the app wants the database", async () => {
    const troubles: Trouble[] = []
    const old = await opened("shared-versions", troubles)
    const newer = new Dexie("shared-versions")
    newer.version(schemaVersion + 1).stores({ later: "id" })

    await newer.open()

    expect(troubles).toContainEqual({ kind: "outdated" })
    await expect(old.meta.count()).rejects.toThrow(/closed/i)
    newer.close()
  })

  test("does not open a database that a newer version has made", async () => {
    const newer = new Dexie("from-the-future")
    newer.version(schemaVersion + 1).stores({ ...versionOne, drafts: "id", later: "id" })
    await newer.open()
    newer.close()

    const opening = await openDatabase("from-the-future", { onTrouble: () => undefined })

    expect(opening).toEqual({ kind: "trouble", trouble: { kind: "outdated" } })
  })
})

describe("a connection that the browser closes under the app", () => {
  test("is opened again where it was, and nobody hears of it", async () => {
    const troubles: Trouble[] = []
    const journal = await openJournal(await opened("closed-by-browser", troubles), "local", seeds)

    closedByBrowser(journal.database)
    const cells = { last: "Петров", first: "Иван" }
    const written = await write(journal, [{ id: pupilId(1), kind: "pupil", cells }], 1_000)

    expect(written.kind).toBe("saved")
    expect(troubles).toEqual([])
  })

  test("because the database was wiped is told, and no empty one takes its place", async () => {
    const troubles: Trouble[] = []
    const journal = await openJournal(await opened("wiped", troubles), "local", seeds)

    closedByBrowser(journal.database)
    await Dexie.delete("wiped")
    const cells = { last: "Петров", first: "Иван" }
    const written = await write(journal, [{ id: pupilId(1), kind: "pupil", cells }], 1_000)

    expect(written).toEqual({ kind: "closed" })
    await vi.waitFor(() => expect(troubles).toEqual([{ kind: "wiped" }]))
    expect(await Dexie.exists("wiped")).toBe(false)
  })
})

/** What a browser does that wipes its storage or wants its memory back. */
function closedByBrowser(database: Dexie): void {
  const connection = database.backendDB()
  connection.close()
  connection.onclose?.(new Event("close"))
}

describe("an upgrade that another tab holds up", () => {
  test("says so by itself after a while, since no event comes", async () => {
    const troubles: Trouble[] = []
    const timers: (() => void)[] = []
    const opening = openDatabase("held-up", {
      onTrouble: (trouble) => troubles.push(trouble),
      after: (_delayMs, run) => {
        timers.push(run)
        return () => undefined
      },
    })

    timers[0]?.()

    expect(troubles).toEqual([{ kind: "blocked" }])
    expect((await opening).kind).toBe("open")
  })
})

describe("a database that cannot be opened", () => {
  test("is named and not half-used", async () => {
    const open = indexedDB.open.bind(indexedDB)
    indexedDB.open = () => {
      throw new DOMException("not in this mode", "SecurityError")
    }
    const opening = await openDatabase("forbidden", { onTrouble: () => undefined })
    indexedDB.open = open

    expect(opening).toMatchObject({ kind: "trouble", trouble: { kind: "unusable" } })
  })
})

describe("sealing", () => {
  test("never happens inside a transaction: a slow crypto loses nothing", async () => {
    const journal = await openJournal(await opened("slow-crypto"), "local", seeds)
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ])
    const quick = vaultOf(key, "slow")
    const turns = async (): Promise<void> => {
      for (let turn = 0; turn < 5; turn += 1) {
        // A turn of the event loop is enough to close a transaction that waits for it.
        await new Promise((resolve) => setTimeout(resolve, 0))
      }
    }
    const slow = {
      ...journal,
      vault: {
        seal: async (seat: Seat, value: unknown) => {
          await turns()
          return quick.seal(seat, value)
        },
        open: async <Value>(seat: Seat, sealed: ArrayBuffer): Promise<Value> => {
          await turns()
          return quick.open<Value>(seat, sealed)
        },
        turnTo: (next: CryptoKey) => quick.turnTo(next),
      },
    }
    const edit = { id: pupilId(1), kind: "pupil" as const, cells: { last: "Петров" } }

    await write(slow, [edit], 1_000)
    await write(slow, [{ ...edit, cells: { first: "Иван" } }], 2_000)

    const row = await journal.database.records.get(pupilId(1))
    expect(row?.v).toBe(2)
    expect(await journal.database.outbox.count()).toBe(1)
  })

  test("opens a value only in the place it was sealed for", async () => {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ])
    const seat = { table: "records", id: "a", version: 1 }
    const sealed = await vaultOf(key, "anna").seal(seat, "Петров")

    expect(await vaultOf(key, "anna").open(seat, sealed)).toBe("Петров")
    await expect(vaultOf(key, "boris").open(seat, sealed)).rejects.toThrow()
    await expect(vaultOf(key, "anna").open({ ...seat, version: 2 }, sealed)).rejects.toThrow()
    await expect(vaultOf(key, "anna").open({ ...seat, id: "b" }, sealed)).rejects.toThrow()
  })
})
