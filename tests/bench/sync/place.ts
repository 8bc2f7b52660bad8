import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

import { cpuMsOf } from "#tests/bench/server-cpu.ts"
import { freePort } from "#tests/e2e/support/server.ts"
import { aDatabase, type TestDatabase } from "#tests/support/postgres.ts"

import { assert, must } from "#/base/assert.ts"
import { databaseIn, keyIn } from "#/server/data-folder.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import { openServerKey, type ServerKey } from "#/server/server-key.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import type { Store } from "#/server/store.ts"

import { createTables, type Tables } from "./tables.ts"

export type StoreName = "SQLite" | "PostgreSQL"

/** An empty database, and the way to put the real server over it. */
export interface Place {
  readonly name: StoreName
  /** The product's own store over it, for what has to be there before the server starts. */
  readonly open: () => Promise<Store>
  /** The bare tables. */
  readonly tables: () => Promise<Tables>
  /** The key that the server will find in its folder; made when it is asked for first. */
  readonly key: () => ServerKey
  readonly start: () => Promise<Running>
  readonly remove: () => Promise<void>
}

/** The real server in a process of its own. */
export interface Running {
  readonly port: number
  /** Resident memory in bytes now and at its highest; not a number outside Linux. */
  readonly memory: () => { readonly now: number; readonly peak: number }
  /** Processor time so far, in milliseconds; not a number outside Linux. */
  readonly cpuMs: () => number
  /** The same of PostgreSQL's processes that serve it; nothing with SQLite, which runs inside the server. */
  readonly databaseCpuMs: () => number
  readonly stop: () => Promise<void>
}

export async function aPlace(name: StoreName): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-bench-"))
  const database = name === "PostgreSQL" ? await aDatabase() : undefined
  return {
    name,
    open: async () =>
      database === undefined
        ? createSqliteStore(databaseIn(folder))
        : createPostgresStore({ url: database.url }),
    tables: () => createTables(database?.adminUrl ?? databaseIn(folder)),
    key: () => {
      const opened = openServerKey(keyIn(folder))
      assert(opened.kind === "key", "the bench's folder takes a key")
      return opened.key
    },
    start: () => start(folder, database),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function start(folder: string, database: TestDatabase | undefined): Promise<Running> {
  const port = await freePort()
  const args = ["src/server/main.ts", "--dev", "--port", String(port), "--data", folder]
  const environment = database === undefined ? {} : { DATABASE_URL: database.url }
  const child = spawn(process.execPath, [...args, "--origin", `http://127.0.0.1:${port}`], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...environment },
  })
  await healthy(child, port)
  return {
    port,
    memory: () => memoryOf(must(child.pid)),
    cpuMs: () => cpuMsOf(must(child.pid)) ?? Number.NaN,
    databaseCpuMs: () => (database === undefined ? 0 : backendsCpuMs(database)),
    stop: async () => {
      const gone = once(child, "exit")
      child.kill("SIGTERM")
      await gone
    },
  }
}

async function healthy(child: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    assert(child.exitCode === null, `the server lives (it ended with ${child.exitCode})`)
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (answer?.ok === true) return
    await pause(20)
  }
  throw new Error("The server did not start.")
}

function memoryOf(pid: number): { readonly now: number; readonly peak: number } {
  const status = `/proc/${pid}/status`
  const said = existsSync(status) ? readFileSync(status, "utf8") : ""
  const bytes = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(said)?.[1]) * 1_024
  return { now: bytes("VmRSS"), peak: bytes("VmHWM") }
}

/** PostgreSQL gives each connection a process, which says in its title what database it serves. */
function backendsCpuMs({ url }: TestDatabase): number {
  const name = new URL(url).pathname.slice(1)
  const processes = existsSync("/proc")
    ? readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))
    : []
  const backends = processes.filter((pid) => titleOf(pid).includes(` ${name} `))
  return backends.reduce((sum, pid) => sum + (cpuMsOf(Number(pid)) ?? Number.NaN), 0)
}

function titleOf(pid: string): string {
  try {
    const title = readFileSync(`/proc/${pid}/cmdline`, "utf8")
    return title.startsWith("postgres:") ? title : ""
  } catch {
    // It has ended meanwhile.
    return ""
  }
}
