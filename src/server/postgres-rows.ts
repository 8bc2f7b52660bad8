import {
  auditOf,
  deviceOf,
  invitationOf,
  lessonOf,
  opOf,
  recordOf,
  sessionOf,
  withoutCells,
} from "./columns.ts"
import { postgresAccounts } from "./postgres-accounts.ts"
import type { PostgresLink } from "./postgres-link.ts"
import { postgresOrganisations } from "./postgres-organisations.ts"
import { postgresRescues } from "./postgres-rescues.ts"
import { PostgresSchool } from "./postgres-school.ts"
import { integer, text, type Row } from "./row.ts"
import type { Scope } from "./scope.ts"
import type { SchoolRows } from "./store.ts"

type Part<Name extends keyof SchoolRows> = Pick<SchoolRows, Name>

/**
 * Every statement here names the school first, and the school is the scope's; row-level security would hide all
 * others anyway. Writes are held back and sent in bundles, reads are remembered until the end of the transaction.
 */
export function createPostgresRows(link: PostgresLink, scope: Scope): SchoolRows {
  const held = new PostgresSchool(link, scope.school)
  return {
    scope,
    ...headRows(held),
    ...deviceRows(held),
    ...opRows(held),
    ...recordRows(held),
    ...lessonRows(held),
    ...feedRows(held),
    ...peopleRows(held),
    ...postgresRescues(held),
    ...postgresAccounts(held),
    ...postgresOrganisations(held),
  }
}

function headRows(held: PostgresSchool): Part<"lock" | "putHead"> {
  return {
    lock: async () => (await held.known()).lock(),
    putHead: async (head) => (await held.known()).putHead(head),
  }
}

function deviceRows(held: PostgresSchool): Part<"device" | "devices" | "putDevice"> {
  return {
    device: async (id) => (await held.known()).device(id),
    devices: async () =>
      (await held.read("SELECT * FROM device WHERE school = $1 ORDER BY id")).map(deviceOf),
    putDevice: async (device) => (await held.known()).putDevice(device),
  }
}

/** So many ops are fetched at once when they are read one after another: a repeated push, a check. */
const opsAhead = 200

function opRows(held: PostgresSchool): Part<"op" | "addOp" | "history" | "scrubHistory"> {
  let ahead = new Map<string, Row>()
  let next = { device: "", n: 0 }
  return {
    op: async (device, n) => {
      const follows = device === next.device && n === next.n
      next = { device, n: n + 1 }
      const known = ahead.get(`${device} ${n}`)
      if (known !== undefined) return opOf(known)
      const found = await held.read(
        "SELECT * FROM op WHERE school = $1 AND device = $2 AND n >= $3 AND n < $4 ORDER BY n",
        device,
        n,
        follows ? n + opsAhead : n + 1,
      )
      // Nothing but an erasure changes an op, so those fetched ahead stay true.
      ahead = new Map(found.map((row) => [`${device} ${integer(row, "n")}`, row]))
      const row = ahead.get(`${device} ${n}`)
      return row === undefined ? undefined : opOf(row)
    },
    addOp: async (op) => (await held.known()).addOp(op),
    scrubHistory: async (rec, cells) => {
      const found = await held.read(
        "SELECT * FROM op WHERE school = $1 AND rec = $2 AND verdict IN ('applied', 'superseded')",
        rec,
      )
      await held.link.head(held.school)
      for (const { device, n, values } of found.map(opOf)) {
        const left = JSON.stringify(withoutCells(values, cells))
        const sql = "UPDATE op SET cells = $4 WHERE school = $1 AND device = $2 AND n = $3"
        held.link.write(held.school, sql, held.school, device, n, left)
      }
      ahead = new Map()
    },
    history: async ({ rec, before, limit }) => {
      const found = await held.read(
        "SELECT * FROM op WHERE school = $1 AND rec = $2 AND seq < $3 AND verdict IN ('applied', 'superseded') ORDER BY seq DESC LIMIT $4",
        rec,
        before,
        limit,
      )
      return found.map(opOf)
    },
  }
}

