import { spawn } from "node:child_process"
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

import { connectAlone } from "#/server/postgres-pool.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import type { Store } from "#/server/store.ts"

/** The addresses of one database: as the server, as the owner of the tables, as PostgreSQL's superuser. */
export interface TestDatabase {
  readonly url: string
  readonly ownerUrl: string
  readonly adminUrl: string
}

let databases = 0

/** A fresh database with all tables, on a PostgreSQL that is started when the first test asks for one. */
export async function aDatabase(): Promise<TestDatabase> {
  const port = await sharedPort()
  databases += 1
  const name = `test_${process.pid}_${databases}`
  const at = (role: string, database: string, secret = role): string =>
    `postgres://${role}:${secret}@127.0.0.1:${port}/${database}`
  const adminUrl = (database: string): string => at("postgres", database, "only-for-tests")
  const admin = await connectAlone(adminUrl("postgres"))
  await admin.query(`CREATE DATABASE ${name} TEMPLATE school OWNER keeper_of_school`)
  await admin.end()
  return {
    url: at("school", name),
    ownerUrl: at("keeper_of_school", name),
    adminUrl: adminUrl(name),
  }
}

const free: { readonly database: TestDatabase; readonly store: Store }[] = []

/** A store over an empty database. Closing it leaves the database to the next who asks. */
export async function aPostgresStore(): Promise<Store> {
  const { database, store } = free.pop() ?? (await aFreshStore())
  let closing: Promise<void> | undefined
  const leave = async (): Promise<void> => {
    await empty(database)
    free.push({ database, store })
  }
  return { ...store, close: () => (closing ??= leave()) }
}

async function aFreshStore(): Promise<(typeof free)[number]> {
  const database = await aDatabase()
  return { database, store: await createPostgresStore({ url: database.url }) }
}

/** Much faster than a new database; the superuser's hand passes all policies and triggers by. */
async function empty({ adminUrl }: TestDatabase): Promise<void> {
  const admin = await connectAlone(adminUrl)
  // Every table there is: one that a later migration brings must not keep what another test has left.
  const { rows } = await admin.query<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> 'migration'`,
  )
  const emptied = rows.map(({ name }) => `DELETE FROM ${name};`).join(" ")
  await admin.query(`BEGIN; SET LOCAL session_replication_role = replica; ${emptied}
    INSERT INTO setting (name, value) VALUES ('epoch', '1'); COMMIT`)
  await admin.end()
}

/** The same for those who cannot wait: it is opened with the first transaction. */
export function postgresStoreSoon(): Store {
  let opening: Promise<Store> | undefined
  const open = (): Promise<Store> => (opening ??= aPostgresStore())
  const store: Store = {
    transaction: async (work, by) => (await open()).transaction(work, by),
    close: async () => (await opening)?.close(),
  }
  soon.add(store)
  return store
}

const soon = new Set<Store>()

/** For tests that leave their servers where they stand. */
export async function closeAllSoon(): Promise<void> {
  const left = [...soon]
  soon.clear()
  await Promise.all(left.map((store) => store.close()))
}

/** One PostgreSQL for a run: test files run in processes of their own, their parent is the run. */
async function sharedPort(): Promise<number> {
  const asker = process.env["VITEST_WORKER_ID"] === undefined ? process.pid : process.ppid
  const folder = join(tmpdir(), `postgres-for-${asker}-${process.getuid?.() ?? 0}`)
  try {
    mkdirSync(folder)
    const keeper = new URL("postgres-keeper.ts", import.meta.url).pathname
    spawn(process.execPath, [keeper, folder, String(asker)], {
      detached: true,
      stdio: "ignore",
    }).unref()
  } catch {
    // Somebody of this run was here first.
  }
  for (let waited = 0; waited < 3_000; waited += 1) {
    if (existsSync(join(folder, "ready"))) {
      const { port } = JSON.parse(readFileSync(join(folder, "ready"), "utf8")) as { port: number }
      return port
    }
    if (existsSync(join(folder, "failed"))) {
      throw new Error(readFileSync(join(folder, "failed"), "utf8"))
    }
    await pause(20)
  }
  throw new Error("PostgreSQL did not start within a minute")
}
