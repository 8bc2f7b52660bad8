import { goneCell } from "#/domain/record.ts"

import { writeCells } from "./cells-text.ts"
import { deviceColumns, deviceValues, namesOf } from "./columns.ts"
import type { PostgresTransaction, Value } from "./postgres-transaction.ts"
import type { DeviceRow, FeedRow, LessonRow, SchoolHead, StoredOp, StoredRecord } from "./store.ts"

export type Table = "head" | "device" | "record" | "feed" | "lesson" | "op"

/** What was written to a school and not sent yet: each table goes in one statement, however many rows it takes. */
export class PostgresUnsent {
  readonly #transaction: PostgresTransaction
  readonly #school: string
  #head: SchoolHead | undefined
  #devices = new Map<string, DeviceRow>()
  #records = new Map<string, StoredRecord>()
  #places = new Map<string, FeedRow>()
  #lessons = new Map<string, readonly LessonRow[]>()
  #ops: StoredOp[] = []
  /** Tables with something to send. */
  readonly #waiting = new Set<Table>()

  constructor(transaction: PostgresTransaction, school: string) {
    this.#transaction = transaction
    this.#school = school
  }

  head(head: SchoolHead): void {
    this.#head = head
    this.#wait("head")
  }

  device(device: DeviceRow): void {
    this.#devices.set(device.id, device)
    this.#wait("device")
  }

  record(record: StoredRecord): void {
    this.#records.set(record.id, record)
    this.#wait("record")
  }

  place(place: FeedRow): void {
    this.#places.set(`${place.rec} ${place.feed}`, place)
    this.#wait("feed")
  }

  lessons(activity: string, lessons: readonly LessonRow[]): void {
    this.#lessons.set(activity, lessons)
    this.#wait("lesson")
  }

  op(op: StoredOp): void {
    this.#ops.push(op)
    this.#wait("op")
  }

  #wait(table: Table): void {
    this.#waiting.add(table)
    this.#transaction.willWrite()
  }

  /** Sends what waits for these tables. It is not waited for, but what is asked afterwards knows of it. */
  async send(tables: readonly Table[] = [...this.#waiting]): Promise<void> {
    const due = tables.filter((table) => this.#waiting.delete(table))
    if (due.length === 0) return
    await this.#transaction.head(this.#school)
    for (const table of due) this.#sendTable(table)
  }

  #sendTable(table: Table): void {
    switch (table) {
      case "head":
        if (this.#head === undefined) return
        this.#write(headSql, this.#head.seq, this.#head.floor, this.#head.serverOps)
        break
      case "device":
        this.#write(deviceSql, ...valuesOfDevices([...this.#devices.values()]))
        this.#devices = new Map()
        break
      case "record":
        this.#write(recordSql, ...recordColumns([...this.#records.values()]))
        this.#records = new Map()
        break
      case "feed":
        this.#write(placeSql, ...placeColumns([...this.#places.values()]))
        this.#places = new Map()
        break
      case "lesson":
        this.#sendLessons(this.#lessons)
        this.#lessons = new Map()
        break
      case "op":
        this.#write(opSql, ...opColumns(this.#ops))
        this.#ops = []
        break
    }
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
    this.#transaction.write(this.#school, sql, this.#school, ...values)
  }
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
