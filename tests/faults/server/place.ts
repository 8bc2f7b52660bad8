import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout as pause } from "node:timers/promises"

import type { ReadRows } from "#tests/faults/books.ts"
import { Cluster } from "#tests/support/postgres-cluster.ts"

import { connectAlone } from "#/server/postgres-pool.ts"

import type { Victim } from "./failpoint.ts"
import type { StoreOrder } from "./process.ts"

/** Where a server under test keeps its rows, read past the server's own code. */
export interface Place {
  readonly store: StoreOrder
  readonly notes: string
  readonly rows: ReadRows
  /** Brings back a PostgreSQL that was killed, if it was. */
  revive(victim: Victim): Promise<void>
  /** How often this was written down when somebody died. */
  noted(what: "in-checkpoint" | "killed"): number
  remove(): Promise<void>
}

export function sqlitePlace(): Place {
  const { folder, notes, noted } = notesIn()
  const file = join(folder, "bortzhurnal.sqlite")
  return {
    store: { kind: "sqlite", file },
    notes,
    rows: readSqlite(file),
    revive: () => Promise.resolve(),
    noted,
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

let databases = 0

/** A fresh database on a PostgreSQL of its own, with the roles the product's guide has. */
export async function postgresPlace(cluster: Cluster): Promise<Place> {
  const { folder, notes, noted } = notesIn()
  const name = `faults_${(databases += 1)}`
  const admin = await connectAlone(cluster.url())
  if (databases === 1) {
    for (const role of ["keeper_of_school", "school"]) {
      await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${role}'`)
    }
  }
  await admin.query(`CREATE DATABASE ${name} OWNER keeper_of_school`)
  await admin.end()
  const adminUrl = cluster.url(name)
  return {
    store: {
      kind: "postgres",
      url: cluster.url(name, "school"),
      ownerUrl: cluster.url(name, "keeper_of_school"),
      adminUrl,
      cluster: cluster.data,
    },
    notes,
    rows: async (sql) => {
      const client = await connectAlone(adminUrl)
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows
      } finally {
        await client.end()
      }
    },
    revive: async (victim) => {
      if (victim !== "cluster") return
      await cluster.stop("SIGKILL")
      await startAgain(cluster)
    },
    noted,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

const startTries = 50
const startAgainMs = 50

/** A killed process that has not quite ended holds PostgreSQL's memory a moment longer: then it refuses to start. */
async function startAgain(cluster: Cluster): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await cluster.start()
      return
    } catch (fault) {
      const isHeld = String(fault).includes("is still in use")
      if (!isHeld || tries === startTries) throw fault
      await pause(startAgainMs)
    }
  }
}

/** With the settings a school would run it with: nothing is spared that a crash could show. */
export function crashableCluster(): Promise<Cluster> {
  return Cluster.create({
    settings: {
      shared_buffers: "32MB",
      restart_after_crash: "on",
      // In its own folder, which is removed: what is killed cannot tidy up after itself.
      dynamic_shared_memory_type: "mmap",
    },
  })
}

/** Ends it in order, so that nothing of it stays in the machine's shared memory. */
export async function endCluster(cluster: Cluster): Promise<void> {
  await cluster.stop()
  await cluster.remove()
}

function notesIn(): Pick<Place, "notes" | "noted"> & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "faults-"))
  const notes = join(folder, "notes")
  return {
    folder,
    notes,
    noted: (what) =>
      existsSync(notes)
        ? readFileSync(notes, "utf8")
            .split("\n")
            .filter((line) => line === what).length
        : 0,
  }
}
