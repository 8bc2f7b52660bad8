import { copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs"
import { dirname, join } from "node:path"
import { parseArgs } from "node:util"

import { must } from "#/base/assert.ts"

import { asCommand } from "./command.ts"
import { databasePlace } from "./config.ts"
import { databaseIn, servedBy } from "./data-folder.ts"
import { DatabaseRefused } from "./database-refused.ts"
import { nextEpoch } from "./epoch.ts"
import { carryLedger } from "./erasure-ledger.ts"
import { createSqliteStore } from "./sqlite-store.ts"

export interface RestoreOrder {
  readonly data: string
  /** A copy made by the backup. */
  readonly from: string
  readonly now: number
}

export interface RestoreDone {
  readonly epoch: number
  /** Where the former database was put, if there was one. */
  readonly former: string | undefined
}

/**
 * Puts a copy in the place of the database, with a new epoch, so that tablets send again what the copy lacks. The
 * former files are moved aside and not deleted. Throws when the copy is damaged; nothing is moved then.
 */
export async function restore({ data, from, now }: RestoreOrder): Promise<RestoreDone> {
  const pid = servedBy(data)
  if (pid !== undefined) throw new Error(`сервер работает (процесс ${pid}): сначала остановите его`)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const place = databaseIn(data)
  const fresh = `${place}.restored`
  copyFileSync(from, fresh)
  const epoch = await renew(fresh, now)
  const former = existsSync(place) ? putAside(data, now) : undefined
  renameSync(fresh, place)
  return { epoch, former }
}

/** Opening checks the copy and brings an older release's schema up to date. */
async function renew(file: string, now: number): Promise<number> {
  const store = createSqliteStore(file)
  try {
    return await nextEpoch({ store, nowMs: () => now })
  } finally {
    await store.close()
  }
}

function putAside(data: string, now: number): string {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(":", "-")
  const folder = join(data, `before-restore-${stamp}Z`)
  mkdirSync(folder, { mode: 0o700 })
  const place = databaseIn(data)
  for (const suffix of ["", "-wal", "-shm"]) {
    const file = `${place}${suffix}`
    if (existsSync(file)) renameSync(file, join(folder, `bortzhurnal.sqlite${suffix}`))
  }
  return folder
}

if (import.meta.main) {
  process.umask(0o077)
  await asCommand("Не восстановлено", async () => {
    const { values } = parseArgs({
      options: {
        data: { type: "string", default: "data" },
        from: { type: "string" },
        replace: { type: "boolean", default: false },
      },
    })
    const from = must(values.from, "--from <файл копии>")
    const now = Date.now()
    const database = databasePlace(process.env)
    if (database === "wrong")
      throw new DatabaseRefused("DATABASE_URL: postgres://роль:пароль@машина:5432/база")
    const { epoch, former } =
      database === undefined
        ? await restore({ data: values.data, from, now })
        : await (
            await import("./postgres-restore.ts")
          ).restorePostgres({
            ...database,
            from,
            now,
            replace: values.replace,
          })
    carryLedger(dirname(from), values.data)
    console.log(`Восстановлено, эпоха ${epoch}. Планшеты пришлют то, чего нет в копии.`)
    if (former !== undefined) console.log(`Прежняя база отложена: ${former}`)
  })
}
