import { createHash } from "node:crypto"

import { must } from "#/base/assert.ts"
import type { Json } from "#/base/json.ts"
import { recordKindNames } from "#/domain/record.ts"
import { refusals, type Receipt } from "#/sync/op.ts"
import type { Heartbeat } from "#/sync/protocol.ts"

import { readCells } from "./cells-text.ts"
import { flag, integer, integerOrNull, text, textOrNull, type Row } from "./row.ts"
import type {
  AuditEvent,
  AuditRow,
  DeviceRow,
  FeedRow,
  InvitationRow,
  LessonRow,
  SchoolHead,
  SessionRow,
  StoredOp,
  Place,
  StoredRecord,
} from "./store.ts"

// What the columns mean, the same in every database: SQLite and PostgreSQL name them alike.

export function headOf(row: Row): SchoolHead {
  return {
    seq: integer(row, "seq"),
    floor: integer(row, "floor"),
    serverOps: integer(row, "server_ops"),
  }
}

export function deviceOf(row: Row): DeviceRow {
  return {
    id: text(row, "id"),
    person: text(row, "person"),
    last: integer(row, "last"),
    safe: integer(row, "safe"),
    confirmed: integer(row, "confirmed"),
    since: integer(row, "since"),
    seenAt: integerOrNull(row, "seen_at"),
    told: toldOf(row),
    label: textOrNull(row, "label"),
    session: textOrNull(row, "session"),
    feeds: feedsIn(textOrNull(row, "feeds")),
    wipe: wipeOf(textOrNull(row, "wipe")),
  }
}

/** The columns of a device in the order in which every store writes them, and what stands in them. */
export const deviceColumns = {
  id: "text",
  person: "text",
  last: "bigint",
  safe: "bigint",
  confirmed: "bigint",
  since: "bigint",
  seen_at: "bigint",
  waiting: "bigint",
  oldest_waiting_at: "bigint",
  app: "text",
  kept: "smallint",
  label: "text",
  session: "text",
  feeds: "text",
  wipe: "text",
} as const

export function deviceValues(
  device: DeviceRow,
): Readonly<Record<DeviceColumn, string | number | null>> {
  const { id, person, last, safe, confirmed, since, seenAt, told, label, session } = device
  return {
    id,
    person,
    last,
    safe,
    confirmed,
    since,
    seen_at: seenAt,
    waiting: told?.waiting ?? null,
    oldest_waiting_at: told?.oldestAt ?? null,
    app: told?.app ?? null,
    kept: told === null || told.kept === null ? null : Number(told.kept),
    label,
    session,
    feeds: device.feeds === null ? null : JSON.stringify(device.feeds),
    wipe: device.wipe === "no" ? null : device.wipe,
  }
}

type DeviceColumn = keyof typeof deviceColumns

/** The names of a list of columns, in its order. */
export function namesOf<Name extends string>(
  columns: Readonly<Record<Name, string>>,
): readonly Name[] {
  // Whoever lists columns lists no others.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(columns) as Name[]
}

function toldOf(row: Row): Heartbeat | null {
  const app = textOrNull(row, "app")
  if (app === null) return null
  const kept = integerOrNull(row, "kept")
  return {
    waiting: integer(row, "waiting"),
    oldestAt: integerOrNull(row, "oldest_waiting_at"),
    app,
    kept: kept === null ? null : kept === 1,
  }
}

function feedsIn(written: string | null): readonly string[] | null {
  if (written === null) return null
  // Text that a store has written.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(written) as readonly string[]
}

function wipeOf(written: string | null): DeviceRow["wipe"] {
  if (written === null) return "no"
  return must((["ordered", "met"] as const).find((state) => state === written))
}

export function opOf(row: Row): StoredOp {
  return {
    device: text(row, "device"),
    n: integer(row, "n"),
    rec: text(row, "rec"),
    kind: text(row, "kind"),
    values: ownJson(text(row, "cells")),
    bodyHash: text(row, "body_hash"),
    receipt: receiptOf(row),
    by: text(row, "person"),
    at: integer(row, "at"),
  }
}

/** Text that a store has written. */
function ownJson(written: string): Record<string, Json> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(written) as Record<string, Json>
}

