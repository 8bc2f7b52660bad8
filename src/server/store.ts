import type { Json } from "#/base/json.ts"
import type { Role } from "#/domain/access.ts"
import type { RecordKind } from "#/domain/record.ts"
import type { ServerCell } from "#/sync/merge.ts"
import type { Receipt } from "#/sync/op.ts"
import type { Heartbeat } from "#/sync/protocol.ts"

import type { AccountRows, PassphraseRow } from "./account-rows.ts"
import type { OrganisationRow, OrganisationRows } from "./organisation-rows.ts"
import type { RescueRows } from "./rescue-rows.ts"
import type { Scope } from "./scope.ts"

/**
 * Where everything is kept. What an implementation must promise (tests/contracts/store.ts):
 * a transaction is all or nothing and on disk when its promise resolves; transactions of one school follow each
 * other, from their first read on; what is thrown inside rolls everything back and comes out. The work may be done
 * again from the beginning (another try after a lost connection), so nothing outside the transaction hangs on it.
 */
export interface Store {
  /** `by` is the session that asks: other tablets of the school are nudged afterwards, this one knows (announcing.ts). */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>, by?: string): Promise<Result>
  close(): Promise<void>
}

export interface Transaction {
  /** The rows of one school. Throws when the scope was not minted. */
  school(scope: Scope): SchoolRows
  /** What must be found before it is known which school somebody belongs to. */
  readonly door: Door
}

export interface Door {
  epoch(): Promise<number>
  setEpoch(epoch: number): Promise<void>
  /** A value of the server itself, e.g. the hash of the set-up token. */
  setting(name: string): Promise<string | undefined>
  setSetting(name: string, value: string | null): Promise<void>
  schools(): Promise<readonly string[]>
  addSchool(id: string): Promise<void>
  /** By the hash of the present or the former token. */
  session(tokenHash: string): Promise<SessionRow | undefined>
  putSession(session: SessionRow): Promise<void>
  /** By the hash of its token or of its code. */
  invitation(hash: string): Promise<InvitationRow | undefined>
  putInvitation(invitation: InvitationRow): Promise<void>
  /** Of whoever wants to sign in; undefined for a school or a person that there is not, too. */
  passphrase(school: string, person: string): Promise<PassphraseRow | undefined>
  /** The area whose joining code this is, over or not. */
  areaOfCode(hash: string): Promise<OrganisationRow | undefined>
}

export interface SessionRow {
  readonly id: string
  readonly school: string
  readonly person: string
  readonly tokenHash: string
  readonly tokenSince: number
  /** The token before the last rotation; null when there is none to accept. */
  readonly formerHash: string | null
  /** Until when the former token is still accepted; null as long as its successor was never used. */
  readonly formerUntil: number | null
  readonly seenAt: number
  /** `revoked` stays known for ever: such a tablet must learn that it has to forget the school. */
  readonly ended: "no" | "left" | "reused" | "revoked"
  /** The hash of the secret that the tablet's place keeps; null until the session has seen one. */
  readonly proofHash: string | null
  /** Null for sessions older than this was noted. */
  readonly openedAt: number | null
  readonly openedBy: SignInWay | null
  /** When a code of the second factor was last given. */
  readonly steppedUpAt: number | null
}

export type SignInWay = "setup" | "invitation" | "passphrase"

export interface InvitationRow {
  readonly id: string
  readonly school: string
  readonly person: string
  readonly tokenHash: string
  readonly codeHash: string
  readonly expiresAt: number
  readonly usedAt: number | null
  /** The hash of the attempt it was accepted with, and the session that came of it. */
  readonly attemptHash: string | null
  readonly session: string | null
  /** A newer invitation of the same person has taken its place, or the person was revoked. */
  readonly withdrawn: boolean
}

/** The school's row; whoever reads it holds every other writer of the school back until the end. */
export interface SchoolHead {
  /** The last number given out. */
  readonly seq: number
  /** Tombstones below this are collected: a cursor below must begin anew. */
  readonly floor: number
  /** How many ops the server itself has made. */
  readonly serverOps: number
}

export interface DeviceRow {
  readonly id: string
  readonly person: string
  /** The highest op applied, and the highest contained in a backup. */
  readonly last: number
  readonly safe: number
  readonly confirmed: number
  readonly since: number
  /** When it was last heard of, to some minutes (devices.ts); null when that was before this was noted. */
  readonly seenAt: number | null
  /** What it last said of itself; null when it never did. */
  readonly told: Heartbeat | null
  /** What people call it, «Планшет № 7, каб. 305»; null until somebody has named it. */
  readonly label: string | null
  /** The session it last came with. */
  readonly session: string | null
  /** The feeds it was last granted, `*` for all of the school; null when that was never noted. */
  readonly feeds: readonly string[] | null
  /** Whether it was ordered to forget the school, and whether it has come to hear of that. */
  readonly wipe: "no" | "ordered" | "met"
}

export interface StoredRecord {
  readonly id: string
  readonly kind: RecordKind
  readonly cells: Readonly<Record<string, ServerCell>>
  /** The sequence of its last change. */
  readonly seq: number
  /** The person who made it. */
  readonly author: string
  /** A pupil's class, a register's activity; null for other kinds. */
  readonly parent: string | null
}

