import { mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import type { ReadRows } from "#tests/faults/books.ts"

/** Where a server under test keeps its rows, read past the server's own code. */
export interface Place {
  readonly file: string
  readonly notes: string
  readonly rows: ReadRows
  /** How often the server was met in the midst of a checkpoint. */
  checkpointsMet(): number
  remove(): Promise<void>
}

export function sqlitePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), "faults-"))
  const file = join(folder, "bortzhurnal.sqlite")
  const notes = join(folder, "notes")
  return {
    file,
    notes,
    rows: readSqlite(file),
    checkpointsMet: () =>
      existsSync(notes) ? readFileSync(notes, "utf8").split("\n").length - 1 : 0,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

export function readSqlite(file: string): ReadRows {
  return (sql) => {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
    try {
      return Promise.resolve(database.prepare(sql).all())
    } finally {
      database.close()
    }
  }
}
