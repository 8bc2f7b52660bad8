import { existsSync } from "node:fs"

import { databasePlace } from "./config.ts"
import { databaseIn } from "./data-folder.ts"
import { DatabaseRefused } from "./database-refused.ts"
import { createSqliteStore } from "./sqlite-store.ts"
import type { Store } from "./store.ts"

/** The store that a command works on: PostgreSQL when the environment names one, else the file in the data folder. */
export async function storeOfCommand(data: string): Promise<Store> {
  const database = databasePlace(process.env)
  if (database === "wrong") {
    throw new DatabaseRefused("DATABASE_URL: postgres://роль:пароль@машина:5432/база")
  }
  if (database !== undefined) {
    const { createPostgresStore } = await import("./postgres-store.ts")
    return createPostgresStore({ url: database.url })
  }
  const file = databaseIn(data)
  if (!existsSync(file)) throw new DatabaseRefused(`${file} не найден`)
  return createSqliteStore(file)
}
