import { must } from "#/base/assert.ts"

import { integerOrNull, text, textOrNull, type Row } from "./row.ts"

export const organisationKinds = ["school", "municipality", "region"] as const

/** What a tenant is, and under whom it has put itself. A school that never joined an area has none. */
export interface OrganisationRow {
  /** The tenant's id, like that of any school. */
  readonly school: string
  readonly kind: (typeof organisationKinds)[number]
  /** The area it belongs to. */
  readonly parent: string | null
  /**
   * Since when it stands there. Of a school without a parent: when its area let it go, until its head joins one again;
   * null for one that left by itself or never joined.
   */
  readonly since: number | null
  /** The hash of the code by which schools join this area. */
  readonly codeHash: string | null
  readonly codeUntil: number | null
}

export interface OrganisationRows {
  organisation(): Promise<OrganisationRow | undefined>
  putOrganisation(row: Omit<OrganisationRow, "school">): Promise<void>
  /** Those that have put themselves under this area, by id. */
  members(): Promise<readonly OrganisationRow[]>
}

export function organisationOf(row: Row): OrganisationRow {
  return {
    school: text(row, "school"),
    kind: must(organisationKinds.find((kind) => kind === row["kind"])),
    parent: textOrNull(row, "parent"),
    since: integerOrNull(row, "since"),
    codeHash: textOrNull(row, "code_hash"),
    codeUntil: integerOrNull(row, "code_until"),
  }
}
