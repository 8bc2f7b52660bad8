import type { PoolClient } from "pg"

import { assert, must } from "#/base/assert.ts"

import { codeOf, faultKind } from "./postgres-faults.ts"
import type { PostgresPool } from "./postgres-pool.ts"
import { toPostgresText } from "./postgres-text.ts"
import type { Row } from "./row.ts"
import { StoreUnavailable } from "./store-unavailable.ts"

interface Notice {
  readonly severity: string | undefined
  readonly code: string | undefined
}

type Scalar = string | number | null
export type Value = Scalar | readonly Scalar[]

const beginSql = "BEGIN"
const enterSql = "SELECT set_config('app.school', $1, true)"
const lockSql = "SELECT seq, floor, server_ops FROM head WHERE school = $1 FOR UPDATE"

/**
 * One transaction of the database. It takes a connection with the first statement and, before the first statement
 * about a school, that school's lock: transactions of one school follow each other from their first read on, and the
 * order of commits is the order of the school's numbers.
 */
export class PostgresTransaction {
  readonly #pool: PostgresPool
  /** The school that it was begun for: its lock comes before anything else. */
  readonly #first: string | undefined
  readonly #heads = new Map<string, Promise<Row>>()
  readonly #sent: Promise<unknown>[] = []
  #opening: Promise<PoolClient> | undefined
  #client: PoolClient | undefined
  #school: string | undefined
  #fault: { readonly first: unknown } | undefined
  #hasWritten = false
  #committing = false

  constructor(pool: PostgresPool, first: string | undefined) {
    this.#pool = pool
    this.#first = first
  }

  /** COMMIT was sent and nothing came back: it may have taken effect. */
  get isUncertain(): boolean {
    return this.#committing
  }

  /** Whether something was written, or is held back to be. */
  get hasWritten(): boolean {
    return this.#hasWritten
  }

  /** Something is held back to be written: the end will be a COMMIT. */
  willWrite(): void {
    this.#hasWritten = true
  }

