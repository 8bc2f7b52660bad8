import { must } from "#/base/assert.ts"

import {
  deviceOf,
  headOf,
  lessonOf,
  nextLink,
  placeOf,
  placeWithRecordOf,
  recordOf,
} from "./columns.ts"
import { PostgresFeeds } from "./postgres-feeds.ts"
import type { PostgresTransaction, Value } from "./postgres-transaction.ts"
import { PostgresUnsent, type Table } from "./postgres-unsent.ts"
import { text, type Row } from "./row.ts"
import type {
  Ahead,
  AuditEvent,
  DeviceRow,
  FeedQuery,
  FeedRow,
  LessonRow,
  OpAhead,
  Place,
  SchoolHead,
  StoredOp,
  StoredRecord,
} from "./store.ts"

/**
 * What one transaction of the database knows of a school: what was read in it, and what was written but not sent. A push
 * of 500 ops is a handful of statements this way, and not thousands of round trips one after another. True because
 * the transaction holds the school's lock: nobody else changes these rows meanwhile.
 */
export class KnownSchool {
  readonly #transaction: PostgresTransaction
  readonly #school: string
  #head: SchoolHead | undefined
  /** Null: read, and not there. */
  readonly #devices = new Map<string, DeviceRow | null>()
  readonly #records = new Map<string, StoredRecord | null>()
  /** Where a record stands, whole, by feed. */
  readonly #places = new Map<string, Map<string, FeedRow>>()
  readonly #under = new Map<string, Set<string>>()
  readonly #lessons = new Map<string, readonly LessonRow[]>()
  readonly #leaders = new Map<string, readonly string[]>()
  readonly #feeds = new PostgresFeeds((id) => this.#records.get(id))
  #auditEnd: Row | undefined
  readonly #unsent: PostgresUnsent

  constructor(transaction: PostgresTransaction, school: string) {
    this.#transaction = transaction
    this.#school = school
    this.#unsent = new PostgresUnsent(transaction, school)
  }

  lock(): Promise<SchoolHead> {
    return this.#head === undefined
      ? this.#transaction.head(this.#school).then(headOf)
      : Promise.resolve(this.#head)
  }

  /** Rows of this school, what was written to these tables before included; `$1` is the school. */
  async read(
    tables: readonly Table[] | undefined,
    sql: string,
    ...values: readonly Value[]
  ): Promise<readonly Row[]> {
    // Sent ahead on the same connection, so the answer knows of it.
    await this.send(tables)
    return this.#ask(sql, ...values)
  }

  /** The rows as they are in the database, without what is held back. */
  #ask(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return this.#transaction.inSchool(this.#school, sql, this.#school, ...values)
  }

  /** Sends what was held back for these tables, or for all. */
  send(tables?: readonly Table[]): Promise<void> {
    return this.#unsent.send(tables)
  }

  putHead(head: SchoolHead): void {
    this.#head = head
    this.#unsent.head(head)
  }

  async device(id: string): Promise<DeviceRow | undefined> {
    const known = this.#devices.get(id)
    if (known !== undefined) return known ?? undefined
    return this.#keepDevice(id, await this.#ask(deviceSql, id))
  }

