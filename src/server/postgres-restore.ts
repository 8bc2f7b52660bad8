import { DatabaseRefused } from "./database-refused.ts"
import { copiedTables, readCopy, type CopiedRows, type CopyHeader } from "./postgres-copy.ts"
import { connectAlone, type PostgresClient } from "./postgres-pool.ts"
import { checkPlace, migrationsDone, prepareDatabase } from "./postgres-schema.ts"
import { toPostgresText } from "./postgres-text.ts"

export interface PostgresRestoreOrder {
  readonly url: string
  readonly ownerUrl: string | undefined
  /** A copy made by the backup. */
  readonly from: string
  readonly now: number
  /** Whether what is in the database goes; otherwise one that holds a school is refused. */
  readonly replace: boolean
}

/**
 * Puts a copy into a database, with a new epoch, so that tablets send again what the copy lacks. All in one
 * transaction: with a damaged copy, or when the power goes, the database stays as it was.
 */
export async function restorePostgres(
  order: PostgresRestoreOrder,
): Promise<{ readonly epoch: number; readonly former: undefined }> {
  const { url, ownerUrl, from } = order
  await readCopy(from, {})
  if (ownerUrl !== undefined) await prepareDatabase(ownerUrl, url)
  await checkPlace(url)
  await refuseServed(url)
  // Only the owner may empty tables that the server itself can only add to.
  const client = await connectAlone(ownerUrl ?? url)
  try {
    await client.query("BEGIN")
    const formerEpoch = await makeRoom(client, order)
    const header = await readCopy(from, {
      onHeader: (read) => checkRelease(client, read),
      onRows: (rows) => putBack(client, rows),
    })
    const epoch = Math.max(header.epoch + 1, formerEpoch + 1, Math.floor(order.now / 1_000))
    await client.query("UPDATE setting SET value = $1 WHERE name = 'epoch'", [String(epoch)])
    await client.query("COMMIT")
    return { epoch, former: undefined }
  } finally {
    // Without COMMIT this undoes everything.
    await client.end()
  }
}

async function refuseServed(url: string): Promise<void> {
  const client = await connectAlone(url)
  const { rows } = await client.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()",
  )
  await client.end()
  if (rows.length > 0) {
    throw new DatabaseRefused("к базе подключён сервер: сначала остановите все его процессы")
  }
}

/** Returns the epoch that was. */
async function makeRoom(
  client: PostgresClient,
  { replace, ownerUrl }: PostgresRestoreOrder,
): Promise<number> {
  const { rows: settings } = await client.query<{ value: string }>(
    "SELECT value FROM setting WHERE name = 'epoch'",
  )
  const { rows: schools } = await client.query("SELECT FROM school LIMIT 1")
  if (schools.length > 0 && !replace) {
    throw new DatabaseRefused(
      "в базе уже есть школа: восстановите копию в пустую базу или добавьте --replace, чтобы заменить всё",
    )
  }
  if (schools.length > 0 && ownerUrl === undefined) {
    throw new DatabaseRefused("заменить данные может только владелец: укажите DATABASE_OWNER_URL")
  }
  if (schools.length > 0) await client.query(`TRUNCATE ${Object.keys(copiedTables).join(", ")}`)
  else await client.query("DELETE FROM setting")
  return Number(settings[0]?.value ?? 0)
}

/** Rows of an older release fit today's tables: migrations only add what may be left out. */
async function checkRelease(client: PostgresClient, { migrations }: CopyHeader): Promise<void> {
  const here = await migrationsDone(client)
  const isKnown = migrations.every(
    ({ name, checksum }, index) => here[index]?.name === name && here[index].checksum === checksum,
  )
  if (!isKnown) throw new DatabaseRefused("копия сделана более новой версией программы")
}

async function putBack(client: PostgresClient, { table, school, rows }: CopiedRows): Promise<void> {
  const columns = Object.entries(copiedTables[table])
  const names = columns.map(([name]) => name).join(", ")
  const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ")
  if (school !== null) {
    await client.query("SELECT set_config('app.school', $1, true)", [toPostgresText(school)])
  }
  await client.query(
    `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays})`,
    columns.map((_, index) =>
      rows.map((row) => {
        const value = row[index] ?? null
        return typeof value === "string" ? toPostgresText(value) : value
      }),
    ),
  )
}
