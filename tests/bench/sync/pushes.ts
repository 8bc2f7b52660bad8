import { quantile, type Figures } from "#tests/bench/rounds.ts"

import type { Op } from "#/sync/op.ts"

import { databaseFloor, type Lane, type Push } from "./floor.ts"
import { aPlace, type StoreName } from "./place.ts"
import { seat } from "./seats.ts"
import type { Tables } from "./tables.ts"
import { newPupils, Tablet } from "./tablet.ts"

const schools = 16
const tablets = 64
/** Below what one device may ask at once (src/server/rate-limits.ts): a limit that bites would be measured instead. */
const pushesPerTablet = { 1: 60, 25: 12 } as const

export type OpsPerPush = keyof typeof pushesPerTablet

/**
 * Tablets of several schools send register after register, all at once, each request durable before its answer; then the
 * very rows that this has written are written without the product.
 */
export async function benchPushes(name: StoreName, opsPerPush: OpsPerPush): Promise<Figures> {
  const place = await aPlace(name)
  const store = await place.open()
  const seats = await seat(store, { schools, tablets })
  await store.close()
  const running = await place.start()
  const all = seats.map((one) => new Tablet(one, running.port))
  const batches = await Promise.all(all.map((tablet) => prepare(tablet, opsPerPush)))
  const waits: number[] = []
  const spent = { server: running.cpuMs(), database: running.databaseCpuMs(), tablets: ownCpuMs() }
  const began = performance.now()
  await Promise.all(
    all.map(async (tablet, index) => {
      for (const ops of batches[index] ?? []) {
        const reply = await tablet.send(tablet.pack(ops))
        waits.push(reply.ms)
        // The next request says how far this answer has brought the tablet, or it would be told all again.
        tablet.take(reply.answer())
      }
    }),
  )
  const ms = performance.now() - began
  const pushes = waits.length
  const cpu = (running.cpuMs() - spent.server) / pushes
  const databaseCpu = (running.databaseCpuMs() - spent.database) / pushes
  const tabletsCpu = (ownCpuMs() - spent.tablets) / pushes
  for (const tablet of all) tablet.leave()
  const tables = await place.tables()
  const lanes = await lanesOf(tables, opsPerPush)
  await tables.close()
  await running.stop()
  // A benchmark of something that did not happen would be the fastest of all.
  const written = lanes.reduce((sum, lane) => sum + lane.pushes.length, 0)
  if (written !== pushes) throw new Error(`${written} pushes of ${pushes} are in the database`)
  const floor = await databaseFloor(name, lanes)
  await place.remove()
  const perSecond = (took: number): number => (pushes / took) * 1_000
  return {
    perSecond: perSecond(ms),
    opsPerSecond: perSecond(ms) * opsPerPush,
    p99: quantile(waits, 0.99),
    floor: perSecond(floor.each),
    floorGrouped: perSecond(floor.grouped),
    cpu,
    databaseCpu,
    tabletsCpu,
    floorCpu: floor.cpuMs / pushes,
  }
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

type Batch = readonly Omit<Op, "n">[]

/** The lessons are there before the clock runs; the registers are made. */
async function prepare(tablet: Tablet, opsPerPush: OpsPerPush): Promise<readonly Batch[]> {
  await tablet.arrive()
  const list = newPupils()
  const count = pushesPerTablet[opsPerPush]
  const lessons = Array.from({ length: count * opsPerPush }, () => tablet.lesson())
  const reply = await tablet.send(tablet.pack(lessons.map(({ op }) => op)))
  tablet.take(reply.answer())
  return Array.from({ length: count }, (_, push) => {
    const own = lessons.slice(push * opsPerPush, (push + 1) * opsPerPush)
    return own.map(({ id }) => tablet.register(id, list))
  })
}

/** What the pushes have written, push by push: ops, records, places in feeds, the device and the school's head. */
async function lanesOf(tables: Tables, opsPerPush: number): Promise<readonly Lane[]> {
  const ops = await tables.rows(
    "SELECT * FROM op WHERE kind = 'register' ORDER BY school, device, n",
  )
  const byRecord = async (table: string, column: string) => {
    const rows = await tables.rows(`SELECT * FROM ${table}`)
    return new Map(rows.map((row) => [`${row["school"]} ${row[column]}`, row]))
  }
  const records = await byRecord("record", "id")
  const feeds = await byRecord("feed", "rec")
  const devices = await byRecord("device", "id")
  const lanes = new Map<string, Push[]>()
  for (let start = 0; start < ops.length; start += opsPerPush) {
    const batch = ops.slice(start, start + opsPerPush)
    const school = String(batch[0]?.["school"])
    const device = devices.get(`${school} ${batch[0]?.["device"]}`) ?? {}
    const push: Push = [
      ...batch.flatMap((op) => {
        const rec = `${school} ${op["rec"]}`
        return [
          { table: "op" as const, row: op },
          { table: "record" as const, row: records.get(rec) ?? {} },
          { table: "feed" as const, row: feeds.get(rec) ?? {} },
        ]
      }),
      { table: "device", row: device },
      { table: "head", row: { seq: Number(batch.at(-1)?.["seq"]), school } },
    ]
    lanes.set(school, [...(lanes.get(school) ?? []), push])
  }
  return [...lanes].map(([school, pushes]) => ({ school, pushes }))
}
