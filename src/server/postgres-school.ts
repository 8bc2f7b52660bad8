import { goneCell } from "#/domain/record.ts"

import { writeCells } from "./cells-text.ts"
import { deviceColumns, deviceValues, lessonOf, namesOf, placeOf, recordOf } from "./columns.ts"
import type { PostgresLink, Value } from "./postgres-link.ts"
import { text, type Row } from "./row.ts"
import type {
  DeviceRow,
  FeedRow,
  LessonRow,
  OpAhead,
  SchoolHead,
  StoredOp,
  StoredRecord,
} from "./store.ts"

/**
 * What one transaction knows of a school: what it has read, and what it has written but not sent. A push of 500 ops
 * is a handful of statements this way, and not thousands of round trips one after another. True because the
 * transaction holds the school's lock: nobody else changes these rows meanwhile.
 */
export class PostgresSchool {
  readonly link: PostgresLink
  readonly school: string
  head: SchoolHead | undefined
  readonly devices = new Map<string, DeviceRow>()
  /** Null: read, and not there. */
  readonly #records = new Map<string, StoredRecord | null>()
  /** Where a record stands, whole, by feed. */
  readonly #places = new Map<string, Map<string, FeedRow>>()
  readonly #under = new Map<string, Set<string>>()
  readonly #lessons = new Map<string, readonly LessonRow[]>()
  readonly #leaders = new Map<string, readonly string[]>()
  #unsent = nothing()

  constructor(link: PostgresLink, school: string) {
    this.link = link
    this.school = school
    link.beforeCommit(() => this.send())
  }

  /** Rows of this school, everything written before included; `$1` is the school. */
  async read(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    // Sent ahead on the same connection, so the answer knows of it.
    await this.send()
    return this.link.inSchool(this.school, sql, this.school, ...values)
  }

  putHead(head: SchoolHead): void {
    this.head = head
    this.#unsent.head = head
  }

  putDevice(device: DeviceRow): void {
    this.devices.set(device.id, device)
    this.#unsent.devices.set(device.id, device)
  }

  addOp(op: StoredOp): void {
    this.#unsent.ops.push(op)
  }

  async record(id: string): Promise<StoredRecord | undefined> {
    const known = this.#records.get(id)
    if (known !== undefined) return known ?? undefined
    const [row] = await this.read("SELECT * FROM record WHERE school = $1 AND id = $2", id)
    const record = row === undefined ? undefined : recordOf(row)
    this.#records.set(id, record ?? null)
    return record
  }

  putRecord(record: StoredRecord): void {
    const { id, parent } = record
    const before = this.#records.get(id)
    // One that is not known stands in none of these lists: reading them made their records known.
    if (before?.parent) this.#under.get(before.parent)?.delete(id)
    if (parent !== null) this.#under.get(parent)?.add(id)
    this.#records.set(id, record)
    this.#unsent.records.set(id, record)
  }

  async recordsUnder(parent: string): Promise<readonly StoredRecord[]> {
    const known = this.#under.get(parent)
    if (known === undefined) {
      const found = await this.read(
        "SELECT * FROM record WHERE school = $1 AND parent = $2 ORDER BY id",
        parent,
      )
      return this.#keepUnder(parent, found.map(recordOf))
    }
    const records = [...known].map((id) => this.#records.get(id))
    return records.filter((record) => record !== undefined && record !== null)
  }

  #keepUnder(parent: string, records: readonly StoredRecord[]): readonly StoredRecord[] {
    for (const record of records) this.#records.set(record.id, record)
    this.#under.set(parent, new Set(records.map(({ id }) => id)))
    return records
  }

  async dropRecord(id: string): Promise<void> {
    await this.send()
    await this.link.head(this.school)
    for (const sql of [
      "DELETE FROM feed WHERE school = $1 AND rec = $2",
      "DELETE FROM lesson WHERE school = $1 AND activity = $2",
      "DELETE FROM record WHERE school = $1 AND id = $2",
    ]) {
      this.link.write(this.school, sql, this.school, id)
    }
    this.#records.set(id, null)
    this.#places.set(id, new Map())
    this.#lessons.set(id, [])
    this.#under.clear()
    this.#leaders.clear()
  }

  async placesOf(rec: string): Promise<readonly FeedRow[]> {
    const known = this.#places.get(rec)
    if (known !== undefined) return [...known.values()]
    const found = await this.read("SELECT * FROM feed WHERE school = $1 AND rec = $2", rec)
    return [...this.#keepPlaces(rec, found.map(placeOf)).values()]
  }

  #keepPlaces(rec: string, places: readonly FeedRow[]): ReadonlyMap<string, FeedRow> {
    const kept = new Map(places.map((place) => [place.feed, place]))
    this.#places.set(rec, kept)
    return kept
  }

