import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"

import type { Row } from "./row.ts"

/**
 * How many rows at most, as the last words of a statement. Never `LIMIT ?`: SQLite looks at the value of a bare parameter
 * while it plans, and so compiles the statement anew each time that one is bound, which takes longer than a page of news.
 */
export const limited = "LIMIT ? + 0"

/** Prepared once, used for the life of the connection: preparing costs five times a small insert. */
export interface Queries {
  readonly all: (sql: string, ...values: readonly SQLInputValue[]) => readonly Row[]
  readonly one: (sql: string, ...values: readonly SQLInputValue[]) => Row | undefined
  readonly run: (sql: string, ...values: readonly SQLInputValue[]) => void
}

export function createQueries(database: DatabaseSync): Queries {
  const prepared = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const fresh = database.prepare(sql)
    prepared.set(sql, fresh)
    return fresh
  }
  return {
    all: (sql, ...values) => statement(sql).all(...values),
    one: (sql, ...values) => statement(sql).get(...values),
    run: (sql, ...values) => {
      statement(sql).run(...values)
    },
  }
}
