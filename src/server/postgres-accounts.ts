import { factorOf, keptKeyOf, passphraseOf } from "./account-columns.ts"
import type { AccountRows, PassphraseRow } from "./account-rows.ts"
import type { PostgresLink, Value } from "./postgres-link.ts"
import type { PostgresSchool } from "./postgres-school.ts"
import { text } from "./row.ts"

/** The school is what somebody said who has not signed in yet: there may be none of that name. */
export async function postgresPassphrase(
  link: PostgresLink,
  school: string,
  person: string,
): Promise<PassphraseRow | undefined> {
  const known = await link.aside("SELECT id FROM school WHERE id = $1", school)
  if (known.length === 0) return undefined
  const [row] = await link.inSchool(
    school,
    "SELECT * FROM passphrase WHERE school = $1 AND person = $2",
    school,
    person,
  )
  return row === undefined ? undefined : passphraseOf(row)
}

export function postgresAccounts(held: PostgresSchool): AccountRows {
  const { link, school } = held
  const write = async (sql: string, ...values: readonly Value[]): Promise<void> => {
    await link.head(school)
    link.write(school, sql, school, ...values)
  }
  return {
    passphraseOf: async (person) => {
      const [row] = await held.read(
        "SELECT * FROM passphrase WHERE school = $1 AND person = $2",
        person,
      )
      return row === undefined ? undefined : passphraseOf(row)
    },
    putPassphrase: ({ person, salt, hash, keyId, setAt }) =>
      write(
        "INSERT INTO passphrase (school, person, salt, hash, key_id, set_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (school, person) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, key_id = excluded.key_id, set_at = excluded.set_at",
        person,
        salt,
        hash,
        keyId,
        setAt,
      ),
    keptKey: async (person, vault) => {
      const [row] = await held.read(
        "SELECT * FROM kept_key WHERE school = $1 AND person = $2 AND vault = $3",
        person,
        vault,
      )
      return row === undefined ? undefined : keptKeyOf(row)
    },
    keptVaultsOf: async (person) =>
      (
        await held.read(
          "SELECT vault FROM kept_key WHERE school = $1 AND person = $2 ORDER BY vault",
          person,
        )
      ).map((row) => text(row, "vault")),
    putKeptKey: ({ person, vault, sealed, keyId, keptAt }) =>
      write(
        "INSERT INTO kept_key (school, person, vault, sealed, key_id, kept_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (school, person, vault) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id, kept_at = excluded.kept_at",
        person,
        vault,
        sealed,
        keyId,
        keptAt,
      ),
    factorOf: async (person) => {
      const [row] = await held.read(
        "SELECT * FROM factor WHERE school = $1 AND person = $2",
        person,
      )
      return row === undefined ? undefined : factorOf(row)
    },
    putFactor: ({ person, secret, pending, keyId, lastStep, codes }) =>
      write(
        "INSERT INTO factor (school, person, secret, pending, key_id, last_step, codes) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (school, person) DO UPDATE SET secret = excluded.secret, pending = excluded.pending, key_id = excluded.key_id, last_step = excluded.last_step, codes = excluded.codes",
        person,
        secret,
        pending,
        keyId,
        lastStep,
        JSON.stringify(codes),
      ),
    dropFactor: (person) => write("DELETE FROM factor WHERE school = $1 AND person = $2", person),
  }
}
