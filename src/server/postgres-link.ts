import { must } from "#/base/assert.ts"

import type { Groups, Seat, Settled } from "./postgres-groups.ts"
import type { KnownSchool } from "./postgres-known.ts"
import type { PostgresPool } from "./postgres-pool.ts"
import type { PostgresShare } from "./postgres-share.ts"
import { prepared, type Value } from "./postgres-transaction.ts"
import type { Row } from "./row.ts"

export type { Value } from "./postgres-transaction.ts"

interface Ways {
  readonly pool: PostgresPool
  readonly groups: Groups
  /** Shares its transaction of the database with nobody. */
  readonly alone: boolean
}

/**
 * One piece of work on its way to the database. It takes neither turn nor connection before its first statement, and
 * then works in a transaction that others may have worked in before it and will after it (postgres-groups.ts).
 */
export class PostgresLink {
  readonly #ways: Ways
  #intended: string | undefined
  #boarding: Promise<Seat> | undefined
  #share: PostgresShare | undefined

  constructor(ways: Ways) {
    this.#ways = ways
  }

  /** The school that statements will be about: its turn is then awaited before a connection is taken. */
  intend(school: string): void {
    this.#intended ??= school
  }

  /** What is shared with those who work in the same transaction of the database. */
  async share(): Promise<PostgresShare> {
    const { groups, alone } = this.#ways
    this.#boarding ??=
      this.#intended === undefined
        ? Promise.resolve(groups.boardNone())
        : groups.board(this.#intended, alone)
    return (this.#share ??= (await this.#boarding).share)
  }

  /** What is known of a school. */
  async known(school: string): Promise<KnownSchool> {
    this.intend(school)
    return (await this.share()).school(school)
  }

  /** Rows of a school. Throws when there is no such school. */
  async inSchool(
    school: string,
    sql: string,
    ...values: readonly Value[]
  ): Promise<readonly Row[]> {
    this.intend(school)
    return (await this.share()).transaction.inSchool(school, sql, ...values)
  }

  /** The school's row as it was when its lock was taken. */
  async head(school: string): Promise<Row> {
    this.intend(school)
    return (await this.share()).transaction.head(school)
  }

  /** A write of a school that is entered already. It is not waited for: a fault comes out at the end. */
  write(school: string, sql: string, ...values: readonly Value[]): void {
    const { transaction } = must(this.#share, "a school is entered before it is written to")
    transaction.write(school, sql, ...values)
  }

  /** Rows that belong to no school. */
  async anywhere(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return (await this.share()).transaction.anywhere(sql, ...values)
  }

  /** The same, as a write. */
  async change(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return (await this.share()).transaction.change(sql, ...values)
  }

  async addSchool(school: string): Promise<void> {
    await (await this.share()).transaction.addSchool(school)
  }

  /** Answers out of the transaction as long as it holds nothing, so that waiting for a turn keeps no connection. */
  async aside(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    if (this.#boarding !== undefined) return this.anywhere(sql, ...values)
    const { rows } = await this.#ways.pool.query<Row>(prepared(sql, values))
    return rows
  }

  /** Its work is done. */
  async end(): Promise<Settled> {
    return this.#boarding === undefined ? { kind: "done" } : (await this.#boarding).end()
  }

  /** Its work has thrown. */
  async fail(fault: unknown): Promise<Settled> {
    const seat = await this.#boarding?.catch(() => undefined)
    const failed = { kind: "failed", fault, isUncertain: false, hasCompany: false } as const
    return seat === undefined ? failed : seat.fail(fault)
  }
}