function recordRows(
  held: PostgresSchool,
): Part<
  "record" | "putRecord" | "dropRecord" | "recordsOf" | "recordsUnder" | "goneRecords" | "foresee"
> {
  return {
    foresee: async (ahead) => (await held.known()).foresee(ahead),
    record: async (id) => (await held.known()).record(id),
    putRecord: async (record) => (await held.known()).putRecord(record),
    dropRecord: async (id) => (await held.known()).dropRecord(id),
    recordsOf: async (kind) =>
      (await held.read("SELECT * FROM record WHERE school = $1 AND kind = $2", kind)).map(recordOf),
    recordsUnder: async (parent) => (await held.known()).recordsUnder(parent),
    goneRecords: async () =>
      (await held.read("SELECT id FROM record WHERE school = $1 AND gone = 1 ORDER BY seq")).map(
        (row) => text(row, "id"),
      ),
  }
}

function lessonRows(
  held: PostgresSchool,
): Part<"lessonsOf" | "leadersIn" | "lessonsLedBy" | "setLessons"> {
  return {
    lessonsOf: async (activity) => (await held.known()).lessonsOf(activity),
    leadersIn: async (schoolClass) => (await held.known()).leadersIn(schoolClass),
    lessonsLedBy: async (person) =>
      (
        await held.read(
          "SELECT * FROM lesson WHERE school = $1 AND leader = $2 ORDER BY activity, class",
          person,
        )
      ).map(lessonOf),
    setLessons: async (activity, lessons) => (await held.known()).setLessons(activity, lessons),
  }
}

function feedRows(
  held: PostgresSchool,
): Part<"placesOf" | "putPlace" | "feedsInUse" | "pupilsIn" | "feed"> {
  return {
    placesOf: async (rec) => (await held.known()).placesOf(rec),
    putPlace: async (place) => (await held.known()).putPlace(place),
    // A walk from name to name along the index: the feeds are few, their rows are not.
    feedsInUse: async () =>
      (
        await held.read(
          `WITH RECURSIVE name (feed) AS (
            SELECT min(feed) FROM feed WHERE school = $1
            UNION ALL
            SELECT (SELECT min(next.feed) FROM feed AS next WHERE next.school = $1 AND next.feed > name.feed)
            FROM name WHERE name.feed IS NOT NULL
          ) SELECT feed FROM name WHERE feed IS NOT NULL`,
        )
      ).map((row) => text(row, "feed")),
    pupilsIn: async (feed) => (await held.known()).pupilsIn(feed),
    feed: async (query) => (await held.known()).feed(query),
  }
}

function peopleRows(
  held: PostgresSchool,
): Part<"invitationsOf" | "sessionsOf" | "audit" | "auditAfter" | "auditBefore" | "opsOfKind"> {
  return {
    invitationsOf: async (person) =>
      (
        await held.read(
          "SELECT * FROM invitation WHERE school = $1 AND person = $2 ORDER BY id",
          person,
        )
      ).map(invitationOf),
    sessionsOf: async (person) =>
      (
        await held.read(
          "SELECT * FROM session WHERE school = $1 AND person = $2 ORDER BY id",
          person,
        )
      ).map(sessionOf),
    audit: async (event) => (await held.known()).audit(event),
    auditAfter: async (place, limit) =>
      (
        await held.read(
          "SELECT * FROM audit WHERE school = $1 AND place > $2 ORDER BY place LIMIT $3",
          place,
          limit,
        )
      ).map(auditOf),
    auditBefore: async (place, limit) =>
      (
        await held.read(
          "SELECT * FROM audit WHERE school = $1 AND place < $2 ORDER BY place DESC LIMIT $3",
          place,
          limit,
        )
      ).map(auditOf),
    opsOfKind: async (kind) =>
      (
        await held.read(
          "SELECT * FROM op WHERE school = $1 AND kind = $2 AND verdict IN ('applied', 'superseded') ORDER BY seq, device, n",
          kind,
        )
      ).map(opOf),
  }
}
