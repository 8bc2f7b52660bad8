import { must } from "#/base/assert.ts"

import { organisationOf, type OrganisationRow, type OrganisationRows } from "./organisation-rows.ts"
import type { PostgresLink } from "./postgres-link.ts"
import type { PostgresSchool } from "./postgres-school.ts"

export async function postgresAreaOfCode(
  link: PostgresLink,
  hash: string,
): Promise<OrganisationRow | undefined> {
  const [row] = await link.aside("SELECT (area_of_code($1)).*", hash)
  const found = must(row)
  return found["school"] === null ? undefined : organisationOf(found)
}

export function postgresOrganisations(held: PostgresSchool): OrganisationRows {
  const { link, school } = held
  return {
    organisation: async () => {
      const [row] = await held.read("SELECT * FROM organisation WHERE school = $1")
      return row === undefined ? undefined : organisationOf(row)
    },
    putOrganisation: async ({ kind, parent, since, codeHash, codeUntil }) => {
      await link.head(school)
      link.write(
        school,
        "INSERT INTO organisation (school, kind, parent, since, code_hash, code_until) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (school) DO UPDATE SET kind = excluded.kind, parent = excluded.parent, since = excluded.since, code_hash = excluded.code_hash, code_until = excluded.code_until",
        school,
        kind,
        parent,
        since,
        codeHash,
        codeUntil,
      )
    },
    members: async () =>
      // The school is a parameter of every read; here the setting that names it is what counts.
      (await held.read("SELECT * FROM members_of_own_area() WHERE parent = $1")).map(
        organisationOf,
      ),
  }
}
