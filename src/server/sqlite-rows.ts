import { must } from "#/base/assert.ts"
import { goneCell } from "#/domain/record.ts"

import { writeCells } from "./cells-text.ts"
import {
  auditOf,
  deviceColumns,
  deviceOf,
  deviceValues,
  headOf,
  invitationOf,
  lessonOf,
  namesOf,
  nextLink,
  opOf,
  placeOf,
  placeWithRecordOf,
  recordOf,
  sessionOf,
  withoutCells,
} from "./columns.ts"
import { limited, type Queries } from "./queries.ts"
import { text } from "./row.ts"
import type { Scope } from "./scope.ts"
import { sqliteAccounts } from "./sqlite-accounts.ts"
import { sqliteOrganisations } from "./sqlite-organisations.ts"
import { sqliteRescues } from "./sqlite-rescues.ts"
import type { AuditEvent, SchoolRows, StoredRecord } from "./store.ts"

/**
 * Every statement here names the school first, and the school is the scope's: no caller can say another. `written` are
 * the school's records that the same transaction has written so far; all that write records in it share them.
 */
export function createSqliteRows(
  queries: Queries,
  scope: Scope,
  written: Map<string, StoredRecord>,
): SchoolRows {
  const { school } = scope
  return {
    scope,
    ...headRows(queries, school),
    ...deviceRows(queries, school),
    ...opRows(queries, school),
    ...recordRows(queries, school, written),
    ...lessonRows(queries, school),
    ...feedRows(queries, school, written),
    ...peopleRows(queries, school),
    ...sqliteRescues(queries, school),
    ...sqliteAccounts(queries, school),
    ...sqliteOrganisations(queries, school),
    ...auditRows(queries, school),
  }
}

type Part<Name extends keyof SchoolRows> = Pick<SchoolRows, Name>

function headRows({ one, run }: Queries, school: string): Part<"lock" | "putHead"> {
  return {
    // BEGIN IMMEDIATE already holds every other writer back.
    lock: async () => headOf(must(one("SELECT * FROM school WHERE id = ?", school))),
    putHead: async ({ seq, floor, serverOps }) => {
      run(
        "UPDATE school SET seq = ?, floor = ?, server_ops = ? WHERE id = ?",
        seq,
        floor,
        serverOps,
        school,
      )
    },
  }
}

function deviceRows(
  { all, one, run }: Queries,
  school: string,
): Part<"device" | "devices" | "putDevice"> {
  return {
    device: async (id) => {
      const row = one("SELECT * FROM device WHERE school = ? AND id = ?", school, id)
      return row === undefined ? undefined : deviceOf(row)
    },
    devices: async () => all("SELECT * FROM device WHERE school = ?", school).map(deviceOf),
    putDevice: async (device) => {
      const values = deviceValues(device)
      run(deviceSql, school, ...deviceNames.map((name) => values[name]))
    },
  }
}

const deviceNames = namesOf(deviceColumns)
const deviceSql = `INSERT INTO device (school, ${deviceNames.join(", ")}) VALUES (?, ${deviceNames.map(() => "?").join(", ")})
ON CONFLICT (school, id) DO UPDATE SET ${deviceNames.map((name) => `${name} = excluded.${name}`).join(", ")}`

function opRows(
  { all, one, run }: Queries,
  school: string,
): Part<"op" | "addOp" | "history" | "scrubHistory"> {
  return {
    op: async (device, n) => {
      const row = one(
        "SELECT * FROM op WHERE school = ? AND device = ? AND n = ?",
        school,
        device,
        n,
      )
      return row === undefined ? undefined : opOf(row)
    },
    addOp: async ({ device, n, rec, kind, values, bodyHash, receipt, by, at }) => {
      const refused = receipt.verdict === "invalid" || receipt.verdict === "forbidden"
      run(
        "INSERT INTO op (school, device, n, rec, kind, cells, body_hash, verdict, reason, cell, seq, person, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        school,
        device,
        n,
        rec,
        kind,
        JSON.stringify(values),
        bodyHash,
        receipt.verdict,
        refused ? receipt.reason : null,
        refused ? (receipt.cell ?? null) : null,
        receipt.seq,
        by,
        at,
      )
    },
    scrubHistory: async (rec, cells) => {
      const sql =
        "SELECT * FROM op WHERE school = ? AND rec = ? AND verdict IN ('applied', 'superseded')"
      for (const { device, n, values } of all(sql, school, rec).map(opOf)) {
        const left = JSON.stringify(withoutCells(values, cells))
        run(
          "UPDATE op SET cells = ? WHERE school = ? AND device = ? AND n = ?",
          left,
          school,
          device,
          n,
        )
      }
    },
    history: async ({ rec, before, limit }) =>
      all(
        `SELECT * FROM op WHERE school = ? AND rec = ? AND seq < ? AND verdict IN ('applied', 'superseded') ORDER BY seq DESC ${limited}`,
        school,
        rec,
        before,
        limit,
      ).map(opOf),
  }
}

