import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"

import { must } from "#/base/assert.ts"
import { classFeed } from "#/domain/feeds.ts"
import { attendanceMarks } from "#/domain/mark.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { createApp, type App } from "#/server/app.ts"
import { createSchool } from "#/server/school.ts"
import type { Services } from "#/server/services.ts"
import { openSession } from "#/server/session.ts"
import { createSqliteStore } from "#/server/sqlite-store.ts"
import { protocolVersion } from "#/sync/limits.ts"
import type { Op, OpCell } from "#/sync/op.ts"
import { syncPath, type SyncRequest } from "#/sync/protocol.ts"
import { readAnswer, writeRequest } from "#/sync/wire.ts"

const lessons = 400
const pupils = 25
const home = "http://school.test"

export interface ServerSyncFigures {
  readonly pushMs: number
  readonly pullMs: number
  readonly pushBytes: number
  readonly pullBytes: number
}

/** 10,000 marks of 400 lessons: pushed in one batch to a database on disk and pulled by a fresh tablet, gzip included. */
export async function benchServerSync(): Promise<ServerSyncFigures> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"))
  const services: Services = {
    store: createSqliteStore(join(folder, "bench.sqlite")),
    nowMs: () => Date.now(),
    randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
    log: () => undefined,
    assets: null,
    behindTls: false,
  }
  try {
    const app = createApp(services)
    const cookie = await signIn(services)
    const schoolClass = recordIds.schoolClass({ year: 2026, grade: 7, letter: "А" })
    const base = { protocol: protocolVersion, marker: "bench", epoch: 0, confirm: 0 }
    const activities = ids(lessons, 1)
    await post(app, cookie, {
      ...base,
      device: "bench-plan",
      feeds: [],
      ops: activities.map((id, index) => planned(id, index + 1, schoolClass)),
    })
    const ops = activities.map((id, index) => register(id, index + 1))
    const push = await post(app, cookie, { ...base, device: "bench-push", feeds: [], ops })
    const feeds = [{ feed: classFeed(schoolClass), cursor: 0 }]
    const pull = await post(app, cookie, { ...base, device: "bench-pull", feeds, ops: [] })
    return { pushMs: push.ms, pullMs: pull.ms, pushBytes: push.sent, pullBytes: pull.received }
  } finally {
    await services.store.close()
    rmSync(folder, { recursive: true })
  }
}

async function signIn(services: Services): Promise<string> {
  return services.store.transaction(async (tx) => {
    const scope = await createSchool(tx, services, { schoolName: "Школа", name: "Директор" })
    return `session=${(await openSession(tx, services, { scope, by: "invitation" })).token}`
  })
}

function ids(count: number, kind: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `01a0000${kind}-0000-7000-8000-${String(index).padStart(12, "0")}`,
  )
}

function planned(rec: string, n: number, schoolClass: string): Op {
  const set = (value: OpCell["value"]): OpCell => ({ value, prev: null, at: Date.now() })
  const cells = { kind: set("lesson"), classes: set([schoolClass]), day: set("2026-10-12") }
  return { n, rec, kind: "activity", seen: 0, epoch: 0, cells }
}

function register(activity: string, n: number): Op {
  const at = Date.now() - n * 3_600_000
  const marks = ids(pupils, 2).map((pupil, index): readonly [string, OpCell] => {
    const mark = must(attendanceMarks[(index * n) % 7 === 3 ? 2 : 0])
    return [`m:${pupil}`, { value: mark, prev: null, at: at + index * 900 }]
  })
  const cells = { activity: { value: activity, prev: null, at }, ...Object.fromEntries(marks) }
  return { n, rec: recordIds.register(activity), kind: "register", seen: 0, epoch: 0, cells }
}

interface Posted {
  readonly ms: number
  readonly sent: number
  readonly received: number
}

async function post(app: App, cookie: string, request: SyncRequest): Promise<Posted> {
  const body = gzipSync(writeRequest(request))
  const headers = {
    cookie,
    "content-type": "application/json",
    "content-encoding": "gzip",
    "accept-encoding": "gzip",
    "sec-fetch-site": "same-origin",
  }
  const begun = performance.now()
  const response = await app.fetch(
    new Request(`${home}${syncPath}`, { method: "POST", headers, body }),
  )
  const bytes = new Uint8Array(await response.arrayBuffer())
  const ms = performance.now() - begun
  const isPacked = response.headers.get("content-encoding") === "gzip"
  const text = new TextDecoder().decode(isPacked ? gunzipSync(bytes) : bytes)
  const answer = must(readAnswer(JSON.parse(text)), "an answer")
  if (answer.kind !== "synced") throw new Error(`answered ${answer.kind}`)
  const refused = answer.receipts.filter(({ verdict }) => verdict !== "applied")
  if (refused.length > 0) throw new Error(`refused ${JSON.stringify(refused[0])}`)
  return { ms, sent: body.length, received: bytes.length }
}
