import { DatabaseSync } from "node:sqlite"

import { connectAlone } from "#/server/postgres-pool.ts"

export type Cell = string | number | null
export type TableRow = Readonly<Record<string, Cell>>

/** A database past the product: to read what it has written, to fill it, and to write the same without it. */
export interface Tables {
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
    close: () => client.end(),
  }
}
