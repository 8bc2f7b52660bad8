import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { uuidV7 } from "#/base/uuid.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { openDatabase } from "#/server/database.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Op } from "#/sync/op.ts"
import { syncPath } from "#/sync/protocol.ts"
import { writeRequest } from "#/sync/wire.ts"

import { foundSchool, type Principal } from "./principal.ts"
import { inTurn, quantile, type Figures } from "./rounds.ts"
import { benchServerSync } from "./server-sync.ts"
import { kilobytes, ms, printTable } from "./table.ts"

const registersOfYear = 400
const pupilsPerLesson = 25
const tablets = 64
const pushesPerTablet = 10

/** The server's own work, without sockets and browsers: requests go to the app as functions. */
export async function benchServer(): Promise<void> {
  const { of, ratio, spreadOf } = await inTurn(5, oneRound)
  const noise = (name: string): string => `±${Math.round(spreadOf(name) * 100)} %`
  const perSecond = (name: string): string => `${Math.round(1_000 / of(name))}/s`
  printTable({
    title: "Server in one process, SQLite on disk, WAL with FULL",
    lines: [
      {
        what: `push of ${registersOfYear} registers`,
        ratio: ratio("push", "insertAll"),
        against: `raw inserts of the ops in one transaction, ${ms(of("insertAll"))}`,
        figure: `${ms(of("push"))} ${noise("push")}, ${kilobytes(of("up"))}`,
      },
      {
        what: "pull of them, with their activities",
        ratio: ratio("pull", "selectAll"),
        against: `raw select and JSON.parse of the ops, ${ms(of("selectAll"))}`,
        figure: `${ms(of("pull"))} ${noise("pull")}, ${kilobytes(of("down"))}`,
      },
      {
        what: `a register at a time from ${tablets} tablets, each on the disk`,
        ratio: ratio("single", "insertSingle"),
        against: `one raw insert a transaction, ${perSecond("insertSingle")}`,
        figure: `${perSecond("single")} ${noise("single")}, p99 ${ms(of("singleP99"))}`,
        aim: "≥ 1,500/s, p99 ≤ 100 ms",
        met: 1_000 / of("single") >= 1_500 && of("singleP99") <= 100,
      },
    ],
  })
}

async function oneRound(): Promise<Figures> {
  const batch = await benchServerSync()
  const folder = await mkdtemp(join(tmpdir(), "bortzhurnal-bench-"))
  // A second passes at every look at the clock, so that nothing meets the limits on requests.
  let clock = Date.parse("2026-10-12T06:00:00Z")
  const principal = await foundSchool(folder, () => (clock += 1_000))
  try {
    return {
      push: batch.pushMs,
      pull: batch.pullMs,
      up: batch.pushBytes,
      down: batch.pullBytes,
      ...(await singles(principal)),
      ...raw(folder),
    }
  } finally {
    await principal.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every tablet sends one register after another, all tablets at once. */
async function singles(principal: Principal): Promise<Figures> {
  const senders = await Promise.all(
    Array.from({ length: tablets }, async () => {
      const { token } = await principal.invite()
      const ops = registers(pushesPerTablet)
      return { device: newId(), cookie: await principal.accept(token), ops }
    }),
  )
  const waits: number[] = []
  const began = performance.now()
  await Promise.all(
    senders.map(async ({ device, cookie, ops }) => {
      for (const op of ops) {
        const asked = performance.now()
        await pushOne(principal, { device, cookie, op })
        waits.push(performance.now() - asked)
      }
    }),
  )
  const took = performance.now() - began
  return { single: took / waits.length, singleP99: quantile(waits, 0.99) }
}

/** What SQLite alone takes for the same ops. */
function raw(folder: string): Figures {
  const database = openDatabase(join(folder, "raw.sqlite"))
  database.exec("CREATE TABLE ops (n INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
  const insert = database.prepare("INSERT INTO ops (body) VALUES (?)")
  const bodies = registers(registersOfYear).map((op) => JSON.stringify(op))
  const began = performance.now()
  database.exec("BEGIN IMMEDIATE")
  for (const body of bodies) insert.run(body)
  database.exec("COMMIT")
  const inserted = performance.now()
  for (const { body } of database.prepare("SELECT body FROM ops").all()) JSON.parse(String(body))
  const selected = performance.now()
  for (const body of bodies) insert.run(body)
  const committed = performance.now()
  database.close()
  return {
    insertAll: inserted - began,
    selectAll: selected - inserted,
    insertSingle: (committed - selected) / bodies.length,
  }
}

type Push = { readonly device: string; readonly cookie: string; readonly op: Op }

async function pushOne({ app }: Principal, { device, cookie, op }: Push): Promise<void> {
  const base = { protocol: protocolVersion, marker: "bench", epoch: 1, confirm: 0, feeds: [] }
  const response = await app.fetch(
    new Request(`http://school.test${syncPath}`, {
      method: "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", cookie },
      body: writeRequest({ ...base, device, ops: [op] }),
    }),
  )
  const said = await response.text()
  if (!said.includes('"verdict":"applied"')) throw new Error(`not applied: ${said}`)
}

/** Whole registers of lessons that concern no class known here: the server files them under their author. */
function registers(count: number): readonly Op[] {
  const pupils = Array.from({ length: pupilsPerLesson }, newId)
  const at = Date.parse("2026-10-12T05:00:00Z")
  return Array.from({ length: count }, (_, place) => {
    const activity = newId()
    const marks = pupils.map(
      (pupil) => [`m:${pupil}`, { value: "present", prev: null, at }] as const,
    )
    return {
      n: place + 1,
      rec: recordIds.register(activity),
      kind: "register",
      seen: 0,
      epoch: 1,
      cells: { activity: { value: activity, prev: null, at }, ...Object.fromEntries(marks) },
    } satisfies Op
  })
}

let made = 0

/** Different every time, and the same in every run. */
function newId(): string {
  made += 1
  const bytes = Uint8Array.from({ length: 10 }, (_, place) => (made >>> ((place % 4) * 8)) & 0xff)
  return uuidV7(Date.parse("2026-10-12T06:00:00Z"), bytes)
}