  #keepDevice(id: string, [row]: readonly Row[]): DeviceRow | undefined {
    const device = row === undefined ? undefined : deviceOf(row)
    this.#devices.set(id, device ?? null)
    return device
  }

  putDevice(device: DeviceRow): void {
    this.#devices.set(device.id, device)
    this.#unsent.device(device)
  }

  addOp(op: StoredOp): void {
    this.#unsent.op(op)
  }

  async record(id: string): Promise<StoredRecord | undefined> {
    const known = this.#records.get(id)
    if (known !== undefined) return known ?? undefined
    const [row] = await this.#ask("SELECT * FROM record WHERE school = $1 AND id = $2", id)
    const record = row === undefined ? undefined : recordOf(row)
    this.#records.set(id, record ?? null)
    return record
  }

  putRecord(record: StoredRecord): void {
    const { id, parent } = record
    const before = this.#records.get(id)
    // One that is not known stands in none of these lists: reading them made their records known.
    if (before && before.parent !== null) this.#under.get(before.parent)?.delete(id)
    if (parent !== null) this.#under.get(parent)?.add(id)
    this.#records.set(id, record)
    this.#unsent.record(record)
  }

  async recordsUnder(parent: string): Promise<readonly StoredRecord[]> {
    if (!this.#under.has(parent)) this.#keepUnder([parent], await this.#ask(underSql, [parent]))
    const records = [...must(this.#under.get(parent))].map((id) => this.#records.get(id))
    return records.filter((record) => record !== undefined && record !== null)
  }

  #keepUnder(parents: readonly string[], found: readonly Row[]): void {
    this.#keepRecords(found)
    const under = new Map(parents.map((parent) => [parent, new Set<string>()]))
    // Not those just found but all that are known: one of them may belong elsewhere since, and others have come.
    for (const record of this.#records.values()) {
      if (record !== null && record.parent !== null) under.get(record.parent)?.add(record.id)
    }
    for (const [parent, ids] of under) this.#under.set(parent, ids)
  }

  /** What is known already may have been changed since. */
  #keepRecords(found: readonly Row[]): void {
    for (const row of found) {
      const id = text(row, "id")
      if (!this.#records.has(id)) this.#records.set(id, recordOf(row))
    }
  }

  async dropRecord(id: string): Promise<void> {
    await this.send()
    await this.#transaction.head(this.#school)
    for (const sql of [
      "DELETE FROM feed WHERE school = $1 AND rec = $2",
      "DELETE FROM lesson WHERE school = $1 AND activity = $2",
      "DELETE FROM record WHERE school = $1 AND id = $2",
    ]) {
      this.#transaction.write(this.#school, sql, this.#school, id)
    }
    this.#records.set(id, null)
    this.#places.set(id, new Map())
    this.#feeds.drop(id)
    this.#lessons.set(id, [])
    this.#under.clear()
    this.#leaders.clear()
  }

  async placesOf(rec: string): Promise<readonly FeedRow[]> {
    const known = this.#places.get(rec)
    if (known !== undefined) return [...known.values()]
    const found = await this.#ask(placesSql, [rec])
    return [...this.#keepPlaces(rec, found.map(placeOf)).values()]
  }

  #keepPlaces(rec: string, places: readonly FeedRow[]): ReadonlyMap<string, FeedRow> {
    const now = [...places, ...this.#feeds.movesOf(rec)]
    const kept = new Map(now.map((place) => [place.feed, place]))
    this.#places.set(rec, kept)
    return kept
  }

  putPlace(place: FeedRow): void {
    this.#places.get(place.rec)?.set(place.feed, place)
    this.#feeds.move(place)
    this.#unsent.place(place)
  }

  async feed(query: FeedQuery): Promise<readonly Place[]> {
    const told = this.#feeds.answer(query)
    if (told !== undefined) return told
    const { feed, since, leftAfter, limit } = query
    const tables = ["record", "feed"] as const
    const found = await this.read(tables, feedsSql, [feed], [since], [leftAfter], limit)
    return inOrder(found)
  }

  /** With the places of each, which are asked for next. */
  async pupilsIn(feed: string): Promise<readonly StoredRecord[]> {
    const tables = ["record", "feed"] as const
    const pupils = this.read(
      tables,
      `SELECT record.* FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec
      WHERE feed.school = $1 AND record.school = $1 AND feed.feed = $2 AND feed.gone = 0 AND record.kind = 'pupil'
      ORDER BY feed.seq`,
      feed,
    )
    const places = this.read(
      tables,
      `SELECT feed.* FROM feed JOIN feed AS here ON here.school = feed.school AND here.rec = feed.rec
      WHERE feed.school = $1 AND here.school = $1 AND here.feed = $2 AND here.gone = 0`,
      feed,
    )
    const [found, standing] = await Promise.all([pupils, places])
    const byRecord = groupedBy(standing.map(placeOf), ({ rec }) => rec)
    const records = found.map(recordOf)
    for (const record of records) {
      this.#records.set(record.id, record)
      if (!this.#places.has(record.id)) {
        this.#keepPlaces(record.id, byRecord.get(record.id) ?? [])
      }
    }
    return records
  }

  async lessonsOf(activity: string): Promise<readonly LessonRow[]> {
    const known = this.#lessons.get(activity)
    if (known !== undefined) return known
    const lessons = (await this.#ask(lessonsSql, [activity])).map(lessonOf)
    this.#lessons.set(activity, lessons)
    return lessons
  }

  async leadersIn(schoolClass: string): Promise<readonly string[]> {
    const known = this.#leaders.get(schoolClass)
    if (known !== undefined) return known
    const found = await this.read(
      ["lesson"],
      "SELECT DISTINCT leader FROM lesson WHERE school = $1 AND class = $2 AND leader IS NOT NULL",
      schoolClass,
    )
    const leaders = found.map((row) => text(row, "leader"))
    this.#leaders.set(schoolClass, leaders)
    return leaders
  }

  setLessons(activity: string, lessons: readonly LessonRow[]): void {
    this.#leaders.clear()
    this.#lessons.set(activity, lessons)
    this.#unsent.lessons(activity, lessons)
  }

  async audit(event: AuditEvent): Promise<void> {
    this.#auditEnd ??= (
      await this.#ask("SELECT place, hash FROM audit WHERE school = $1 ORDER BY place DESC LIMIT 1")
    )[0]
    const { place, detail, hash } = nextLink(this.#auditEnd, event)
    this.#auditEnd = { place, hash }
    const { at, person, device, what } = event
    const values = [place, at, person, device, what, detail, hash]
    this.#transaction.write(this.#school, auditSql, this.#school, ...values)
  }

  /** Everything that will be asked for one by one, in one go. Nothing held back has to be sent for it. */
  async foresee({ device, records = [], ops = [], feeds = [], under = [] }: Ahead): Promise<void> {
    await Promise.all([
      device === undefined || this.#devices.has(device)
        ? undefined
        : this.#ask(deviceSql, device).then((found) => this.#keepDevice(device, found)),
      this.#foreseeOps(records, ops),
      this.#foreseeUnder(under),
      this.#foreseeFeeds(feeds),
    ])
  }

  async #foreseeOps(more: readonly string[], ops: readonly OpAhead[]): Promise<void> {
    const isUnknown = (id: string): boolean => !this.#records.has(id)
    const own = [...new Set(ops.map(({ rec }) => rec))].filter(isUnknown)
    const ids = [...new Set([...more, ...own, ...ops.flatMap(({ needs }) => needs)])].filter(
      isUnknown,
    )
    if (ids.length === 0) return
    const isActivity = new Set(ops.filter(({ kind }) => kind === "activity").map(({ rec }) => rec))
    const activities = own.filter((id) => isActivity.has(id))
    const about = (sql: string, some: readonly string[]): Promise<readonly Row[]> =>
      some.length === 0 ? Promise.resolve([]) : this.#ask(sql, some)
    const [records, places, placesUnder, under, lessons] = await Promise.all([
      this.#ask(recordsSql, ids, own),
      about(placesSql, own),
      about(placesUnderSql, activities),
      about(underSql, activities),
      about(lessonsSql, activities),
    ])
    this.#keepRecords(records)
    for (const id of ids.filter(isUnknown)) this.#records.set(id, null)
    const byRecord = groupedBy([...places, ...placesUnder].map(placeOf), ({ rec }) => rec)
    for (const id of new Set([...own, ...byRecord.keys()])) {
      if (!this.#places.has(id)) this.#keepPlaces(id, byRecord.get(id) ?? [])
    }
    if (activities.length === 0) return
    this.#keepUnder(activities, under)
    const byActivity = groupedBy(lessons.map(lessonOf), ({ activity }) => activity)
    for (const id of activities) this.#lessons.set(id, byActivity.get(id) ?? [])
  }

  async #foreseeUnder(all: readonly string[]): Promise<void> {
    const parents = [...new Set(all)].filter((id) => !this.#under.has(id))
    if (parents.length === 0) return
    const [found, places] = await Promise.all([
      this.#ask(underSql, parents),
      this.#ask(placesUnderSql, parents),
    ])
    this.#keepUnder(parents, found)
    const byRecord = groupedBy(places.map(placeOf), ({ rec }) => rec)
    for (const row of found) {
      const id = text(row, "id")
      if (!this.#places.has(id)) this.#keepPlaces(id, byRecord.get(id) ?? [])
    }
  }

  async #foreseeFeeds(all: NonNullable<Ahead["feeds"]>): Promise<void> {
    const feeds = all.slice(0, feedsAheadMax)
    if (feeds.length === 0) return
    const found = await this.#ask(
      feedsSql,
      feeds.map(({ feed }) => feed),
      feeds.map(({ since }) => since),
      feeds.map(({ leftAfter }) => leftAfter),
      placesAheadMax,
    )
    const byFeed = groupedBy(found, (row) => text(row, "feed"))
    for (const query of feeds) {
      const places = inOrder(byFeed.get(query.feed) ?? [])
      this.#feeds.fetched({ ...query, limit: placesAheadMax }, places)
    }
  }
}

/** News are few; whoever has been away for long is asked for by itself. */
const feedsAheadMax = 40
const placesAheadMax = 100

function inOrder(found: readonly Row[]): readonly Place[] {
  return found.map(placeWithRecordOf).sort((one, other) => one.seq - other.seq)
}

const deviceSql = "SELECT * FROM device WHERE school = $1 AND id = $2"

/** The records and, of the second ones, what they belong to. Not as IN (… UNION …): that reads all of the school. */
const recordsSql = `SELECT * FROM record WHERE school = $1 AND id = ANY ($2::text[])
UNION ALL
SELECT above.* FROM record JOIN record AS above ON above.school = record.school AND above.id = record.parent
WHERE record.school = $1 AND above.school = $1 AND record.id = ANY ($3::text[])`

const placesSql = "SELECT * FROM feed WHERE school = $1 AND rec = ANY ($2::text[])"

// That the parent is there must be said, or the index of those that have one is not used.
const underSql =
  "SELECT * FROM record WHERE school = $1 AND parent = ANY ($2::text[]) AND parent IS NOT NULL"

const placesUnderSql = `SELECT feed.* FROM record JOIN feed ON feed.school = record.school AND feed.rec = record.id
WHERE record.school = $1 AND feed.school = $1 AND record.parent = ANY ($2::text[]) AND record.parent IS NOT NULL`

const lessonsSql =
  "SELECT * FROM lesson WHERE school = $1 AND activity = ANY ($2::text[]) ORDER BY class"

const feedsSql = `SELECT told.*
FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS asked (feed, since, left_after)
CROSS JOIN LATERAL (
  SELECT record.*, feed.feed, feed.seq AS place_seq, feed.joined, feed.gone AS has_left
  FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec
  WHERE feed.school = $1 AND record.school = $1 AND feed.feed = asked.feed AND feed.seq > asked.since
    AND (feed.gone = 0 OR feed.seq > asked.left_after)
  ORDER BY feed.seq LIMIT $5) AS told`

const auditSql =
  "INSERT INTO audit (school, place, at, person, device, what, detail, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"

function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