export interface StoredOp {
  readonly device: string
  readonly n: number
  readonly rec: string
  readonly kind: string
  /** Values by cell; empty for a refused op, whose content is nobody's business. */
  readonly values: Readonly<Record<string, Json>>
  readonly bodyHash: string
  readonly receipt: Receipt
  readonly by: string
  readonly at: number
}

/** A record's place in a feed. */
export interface FeedRow {
  readonly rec: string
  readonly feed: string
  /** When the record last changed as this feed tells it. */
  readonly seq: number
  /** When it came into the feed: cells older than that are news to whoever was here before. */
  readonly joined: number
  readonly left: boolean
}

export interface FeedQuery {
  readonly feed: string
  readonly since: number
  /** Records that left the feed at or before this are not told. */
  readonly leftAfter: number
  readonly limit: number
}

/** One class of an activity, and who leads it. */
export interface LessonRow {
  readonly activity: string
  readonly class: string
  readonly leader: string | null
}

/** An event as it stands in the school's chain. */
export interface AuditRow extends AuditEvent {
  /** Counted from 1 without gaps. */
  readonly place: number
  /** The detail to the letter, as it was sealed. */
  readonly written: string
  readonly hash: string
}

export interface AuditEvent {
  readonly at: number
  readonly person: string
  readonly device: string | null
  readonly what: string
  /** Ids and counts, never a name or a value. */
  readonly detail: Readonly<Record<string, Json>>
}

export interface SchoolRows extends AccountRows, OrganisationRows, RescueRows {
  readonly scope: Scope
  /** Takes the school's lock: from here to the end nobody else gives out numbers of this school. */
  lock(): Promise<SchoolHead>
  putHead(head: SchoolHead): Promise<void>

  device(id: string): Promise<DeviceRow | undefined>
  devices(): Promise<readonly DeviceRow[]>
  putDevice(device: DeviceRow): Promise<void>

  op(device: string, n: number): Promise<StoredOp | undefined>
  addOp(op: StoredOp): Promise<void>
  /**
   * Takes these cells out of what the history remembers of a record, for good. The ops stay with their numbers, verdicts
   * and the sums of their bodies: a tablet that sends one again is still known.
   */
  scrubHistory(rec: string, cells: readonly string[]): Promise<void>
  /** Ops that took effect on a record, newest first, below the sequence `before`. */
  history(query: HistoryQuery): Promise<readonly StoredOp[]>

  /**
   * Says what is about to be asked for. A store at a distance fetches it in one go; it changes nothing, and leaving it
   * out changes nothing but the time.
   */
  foresee(ahead: Ahead): Promise<void>
  record(id: string): Promise<StoredRecord | undefined>
  putRecord(record: StoredRecord): Promise<void>
  /** Removes it and its places in feeds; its history stays. */
  dropRecord(id: string): Promise<void>
  recordsOf(kind: RecordKind): Promise<readonly StoredRecord[]>
  recordsUnder(parent: string): Promise<readonly StoredRecord[]>
  /** Ids of the records that are marked as gone. */
  goneRecords(): Promise<readonly string[]>

  lessonsOf(activity: string): Promise<readonly LessonRow[]>
  /** Whoever leads a lesson in the class, once each. */
  leadersIn(schoolClass: string): Promise<readonly string[]>
  lessonsLedBy(person: string): Promise<readonly LessonRow[]>
  setLessons(activity: string, rows: readonly LessonRow[]): Promise<void>

  placesOf(rec: string): Promise<readonly FeedRow[]>
  putPlace(place: FeedRow): Promise<void>
  feedsInUse(): Promise<readonly string[]>
  /** The pupils in a feed, in order of the sequence. */
  pupilsIn(feed: string): Promise<readonly StoredRecord[]>
  /** In order of the sequence, at most `limit`. */
  feed(query: FeedQuery): Promise<readonly Place[]>

  invitationsOf(person: string): Promise<readonly InvitationRow[]>
  sessionsOf(person: string): Promise<readonly SessionRow[]>
  audit(event: AuditEvent): Promise<void>
  /** Links of the audit above a place, in their order. */
  auditAfter(place: number, limit: number): Promise<readonly AuditRow[]>
  /** Links below a place, the newest first. */
  auditBefore(place: number, limit: number): Promise<readonly AuditRow[]>
  /** Every op on records of a kind that took effect, in order of the sequence. Reads the whole history. */
  opsOfKind(kind: RecordKind): Promise<readonly StoredOp[]>
}

export interface Ahead {
  readonly device?: string
  readonly records?: readonly string[]
  /** Ops that are about to be applied. */
  readonly ops?: readonly OpAhead[]
  /** Records whose own records are about to be placed anew. */
  readonly under?: readonly string[]
  /** The first page of each is fetched; how long that is, is up to the store. */
  readonly feeds?: readonly Omit<FeedQuery, "limit">[]
}

export interface OpAhead {
  readonly rec: string
  readonly kind: string
  /** Records that it will be judged by: what its own belongs to, even when that is not there yet. */
  readonly needs: readonly string[]
}

export interface HistoryQuery {
  readonly rec: string
  readonly before: number
  readonly limit: number
}

export interface Place extends FeedRow {
  readonly record: StoredRecord
}

/** What the server knows of a person: the cells of the person's record. */
export interface PersonState {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly classes: readonly string[]
  readonly revoked: boolean
}
