import { DatabaseSync } from "node:sqlite"

import { assert } from "#/base/assert.ts"

/** The file is damaged: nothing is served from it, a backup has to be restored. */
export class DamagedDatabase extends Error {
  override readonly name = "DamagedDatabase"
}

/**
 * Opens SQLite so that a committed transaction survives a power cut (WAL with FULL lost nothing at 240 crash
 * points, WAL with NORMAL lost commits at all of 209) and deleted text does not stay in the file.
 */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: true })
  database.exec("PRAGMA journal_mode = WAL")
  database.exec("PRAGMA synchronous = FULL")
  database.exec("PRAGMA trusted_schema = OFF")
  database.exec("PRAGMA cell_size_check = ON")
  database.exec("PRAGMA secure_delete = ON")
  database.exec("PRAGMA cache_size = -65536")
  checkDatabase(database)
  // A file or folder that may only be read is found now and not by the first teacher.
  database.exec("BEGIN IMMEDIATE")
  database.exec("ROLLBACK")
  return database
}

/** Throws {@link DamagedDatabase} when `quick_check` finds anything. */
export function checkDatabase(database: DatabaseSync): void {
  const found = database.prepare("PRAGMA quick_check(1)").get()
  assert(found !== undefined, "quick_check always answers")
  if (found["quick_check"] !== "ok") throw new DamagedDatabase(String(found["quick_check"]))
}
