import { openSync, writeSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"

import { anId, Client, Server, Tablet } from "#tests/server/a-server.ts"

import { createSqliteStore } from "#/server/sqlite-store.ts"

/** What the recorder is put under: the real server over a file, tablets that push, and a note of every answer. */
export interface WorkloadOrder {
  readonly file: string
  readonly rounds: number
  /** Anything but FULL is a planted fault. */
  readonly synchronous: "FULL" | "NORMAL" | "OFF"
}

const order = JSON.parse(process.argv[2] ?? "") as WorkloadOrder
const checkpointEvery = 12
const tabletsCount = 4
const class7 = anId(7)

// From outside, so that the code that is tried has no switch for it.
// oxlint-disable-next-line typescript/unbound-method
DatabaseSync.prototype.exec = new Proxy(DatabaseSync.prototype.exec, {
  apply: (exec, database, [sql]: [string]) => {
    const told = sql.replace("synchronous = FULL", `synchronous = ${order.synchronous}`)
    Reflect.apply(exec, database, [told])
  },
})

const promised = openSync(`${order.file}.ack`, "a")

/** Written after the answer has come: from here on a tablet relies on it. */
function promise(device: string, last: number): void {
  writeSync(promised, `${device} ${last}\n`)
}

async function hire(head: Client, index: number): Promise<Tablet> {
  const tablet = await head.hire(`Учитель ${index}`, "navigator", [class7])
  tablet.device = `tablet-${index}`
  return tablet
}

async function push(tablet: Tablet, round: number): Promise<void> {
  const pupil = anId(1_000 + round)
  const { last } = await tablet.sync([
    tablet.op("pupil", pupil, { class: class7, last: `Фамилия ${round}`, first: tablet.device }),
    tablet.op("activity", anId(50_000 + (round % 9)), {
      classes: [class7],
      kind: "consultation",
      note: `${tablet.device} ${round} `.repeat(1 + (round % 40)),
    }),
  ])
  promise(tablet.device, last)
}

const server = new Server({ store: createSqliteStore(order.file) })
const head = await server.found()
const owner = new Tablet(head, "head")
owner.device = "tablet-head"
const { last } = await owner.sync([
  owner.op("class", class7, { year: 2026, grade: 7, letter: "Б" }),
])
promise(owner.device, last)
const tablets: Tablet[] = []
for (let index = 0; index < tabletsCount; index += 1) {
  tablets.push(await hire(head, index))
}
const beside = new DatabaseSync(order.file, { timeout: 5_000 })
beside.exec("PRAGMA synchronous = FULL")
for (let round = 0; round < order.rounds; round += 1) {
  server.nowMs += 60_000
  // Together, so that several wait for one commit.
  await Promise.all(tablets.map((tablet, index) => push(tablet, round * tabletsCount + index)))
  if (round % checkpointEvery === checkpointEvery - 1) beside.exec("PRAGMA wal_checkpoint(PASSIVE)")
}
beside.close()
await server.services.store.close()