function recordRows(
  { all, one, run }: Queries,
  school: string,
  written: Map<string, StoredRecord>,
): Part<
  "foresee" | "record" | "putRecord" | "dropRecord" | "recordsOf" | "recordsUnder" | "goneRecords"
> {
  return {
    // Everything is at hand here.
    foresee: async () => undefined,
    record: async (id) => {
      const row = one(recordSql, school, id)
      return row === undefined ? undefined : recordOf(row)
    },
    putRecord: async (record) => {
      const { id, kind, cells, seq, author, parent } = record
      written.set(id, record)
      run(
        "INSERT INTO record (school, id, kind, cells, seq, author, parent, gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (school, id) DO UPDATE SET cells = excluded.cells, seq = excluded.seq, parent = excluded.parent, gone = excluded.gone",
        school,
        id,
        kind,
        writeCells(cells),
        seq,
        author,
        parent,
        cells[goneCell]?.value === true ? 1 : 0,
      )
    },
    dropRecord: async (id) => {
      written.delete(id)
      run("DELETE FROM feed WHERE school = ? AND rec = ?", school, id)
      run("DELETE FROM lesson WHERE school = ? AND activity = ?", school, id)
      run("DELETE FROM record WHERE school = ? AND id = ?", school, id)
    },
    recordsOf: async (kind) =>
      all("SELECT * FROM record WHERE school = ? AND kind = ?", school, kind).map(recordOf),
    recordsUnder: async (parent) =>
      all("SELECT * FROM record WHERE school = ? AND parent = ?", school, parent).map(recordOf),
    goneRecords: async () =>
      all("SELECT id FROM record WHERE school = ? AND gone = 1 ORDER BY seq", school).map((row) =>
        text(row, "id"),
      ),
  }
}

const recordSql = "SELECT * FROM record WHERE school = ? AND id = ?"

function lessonRows(
  { all, run }: Queries,
  school: string,
): Part<"lessonsOf" | "leadersIn" | "lessonsLedBy" | "setLessons"> {
  return {
    lessonsOf: async (activity) =>
      all("SELECT * FROM lesson WHERE school = ? AND activity = ?", school, activity).map(lessonOf),
    leadersIn: async (schoolClass) =>
      all(
        "SELECT DISTINCT leader FROM lesson WHERE school = ? AND class = ? AND leader IS NOT NULL",
        school,
        schoolClass,
      ).map((row) => text(row, "leader")),
    lessonsLedBy: async (person) =>
      all("SELECT * FROM lesson WHERE school = ? AND leader = ?", school, person).map(lessonOf),
    setLessons: async (activity, rows) => {
      run("DELETE FROM lesson WHERE school = ? AND activity = ?", school, activity)
      for (const row of rows) {
        run(
          "INSERT INTO lesson (school, activity, class, leader) VALUES (?, ?, ?, ?)",
          school,
          activity,
          row.class,
          row.leader,
        )
      }
    },
  }
}

