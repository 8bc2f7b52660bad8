import { beforeEach, describe, expect, test } from "vitest"

import { checkConsistency, type Finding } from "#/server/consistency.ts"
import { mintScope, serverHand } from "#/server/scope.ts"
import type { SchoolRows } from "#/server/store.ts"

import { anId, Server, type Tablet } from "./a-server.ts"

const class7 = anId(7)
const pupil = anId(101)

let server: Server
let anna: Tablet
beforeEach(async () => {
  server = new Server()
  anna = await (await server.found()).hire("Анна", "navigator", [class7])
  await anna.sync([
    anna.op("class", class7, { year: 2021, grade: 7, letter: "Б" }),
    anna.op("pupil", pupil, { class: class7, last: "Ершов" }),
    anna.op("pupil", anId(102), { colour: "green" }),
  ])
})

async function tamper(work: (rows: SchoolRows) => Promise<void>): Promise<readonly Finding[]> {
  const { store } = server.services
  await store.transaction(async (tx) => {
    const [school = ""] = await tx.door.schools()
    await work(tx.school(mintScope({ school, person: serverHand })))
  })
  return (await checkConsistency(store)).findings
}

const named = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ what }) => what).sort()

describe("a database that sync has written", () => {
  test("contradicts itself nowhere, refused ops and the server's own included", async () => {
    const { findings, ops, ...counts } = await checkConsistency(server.services.store)
    expect(findings).toEqual([])
    expect(counts).toMatchObject({ schools: 1, devices: 1 })
    expect(ops).toBeGreaterThan(3)
  })
})

describe("the check finds", () => {
  test("a device that is said to have sent more than there is", async () => {
    const found = await tamper(async (rows) => {
      const [device] = await rows.devices()
      if (device !== undefined) await rows.putDevice({ ...device, last: device.last + 1 })
    })
    expect(found).toEqual([
      { school: expect.any(String) as string, what: "op-missing", id: `${anna.device}.4` },
    ])
  })

  test("an op that its device is not known to have sent", async () => {
    const found = await tamper(async (rows) => {
      const [device] = await rows.devices()
      if (device !== undefined) await rows.putDevice({ ...device, last: 2 })
    })
    expect(named(found)).toEqual(["op-beyond-last"])
  })

  test("a device told that more is safe than it ever sent", async () => {
    const found = await tamper(async (rows) => {
      const [device] = await rows.devices()
      if (device !== undefined) await rows.putDevice({ ...device, safe: 9 })
    })
    expect(named(found)).toEqual(["safe-beyond-last"])
  })

  test("a value that no op of the history has made", async () => {
    const found = await tamper(async (rows) => {
      const record = await rows.record(pupil)
      const last = record?.cells["last"]
      if (record === undefined || last === undefined) return
      await rows.putRecord({ ...record, cells: { ...record.cells, last: { ...last, op: "x.1" } } })
    })
    expect(found).toMatchObject([{ what: "cell-without-op", id: pupil }])
  })

  test("numbers beyond the school's own", async () => {
    const found = await tamper(async (rows) => {
      const head = await rows.lock()
      await rows.putHead({ ...head, seq: head.seq - 2 })
    })
    expect(new Set(named(found))).toEqual(
      new Set(["op-beyond-head", "place-beyond-head", "record-beyond-head"]),
    )
  })

  test("a cell newer than its record", async () => {
    const found = await tamper(async (rows) => {
      const record = await rows.record(pupil)
      if (record !== undefined) await rows.putRecord({ ...record, seq: record.seq - 1 })
    })
    expect(found).toMatchObject([{ what: "cell-beyond-record", id: pupil }])
  })

  test("a record that no tablet would ever be told of", async () => {
    const found = await tamper(async (rows) => {
      for (const place of await rows.placesOf(pupil)) await rows.putPlace({ ...place, left: true })
    })
    expect(found).toMatchObject([{ what: "record-in-no-feed", id: pupil }])
  })
})
