import { spawnSync } from "node:child_process"
import { mkdirSync, rmSync } from "node:fs"

import { startServer } from "#tests/e2e/support/server.ts"
import { FaultSchool } from "#tests/faults/tablet.ts"

import { checkConsistency, type Checked } from "#/server/consistency.ts"
import { databaseIn } from "#/server/data-folder.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

import { readDatabase } from "./read-database.ts"
import { restoreByCommand } from "./rehearsal.ts"

/** What became of somebody's own copy on a machine that had nothing. */
export interface TriedCopy {
  readonly checked: Checked
  readonly readyMs: number
  /** Records of the first school that its head's empty tablet fetched, and those it did not get. */
  readonly fetched: number
  readonly missing: number
}

/**
 * Restores a copy into a folder that is thrown away, reads all of it, starts the server on it and lets an empty
 * tablet of the head fetch the school. The copy and the working server are not touched.
 */
export async function tryOwnCopy(copy: string): Promise<TriedCopy> {
  const server = await startServer({ flags: ["--dev"] })
  try {
    await server.kill()
    rmSync(server.dataFolder, { recursive: true })
    mkdirSync(server.dataFolder)
    restoreByCommand({ data: server.dataFolder, copy })
    const checked = await check(server.dataFolder)
    const link = headLink(server.dataFolder)
    const begun = performance.now()
    await server.restart()
    const readyMs = performance.now() - begun
    const tablet = await FaultSchool.enter(() => server.url, link)
    const { kind } = await tablet.sync()
    if (kind !== "quiet") throw new Error(`the head's tablet could not fetch the school: ${kind}`)
    const held = new Set(await tablet.journal.database.records.toCollection().primaryKeys())
    const wanted = readDatabase(
      databaseIn(server.dataFolder),
      `SELECT DISTINCT rec FROM feed WHERE gone = 0 AND feed NOT LIKE 'person:%'
      AND school = (SELECT school FROM session ORDER BY seen_at DESC LIMIT 1)`,
    )
    const missing = wanted.filter((row) => !held.has(String(row["rec"]))).length
    return { checked, readyMs, fetched: held.size, missing }
  } finally {
    await server.stop()
  }
}

async function check(data: string): Promise<Checked> {
  const store = createSqliteStore(databaseIn(data))
  try {
    return await checkConsistency(store)
  } finally {
    await store.close()
  }
}

function headLink(data: string): string {
  const args = ["src/server/main.ts", "--dev", "--new-head-link", "--data", data]
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" })
  const [link] = /http\S+\/join#\S+/.exec(stdout) ?? []
  if (link === undefined) throw new Error("the copy holds no school with a head")
  return link
}
