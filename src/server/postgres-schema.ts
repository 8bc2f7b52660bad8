import { DatabaseRefused } from "./database-refused.ts"
import { checksumOf, migrationsIn, notYetRun, type Migration } from "./migrate.ts"
import { codeOf } from "./postgres-faults.ts"
import { connectAlone, type PostgresClient } from "./postgres-pool.ts"

const migrations = migrationsIn(new URL("./migrations-postgres/", import.meta.url))

/** Two processes that start together must not migrate at once. Any number that nobody else uses. */
const migrationLock = 7_016_996_765

/** What the server's role may do: nothing more than the store does. Ops and the audit are never changed or deleted. */
const rights: Readonly<Record<string, string>> = {
  migration: "SELECT",
  setting: "SELECT, INSERT, UPDATE, DELETE",
  school: "SELECT, INSERT",
  head: "SELECT, INSERT, UPDATE",
  device: "SELECT, INSERT, UPDATE",
  record: "SELECT, INSERT, UPDATE, DELETE",
  feed: "SELECT, INSERT, UPDATE, DELETE",
  lesson: "SELECT, INSERT, UPDATE, DELETE",
  // The values alone, for an erasure: who made an op and what became of it is never rewritten.
  op: "SELECT, INSERT, UPDATE (cells)",
  session: "SELECT, INSERT, UPDATE",
  invitation: "SELECT, INSERT, UPDATE",
  passphrase: "SELECT, INSERT, UPDATE",
  organisation: "SELECT, INSERT, UPDATE",
  kept_key: "SELECT, INSERT, UPDATE",
  factor: "SELECT, INSERT, UPDATE, DELETE",
  audit: "SELECT, INSERT",
  rescue: "SELECT, INSERT, UPDATE",
}

/** As the owner: runs the migrations that are missing and lets the server's role in. Repeating it changes nothing. */
export async function prepareDatabase(ownerUrl: string, url: string): Promise<void> {
  const role = await withClient(url, async (client) => {
    const { rows } = await client.query<{ role: string }>("SELECT current_user::text AS role")
    return rows[0]?.role ?? ""
  })
  await withClient(ownerUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock])
    await client.query(
      `CREATE TABLE IF NOT EXISTS migration (name text COLLATE "C" NOT NULL PRIMARY KEY, checksum text NOT NULL)`,
    )
    for (const migration of notYetRun(await migrationsDone(client), migrations)) {
      await run(client, migration)
    }
    for (const [table, right] of Object.entries(rights)) {
      await client.query(`GRANT ${right} ON ${table} TO ${client.escapeIdentifier(role)}`)
    }
  })
}

/** The migrations that the database remembers, in their order. */
export async function migrationsDone(
  client: PostgresClient,
): Promise<{ readonly name: string; readonly checksum: string }[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    "SELECT name, checksum FROM migration ORDER BY name",
  )
  return rows
}

async function run(client: PostgresClient, migration: Migration): Promise<void> {
  await client.query("BEGIN")
  try {
    await client.query(migration.sql)
    await client.query("INSERT INTO migration (name, checksum) VALUES ($1, $2)", [
      migration.name,
      checksumOf(migration),
    ])
    await client.query("COMMIT")
  } catch (fault) {
    await client.query("ROLLBACK")
    throw fault
  }
}

/** As the server: the schema is this release's, the role is bound by row-level security, and it may write. */
export async function checkPlace(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rows } = await client.query<Standing>(standingSql)
    const [standing] = rows
    if (standing?.encoding !== "UTF8") {
      throw new DatabaseRefused("база создана не в UTF-8: создайте её с ENCODING 'UTF8'")
    }
    if (standing.is_standby === "t") {
      throw new DatabaseRefused(
        "это резервный сервер PostgreSQL (standby), он только читает: укажите в DATABASE_URL основной или повысьте этот (pg_promote)",
      )
    }
    if (standing.migrated !== "t") {
      throw new DatabaseRefused(
        "в базе ещё нет таблиц или у этой роли нет к ним прав: запустите сервер один раз с DATABASE_OWNER_URL, адресом роли-владельца",
      )
    }
    if (standing.is_above === "t") {
      throw new DatabaseRefused(
        "роль в DATABASE_URL — суперпользователь, владелец таблиц или обходит защиту строк: укажите отдельную роль сервера, а владельца — в DATABASE_OWNER_URL (docs/operating.md)",
      )
    }
    if (notYetRun(await migrationsDone(client), migrations).length > 0) {
      throw new DatabaseRefused(
        "база от прежней версии: запустите сервер один раз с DATABASE_OWNER_URL, чтобы обновить таблицы",
      )
    }
  })
}

interface Standing {
  readonly encoding: string
  readonly is_standby: string
  readonly migrated: string
  readonly is_above: string
}

const standingSql = `SELECT
  current_setting('server_encoding') AS encoding,
  pg_is_in_recovery() AS is_standby,
  coalesce(has_table_privilege(to_regclass('migration'), 'SELECT'), false) AS migrated,
  (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
    OR EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('record') AND pg_has_role(relowner, 'MEMBER')) AS is_above`

async function withClient<Result>(
  url: string,
  work: (client: PostgresClient) => Promise<Result>,
): Promise<Result> {
  const client = await connect(url)
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function connect(url: string): Promise<PostgresClient> {
  try {
    const client = await connectAlone(url)
    client.on("error", () => undefined)
    return client
  } catch (fault) {
    throw new DatabaseRefused(`не удалось войти в PostgreSQL ${placeOf(url)}: ${reasonOf(fault)}`)
  }
}

/** Machine, port and database: what helps to find the mistake. Never the password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return "(адрес не разобрать)"
  const { hostname, port, pathname } = new URL(url)
  return `${hostname || "localhost"}:${port || "5432"}${pathname}`
}

function reasonOf(fault: unknown): string {
  const code = codeOf(fault) ?? ""
  const reason = reasons.find(([codes]) => codes.includes(code))?.[1]
  return reason ?? (code === "" ? "сервер не отвечает вовремя" : `код ${code}`)
}

const reasons: readonly (readonly [codes: readonly string[], reason: string])[] = [
  [
    ["ECONNREFUSED", "ENOENT"],
    "там никто не отвечает. Запущен ли PostgreSQL, верны ли адрес и порт?",
  ],
  [["ENOTFOUND", "EAI_AGAIN"], "такой машины нет в сети. Проверьте имя в адресе"],
  [["28P01", "28000"], "роль или пароль не подходят. Проверьте их в адресе и в pg_hba.conf"],
  [["3D000"], "такой базы нет. Создайте её: CREATE DATABASE … OWNER … (docs/operating.md)"],
  [["57P03"], "PostgreSQL ещё запускается. Попробуйте через минуту"],
  [["53300"], "у PostgreSQL не осталось свободных соединений (max_connections)"],
  [["42501"], "у роли нет права войти в эту базу"],
]
