import { once } from "node:events"
import { appendFileSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Worker } from "node:worker_threads"

import { connectAlone, type PostgresClient } from "#/server/postgres-pool.ts"

import type { CheckpointOrder } from "./checkpoint.ts"
import type { Executioner, Victim } from "./failpoint.ts"
import type { StoreOrder } from "./process.ts"

/** Kills where it is told to, and writes down what a look from outside could not see. */
export function executionerFor(store: StoreOrder, notes: string): Executioner {
  const note = (what: string): void => appendFileSync(notes, `${what}\n`)
  return store.kind === "sqlite" ? overSqlite(store.file, note) : overPostgres(store, note)
}

function killServer(): void {
  process.kill(process.pid, "SIGKILL")
}

function waitMicros(micros: number): void {
  const until = performance.now() + micros / 1_000
  while (performance.now() < until);
}

function overSqlite(file: string, note: (what: string) => void): Executioner {
  const state = new Int32Array(new SharedArrayBuffer(4))
  let worker: Worker | undefined
  return {
    prepare: async ({ kind }) => {
      if (kind !== "in-checkpoint") return
      const workerData: CheckpointOrder = { file, state }
      worker = new Worker(new URL("./checkpoint.ts", import.meta.url), { workerData })
      worker.unref()
      await once(worker, "message")
    },
    kill: killServer,
    killInCheckpoint: (_victim, micros) => {
      worker?.postMessage("go")
      Atomics.wait(state, 0, 0)
      waitMicros(micros)
      if (Atomics.load(state, 0) === 1) note("in-checkpoint")
      killServer()
      return Promise.resolve()
    },
  }
}

function overPostgres(
  { adminUrl, cluster }: StoreOrder & { kind: "postgres" },
  note: (what: string) => void,
): Executioner {
  let admin: PostgresClient | undefined
  const kill = (victim: Victim): void => {
    if (victim === "server") killServer()
    else if (victim === "backend") killAll(backendsOf(cluster).slice(0, 1), note)
    else killAll([postmasterOf(cluster), ...childrenOf(postmasterOf(cluster))], note)
  }
  return {
    prepare: async ({ kind }) => {
      if (kind !== "in-checkpoint") return
      admin = await connectAlone(adminUrl)
      admin.on("error", () => undefined)
    },
    kill,
    killInCheckpoint: async (victim, micros) => {
      let isDone = false
      const checkpoint = admin?.query("CHECKPOINT").then(() => {
        isDone = true
        return undefined
      })
      checkpoint?.catch(() => undefined)
      // The order to PostgreSQL leaves with the next turn of the loop.
      await new Promise((soon) => setImmediate(soon))
      waitMicros(micros)
      await new Promise((soon) => setImmediate(soon))
      if (!isDone) note("in-checkpoint")
      kill(victim)
    },
  }
}

function killAll(pids: readonly number[], note: (what: string) => void): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL")
      note("killed")
    } catch {
      // It has ended meanwhile.
    }
  }
}

function postmasterOf(cluster: string): number {
  return Number(readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n")[0])
}

/** Processes of PostgreSQL that serve the role «school», those in the midst of a transaction first. */
function backendsOf(cluster: string): readonly number[] {
  const titled = childrenOf(postmasterOf(cluster)).flatMap((pid) => {
    const title = told(`/proc/${pid}/cmdline`).replaceAll("\0", " ")
    return title.startsWith("postgres: school ") ? [{ pid, title }] : []
  })
  const inside = titled.filter(({ title }) => title.includes("in transaction"))
  return [...inside, ...titled].map(({ pid }) => pid)
}

function childrenOf(parent: number): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent)
}

function parentOf(pid: number): number {
  const stat = told(`/proc/${pid}/stat`)
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])
}

function told(path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch {
    // It has ended meanwhile.
    return ""
  }
}
