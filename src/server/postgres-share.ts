import { must } from "#/base/assert.ts"

import { KnownSchool } from "./postgres-known.ts"
import type { PostgresPool } from "./postgres-pool.ts"
import { PostgresTransaction } from "./postgres-transaction.ts"
import { integer } from "./row.ts"

/** What all who work in one transaction of the database share: the transaction, and what is known of its schools. */
export class PostgresShare {
  readonly transaction: PostgresTransaction
  readonly #schools = new Map<string, KnownSchool>()
  #epoch: Promise<number> | undefined

  constructor(pool: PostgresPool, first?: string) {
    this.transaction = new PostgresTransaction(pool, first)
  }

  school(id: string): KnownSchool {
    const known = this.#schools.get(id) ?? new KnownSchool(this.transaction, id)
    this.#schools.set(id, known)
    return known
  }

  epoch(): Promise<number> {
    return (this.#epoch ??= this.#readEpoch())
  }

  async #readEpoch(): Promise<number> {
    const [row] = await this.transaction.anywhere(
      "SELECT CAST(value AS bigint) AS epoch FROM setting WHERE name = 'epoch'",
    )
    return integer(must(row), "epoch")
  }

  async setEpoch(epoch: number): Promise<void> {
    this.#epoch = undefined
    await this.transaction.change(
      "UPDATE setting SET value = $1 WHERE name = 'epoch'",
      String(epoch),
    )
  }

  /** Sends what was held back and ends: on disk when it resolves. */
  async commit(): Promise<void> {
    for (const school of this.#schools.values()) await school.send()
    await this.transaction.commit()
  }
}
