import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import type { DatabaseSync } from "node:sqlite"

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** A migration that has run was changed or taken away, or the data is newer than this program. */
export class MigrationMismatch extends Error {
  override readonly name = "MigrationMismatch"
}

/** The `*.sql` files of a folder, in the order of their names. */
export function migrationsIn(folder: URL | string): readonly Migration[] {
  const base = folder instanceof URL ? folder : new URL(`file://${folder}/`)
  return readdirSync(base)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => ({ name, sql: readFileSync(new URL(name, base), "utf8") }))
}

/** A migration as the database remembers it. */
export interface Done {
  readonly name: unknown
  readonly checksum: unknown
}

/**
 * What of the migrations has not run yet. Throws {@link MigrationMismatch} when what has run (in the order of names)
 * is not what is written now: the schema would be a guess.
 */
export function notYetRun(
  done: readonly Done[],
  migrations: readonly Migration[],
): readonly Migration[] {
  for (const [index, { name, checksum }] of done.entries()) {
    const known = migrations[index]
    if (known === undefined || known.name !== name) {
      throw new MigrationMismatch(`${String(name)} has run here but is not in this release`)
    }
    if (checksumOf(known) !== checksum) {
      throw new MigrationMismatch(`${known.name} was changed after it had run`)
    }
  }
  return migrations.slice(done.length)
}

/** Runs what has not run yet, each file in a transaction of its own; touches nothing when {@link notYetRun} throws. */
export function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  database.exec(
    "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL) STRICT",
  )
  const rows = database.prepare("SELECT name, checksum FROM migration ORDER BY name").all()
  const done = rows.map((row) => ({ name: row["name"], checksum: row["checksum"] }))
  for (const migration of notYetRun(done, migrations)) run(database, migration)
}

function run(database: DatabaseSync, migration: Migration): void {
  database.exec("BEGIN IMMEDIATE")
  try {
    database.exec(migration.sql)
    database
      .prepare("INSERT INTO migration (name, checksum) VALUES (?, ?)")
      .run(migration.name, checksumOf(migration))
    database.exec("COMMIT")
  } catch (fault) {
    database.exec("ROLLBACK")
    throw fault
  }
}

/** Line ends do not count: a checkout on Windows must not lock a school out. */
export function checksumOf({ sql }: Migration): string {
  return createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex")
}
