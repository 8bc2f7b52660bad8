import { must } from "#/base/assert.ts"

import { invitationOf, sessionOf } from "./columns.ts"
import { postgresPassphrase } from "./postgres-accounts.ts"
import type { PostgresLink } from "./postgres-link.ts"
import { postgresAreaOfCode } from "./postgres-organisations.ts"
import { text, textOrNull } from "./row.ts"
import type { Door, InvitationRow, SessionRow } from "./store.ts"

/**
 * What is found before the school is known. A session or an invitation is read again once its school is locked: it
 * may have been revoked while this one waited.
 */
export function createPostgresDoor(link: PostgresLink): Door {
  return {
    ...settings(link),
    schools: async () =>
      (await link.anywhere("SELECT id FROM school ORDER BY id")).map((row) => text(row, "id")),
    addSchool: (id) => link.addSchool(id),
    session: async (hash) => {
      const school = await schoolOf(link, "SELECT school_of_session($1) AS school", hash)
      if (school === null) return undefined
      const [row] = await link.inSchool(
        school,
        "SELECT * FROM session WHERE school = $1 AND (token_hash = $2 OR former_hash = $2)",
        school,
        hash,
      )
      return row === undefined ? undefined : sessionOf(row)
    },
    putSession: (session) => putSession(link, session),
    invitation: async (hash) => {
      const school = await schoolOf(link, "SELECT school_of_invitation($1) AS school", hash)
      if (school === null) return undefined
      const [row] = await link.inSchool(
        school,
        "SELECT * FROM invitation WHERE school = $1 AND (token_hash = $2 OR code_hash = $2)",
        school,
        hash,
      )
      return row === undefined ? undefined : invitationOf(row)
    },
    putInvitation: (invitation) => putInvitation(link, invitation),
    passphrase: (school, person) => postgresPassphrase(link, school, person),
    areaOfCode: (hash) => postgresAreaOfCode(link, hash),
  }
}

async function schoolOf(link: PostgresLink, sql: string, hash: string): Promise<string | null> {
  const [row] = await link.aside(sql, hash)
  return textOrNull(must(row), "school")
}

type Settings = Pick<Door, "epoch" | "setEpoch" | "setting" | "setSetting">

function settings(link: PostgresLink): Settings {
  return {
    epoch: async () => (await link.share()).epoch(),
    setEpoch: async (epoch) => (await link.share()).setEpoch(epoch),
    // Whoever reads a setting may be about to make it, or to use it up: nobody else does so meanwhile.
    setting: async (name) => {
      await link.anywhere("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", name)
      const [row] = await link.anywhere("SELECT value FROM setting WHERE name = $1", name)
      return row === undefined ? undefined : text(row, "value")
    },
    setSetting: async (name, value) => {
      if (value === null) await link.change("DELETE FROM setting WHERE name = $1", name)
      else {
        await link.change(
          "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
          name,
          value,
        )
      }
    },
  }
}

async function putSession(link: PostgresLink, session: SessionRow): Promise<void> {
  const { school } = session
  await link.head(school)
  link.write(
    school,
    "INSERT INTO session (school, id, person, token_hash, token_since, former_hash, former_until, seen_at, ended, proof_hash, opened_at, opened_by, stepped_up_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (school, id) DO UPDATE SET person = excluded.person, token_hash = excluded.token_hash, token_since = excluded.token_since, former_hash = excluded.former_hash, former_until = excluded.former_until, seen_at = excluded.seen_at, ended = excluded.ended, proof_hash = excluded.proof_hash, opened_at = excluded.opened_at, opened_by = excluded.opened_by, stepped_up_at = excluded.stepped_up_at",
    school,
    session.id,
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
}

async function putInvitation(link: PostgresLink, invitation: InvitationRow): Promise<void> {
  const { school } = invitation
  await link.head(school)
  link.write(
    school,
    "INSERT INTO invitation (school, id, person, token_hash, code_hash, expires_at, used_at, attempt_hash, session, withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (school, id) DO UPDATE SET person = excluded.person, token_hash = excluded.token_hash, code_hash = excluded.code_hash, expires_at = excluded.expires_at, used_at = excluded.used_at, attempt_hash = excluded.attempt_hash, session = excluded.session, withdrawn = excluded.withdrawn",
    school,
    invitation.id,
    invitation.person,
    invitation.tokenHash,
    invitation.codeHash,
    invitation.expiresAt,
    invitation.usedAt,
    invitation.attemptHash,
    invitation.session,
    invitation.withdrawn ? 1 : 0,
  )
}