  putPlace(place: FeedRow): void {
    this.#places.get(place.rec)?.set(place.feed, place)
    this.#unsent.places.set(`${place.rec} ${place.feed}`, place)
  }

  /** With the places of each, which are asked for next. */
  async pupilsIn(feed: string): Promise<readonly StoredRecord[]> {
    const pupils = this.read(
      `SELECT record.* FROM feed JOIN record ON record.school = feed.school AND record.id = feed.rec
      WHERE feed.school = $1 AND record.school = $1 AND feed.feed = $2 AND feed.gone = 0 AND record.kind = 'pupil'
      ORDER BY feed.seq`,
      feed,
    )
    const places = this.read(
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
    const found = await this.read(
      "SELECT * FROM lesson WHERE school = $1 AND activity = $2 ORDER BY class",
      activity,
    )
    const lessons = found.map(lessonOf)
    this.#lessons.set(activity, lessons)
    return lessons
  }

  async leadersIn(schoolClass: string): Promise<readonly string[]> {
    const known = this.#leaders.get(schoolClass)
    if (known !== undefined) return known
    const found = await this.read(
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
    this.#unsent.lessons.set(activity, lessons)
  }

  /** Everything that a push of these ops will ask for one by one, in one go. */
  async foresee(ops: readonly OpAhead[]): Promise<void> {
    const isNew = (id: string | undefined): id is string =>
      id !== undefined && !this.#records.has(id)
    const ids = [...new Set(ops.map(({ rec }) => rec))].filter(isNew)
    const parents = [...new Set(ops.map(({ parent }) => parent))].filter(isNew)
    if (ids.length + parents.length === 0) return
    const activities = ops
      .filter(({ kind, rec }) => kind === "activity" && isNew(rec))
      .map(({ rec }) => rec)
    const none: readonly Row[] = []
    const [records, places, under, lessons] = await Promise.all([
      this.read(
        `SELECT * FROM record WHERE school = $1 AND id IN (
          SELECT unnest($2::text[]) UNION
          SELECT parent FROM record WHERE school = $1 AND id = ANY ($2::text[]))`,
        [...ids, ...parents],
      ),
      this.read(
        `SELECT * FROM feed WHERE school = $1 AND rec IN (
          SELECT unnest($2::text[]) UNION
          SELECT id FROM record WHERE school = $1 AND parent = ANY ($3::text[]))`,
        ids,
        activities,
      ),
      activities.length === 0
        ? none
        : this.read(
            "SELECT * FROM record WHERE school = $1 AND parent = ANY ($2::text[])",
            activities,
          ),
      activities.length === 0
        ? none
        : this.read(
            "SELECT * FROM lesson WHERE school = $1 AND activity = ANY ($2::text[])",
            activities,
          ),
    ])
    for (const id of [...ids, ...parents]) this.#records.set(id, null)
    for (const row of records.map(recordOf)) this.#records.set(row.id, row)
    const byRecord = groupedBy(places.map(placeOf), ({ rec }) => rec)
    for (const id of new Set([...ids, ...byRecord.keys()])) {
      if (!this.#places.has(id)) this.#keepPlaces(id, byRecord.get(id) ?? [])
    }
    const byParent = groupedBy(under.map(recordOf), ({ parent }) => parent)
    const byActivity = groupedBy(lessons.map(lessonOf), ({ activity }) => activity)
    for (const id of activities) {
      this.#keepUnder(id, byParent.get(id) ?? [])
      this.#lessons.set(id, byActivity.get(id) ?? [])
    }
  }

  /** Sends what was held back, each table in one statement. */
  async send(): Promise<void> {
    if (isNothing(this.#unsent)) return
    await this.link.head(this.school)
    const { head, devices, records, places, lessons, ops } = this.#unsent
    this.#unsent = nothing()
    if (head !== undefined) this.#write(headSql, head.seq, head.floor, head.serverOps)
    if (devices.size > 0) this.#write(deviceSql, ...valuesOfDevices([...devices.values()]))
    if (records.size > 0) this.#write(recordSql, ...recordColumns([...records.values()]))
    if (places.size > 0) this.#write(placeSql, ...placeColumns([...places.values()]))
    if (lessons.size > 0) this.#sendLessons(lessons)
    if (ops.length > 0) this.#write(opSql, ...opColumns(ops))
  }

  #sendLessons(lessons: ReadonlyMap<string, readonly LessonRow[]>): void {
    this.#write("DELETE FROM lesson WHERE school = $1 AND activity = ANY ($2::text[])", [
      ...lessons.keys(),
    ])
    const rows = [...lessons].flatMap(([activity, led]) => led.map((one) => ({ ...one, activity })))
    if (rows.length === 0) return
    this.#write(
      lessonSql,
      rows.map((row) => row.activity),
      rows.map((row) => row.class),
      rows.map((row) => row.leader),
    )
  }

  #write(sql: string, ...values: readonly Value[]): void {
    this.link.write(this.school, sql, this.school, ...values)
  }
}

