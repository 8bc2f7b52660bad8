import { Cluster } from "#tests/support/postgres-cluster.ts"
import { School } from "#tests/support/school.ts"
import { afterEach, describe, expect, test } from "vitest"

import { readByKey } from "#/data/read.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Edit } from "#/domain/record.ts"
import { checkConsistency } from "#/server/consistency.ts"
import { nextEpoch } from "#/server/epoch.ts"
import { connectAlone } from "#/server/postgres-pool.ts"
import { prepareDatabase } from "#/server/postgres-schema.ts"
import { createPostgresStore } from "#/server/postgres-store.ts"
import { mintScope } from "#/server/scope.ts"
import { StoreUnavailable } from "#/server/store-unavailable.ts"
import type { Store } from "#/server/store.ts"

import { anId, Client, Server, Tablet } from "./a-server.ts"

const clusters: Cluster[] = []
const stores: Store[] = []
afterEach(async () => {
  await Promise.allSettled(stores.splice(0).map((store) => store.close()))
  await Promise.all(clusters.splice(0).map((cluster) => cluster.remove()))
})

/** A primary that is served and a standby that follows it. */
async function aPair(): Promise<{ primary: Cluster; standby: Cluster }> {
  // Processes die here, the machine does not.
  const primary = await Cluster.create({ settings: { fsync: "off", wal_keep_size: "64MB" } })
  clusters.push(primary)
  const admin = await connectAlone(primary.url())
  await admin.query("CREATE ROLE keeper LOGIN PASSWORD 'keeper'")
  await admin.query("CREATE ROLE school LOGIN PASSWORD 'school'")
  await admin.query("CREATE DATABASE school OWNER keeper")
  await admin.end()
  await prepareDatabase(primary.url("school", "keeper"), urlOf(primary))
  await primary.stop()
  const standby = await Cluster.standbyOf(primary, "second")
  clusters.push(standby)
  await primary.start()
  await standby.start()
  return { primary, standby }
}

const urlOf = (cluster: Cluster): string => cluster.url("school", "school")

async function openStore(cluster: Cluster): Promise<Store> {
  const store = await createPostgresStore({ url: urlOf(cluster) })
  stores.push(store)
  return store
}

