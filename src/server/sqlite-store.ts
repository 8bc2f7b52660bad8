import type { DatabaseSync } from "node:sqlite"

import { assert } from "#/base/assert.ts"

import { openDatabase } from "./database.ts"
import { migrate, migrationsIn } from "./migrate.ts"
import { createQueries, type Queries } from "./queries.ts"
import { isGenuine } from "./scope.ts"
import { createSqliteDoor } from "./sqlite-door.ts"
import { createSqliteRows } from "./sqlite-rows.ts"
import { WrittenRecords } from "./sqlite-written.ts"
import { storageTrouble } from "./storage-trouble.ts"
import type { Store, Transaction } from "./store.ts"

/** So many transactions share one commit, when so many wait: the disk is waited for once, not for each. */
const groupMax = 32

/** The file, or `:memory:`. Opens it, checks it and brings its schema up to date; throws when it cannot. */
export function createSqliteStore(path: string): Store {
  const database = openDatabase(path)
  migrate(database, migrationsIn(new URL("./migrations/", import.meta.url)))
  const queries = createQueries(database)
  const isOnDisk = path !== ":memory:"
  const waiting: Waiting[] = []
  /** The first sign that what is read is not what was written. Nothing is served any more: a copy has to be restored. */
  let damage: unknown
  let pumping: Promise<void> | undefined

  async function pump(): Promise<void> {
    while (waiting.length > 0) {
      if (isOnDisk) await turn()
      await commitGroup(database, queries, waiting.splice(0, groupMax))
    }
    pumping = undefined
  }

  return {
    transaction: (work) =>
      new Promise((resolve, reject) => {
        if (damage !== undefined) {
          reject(damage)
          return
        }
        waiting.push({
          run: async (tx) => {
            const result = await work(tx)
            return () => resolve(result)
          },
          reject: (fault) => {
            if (storageTrouble(fault) === "damaged") damage ??= fault
            reject(fault)
          },
        })
        pumping ??= pump()
      }),
    close: async () => {
      await pumping
      if (database.isOpen) database.close()
    },
  }
}

/**
 * While a commit waits for the disk, nothing is read from the network. One turn lets in all that has come since, to
 * share the next commit; without it every request would have a commit of its own.
 */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

interface Waiting {
  /** Does the work and returns how to tell that it is on disk. */
  readonly run: (tx: Transaction) => Promise<() => void>
  readonly reject: (fault: unknown) => void
}

/**
 * One after another, each in a savepoint of its own, all in one commit. Nobody is told of success before the
 * commit: what a tablet hears of survives a power cut. One that throws takes nothing of its neighbours along.
 */
async function commitGroup(
  database: DatabaseSync,
  queries: Queries,
  group: readonly Waiting[],
): Promise<void> {
  const ends: (() => void)[] = []
  try {
    // What a fault of the disk did not let be undone is undone now, or nothing ever begins again.
    if (database.isTransaction) queries.run("ROLLBACK")
    queries.run("BEGIN IMMEDIATE")
    for (const one of group) ends.push(await attempt(database, queries, one))
    queries.run("COMMIT")
  } catch (fault) {
    undo(database, queries)
    for (const { reject } of group) reject(fault)
    return
  }
  for (const end of ends) end()
}

function undo(database: DatabaseSync, queries: Queries): void {
  try {
    // After some faults (a full disk) SQLite has already rolled back by itself.
    if (database.isOpen && database.isTransaction) queries.run("ROLLBACK")
  } catch {
    // The disk does not let it: the first fault is the one to tell, and the next transaction tries again.
  }
}

async function attempt(
  database: DatabaseSync,
  queries: Queries,
  { run, reject }: Waiting,
): Promise<() => void> {
  queries.run("SAVEPOINT one")
  try {
    const end = await run(transactionOf(queries))
    queries.run("RELEASE one")
    return end
  } catch (fault) {
    if (!database.isTransaction) throw fault
    queries.run("ROLLBACK TO one")
    queries.run("RELEASE one")
    return () => reject(fault)
  }
}

function transactionOf(queries: Queries): Transaction {
  const written = new WrittenRecords()
  return {
    school: (scope) => {
      assert(isGenuine(scope), "a scope comes from the sign-in and from nowhere else")
      return createSqliteRows(queries, scope, written.of(scope.school))
    },
    door: createSqliteDoor(queries),
  }
}