function feedRows(
  { all, one, run }: Queries,
  school: string,
  written: ReadonlyMap<string, StoredRecord>,
): Part<"placesOf" | "putPlace" | "feedsInUse" | "pupilsIn" | "feed"> {
  return {
    placesOf: async (rec) =>
      all("SELECT * FROM feed WHERE school = ? AND rec = ?", school, rec).map(placeOf),
    putPlace: async ({ rec, feed, seq, joined, left }) => {
      run(
        "INSERT INTO feed (school, rec, feed, seq, joined, gone) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (school, rec, feed) DO UPDATE SET seq = excluded.seq, joined = excluded.joined, gone = excluded.gone",
        school,
        rec,
        feed,
        seq,
        joined,
        left ? 1 : 0,
      )
    },
    // A walk from name to name along the index: the feeds are few, their rows are not.
    feedsInUse: async () =>
      all(
        `WITH RECURSIVE name (feed) AS (
          SELECT min(feed) FROM feed WHERE school = ?1
          UNION ALL
          SELECT (SELECT min(next.feed) FROM feed AS next WHERE next.school = ?1 AND next.feed > name.feed)
          FROM name WHERE name.feed IS NOT NULL
        ) SELECT feed FROM name WHERE feed IS NOT NULL`,
        school,
      ).map((row) => text(row, "feed")),
    pupilsIn: async (feed) =>
      all(
        `SELECT record.* FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec
        WHERE feed.school = ? AND feed.feed = ? AND feed.gone = 0 AND record.kind = 'pupil'
        ORDER BY feed.seq`,
        school,
        feed,
      ).map(recordOf),
    feed: async ({ feed, since, leftAfter, limit }) => {
      if (written.size === 0) {
        const rows = all(recordsInFeedSql, school, feed, since, leftAfter, limit)
        return rows.map(placeWithRecordOf)
      }
      return all(placesInFeedSql, school, feed, since, leftAfter, limit).map((row) => {
        const place = placeOf(row)
        const record = written.get(place.rec)
        if (record !== undefined) return { ...place, record }
        return { ...place, record: recordOf(must(one(recordSql, school, place.rec))) }
      })
    },
  }
}

const recordsInFeedSql = `SELECT record.*, feed.feed, feed.seq AS place_seq, feed.joined, feed.gone AS has_left
FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec
WHERE feed.school = ? AND feed.feed = ? AND feed.seq > ? AND (feed.gone = 0 OR feed.seq > ?)
ORDER BY feed.seq ${limited}`

/** The same without reading the records: most of them are at hand. */
const placesInFeedSql = `SELECT feed.*
FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec
WHERE feed.school = ? AND feed.feed = ? AND feed.seq > ? AND (feed.gone = 0 OR feed.seq > ?)
ORDER BY feed.seq ${limited}`

function peopleRows({ all }: Queries, school: string): Part<"invitationsOf" | "sessionsOf"> {
  return {
    invitationsOf: async (person) =>
      all("SELECT * FROM invitation WHERE school = ? AND person = ?", school, person).map(
        invitationOf,
      ),
    sessionsOf: async (person) =>
      all("SELECT * FROM session WHERE school = ? AND person = ?", school, person).map(sessionOf),
  }
}

function auditRows(
  queries: Queries,
  school: string,
): Part<"audit" | "auditAfter" | "auditBefore" | "opsOfKind"> {
  const { all } = queries
  return {
    audit: async (event) => addAudit(queries, school, event),
    auditAfter: async (place, limit) =>
      all(
        `SELECT * FROM audit WHERE school = ? AND place > ? ORDER BY place ${limited}`,
        school,
        place,
        limit,
      ).map(auditOf),
    auditBefore: async (place, limit) =>
      all(
        `SELECT * FROM audit WHERE school = ? AND place < ? ORDER BY place DESC ${limited}`,
        school,
        place,
        limit,
      ).map(auditOf),
    opsOfKind: async (kind) =>
      all(
        "SELECT * FROM op WHERE school = ? AND kind = ? AND verdict IN ('applied', 'superseded') ORDER BY seq, device, n",
        school,
        kind,
      ).map(opOf),
  }
}

function addAudit({ one, run }: Queries, school: string, event: AuditEvent): void {
  const former = one(
    "SELECT place, hash FROM audit WHERE school = ? ORDER BY place DESC LIMIT 1",
    school,
  )
  const { place, detail, hash } = nextLink(former, event)
  run(
    "INSERT INTO audit (school, place, at, person, device, what, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    school,
    place,
    event.at,
    event.person,
    event.device,
    event.what,
    detail,
    hash,
  )
}
