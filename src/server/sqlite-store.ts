import { assert } from "#/base/assert.ts"

import { openDatabase } from "./database.ts"
import { migrate, migrationsIn } from "./migrate.ts"
import { createQueries, type Queries } from "./queries.ts"
import { isGenuine } from "./scope.ts"
import { createSqliteDoor } from "./sqlite-door.ts"
import { createSqliteRows } from "./sqlite-rows.ts"
import type { Store, Transaction } from "./store.ts"

/** The file, or `:memory:`. Opens it, checks it and brings its schema up to date; throws when it cannot. */
export function createSqliteStore(path: string): Store {
  const database = openDatabase(path)
  migrate(database, migrationsIn(new URL("./migrations/", import.meta.url)))
  const queries = createQueries(database)
  // SQLite has one connection here, so a second transaction waits for the first, as a row lock would make it.
  let turn: Promise<unknown> = Promise.resolve()

  async function run<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    queries.run("BEGIN IMMEDIATE")
    try {
      const result = await work(transactionOf(queries))
      queries.run("COMMIT")
      return result
    } catch (fault) {
      // After some faults (a full disk) SQLite has already rolled back by itself.
      if (database.isTransaction) queries.run("ROLLBACK")
      throw fault
    }
  }

  return {
    transaction: (work) => {
      const mine = turn.then(() => run(work))
      turn = mine.catch(() => undefined)
      return mine
    },
    close: async () => {
      await turn
      if (database.isOpen) database.close()
    },
  }
}

function transactionOf(queries: Queries): Transaction {
  return {
    school: (scope) => {
      assert(isGenuine(scope), "a scope comes from the sign-in and from nowhere else")
      return createSqliteRows(queries, scope)
    },
    door: createSqliteDoor(queries),
  }
}
