import { mkdirSync, renameSync } from "node:fs"
import { dirname } from "node:path"

import type { BackupDone } from "./backup.ts"
import { copyPlace, forgetOld, toDisk } from "./copies-folder.ts"
import {
  commonTables,
  copiedTables,
  readCopy,
  schoolTables,
  writeCopy,
  type CopiedRows,
  type CopiedTable,
  type CopyHeader,
} from "./postgres-copy.ts"
import { connectAlone, type PostgresClient } from "./postgres-pool.ts"
import { checkPlace, migrationsDone } from "./postgres-schema.ts"
import { toPostgresText } from "./postgres-text.ts"

export interface PostgresBackupOrder {
  readonly url: string
  /** The folder for copies. */
  readonly to: string
  readonly now: number
  /** How many of the newest copies stay. */
  readonly keep: number
}

/** So many rows are held at once. */
const rowsAtOnce = 1_000

/**
 * Copies all rows as they were at one moment, while the servers go on, as the server's own role: school by school, for
 * it sees no other way. Reads the copy back and brings it to disk; only then are the devices told that what it holds
 * is safe, for after that the tablets forget it.
 */
export async function backUpPostgres(order: PostgresBackupOrder): Promise<BackupDone> {
  const { url, to, now, keep } = order
  await checkPlace(url)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const file = copyPlace(to, now, ".postgres.gz")
  const client = await connectAlone(url)
  try {
    const captured = await copyOut(client, `${file}.part`)
    toDisk(`${file}.part`)
    renameSync(`${file}.part`, file)
    toDisk(dirname(file))
    const devices = await declareSafe(client, captured)
    forgetOld(to, ".postgres.gz", keep)
    return { file, devices }
  } finally {
    await client.end()
  }
}

interface Captured {
  readonly epoch: number
  /** By school, the highest op of each device that the copy holds. */
  readonly devices: ReadonlyMap<string, readonly (readonly [id: string, last: number])[]>
}

async function copyOut(client: PostgresClient, file: string): Promise<Captured> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
  const header: CopyHeader = {
    kind: "bortzhurnal-postgres",
    version: 1,
    epoch: await epochOf(client),
    migrations: await migrationsDone(client),
  }
  await writeCopy(file, header, rowsOfAll(client))
  await client.query("COMMIT")
  const devices = new Map<string, [id: string, last: number][]>()
  // From the file and not from memory: what counts is what can be read again.
  await readCopy(file, {
    onRows: async ({ table, school, rows }) => {
      if (table !== "device" || school === null) return
      const known = devices.get(school) ?? []
      devices.set(school, known)
      for (const row of rows) known.push([String(row[1]), Number(row[3])])
    },
  })
  return { epoch: header.epoch, devices }
}

async function* rowsOfAll(client: PostgresClient): AsyncGenerator<CopiedRows> {
  for (const table of commonTables) yield* rowsOf(client, table, null)
  const { rows: schools } = await client.query<{ id: string }>("SELECT id FROM school ORDER BY id")
  for (const { id } of schools) {
    await client.query("SELECT set_config('app.school', $1, true)", [toPostgresText(id)])
    for (const table of schoolTables) yield* rowsOf(client, table, id)
  }
}

async function* rowsOf(
  client: PostgresClient,
  table: CopiedTable,
  school: string | null,
): AsyncGenerator<CopiedRows> {
  const columns = Object.keys(copiedTables[table]).join(", ")
  await client.query(`DECLARE copied NO SCROLL CURSOR FOR SELECT ${columns} FROM ${table}`)
  for (;;) {
    const { rows } = await client.query<CopiedRows["rows"][number]>({
      text: `FETCH ${rowsAtOnce} FROM copied`,
      rowMode: "array",
    })
    if (rows.length > 0) yield { table, school, rows }
    if (rows.length < rowsAtOnce) break
  }
  await client.query("CLOSE copied")
}

async function declareSafe(client: PostgresClient, { epoch, devices }: Captured): Promise<number> {
  let told = 0
  for (const [school, known] of devices) {
    await client.query("BEGIN")
    await client.query("SELECT set_config('app.school', $1, true)", [toPostgresText(school)])
    await client.query("SELECT FROM head WHERE school = $1 FOR UPDATE", [toPostgresText(school)])
    // A database restored meanwhile has lost some of it.
    const isSame = (await epochOf(client)) === epoch
    if (isSame) {
      await client.query(
        `UPDATE device SET safe = greatest(safe, least(copied.last, device.last))
        FROM unnest($2::text[], $3::bigint[]) AS copied (id, last)
        WHERE device.school = $1 AND device.id = copied.id`,
        [
          toPostgresText(school),
          known.map(([id]) => toPostgresText(id)),
          known.map(([, last]) => last),
        ],
      )
      told += known.length
    }
    await client.query("COMMIT")
  }
  return told
}

async function epochOf(client: PostgresClient): Promise<number> {
  const { rows } = await client.query<{ value: string }>(
    "SELECT value FROM setting WHERE name = 'epoch'",
  )
  return Number(rows[0]?.value)
}
