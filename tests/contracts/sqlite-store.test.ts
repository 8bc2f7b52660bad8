import { createHash } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { afterAll, describe, expect, test } from "vitest"

import { DamagedDatabase, openDatabase } from "#/server/database.ts"
import { mintScope } from "#/server/scope.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

import { accountsContract } from "./accounts.ts"
import { rescuesContract } from "./rescues.ts"
import { storeContract } from "./store.ts"

const folder = mkdtempSync(join(tmpdir(), "store-"))
let files = 0
const aFile = (): string => join(folder, `store-${(files += 1)}.sqlite`)
afterAll(() => rmSync(folder, { recursive: true }))

storeContract("SQLite in memory", () => Promise.resolve(createSqliteStore(":memory:")))
accountsContract("SQLite", () => Promise.resolve(createSqliteStore(":memory:")))
rescuesContract("SQLite", () => Promise.resolve(createSqliteStore(":memory:")))
storeContract("SQLite in a file", () => Promise.resolve(createSqliteStore(aFile())))

describe("SQLite", () => {
  test("is set so that a power cut loses no commit and deleted text is wiped", () => {
    const database = openDatabase(aFile())
    const pragma = (name: string): unknown =>
      Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0]
    expect(pragma("journal_mode")).toBe("wal")
    expect(pragma("synchronous")).toBe(2)
    expect(pragma("secure_delete")).toBe(1)
    expect(pragma("trusted_schema")).toBe(0)
    expect(pragma("cell_size_check")).toBe(1)
    expect(pragma("busy_timeout")).toBe(5_000)
    expect(pragma("foreign_keys")).toBe(1)
    database.close()
  })

  test("does not open a file that is damaged", () => {
    const path = aFile()
    const database = new DatabaseSync(path)
    database.exec(
      "BEGIN; CREATE TABLE filler (text TEXT); CREATE INDEX filler_text ON filler (text)",
    )
    const fill = database.prepare("INSERT INTO filler (text) VALUES (?)")
    for (let row = 0; row < 2_000; row += 1)
      fill.run(createHash("sha256").update(String(row)).digest("hex"))
    database.exec("COMMIT")
    const bytes = Buffer.from(database.serialize())
    database.close()
    // A sector of zeros in the middle, as a dying disk returns it.
    bytes.fill(0, 40 * 512, 60 * 512)
    const damaged = aFile()
    writeFileSync(damaged, bytes)
    expect(() => openDatabase(damaged)).toThrow(DamagedDatabase)
  })

  test("tells nobody of success before the commit, however many wait together", async () => {
    const path = aFile()
    const store = createSqliteStore(path)
    const reader = new DatabaseSync(path, { readOnly: true })
    const onDisk = (): unknown =>
      reader.prepare("SELECT count(*) AS count FROM school").get()?.["count"]
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await store.transaction(({ door }) =>
          door.addSchool(`school-${String(index).padStart(2, "0")}`),
        )
        expect(onDisk()).toBeGreaterThan(index)
      }),
    )
    reader.close()
    await store.close()
  })

  test("a row that may not be is refused, and the next transaction is served", async () => {
    const store = createSqliteStore(":memory:")
    const orphan = mintScope({ school: "nowhere", person: "nobody" })
    const head = { seq: 1, floor: 0, serverOps: 0 }
    const bad = store.transaction(async (tx) => {
      await tx.school(orphan).putHead(head)
      await tx.school(orphan).audit({ at: 1, person: "p", device: null, what: "x", detail: {} })
    })
    await expect(bad).rejects.toThrow()
    expect(await store.transaction(({ door }) => door.schools())).toEqual([])
    await store.close()
  })

  test("keeps its rows when it is opened again", async () => {
    const path = aFile()
    const scope = mintScope({ school: "school-1", person: "person-1" })
    const first = createSqliteStore(path)
    await first.transaction(async (tx) => {
      await tx.door.addSchool("school-1")
      await tx.school(scope).putHead({ seq: 42, floor: 1, serverOps: 2 })
    })
    await first.close()
    const again = createSqliteStore(path)
    expect(await again.transaction((tx) => tx.school(scope).lock())).toEqual({
      seq: 42,
      floor: 1,
      serverOps: 2,
    })
    await again.close()
  })

  test("the audit is a chain: rows are added, never changed or taken away", async () => {
    const path = aFile()
    const store = createSqliteStore(path)
    const scope = mintScope({ school: "school-1", person: "person-1" })
    const event = { at: 1, person: "person-1", device: null, what: "set-up", detail: {} }
    await store.transaction(async (tx) => {
      await tx.door.addSchool("school-1")
      await tx.school(scope).audit(event)
      await tx
        .school(scope)
        .audit({ ...event, at: 2, device: "d", what: "invited", detail: { person: "p" } })
    })
    await store.close()

    const database = new DatabaseSync(path)
    const links = database.prepare("SELECT * FROM audit ORDER BY place").all()
    let former = ""
    for (const { place, at, person, device, what, detail, hash } of links) {
      const told = JSON.stringify([place, at, person, device, what, detail])
      former = createHash("sha256").update(former).update(told).digest("hex")
      expect(hash).toBe(former)
    }
    expect(links).toHaveLength(2)
    expect(() => database.exec("UPDATE audit SET person = 'nobody'")).toThrow("append-only")
    expect(() => database.exec("DELETE FROM audit")).toThrow("append-only")
    database.close()
  })
})