function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item) ?? ""
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

interface Unsent {
  head: SchoolHead | undefined
  readonly devices: Map<string, DeviceRow>
  readonly records: Map<string, StoredRecord>
  readonly places: Map<string, FeedRow>
  readonly lessons: Map<string, readonly LessonRow[]>
  readonly ops: StoredOp[]
}

function nothing(): Unsent {
  return {
    head: undefined,
    devices: new Map(),
    records: new Map(),
    places: new Map(),
    lessons: new Map(),
    ops: [],
  }
}

function isNothing({ head, devices, records, places, lessons, ops }: Unsent): boolean {
  const rows = devices.size + records.size + places.size + lessons.size + ops.length
  return head === undefined && rows === 0
}

const headSql = "UPDATE head SET seq = $2, floor = $3, server_ops = $4 WHERE school = $1"

const deviceNames = namesOf(deviceColumns)
const deviceSql = `INSERT INTO device (school, ${deviceNames.join(", ")})
SELECT $1, * FROM unnest(${deviceNames.map((name, index) => `$${index + 2}::${deviceColumns[name]}[]`).join(", ")})
ON CONFLICT (school, id) DO UPDATE SET ${deviceNames.map((name) => `${name} = excluded.${name}`).join(", ")}`

function valuesOfDevices(devices: readonly DeviceRow[]): Value[] {
  const rows = devices.map(deviceValues)
  return deviceNames.map((name) => rows.map((row) => row[name]))
}

const recordSql = `INSERT INTO record (school, id, kind, cells, seq, author, parent, gone)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::smallint[])
ON CONFLICT (school, id) DO UPDATE SET cells = excluded.cells, seq = excluded.seq, parent = excluded.parent, gone = excluded.gone`

function recordColumns(records: readonly StoredRecord[]): Value[] {
  return [
    records.map(({ id }) => id),
    records.map(({ kind }) => kind),
    records.map(({ cells }) => writeCells(cells)),
    records.map(({ seq }) => seq),
    records.map(({ author }) => author),
    records.map(({ parent }) => parent),
    records.map(({ cells }) => (cells[goneCell]?.value === true ? 1 : 0)),
  ]
}

const placeSql = `INSERT INTO feed (school, rec, feed, seq, joined, gone)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::smallint[])
ON CONFLICT (school, rec, feed) DO UPDATE SET seq = excluded.seq, joined = excluded.joined, gone = excluded.gone`

function placeColumns(places: readonly FeedRow[]): Value[] {
  return [
    places.map(({ rec }) => rec),
    places.map(({ feed }) => feed),
    places.map(({ seq }) => seq),
    places.map(({ joined }) => joined),
    places.map(({ left }) => (left ? 1 : 0)),
  ]
}

const lessonSql = `INSERT INTO lesson (school, activity, class, leader)
SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[])`

const opSql = `INSERT INTO op (school, device, n, rec, kind, cells, body_hash, verdict, reason, cell, seq, person, at)
SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bigint[], $12::text[], $13::bigint[])`

function opColumns(ops: readonly StoredOp[]): Value[] {
  return [
    ops.map(({ device }) => device),
    ops.map(({ n }) => n),
    ops.map(({ rec }) => rec),
    ops.map(({ kind }) => kind),
    ops.map(({ values }) => JSON.stringify(values)),
    ops.map(({ bodyHash }) => bodyHash),
    ops.map(({ receipt }) => receipt.verdict),
    ops.map(({ receipt }) => ("reason" in receipt ? receipt.reason : null)),
    ops.map(({ receipt }) => ("cell" in receipt ? (receipt.cell ?? null) : null)),
    ops.map(({ receipt }) => receipt.seq),
    ops.map(({ by }) => by),
    ops.map(({ at }) => at),
  ]
}
