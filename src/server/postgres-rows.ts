import {
  auditOf,
  deviceOf,
  headOf,
  invitationOf,
  lessonOf,
  nextLink,
  opOf,
  recordOf,
  sessionOf,
  withoutCells,
} from "./columns.ts"
import { postgresAccounts } from "./postgres-accounts.ts"
import type { PostgresLink, Value } from "./postgres-link.ts"
import { postgresOrganisations } from "./postgres-organisations.ts"
import { postgresRescues } from "./postgres-rescues.ts"
import { PostgresSchool } from "./postgres-school.ts"
import { flag, integer, text, type Row } from "./row.ts"
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
    lock: async () => held.head ?? headOf(await held.link.head(held.school)),
    putHead: async (head) => held.putHead(head),
  }
}

function deviceRows(held: PostgresSchool): Part<"device" | "devices" | "putDevice"> {
  return {
    device: async (id) => {
      const known = held.devices.get(id)
      if (known !== undefined) return known
      const [row] = await held.read("SELECT * FROM device WHERE school = $1 AND id = $2", id)
      return row === undefined ? undefined : deviceOf(row)
    },
    devices: async () =>
      (await held.read("SELECT * FROM device WHERE school = $1 ORDER BY id")).map(deviceOf),
    putDevice: async (device) => held.putDevice(device),
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
    addOp: async (op) => held.addOp(op),
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
    foresee: (ops) => held.foresee(ops),
    record: (id) => held.record(id),
    putRecord: async (record) => held.putRecord(record),
    dropRecord: (id) => held.dropRecord(id),
    recordsOf: async (kind) =>
      (await held.read("SELECT * FROM record WHERE school = $1 AND kind = $2", kind)).map(recordOf),
    recordsUnder: (parent) => held.recordsUnder(parent),
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
    lessonsOf: (activity) => held.lessonsOf(activity),
    leadersIn: (schoolClass) => held.leadersIn(schoolClass),
    lessonsLedBy: async (person) =>
      (
        await held.read(
          "SELECT * FROM lesson WHERE school = $1 AND leader = $2 ORDER BY activity, class",
          person,
        )
      ).map(lessonOf),
    setLessons: async (activity, lessons) => held.setLessons(activity, lessons),
  }
}

function feedRows(
  held: PostgresSchool,
): Part<"placesOf" | "putPlace" | "feedsInUse" | "pupilsIn" | "feed"> {
  return {
    placesOf: (rec) => held.placesOf(rec),
    putPlace: async (place) => held.putPlace(place),
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
    pupilsIn: (feed) => held.pupilsIn(feed),
    feed: async ({ feed, since, leftAfter, limit }) => {
      const found = await held.read(
        `SELECT record.*, feed.feed, feed.seq AS place_seq, feed.joined, feed.gone AS has_left
        FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec
        WHERE feed.school = $1 AND record.school = $1 AND feed.feed = $2 AND feed.seq > $3
          AND (feed.gone = 0 OR feed.seq > $4)
        ORDER BY feed.seq LIMIT $5`,
        feed,
        since,
        leftAfter,
        limit,
      )
      return found.map((row) => ({
        rec: text(row, "id"),
        feed: text(row, "feed"),
        seq: integer(row, "place_seq"),
        joined: integer(row, "joined"),
        left: flag(row, "has_left"),
        record: recordOf(row),
      }))
    },
  }
}

function peopleRows(
  held: PostgresSchool,
): Part<"invitationsOf" | "sessionsOf" | "audit" | "auditAfter" | "auditBefore" | "opsOfKind"> {
  let end: Row | undefined
  const write = (sql: string, ...values: readonly Value[]): void =>
    held.link.write(held.school, sql, held.school, ...values)
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
    audit: async (event) => {
      end ??= (
        await held.read(
          "SELECT place, hash FROM audit WHERE school = $1 ORDER BY place DESC LIMIT 1",
        )
      )[0]
      const { place, detail, hash } = nextLink(end, event)
      end = { place, hash }
      const { at, person, device, what } = event
      write(
        "INSERT INTO audit (school, place, at, person, device, what, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        place,
        at,
        person,
        device,
        what,
        detail,
        hash,
      )
    },
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
