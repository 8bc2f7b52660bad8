import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import { describe, expect, test } from "vitest"

import { migrate, migrationsIn, MigrationMismatch } from "#/server/migrate.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

const first = { name: "0001-first.sql", sql: "CREATE TABLE one (id INTEGER) STRICT;" }
const second = { name: "0002-second.sql", sql: "CREATE TABLE two (id INTEGER) STRICT;" }

function tables(database: DatabaseSync): readonly unknown[] {
  return database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration' ORDER BY name",
    )
    .all()
    .map((row) => row["name"])
}

describe("the schema's migrations", () => {
  test("run once each, in order, and later ones only add", () => {
    const database = new DatabaseSync(":memory:")
    migrate(database, [first])
    migrate(database, [first, second])
    migrate(database, [first, second])
    expect(tables(database)).toEqual(["one", "two"])
  })

  test("one that was changed after it ran keeps the server from starting, and touches nothing", () => {
    const database = new DatabaseSync(":memory:")
    migrate(database, [first])
    const changed = { ...first, sql: `${first.sql} -- a remark` }
    expect(() => migrate(database, [changed, second])).toThrow(MigrationMismatch)
    expect(tables(database)).toEqual(["one"])
  })

  test("data of a newer release is not opened by an older one", () => {
    const database = new DatabaseSync(":memory:")
    migrate(database, [first, second])
    expect(() => migrate(database, [first])).toThrow("0002-second.sql has run here")
  })

  test("one that fails leaves nothing half done", () => {
    const database = new DatabaseSync(":memory:")
    const torn = {
      name: "0001-torn.sql",
      sql: "CREATE TABLE one (id INTEGER) STRICT; CREATE NONSENSE;",
    }
    expect(() => migrate(database, [torn])).toThrow()
    expect(tables(database)).toEqual([])
    migrate(database, [first])
    expect(tables(database)).toEqual(["one"])
  })

  test("line ends of another system are no change", () => {
    const database = new DatabaseSync(":memory:")
    const lines = { name: "0001-lines.sql", sql: "CREATE TABLE one (\n  id INTEGER\n) STRICT;" }
    migrate(database, [lines])
    expect(() =>
      migrate(database, [{ ...lines, sql: lines.sql.replaceAll("\n", "\r\n") }]),
    ).not.toThrow()
  })

  test("a session opened before there were proofs goes on as it was", async () => {
    const folder = mkdtempSync(join(tmpdir(), "migrate-"))
    const path = join(folder, "old.sqlite")
    const shipped = migrationsIn(new URL(`file://${process.cwd()}/src/server/migrations/`))
    const old = new DatabaseSync(path)
    migrate(old, shipped.slice(0, 2))
    old.exec("INSERT INTO school (id) VALUES ('school')")
    old.exec("INSERT INTO session VALUES ('s', 'school', 'anna', 'hash', 1, NULL, NULL, 2, 'no')")
    old.close()
    const store = createSqliteStore(path)
    expect(await store.transaction(({ door }) => door.session("hash"))).toMatchObject({
      person: "anna",
      seenAt: 2,
      ended: "no",
      proofHash: null,
      openedAt: null,
      openedBy: null,
      steppedUpAt: null,
    })
    await store.close()
    rmSync(folder, { recursive: true })
  })

  test("the ones we ship are numbered without gaps and make strict tables only", () => {
    const shipped = migrationsIn(new URL(`file://${process.cwd()}/src/server/migrations/`))
    for (const [index, { name }] of shipped.entries()) {
      expect(name.startsWith(String(index + 1).padStart(4, "0"))).toBe(true)
    }
    const database = new DatabaseSync(":memory:")
    migrate(database, shipped)
    const loose = database
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .all()
    expect(loose).toEqual([])
  })
})
