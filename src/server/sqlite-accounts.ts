import { factorOf, keptKeyOf, passphraseOf } from "./account-columns.ts"
import type { AccountRows, PassphraseRow } from "./account-rows.ts"
import type { Queries } from "./queries.ts"
import { text } from "./row.ts"

export function sqlitePassphrase(
  { one }: Queries,
  school: string,
  person: string,
): PassphraseRow | undefined {
  const row = one("SELECT * FROM passphrase WHERE school = ? AND person = ?", school, person)
  return row === undefined ? undefined : passphraseOf(row)
}

/** Every statement here names the school first, and the school is the scope's. */
export function sqliteAccounts(queries: Queries, school: string): AccountRows {
  const { all, one, run } = queries
  return {
    passphraseOf: async (person) => sqlitePassphrase(queries, school, person),
    putPassphrase: async ({ person, salt, hash, keyId, setAt }) => {
      run(
        "INSERT INTO passphrase (school, person, salt, hash, key_id, set_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (school, person) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, key_id = excluded.key_id, set_at = excluded.set_at",
        school,
        person,
        salt,
        hash,
        keyId,
        setAt,
      )
    },
    keptKey: async (person, vault) => {
      const row = one(
        "SELECT * FROM kept_key WHERE school = ? AND person = ? AND vault = ?",
        school,
        person,
        vault,
      )
      return row === undefined ? undefined : keptKeyOf(row)
    },
    keptVaultsOf: async (person) =>
      all(
        "SELECT vault FROM kept_key WHERE school = ? AND person = ? ORDER BY vault",
        school,
        person,
      ).map((row) => text(row, "vault")),
    putKeptKey: async ({ person, vault, sealed, keyId, keptAt }) => {
      run(
        "INSERT INTO kept_key (school, person, vault, sealed, key_id, kept_at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (school, person, vault) DO UPDATE SET sealed = excluded.sealed, key_id = excluded.key_id, kept_at = excluded.kept_at",
        school,
        person,
        vault,
        sealed,
        keyId,
        keptAt,
      )
    },
    factorOf: async (person) => {
      const row = one("SELECT * FROM factor WHERE school = ? AND person = ?", school, person)
      return row === undefined ? undefined : factorOf(row)
    },
    putFactor: async ({ person, secret, pending, keyId, lastStep, codes }) => {
      run(
        "INSERT INTO factor (school, person, secret, pending, key_id, last_step, codes) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school, person) DO UPDATE SET secret = excluded.secret, pending = excluded.pending, key_id = excluded.key_id, last_step = excluded.last_step, codes = excluded.codes",
        school,
        person,
        secret,
        pending,
        keyId,
        lastStep,
        JSON.stringify(codes),
      )
    },
    dropFactor: async (person) => {
      run("DELETE FROM factor WHERE school = ? AND person = ?", school, person)
    },
  }
}
