import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { DatabaseSync, StatementSync } from "node:sqlite"

import { aDatabase } from "#tests/support/postgres.ts"

import { must } from "#/base/assert.ts"
import { openDatabase } from "#/server/database.ts"
import { connectAlone, type PostgresClient } from "#/server/postgres-pool.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"

import type { StoreName } from "./place.ts"
import type { TableRow } from "./tables.ts"

/** One row into one table, as one statement. */
export interface Write {
  readonly table: "op" | "record" | "feed" | "device" | "head"
  readonly row: TableRow
}

/** The writes of one push: they are committed together. */
export type Push = readonly Write[]

/** Pushes of one school. */
export interface Lane {
  readonly school: string
  readonly pushes: readonly Push[]
}

export interface Floor {
  /** Every push is a transaction and a commit of its own: milliseconds for all of them. */
  readonly each: number
  /** As many pushes share a commit as in the server at most; of PostgreSQL the same as `each`. */
  readonly grouped: number
  /** Processor time of one of these runs in this process. */
  readonly cpuMs: number
}

/** What the database alone takes for the same rows in the same transactions, just as durable. */
export async function databaseFloor(name: StoreName, lanes: readonly Lane[]): Promise<Floor> {
  if (name === "PostgreSQL") {
    const { adminUrl } = await aDatabase()
    const cpu = spentMs()
    const each = await postgresFloor(adminUrl, lanes, connectionsOfServer)
    return { each, grouped: each, cpuMs: spentMs() - cpu }
  }
  const alone = async (group: number): Promise<number> => {
    const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-floor-"))
    const path = join(folder, "floor.sqlite")
    await createSqliteStore(path).close()
    const ms = sqliteFloor(path, lanes, group)
    await rm(folder, { recursive: true, force: true })
    return ms
  }
  const each = await alone(1)
  const cpu = spentMs()
  const grouped = await alone(groupOfServer)
  return { each, grouped, cpuMs: spentMs() - cpu }
}

function spentMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** As in src/server/postgres-pool.ts and src/server/sqlite-store.ts. */
const connectionsOfServer = 16
const groupOfServer = 32

/**
 * SQLite alone with the same pragmas, on its one connection; so many pushes a commit. Milliseconds for all of them.
 */
function sqliteFloor(path: string, lanes: readonly Lane[], group: number): number {
  const database = openDatabase(path)
  for (const { school } of lanes) {
    database.prepare("INSERT INTO school (id) VALUES (?)").run(school)
  }
  const pushes = inTurns(lanes)
  const statements = new Map<string, StatementSync>()
  const began = performance.now()
  for (let start = 0; start < pushes.length; start += group) {
    database.exec("BEGIN IMMEDIATE")
    for (const push of pushes.slice(start, start + group)) {
      for (const write of push) {
        const sql = sqlOf(write, () => "?")
        const statement = statements.get(sql) ?? prepared(database, statements, sql)
        statement.run(...Object.values(write.row))
      }
    }
    database.exec("COMMIT")
  }
  const ms = performance.now() - began
  database.close()
  return ms
}

function prepared(
  database: DatabaseSync,
  statements: Map<string, StatementSync>,
  sql: string,
): StatementSync {
  const statement = database.prepare(sql)
  statements.set(sql, statement)
  return statement
}

/** As pushes of many tablets come: one of each school after the other. */
function inTurns(lanes: readonly Lane[]): readonly Push[] {
  const longest = Math.max(...lanes.map(({ pushes }) => pushes.length))
  return Array.from({ length: longest }, (_, turn) =>
    lanes.flatMap(({ pushes }) => pushes.slice(turn, turn + 1)),
  ).flat()
}

/**
 * PostgreSQL alone, on as many connections as the server has, without row-level security; the statements of a
 * transaction follow each other without waiting, as the server's do.
 */
async function postgresFloor(
  url: string,
  lanes: readonly Lane[],
  connections: number,
): Promise<number> {
  const clients = await Promise.all(Array.from({ length: connections }, () => connectAlone(url)))
  const [first] = clients
  for (const { school } of lanes) {
    await must(first).query("INSERT INTO school (id) VALUES ($1)", [school])
    await must(first).query("INSERT INTO head (school) VALUES ($1)", [school])
  }
  const waiting = [...lanes]
  const began = performance.now()
  await Promise.all(clients.map((client) => fill(client, waiting)))
  const ms = performance.now() - began
  await Promise.all(clients.map((client) => client.end()))
  return ms
}

async function fill(client: PostgresClient, lanes: Lane[]): Promise<void> {
  for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
    for (const push of lane.pushes) {
      await Promise.all([
        client.query("BEGIN"),
        ...push.map((write) => {
          const text = sqlOf(write, (place) => `$${place}`)
          return client.query({ name: nameOf(text), text, values: Object.values(write.row) })
        }),
        client.query("COMMIT"),
      ])
    }
  }
}

const names = new Map<string, string>()

function nameOf(sql: string): string {
  const name = names.get(sql) ?? `f${names.size + 1}`
  names.set(sql, name)
  return name
}

const texts = new Map<string, string>()

function sqlOf({ table, row }: Write, mark: (place: number) => string): string {
  const known = texts.get(`${table}${mark(1)}`)
  if (known !== undefined) return known
  const sql = writtenSql(table, Object.keys(row), mark)
  texts.set(`${table}${mark(1)}`, sql)
  return sql
}

function writtenSql(
  table: Write["table"],
  columns: readonly string[],
  mark: (place: number) => string,
): string {
  // The school's sequence: SQLite keeps it with the school, PostgreSQL in a row of its own.
  if (table === "head" && mark(1) === "?") return "UPDATE school SET seq = ? WHERE id = ?"
  if (table === "head") return "UPDATE head SET seq = $1 WHERE school = $2"
  const marks = columns.map((_column, index) => mark(index + 1)).join(", ")
  const insert = `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`
  if (table !== "device") return insert
  const sets = columns.map((column) => `${column} = excluded.${column}`).join(", ")
  return `${insert} ON CONFLICT (school, id) DO UPDATE SET ${sets}`
}