/** Waits until the primary says so of its standby. */
async function until(primary: Cluster, condition: string): Promise<void> {
  const admin = await connectAlone(primary.url())
  for (;;) {
    const { rows } = await admin.query(`SELECT FROM pg_stat_replication WHERE ${condition}`)
    if (rows.length > 0) break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await admin.end()
}

/** PostgreSQL answers a COMMIT whose wait for the standby is broken off with success and a warning. */
async function expectNoFalseSuccess(primary: Cluster, standby: Cluster): Promise<void> {
  const store = await openStore(primary)
  await store.transaction(({ door }) => door.setSetting("probe", "1"))
  await standby.stop()
  const writing = store.transaction(({ door }) => door.setSetting("probe", "2"))
  const outcome = writing.then(
    () => "success",
    (fault: unknown) => (fault instanceof StoreUnavailable ? "unknown" : String(fault)),
  )
  const admin = await connectAlone(primary.url())
  for (;;) {
    const { rows } = await admin.query(
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND usename = 'school'",
    )
    if (rows.length > 0) break
  }
  expect(await outcome).toBe("unknown")
  await admin.end()
  await standby.start()
  await until(primary, "sync_state = 'sync'")
}

const class7 = anId(7)

interface Pushing {
  readonly tablet: Tablet
  /** The highest op that a receipt has come for. */
  acknowledged: number
}

/** Pushes one op after another until the server says no. */
async function pushUntilRefused(pushing: Pushing, server: Server): Promise<void> {
  const { tablet } = pushing
  for (;;) {
    const rec = anId(Number(tablet.device.split("-")[1]) * 10_000 + tablet.n)
    const op = tablet.op("pupil", rec, { class: class7, last: `Ершов ${tablet.n}` })
    server.nowMs += 300
    try {
      pushing.acknowledged = (await tablet.sync([op])).last
    } catch (fault) {
      if (!String(fault).includes("503")) throw fault
      return
    }
  }
}

describe("a primary that dies in the middle of the work", { timeout: 120_000 }, () => {
  test("with a synchronous standby loses no acknowledged push", async () => {
    const { primary, standby } = await aPair()
    const admin = await connectAlone(primary.url())
    await admin.query("ALTER SYSTEM SET synchronous_standby_names = 'second'")
    // The weakest setting that waits for the standby at all; «on» promises more.
    await admin.query("ALTER SYSTEM SET synchronous_commit = 'remote_write'")
    await admin.query("SELECT pg_reload_conf()")
    await admin.end()
    await until(primary, "sync_state = 'sync'")
    await expectNoFalseSuccess(primary, standby)
    const server = new Server({ store: await openStore(primary) })
    const head = await server.found()
    const pushings: Pushing[] = []
    for (const name of ["Анна", "Борис", "Вера", "Глеб"]) {
      pushings.push({ tablet: await head.hire(name, "navigator", [class7]), acknowledged: 0 })
    }

    const working = pushings.map((pushing) => pushUntilRefused(pushing, server))
    await new Promise((resolve) => setTimeout(resolve, 600))
    await primary.stop("SIGKILL")
    await Promise.all(working)
    standby.promote()

    const survivor = await openStore(standby)
    const [school = ""] = await survivor.transaction(({ door }) => door.schools())
    const scope = mintScope({ school, person: "nobody" })
    for (const { tablet, acknowledged } of pushings) {
      expect(acknowledged).toBeGreaterThan(0)
      const device = await survivor.transaction((tx) => tx.school(scope).device(tablet.device))
      expect(device?.last).toBeGreaterThanOrEqual(acknowledged)
    }
    expect((await checkConsistency(survivor)).findings).toEqual([])

    // No new epoch is needed: what was not acknowledged is sent again, and lands once.
    const next = new Server({ store: survivor })
    next.nowMs = server.nowMs
    for (const { tablet, acknowledged } of pushings) {
      const browser = new Client(next)
      browser.cookie = tablet.client.cookie
      const same = Object.assign(new Tablet(browser, tablet.person), {
        device: tablet.device,
        n: acknowledged,
      })
      const rec = anId(Number(tablet.device.split("-")[1]) * 10_000 + acknowledged)
      const op = same.op("pupil", rec, { class: class7, last: `Ершов ${acknowledged}` })
      const { last } = await same.sync([op])
      expect(last).toBe(tablet.n)
    }
  })

  test("with an asynchronous standby that had fallen behind: the new epoch makes the tablets send again, and nothing is lost in the end", async () => {
    const { primary, standby } = await aPair()
    const school = new School(await openStore(primary))
    await school.open()
    const anna = await school.tablet("Иванова Анна")
    await anna.write(theClass, aPupil(1))
    await anna.sync()
    const boris = await school.tablet("Смирнов Борис", { classes: [sevenB] })
    await boris.sync()
    await until(primary, "replay_lsn >= pg_current_wal_lsn()")

    // From here on the standby hears nothing; what follows is acknowledged by the primary alone.
    await standby.stop()
    await anna.write(aPupil(2))
    await boris.write(aPupil(3))
    await anna.sync()
    await boris.sync()
    await anna.sync()
    expect(await anna.waits()).toBe(0)
    await primary.stop("SIGKILL")
    await standby.start()
    standby.promote()

    const behind = await openStore(standby)
    const [founded = ""] = await behind.transaction(({ door }) => door.schools())
    const scope = mintScope({ school: founded, person: "nobody" })
    const known = await behind.transaction((tx) => tx.school(scope).recordsOf("pupil"))
    expect(known.map((record) => record.id)).toEqual([pupil(1)])
    await nextEpoch({ store: behind, nowMs: () => school.nowMs })
    await school.restart(behind)
    await anna.sync()
    await boris.sync()
    await anna.sync()
    for (const tablet of [anna, boris]) {
      const pupils = await readByKey(tablet.journal, recordKey.pupilsOf(sevenB))
      expect(pupils.map(({ id }) => id).sort()).toEqual([pupil(1), pupil(2), pupil(3)])
      expect(await tablet.waits()).toBe(0)
    }
    expect((await checkConsistency(behind)).findings).toEqual([])
  })
})

const sevenB = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const pupil = (index: number): string =>
  `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`
const theClass: Edit = { id: sevenB, kind: "class", cells: { year: 2021, grade: 7, letter: "Б" } }
const aPupil = (index: number): Edit => ({
  id: pupil(index),
  kind: "pupil",
  cells: { class: sevenB, last: `Петров${index}`, first: "Иван" },
})
