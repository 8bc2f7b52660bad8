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
  database.exec("BEGIN IMMEDIATE; CREATE TABLE probe (word TEXT); ROLLBACK")
  return database
}

/** Up to this size the whole check takes a fraction of a second; a school's database is far smaller. */
const wholeCheckBytesMax = 32 * 1024 * 1024

/**
 * Throws {@link DamagedDatabase} when the file contradicts itself. A small one is checked whole: only that compares
 * rows with their indexes, which finds most of what a flipped bit changes outside of a record's cells.
 */
export function checkDatabase(database: DatabaseSync): void {
  const bytes = numberOf(database, "page_count") * numberOf(database, "page_size")
  const check = bytes <= wholeCheckBytesMax ? "integrity_check" : "quick_check"
  const found = database.prepare(`PRAGMA ${check}(1)`).get()
  assert(found !== undefined, "a check always answers")
  if (found[check] !== "ok") throw new DamagedDatabase(String(found[check]))
}

function numberOf(database: DatabaseSync, pragma: "page_count" | "page_size"): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
}
