import { DatabaseSync } from "node:sqlite"

import { connectAlone } from "#/server/postgres-pool.ts"

export type Cell = string | number | null
export type TableRow = Readonly<Record<string, Cell>>

/** A database past the product: to read what it has written, to fill it, and to write the same without it. */
export interface Tables {
  /** Before much is written that nobody would miss: nothing is waited for and nothing can be undone. */
  readonly hurry: () => Promise<void>
  readonly rows: (sql: string) => Promise<readonly TableRow[]>
  readonly run: (sql: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** @param at the file of SQLite or the address of PostgreSQL. */
export async function createTables(at: string): Promise<Tables> {
  return at.startsWith("postgres") ? postgresTables(at) : sqliteTables(at)
}

function sqliteTables(path: string): Tables {
  const database = new DatabaseSync(path, { timeout: 30_000 })
  return {
    // The tables hold texts, whole numbers and nulls.
    rows: async (sql) => database.prepare(sql).all() as unknown as readonly TableRow[],
    run: async (sql) => database.exec(sql),
    // The server puts it back when it opens the file.
    hurry: async () => {
      database.exec(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000",
      )
    },
    close: async () => database.close(),
  }
}

async function postgresTables(url: string): Promise<Tables> {
  const client = await connectAlone(url)
  return {
    rows: async (sql) => (await client.query<TableRow>(sql)).rows,
    run: async (sql) => {
      await client.query(sql)
    },
    hurry: async () => {
      await client.query("SET synchronous_commit = off")
    },
    close: () => client.end(),
  }
}
