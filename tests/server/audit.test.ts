import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { aDatabase } from "#tests/support/postgres.ts"
import { afterAll, afterEach, describe, expect, test } from "vitest"

import { verifyAudit } from "#/server/audit.ts"
import { connectAlone } from "#/server/postgres-pool.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { Store } from "#/server/store.ts"

import { Server } from "./a-server.ts"

/** A store, and the hand of somebody who has the database itself. */
interface Kept {
  readonly store: Store
  /** As the server, or whoever owns the tables. */
  readonly ask: (sql: string) => Promise<void>
  /** As somebody who has put every guard of the database out of action. */
  readonly force: (sql: string) => Promise<void>
}

const folder = mkdtempSync(join(tmpdir(), "audit-"))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
let opened: Store | undefined
afterEach(() => opened?.close())

async function inSqlite(): Promise<Kept> {
  const path = join(folder, `${(files += 1)}.sqlite`)
  const run = (sql: string): void => {
    const database = new DatabaseSync(path)
    try {
      database.exec(sql)
    } finally {
      database.close()
    }
  }
  return {
    store: createSqliteStore(path),
    ask: async (sql) => run(sql),
    force: async (sql) =>
      run(`DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; ${sql}`),
  }
}

async function inPostgres(): Promise<Kept> {
  const { url, ownerUrl, adminUrl } = await aDatabase()
  const run = async (as: string, sql: string): Promise<void> => {
    const client = await connectAlone(as)
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  return {
    store: await createPostgresStore({ url }),
    ask: async (sql) => {
      await expect(run(url, sql)).rejects.toThrow("permission denied")
      const whose = "ALTER TABLE audit NO FORCE ROW LEVEL SECURITY"
      await run(ownerUrl, whose)
      await run(ownerUrl, sql)
    },
    force: (sql) =>
      run(adminUrl, `BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`),
  }
}

describe.each([
  { name: "SQLite", open: inSqlite },
  { name: "PostgreSQL", open: inPostgres },
])("the journal of access in $name", ({ open }) => {
  async function aSchool(): Promise<Kept> {
    const kept = await open()
    opened = kept.store
    const server = new Server({ store: kept.store })
    const head = await server.found()
    const anna = await head.hire("Анна", "navigator")
    await anna.sync()
    await head.change(anna.person, { revoke: true })
    return kept
  }

  test("holds as it was written, and tells its end", async () => {
    const { store } = await aSchool()
    const [chain] = await verifyAudit(store)
    expect(chain).toMatchObject({
      links: 6,
      end: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    })
    expect(chain?.broken).toBeUndefined()
  })

  test("is only ever added to: the database refuses to change a row or to take one away", async () => {
    const { store, ask } = await aSchool()
    await expect(ask("UPDATE audit SET person = 'nobody'")).rejects.toThrow("append-only")
    await expect(ask("DELETE FROM audit")).rejects.toThrow("append-only")
    expect((await verifyAudit(store))[0]?.broken).toBeUndefined()
  })

  test.each([
    ["person = 'nobody'"],
    ["at = at + 1"],
    ["detail = '{\"count\":1}'"],
    ["device = 'another'"],
    ["what = 'nothing'"],
    ["hash = 'ffff'"],
  ])("shows by its chain that a row was changed all the same: %s", async (change) => {
    const { store, force } = await aSchool()
    await force(`UPDATE audit SET ${change} WHERE place = 4`)
    expect((await verifyAudit(store))[0]).toMatchObject({
      links: 3,
      broken: { place: 4, how: "changed" },
    })
  })

  test("shows that a row was taken out", async () => {
    const { store, force } = await aSchool()
    await force("DELETE FROM audit WHERE place = 3")
    expect((await verifyAudit(store))[0]?.broken).toEqual({ place: 3, how: "missing" })
  })

  test("shows that a row was taken out and the others moved up", async () => {
    const { store, force } = await aSchool()
    const next = [4, 5, 6].map(
      (place) => `UPDATE audit SET place = ${place - 1} WHERE place = ${place}`,
    )
    await force(`DELETE FROM audit WHERE place = 3; ${next.join("; ")}`)
    expect((await verifyAudit(store))[0]?.broken).toEqual({ place: 3, how: "changed" })
  })

  test("cannot show that its last rows were cut off, but its end has become another", async () => {
    const { store, force } = await aSchool()
    const [before] = await verifyAudit(store)
    await force("DELETE FROM audit WHERE place = 6")
    const [after] = await verifyAudit(store)
    expect(after?.broken).toBeUndefined()
    expect(after?.end).not.toBe(before?.end)
  })
})
