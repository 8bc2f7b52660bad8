import { organisationOf, type OrganisationRow, type OrganisationRows } from "./organisation-rows.ts"
import type { Queries } from "./queries.ts"

export function sqliteAreaOfCode({ one }: Queries, hash: string): OrganisationRow | undefined {
  const row = one("SELECT * FROM organisation WHERE code_hash = ?", hash)
  return row === undefined ? undefined : organisationOf(row)
}

/** Every statement here names the school, and the school is the scope's: as the row's own, or as what others are under. */
export function sqliteOrganisations({ all, one, run }: Queries, school: string): OrganisationRows {
  return {
    organisation: async () => {
      const row = one("SELECT * FROM organisation WHERE school = ?", school)
      return row === undefined ? undefined : organisationOf(row)
    },
    putOrganisation: async ({ kind, parent, since, codeHash, codeUntil }) => {
      run(
        "INSERT INTO organisation (school, kind, parent, since, code_hash, code_until) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (school) DO UPDATE SET kind = excluded.kind, parent = excluded.parent, since = excluded.since, code_hash = excluded.code_hash, code_until = excluded.code_until",
        school,
        kind,
        parent,
        since,
        codeHash,
        codeUntil,
      )
    },
    members: async () =>
      all("SELECT * FROM organisation WHERE parent = ? ORDER BY school", school).map(
        organisationOf,
      ),
  }
}
