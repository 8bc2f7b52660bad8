import { Duplex } from "node:stream"

import pg from "pg"

import { assert } from "#/base/assert.ts"

import { fromPostgresText } from "./postgres-text.ts"

export type PostgresPool = pg.Pool
export type PostgresClient = pg.Client

/** Connections of one process. PostgreSQL allows a hundred by default, for all processes together. */
const connectionsMax = 16
const connectMsMax = 5_000
/** One statement; it includes the wait for a lock, which has a limit of its own. */
const statementMsMax = 10_000
const lockMsMax = 8_000
/** A transaction that asks nothing for so long belongs to a process that hangs. */
const idleMsMax = 15_000
/** For a server that has vanished without a word. COMMIT may wait for a standby. */
const answerMsMax = 15_000

/** Opens nothing yet: connections are made when they are needed. */
export function openPool(url: string): PostgresPool {
  const pool = new pg.Pool({
    ...settings(url),
    max: connectionsMax,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    statement_timeout: statementMsMax,
    lock_timeout: lockMsMax,
    idle_in_transaction_session_timeout: idleMsMax,
    query_timeout: answerMsMax,
  })
  // A connection that is lost while nobody waits for it would end the process.
  pool.on("error", () => undefined)
  pool.on("connect", (client) => {
    client.on("error", () => undefined)
    gatherWrites(client)
    // Planning each statement anew for its very values costs more than running it; every one has its index.
    client.query("SET plan_cache_mode = force_generic_plan").catch(() => undefined)
  })
  return pool
}

/**
 * Statements of one moment leave in one packet. The driver hands each to the system by itself, and that is what most of
 * a small transaction's time would go into. A driver built otherwise is only slower.
 */
function gatherWrites(client: object): void {
  const connection = "connection" in client ? client.connection : undefined
  if (typeof connection !== "object" || connection === null) return
  const stream = "stream" in connection ? connection.stream : undefined
  if (!(stream instanceof Duplex)) return
  const cork = stream.cork.bind(stream)
  let isGathering = false
  stream.cork = () => {
    cork()
    if (isGathering) return
    isGathering = true
    cork()
    process.nextTick(() => {
      isGathering = false
      stream.uncork()
    })
  }
}

/**
 * A connection of its own, without limits of time: to listen, to migrate, to copy. The caller handles its `error`
 * events and ends it.
 */
export async function connectAlone(url: string): Promise<PostgresClient> {
  const client = new pg.Client(settings(url))
  await client.connect()
  return client
}

function settings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "bortzhurnal",
    connectionTimeoutMillis: connectMsMax,
    keepAlive: true,
    // Statements follow each other without waiting for the answer of the one before.
    pipeline: true,
    types: { getTypeParser: (type: number) => readers.get(type) ?? String },
  }
}

/** int2, int4 and int8 as numbers, text and varchar as they were given; anything else as PostgreSQL writes it. */
const readers: ReadonlyMap<number, (written: string) => number | string> = new Map<
  number,
  (written: string) => number | string
>([
  [20, toInteger],
  [21, toInteger],
  [23, toInteger],
  [25, fromPostgresText],
  [1043, fromPostgresText],
])

function toInteger(written: string): number {
  const value = Number(written)
  assert(Number.isSafeInteger(value), "sequences and instants are whole and fit a number")
  return value
}