  /** Rows of a school. Throws when there is no such school. */
  async inSchool(
    school: string,
    sql: string,
    ...values: readonly Value[]
  ): Promise<readonly Row[]> {
    const client = await this.#open()
    const head = this.#enter(client, school)
    const [rows] = await Promise.all([this.#ask(client, sql, values), head])
    return rows
  }

  /** The school's row as it was when its lock was taken. */
  async head(school: string): Promise<Row> {
    return this.#enter(await this.#open(), school)
  }

  /** A write of a school that is entered already. It is not waited for: a fault comes out at the end. */
  write(school: string, sql: string, ...values: readonly Value[]): void {
    const client = must(this.#client, "a school is entered before it is written to")
    void this.#enter(client, school).catch(() => undefined)
    this.#hasWritten = true
    this.#send(client, sql, values)
  }

  /** Rows that belong to no school. */
  async anywhere(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    const client = await this.#open()
    if (this.#first !== undefined && this.#school === undefined) {
      const head = this.#enter(client, this.#first)
      const [rows] = await Promise.all([this.#ask(client, sql, values), head])
      return rows
    }
    return this.#ask(client, sql, values)
  }

  /** The same, as a write. */
  async change(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    this.#hasWritten = true
    return this.anywhere(sql, ...values)
  }

  /** The new school's row is made by this transaction, which so holds it. */
  async addSchool(school: string): Promise<void> {
    this.#hasWritten = true
    const client = await this.#open()
    const made = this.#ask(client, "INSERT INTO school (id) VALUES ($1)", [school])
    const entered = this.#ask(client, enterSql, [school])
    this.#school = school
    const row = this.#ask(
      client,
      "INSERT INTO head (school) VALUES ($1) RETURNING seq, floor, server_ops",
      [school],
    )
    const [rows] = await Promise.all([row, made, entered])
    this.#heads.set(school, Promise.resolve(must(rows[0])))
  }

  /** On disk when it resolves, and on the standby if PostgreSQL is set to wait for one. */
  async commit(): Promise<void> {
    if (this.#client === undefined) return
    // What has only read has nothing to bring to disk; the end need not be waited for.
    if (!this.#hasWritten) return this.#end(this.#client)
    await this.#commitWith(this.#client)
  }

  async #commitWith(client: PoolClient): Promise<void> {
    let warned: string | undefined
    const hear = ({ severity, code }: Notice): void => {
      if (severity === "WARNING") warned = code ?? "warning"
    }
    client.on("notice", hear)
    this.#committing = true
    const committed = client.query("COMMIT")
    try {
      await Promise.all([...this.#sent, committed])
      // A failed transaction answers COMMIT with ROLLBACK. A warning means that the wait for a standby was broken off:
      // here it is on disk, there perhaps not.
      const { command } = await committed
      assert(command === "COMMIT", "a statement that failed was heard of")
      if (warned !== undefined) throw new StoreUnavailable(warned)
    } catch (fault) {
      // PostgreSQL has said no: nothing took effect.
      if (this.#fault !== undefined && codeOf(this.#fault.first) !== undefined) {
        this.#committing = faultKind(this.#fault.first) === "connection"
      }
      await committed.catch(() => undefined)
      throw this.#fault?.first ?? fault
    } finally {
      client.off("notice", hear)
    }
    this.#release(client, false)
  }

  /** Undoes everything. Never throws: a connection that is gone has undone it. */
  async rollBack(fault: unknown): Promise<void> {
    const client = this.#client ?? (await this.#opening?.catch(() => undefined))
    if (client === undefined) return
    const isLost = [fault, this.#fault?.first].some((one) => faultKind(one) === "connection")
    const undone = isLost ? false : await quietly(client.query("ROLLBACK"))
    this.#release(client, !undone)
  }

  #end(client: PoolClient): void {
    const ended = quietly(client.query("ROLLBACK"))
    this.#release(client, false)
    void ended
  }

  #release(client: PoolClient, isLost: boolean): void {
    this.#client = undefined
    client.release(isLost)
  }

  #open(): Promise<PoolClient> {
    this.#opening ??= this.#take()
    return this.#opening
  }

  async #take(): Promise<PoolClient> {
    const client = await this.#pool.connect()
    this.#client = client
    this.#send(client, beginSql, [])
    return client
  }

  /** Says which school the next statements are about. Synchronous up to the sending, so that they follow it. */
  #enter(client: PoolClient, school: string): Promise<Row> {
    if (this.#school !== school) {
      this.#school = school
      this.#send(client, enterSql, [school])
    }
    const known = this.#heads.get(school)
    if (known !== undefined) return known
    const head = this.#ask(client, lockSql, [school]).then(([row]) =>
      must(row, "there is no such school"),
    )
    this.#heads.set(school, head)
    return head
  }

  #send(client: PoolClient, sql: string, values: readonly Value[]): void {
    const sent = this.#ask(client, sql, values)
    sent.catch(() => undefined)
    this.#sent.push(sent)
  }

  async #ask(client: PoolClient, sql: string, values: readonly Value[]): Promise<readonly Row[]> {
    try {
      const { rows } = await client.query<Row>(prepared(sql, values))
      return rows
    } catch (fault) {
      // The statements after it fail, too, and say less.
      this.#fault ??= { first: fault }
      throw this.#fault.first
    }
  }
}

async function quietly(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked
    return true
  } catch {
    // The connection is gone and with it the transaction.
    return false
  }
}

const names = new Map<string, string>()

/** Parsed once on each connection. */
export function prepared(sql: string, values: readonly Value[]) {
  const name = names.get(sql) ?? `s${names.size + 1}`
  names.set(sql, name)
  return { name, text: sql, values: values.map(written) }
}

function written(value: Value): Value {
  if (typeof value === "string") return toPostgresText(value)
  return Array.isArray(value)
    ? value.map((item) => (typeof item === "string" ? toPostgresText(item) : item))
    : value
}
