import { invitationOf, sessionOf } from "./columns.ts"
import { DamagedDatabase } from "./database.ts"
import type { Queries } from "./queries.ts"
import { integer, text } from "./row.ts"
import { sqlitePassphrase } from "./sqlite-accounts.ts"
import { sqliteAreaOfCode } from "./sqlite-organisations.ts"
import type { Door } from "./store.ts"

export function createSqliteDoor(queries: Queries): Door {
  const { all, one, run } = queries
  return {
    passphrase: async (school, person) => sqlitePassphrase(queries, school, person),
    areaOfCode: async (hash) => sqliteAreaOfCode(queries, hash),
    epoch: async () => {
      const row = one("SELECT CAST(value AS INTEGER) AS epoch FROM setting WHERE name = 'epoch'")
      // The first migration wrote it and nothing removes it.
      if (row === undefined) throw new DamagedDatabase("the epoch is gone")
      return integer(row, "epoch")
    },
    setEpoch: async (epoch) => {
      run("UPDATE setting SET value = ? WHERE name = 'epoch'", String(epoch))
    },
    setting: async (name) => {
      const row = one("SELECT value FROM setting WHERE name = ?", name)
      return row === undefined ? undefined : text(row, "value")
    },
    setSetting: async (name, value) => {
      if (value === null) run("DELETE FROM setting WHERE name = ?", name)
      else
        run(
          "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          name,
          value,
        )
    },
    schools: async () => all("SELECT id FROM school ORDER BY id").map((row) => text(row, "id")),
    addSchool: async (id) => {
      run("INSERT INTO school (id) VALUES (?)", id)
    },
    session: async (hash) => {
      const row = one("SELECT * FROM session WHERE token_hash = ?1 OR former_hash = ?1", hash)
      return row === undefined ? undefined : sessionOf(row)
    },
    putSession: async (session) => {
      run(
        "INSERT INTO session (id, school, person, token_hash, token_since, former_hash, former_until, seen_at, ended, proof_hash, opened_at, opened_by, stepped_up_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET school = excluded.school, person = excluded.person, token_hash = excluded.token_hash, token_since = excluded.token_since, former_hash = excluded.former_hash, former_until = excluded.former_until, seen_at = excluded.seen_at, ended = excluded.ended, proof_hash = excluded.proof_hash, opened_at = excluded.opened_at, opened_by = excluded.opened_by, stepped_up_at = excluded.stepped_up_at",
        session.id,
        session.school,
        session.person,
        session.tokenHash,
        session.tokenSince,
        session.formerHash,
        session.formerUntil,
        session.seenAt,
        session.ended,
        session.proofHash,
        session.openedAt,
        session.openedBy,
        session.steppedUpAt,
      )
    },
    invitation: async (hash) => {
      const row = one("SELECT * FROM invitation WHERE token_hash = ?1 OR code_hash = ?1", hash)
      return row === undefined ? undefined : invitationOf(row)
    },
    putInvitation: async (invitation) => {
      run(
        "INSERT INTO invitation (id, school, person, token_hash, code_hash, expires_at, used_at, attempt_hash, session, withdrawn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET school = excluded.school, person = excluded.person, token_hash = excluded.token_hash, code_hash = excluded.code_hash, expires_at = excluded.expires_at, used_at = excluded.used_at, attempt_hash = excluded.attempt_hash, session = excluded.session, withdrawn = excluded.withdrawn",
        invitation.id,
        invitation.school,
        invitation.person,
        invitation.tokenHash,
        invitation.codeHash,
        invitation.expiresAt,
        invitation.usedAt,
        invitation.attemptHash,
        invitation.session,
        invitation.withdrawn ? 1 : 0,
      )
    },
  }
}
