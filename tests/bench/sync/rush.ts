import { setTimeout as pause } from "node:timers/promises"

import { quantile, type Figures } from "#tests/bench/rounds.ts"

import type { Op } from "#/sync/op.ts"

import { aPlace, type StoreName } from "./place.ts"
import { seat } from "./seats.ts"
import { newPupils, Tablet } from "./tablet.ts"

export const rushTablets = 300
export const opsPerTablet = 100
const schools = 16
const restMs = 3_000
const preparedAtOnce = 20

/**
 * A city's tablets come back from a day without a network, all in the same moment, each with a hundred ops in one
 * request: registers of 25 marks, checklists, lessons that were held.
 */
export async function benchRush(name: StoreName): Promise<Figures> {
  const place = await aPlace(name)
  const store = await place.open()
  const seats = await seat(store, { schools, tablets: rushTablets })
  await store.close()
  const running = await place.start()
  const all = seats.map((one) => new Tablet(one, running.port))
  const bodies: Buffer[] = []
  for (let first = 0; first < all.length; first += preparedAtOnce) {
    bodies.push(...(await Promise.all(all.slice(first, first + preparedAtOnce).map(prepare))))
  }
  const before = running.memory().now
  const began = performance.now()
  const replies = await Promise.all(
    all.map(async (tablet, index) => tablet.send(bodies[index] ?? Buffer.alloc(0))),
  )
  const ms = performance.now() - began
  const { peak } = running.memory()
  let applied = 0
  const errors = replies.filter(({ status }) => status !== 200).length
  for (const [index, reply] of replies.entries()) {
    if (reply.status === 200) applied += all[index]?.take(reply.answer()).receipts.length ?? 0
  }
  if (errors === 0 && applied !== rushTablets * opsPerTablet) {
    throw new Error(`${applied} ops have a receipt`)
  }
  await pause(restMs)
  const after = running.memory().now
  for (const tablet of all) tablet.leave()
  await running.stop()
  await place.remove()
  const waits = replies.map((reply) => reply.ms)
  return {
    all: ms,
    p50: quantile(waits, 0.5),
    p95: quantile(waits, 0.95),
    max: Math.max(...waits),
    errors,
    opsPerSecond: (applied / ms) * 1_000,
    before,
    peak,
    after,
  }
}

/** Forty registers, thirty checklists, thirty lessons held; the lessons themselves were there before. */
async function prepare(tablet: Tablet): Promise<Buffer> {
  await tablet.arrive()
  const list = newPupils()
  const lessons = Array.from({ length: 40 }, () => tablet.lesson())
  tablet.take((await tablet.send(tablet.pack(lessons.map(({ op }) => op)))).answer())
  const ops = lessons.flatMap(({ id }, index): readonly Omit<Op, "n">[] => [
    tablet.register(id, list),
    ...(index < 30 ? [tablet.checklist(id), tablet.held(id)] : []),
  ])
  return tablet.pack(ops)
}
