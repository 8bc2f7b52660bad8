import { median, type Figures } from "#tests/bench/rounds.ts"

import { must } from "#/base/assert.ts"
import { classFeed } from "#/domain/feeds.ts"

import { aPlace, type Running, type StoreName } from "./place.ts"
import { seat, type Seat } from "./seats.ts"
import type { Tables } from "./tables.ts"
import { Tablet } from "./tablet.ts"

export const historySizes = [1_000, 100_000, 1_000_000] as const

const tablets = 8
const pullsPerTablet = 20
const opsPerRecord = 25

/** Servers whose one school has more and more behind it. */
export interface Histories {
  /** The middle of the empty pulls of each size, in milliseconds, by the number of ops; asked in turn. */
  readonly round: () => Promise<Figures>
  readonly close: () => Promise<void>
}

export async function openHistories(name: StoreName): Promise<Histories> {
  const all: { size: number; running: Running; tablets: Tablet[]; remove: () => Promise<void> }[] =
    []
  for (const size of historySizes) {
    const place = await aPlace(name)
    const store = await place.open()
    const seats = await seat(store, { schools: 1, tablets })
    await store.close()
    const tables = await place.tables()
    await fill(tables, seats, size)
    await tables.close()
    const running = await place.start()
    const seated = seats.map((one) => new Tablet(one, running.port))
    for (const tablet of seated) await tablet.arrive()
    all.push({ size, running, tablets: seated, remove: place.remove })
  }
  return {
    round: async () => {
      const waits = new Map<number, number[]>()
      for (let turn = 0; turn < tablets; turn += 1) {
        for (const { size, tablets: seated } of all) {
          const more = await emptyPulls(must(seated[turn]))
          waits.set(size, [...(waits.get(size) ?? []), ...more])
        }
      }
      return Object.fromEntries([...waits].map(([size, ms]) => [String(size), median(ms)]))
    },
    close: async () => {
      for (const { running, tablets: seated, remove } of all) {
        for (const tablet of seated) tablet.leave()
        await running.stop()
        await remove()
      }
    },
  }
}

async function emptyPulls(tablet: Tablet): Promise<readonly number[]> {
  const waits: number[] = []
  for (let pull = 0; pull < pullsPerTablet; pull += 1) {
    const reply = await tablet.send(tablet.pack([]))
    const { pages } = tablet.take(reply.answer())
    if (pages.length === 0 || pages.some(({ entries }) => entries.length > 0)) {
      throw new Error("an empty pull has pages without entries")
    }
    waits.push(reply.ms)
  }
  return waits
}

/** Years of registers, straight into the tables: every record has so many ops behind it, all in the feeds of the classes. */
async function fill(tables: Tables, seats: readonly Seat[], ops: number): Promise<void> {
  const { school, person } = must(seats[0])
  const isPostgres = (await tables.rows("SELECT * FROM school LIMIT 1"))[0]?.["seq"] === undefined
  const head = isPostgres ? "head" : "school"
  const [{ seq: before = 0 } = {}] = await tables.rows(
    `SELECT seq FROM ${head} WHERE ${isPostgres ? "school" : "id"} = '${school}'`,
  )
  const start = Number(before)
  const series = (count: number): string =>
    isPostgres
      ? `generate_series(1, ${count}) AS t (i)`
      : `(WITH RECURSIVE t (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM t WHERE i < ${count}) SELECT i FROM t)`
  const digits = (what: string, length: number): string =>
    isPostgres ? `lpad((${what})::text, ${length}, '0')` : `printf('%0${length}d', ${what})`
  const rec = (what: string): string => `'01a00000-0000-7000-8000-' || ${digits(what, 12)}`
  const records = Math.ceil(ops / opsPerRecord)
  const feeds = seats.map((one) => classFeed(one.schoolClass))
  const feed = `CASE i % ${feeds.length} ${feeds.map((name, index) => `WHEN ${index} THEN '${name}'`).join(" ")} END`
  const text = `'{"m:01a00000-0000-7000-8000-' || ${digits("i % 25", 12)} || '":"present"}'`
  const hash = `'0123456789012345678901234567890' || ${digits("i", 12)}`
  const last = `${start} + i * ${opsPerRecord}`
  await tables.hurry()
  await tables.run("BEGIN")
  await tables.run(
    `INSERT INTO op (school, device, n, rec, kind, cells, body_hash, verdict, seq, person, at)
    SELECT '${school}', '01b00000-0000-7000-8000-' || ${digits("i / 25000", 12)}, i % 25000 + 1,
    ${rec(`(i - 1) / ${opsPerRecord} + 1`)}, 'register', ${text}, ${hash}, 'applied', ${start} + i, '${person}', i
    FROM ${series(ops)}`,
  )
  await tables.run(
    `INSERT INTO record (school, id, kind, cells, seq, author, parent, gone)
    SELECT '${school}', ${rec("i")}, 'register', '{"strings":[],"cells":{}}', ${last}, '${person}', NULL, 0
    FROM ${series(records)}`,
  )
  await tables.run(
    `INSERT INTO feed (school, rec, feed, seq, joined, gone)
    SELECT '${school}', ${rec("i")}, ${feed}, ${last}, ${last}, 0 FROM ${series(records)}`,
  )
  await tables.run(
    `UPDATE ${head} SET seq = ${start + records * opsPerRecord} WHERE ${isPostgres ? "school" : "id"} = '${school}'`,
  )
  await tables.run("COMMIT")
  if (isPostgres) await tables.run("ANALYZE")
}