function receiptOf(row: Row): Receipt {
  const [n, seq, verdict] = [integer(row, "n"), integer(row, "seq"), text(row, "verdict")]
  if (verdict === "applied" || verdict === "superseded") return { n, seq, verdict }
  const cell = textOrNull(row, "cell")
  const refusal = {
    n,
    seq,
    verdict: verdict === "forbidden" ? ("forbidden" as const) : ("invalid" as const),
    reason: must(refusals.find((reason) => reason === row["reason"])),
  }
  return cell === null ? refusal : { ...refusal, cell }
}

export function recordOf(row: Row): StoredRecord {
  return {
    id: text(row, "id"),
    kind: must(recordKindNames.find((kind) => kind === row["kind"])),
    cells: readCells(text(row, "cells")),
    seq: integer(row, "seq"),
    author: text(row, "author"),
    parent: textOrNull(row, "parent"),
  }
}

export function lessonOf(row: Row): LessonRow {
  return {
    activity: text(row, "activity"),
    class: text(row, "class"),
    leader: textOrNull(row, "leader"),
  }
}

export function placeOf(row: Row): FeedRow {
  return {
    rec: text(row, "rec"),
    feed: text(row, "feed"),
    seq: integer(row, "seq"),
    joined: integer(row, "joined"),
    left: flag(row, "gone"),
  }
}

/** A place together with its record, from a row of both in which the place's columns are `place_seq` and `has_left`. */
export function placeWithRecordOf(row: Row): Place {
  return {
    rec: text(row, "id"),
    feed: text(row, "feed"),
    seq: integer(row, "place_seq"),
    joined: integer(row, "joined"),
    left: flag(row, "has_left"),
    record: recordOf(row),
  }
}

export function sessionOf(row: Row): SessionRow {
  return {
    id: text(row, "id"),
    school: text(row, "school"),
    person: text(row, "person"),
    tokenHash: text(row, "token_hash"),
    tokenSince: integer(row, "token_since"),
    formerHash: textOrNull(row, "former_hash"),
    formerUntil: integerOrNull(row, "former_until"),
    seenAt: integer(row, "seen_at"),
    ended: endOf(text(row, "ended")),
    proofHash: textOrNull(row, "proof_hash"),
    openedAt: integerOrNull(row, "opened_at"),
    openedBy: wayOf(textOrNull(row, "opened_by")),
    steppedUpAt: integerOrNull(row, "stepped_up_at"),
  }
}

function wayOf(written: string | null): SessionRow["openedBy"] {
  if (written === null) return null
  return must((["setup", "invitation", "passphrase"] as const).find((way) => way === written))
}

function endOf(written: string): SessionRow["ended"] {
  return must((["no", "left", "reused", "revoked"] as const).find((end) => end === written))
}

export function invitationOf(row: Row): InvitationRow {
  return {
    id: text(row, "id"),
    school: text(row, "school"),
    person: text(row, "person"),
    tokenHash: text(row, "token_hash"),
    codeHash: text(row, "code_hash"),
    expiresAt: integer(row, "expires_at"),
    usedAt: integerOrNull(row, "used_at"),
    attemptHash: textOrNull(row, "attempt_hash"),
    session: textOrNull(row, "session"),
    withdrawn: flag(row, "withdrawn"),
  }
}

export interface AuditLink {
  readonly place: number
  readonly detail: string
  readonly hash: string
}

/** The next link of a school's audit: its place, and the hash that seals it to the one before (a row with both). */
export function nextLink(former: Row | undefined, event: AuditEvent): AuditLink {
  const place = former === undefined ? 1 : integer(former, "place") + 1
  const detail = JSON.stringify(event.detail)
  const before = former === undefined ? "" : text(former, "hash")
  return { place, detail, hash: hashOfLink(before, { ...event, place, written: detail }) }
}

/** What seals a link to the one before it. */
export function hashOfLink(
  former: string,
  { place, at, person, device, what, written }: Omit<AuditRow, "hash" | "detail">,
): string {
  return createHash("sha256")
    .update(former)
    .update(JSON.stringify([place, at, person, device, what, written]))
    .digest("hex")
}

export function auditOf(row: Row): AuditRow {
  const written = text(row, "detail")
  return {
    place: integer(row, "place"),
    at: integer(row, "at"),
    person: text(row, "person"),
    device: textOrNull(row, "device"),
    what: text(row, "what"),
    detail: ownJson(written),
    written,
    hash: text(row, "hash"),
  }
}

/** What stays of an op's values when some of its cells are to be forgotten. */
export function withoutCells(
  values: Readonly<Record<string, Json>>,
  cells: readonly string[],
): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !cells.includes(name)))
}
