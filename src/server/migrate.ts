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

/**
 * Runs what has not run yet, each file in a transaction of its own. Throws {@link MigrationMismatch} and
 * touches nothing when what has run is not what is written now: the schema would be a guess.
 */
export function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
  database.exec(
    "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL) STRICT",
  )
  const done = database.prepare("SELECT name, checksum FROM migration ORDER BY name").all()
  for (const [index, row] of done.entries()) {
    const known = migrations[index]
    if (known === undefined || known.name !== row["name"]) {
      throw new MigrationMismatch(`${String(row["name"])} has run here but is not in this release`)
    }
    if (checksumOf(known) !== row["checksum"]) {
      throw new MigrationMismatch(`${known.name} was changed after it had run`)
    }
  }
  for (const migration of migrations.slice(done.length)) run(database, migration)
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
function checksumOf({ sql }: Migration): string {
  return createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex")
}
