import type { KnownSchool } from "./postgres-known.ts"
import type { PostgresLink, Value } from "./postgres-link.ts"
import type { Row } from "./row.ts"

/** One piece of work's view of a school; what is known of it, all who share the transaction know. */
export class PostgresSchool {
  readonly link: PostgresLink
  readonly school: string

  constructor(link: PostgresLink, school: string) {
    this.link = link
    this.school = school
  }

  /** What was read and written in this transaction of the database. Waits for the school's turn at the first use. */
  known(): Promise<KnownSchool> {
    return this.link.known(this.school)
  }

  /** Rows of this school, everything written before included; `$1` is the school. */
  async read(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return (await this.known()).read(undefined, sql, ...values)
  }
}
