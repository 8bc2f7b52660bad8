import { existsSync, mkdirSync, renameSync } from "node:fs"
import { dirname } from "node:path"
import { backup, DatabaseSync } from "node:sqlite"
import { parseArgs } from "node:util"

import { asCommand } from "./command.ts"
import { databasePlace } from "./config.ts"
import { copyPlace, forgetOld, toDisk } from "./copies-folder.ts"
import { databaseIn } from "./data-folder.ts"
import { DatabaseRefused } from "./database-refused.ts"
import { checkDatabase } from "./database.ts"
import { carryLedger } from "./erasure-ledger.ts"
import { integer, text } from "./row.ts"

export interface BackupOrder {
  readonly data: string
  /** The folder for copies. */
  readonly to: string
  readonly now: number
  /** How many of the newest copies stay. */
  readonly keep: number
}

export interface BackupDone {
  readonly file: string
  /** Devices that were told how far their ops are safe. */
  readonly devices: number
}

/**
 * Copies the database while the server goes on, checks the copy and brings it to disk; only then are the devices
 * told that what it holds is safe, for after that the tablets forget it.
 */
export async function backUp({ data, to, now, keep }: BackupOrder): Promise<BackupDone> {
  const source = databaseIn(data)
  if (!existsSync(source)) throw new Error(`${source} не найден`)
  mkdirSync(to, { recursive: true, mode: 0o700 })
  const file = copyPlace(to, now, ".sqlite")
  const live = new DatabaseSync(source, { timeout: 10_000 })
  try {
    const unfinished = `${file}.part`
    await backup(live, unfinished, { rate: 20_000 })
    const captured = readCopy(unfinished)
    toDisk(unfinished)
    renameSync(unfinished, file)
    toDisk(dirname(file))
    const devices = declareSafe(live, captured)
    forgetOld(to, ".sqlite", keep)
    return { file, devices }
  } finally {
    live.close()
  }
}

interface Captured {
  readonly epoch: string
  readonly devices: readonly {
    readonly school: string
    readonly id: string
    readonly last: number
  }[]
}

function readCopy(file: string): Captured {
  const copy = new DatabaseSync(file)
  try {
    // One file that can be carried away: without this a `-wal` would belong to it.
    copy.exec("PRAGMA journal_mode = DELETE")
    checkDatabase(copy)
    const devices = copy.prepare("SELECT school, id, last FROM device").all()
    return {
      epoch: epochOf(copy),
      devices: devices.map((row) => ({
        school: text(row, "school"),
        id: text(row, "id"),
        last: integer(row, "last"),
      })),
    }
  } finally {
    copy.close()
  }
}

function declareSafe(live: DatabaseSync, { epoch, devices }: Captured): number {
  live.exec("BEGIN IMMEDIATE")
  // A server restored meanwhile has lost some of it.
  const isSame = epochOf(live) === epoch
  const update = live.prepare(
    "UPDATE device SET safe = max(safe, min(?, last)) WHERE school = ? AND id = ?",
  )
  if (isSame) for (const { last, school, id } of devices) update.run(last, school, id)
  live.exec("COMMIT")
  return isSame ? devices.length : 0
}

function epochOf(database: DatabaseSync): string {
  const row = database.prepare("SELECT value FROM setting WHERE name = 'epoch'").get()
  return row === undefined ? "" : text(row, "value")
}

if (import.meta.main) {
  process.umask(0o077)
  await asCommand("Копия не сделана", async () => {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: "data" },
        to: { type: "string", default: "backups" },
        keep: { type: "string", default: "100" },
      },
    })
    const keep = Math.max(1, Number(values.keep) || 100)
    const { to } = values
    const database = databasePlace(process.env)
    if (database === "wrong")
      throw new DatabaseRefused("DATABASE_URL: postgres://роль:пароль@машина:5432/база")
    const done =
      database === undefined
        ? await backUp({ data: values.data, to, now: Date.now(), keep })
        : await (
            await import("./postgres-backup.ts")
          ).backUpPostgres({
            url: database.url,
            to,
            now: Date.now(),
            keep,
          })
    // Small, and the only thing that keeps an older copy from bringing erased names back.
    carryLedger(values.data, to)
    console.log(`Копия готова: ${done.file}; планшетов, чьи записи в ней: ${done.devices}`)
  })
}
