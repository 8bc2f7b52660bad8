import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"

import { recordIds } from "#/domain/record-ids.ts"
import { recordKindNames } from "#/domain/record.ts"
import { eraseAgain } from "#/server/erase-again.ts"
import { eraseAllWithdrawn } from "#/server/erase-results.ts"
import { ledgerIn } from "#/server/erasure-ledger.ts"
import { createNudges } from "#/server/nudges.ts"
import { mintScope } from "#/server/scope.ts"
import { collectTombstones } from "#/server/tombstones.ts"
import { keepUp } from "#/server/upkeep.ts"
import { api, pathOf, type RetentionAnswer } from "#/sync/api.ts"

import {
  aDiagnostic,
  aSitting,
  consentOf,
  given,
  ivan,
  knowing,
  olga,
  sevenB,
  type Diagnostic,
} from "./a-diagnostic.ts"
import { anId, type Server } from "./a-server.ts"

let folder = ""

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "withdrawal-"))
})

afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

const [sitting, ofOlga, consultation] = [anId(100), anId(101), anId(51)]
const recommendation = recordIds.recommendation(consultation, ivan)
const answer = "lily-of-the-valley"
const advice = "Сходить в Кванториум"
const dayMs = 86_400_000

/** Ivan and Olga have sat, and Ivan has a recommendation; then Ivan's family takes its consent back on 20 November. */
async function aWithdrawal(): Promise<Diagnostic> {
  const school = await aDiagnostic({}, { ledger: ledgerIn(folder) })
  const { anna, server } = school
  await anna.sync([
    anna.op("consent", consentOf(olga), given(olga)),
    anna.op("sitting", sitting, aSitting()),
    anna.op("sitting", ofOlga, aSitting({ pupil: olga, answers: { "item-1": "buttercup" } })),
    anna.op("activity", consultation, {
      kind: "consultation",
      day: "2026-11-19",
      classes: [sevenB],
    }),
    anna.op("recommendation", recommendation, {
      activity: consultation,
      pupil: ivan,
      nextStep: advice,
      spheres: ["человек"],
    }),
  ])
  server.nowMs = Date.parse("2026-11-20T10:00:00Z")
  const withdrawal = { status: "withdrawn", withdrawn: "2026-11-20" }
  await anna.sync([anna.op("consent", consentOf(ivan), withdrawal, knowing)])
  return school
}

/** Every word the server keeps about records and their history. */
async function everything(server: Server): Promise<string> {
  return server.services.store.transaction(async (tx) => {
    const [school = ""] = await tx.door.schools()
    const rows = tx.school(mintScope({ school, person: "nobody" }))
    const found: unknown[] = []
    for (const kind of recordKindNames) {
      for (const record of await rows.recordsOf(kind)) {
        found.push(record, await rows.history({ rec: record.id, before: 1e12, limit: 1_000 }))
      }
    }
    return JSON.stringify(found)
  })
}

async function theTermPasses({ server, client, anna }: Diagnostic, day: string): Promise<void> {
  for (; server.nowMs < Date.parse(`${day}T06:00:00Z`); server.nowMs += 5 * dayMs) {
    await client.session()
    await anna.client.session()
  }
  server.nowMs = Date.parse(`${day}T06:00:00Z`)
}

describe("a withdrawn consent", () => {
  test("leaves answers and recommendations until the thirtieth day, so that a mistake can be mended", async () => {
    const school = await aWithdrawal()
    await theTermPasses(school, "2026-12-19")
    expect(await eraseAllWithdrawn(school.server.services)).toBe(0)
    expect(await everything(school.server)).toContain(answer)
  })

  test("takes them from the records, their history and the tablets on that day", async () => {
    const school = await aWithdrawal()
    const { server, anna } = school
    await theTermPasses(school, "2026-12-20")
    expect(await eraseAllWithdrawn(server.services)).toBe(1)

    const left = await everything(server)
    for (const word of [answer, advice, "человек"]) expect(left).not.toContain(word)
    expect(left).toContain("buttercup")
    const { pages } = await anna.everything()
    const cells = pages.flatMap(({ entries }) => entries).find(({ rec }) => rec === sitting)?.cells
    expect(cells).toMatchObject({
      answers: { value: null, op: expect.stringMatching(/^server\./) },
      gone: { value: true },
    })
  })

  test("is done once", async () => {
    const school = await aWithdrawal()
    await theTermPasses(school, "2026-12-20")
    await eraseAllWithdrawn(school.server.services)
    const once = await everything(school.server)
    expect(await eraseAllWithdrawn(school.server.services)).toBe(0)
    expect(await everything(school.server)).toBe(once)
  })

  test("erases nothing when there is a consent again before the day", async () => {
    const school = await aWithdrawal()
    const { anna, server } = school
    const again = { status: "given", day: "2026-11-25", withdrawn: null }
    await anna.sync([anna.op("consent", consentOf(ivan), again, knowing)])
    await theTermPasses(school, "2026-12-25")
    expect(await eraseAllWithdrawn(server.services)).toBe(0)
    expect(await everything(server)).toContain(answer)
  })

  test("is not undone by a tablet that was away and still sends the answers", async () => {
    const school = await aWithdrawal()
    const { anna, server } = school
    const late = anna.op("sitting", sitting, aSitting())
    const neverSent = anna.op("sitting", anId(102), aSitting())
    await theTermPasses(school, "2026-12-20")
    await eraseAllWithdrawn(server.services)
    const { receipts } = await anna.sync([late, neverSent])
    expect(receipts.map(({ verdict }) => verdict)).toEqual(["superseded", "superseded"])
    expect(await everything(server)).not.toContain(answer)
  })

  test("says so to whoever writes a recommendation after that day, and keeps none", async () => {
    const school = await aWithdrawal()
    const { anna, server } = school
    await theTermPasses(school, "2026-12-20")
    await eraseAllWithdrawn(server.services)
    const op = anna.op("recommendation", recommendation, { nextStep: advice }, knowing)
    expect((await anna.sync([op])).receipts).toMatchObject([
      { verdict: "forbidden", reason: "no-consent" },
    ])
    expect(await everything(server)).not.toContain(advice)
  })

  test("is told with its day beforehand, and stands in the act afterwards", async () => {
    const school = await aWithdrawal()
    const { client, server, anna } = school
    const look = async () => (await client.look(api.retention.path)).body as RetentionAnswer
    expect((await look()).withdrawn).toEqual([{ pupil: ivan, eraseOn: "2026-12-20" }])
    await theTermPasses(school, "2026-12-20")
    await eraseAllWithdrawn(server.services)
    expect(await look()).toMatchObject({
      withdrawn: [],
      past: [{ what: "results", year: null, pupils: 1, by: anna.person }],
    })
  })
})

describe("a restore from an older copy", () => {
  test("brings no answers back: the book names the pupil, and no answer", async () => {
    const school = await aWithdrawal()
    await theTermPasses(school, "2026-12-20")
    await eraseAllWithdrawn(school.server.services)
    const book = readFileSync(join(folder, "erasures.jsonl"), "utf8")
    expect(book).toContain(ivan)
    expect(book).not.toContain(answer)

    // What a restore leaves: a database that has the answers, and the book.
    const restored = await aWithdrawal()
    const [entry] = ledgerIn(folder).read()
    const schools = await restored.server.services.store.transaction((tx) => tx.door.schools())
    ledgerIn(folder).write({ ...entry, school: schools[0] ?? "" } as NonNullable<typeof entry>)
    await theTermPasses(restored, "2026-12-01")
    expect(await eraseAgain(restored.server.services)).toBe(1)
    expect(await everything(restored.server)).not.toContain(answer)
    expect(await everything(restored.server)).toContain("buttercup")
    expect(await eraseAgain(restored.server.services)).toBe(0)
  })

  test("leaves alone what was written after there was a consent again", async () => {
    const school = await aWithdrawal()
    const { anna, server } = school
    await theTermPasses(school, "2026-12-20")
    await eraseAllWithdrawn(server.services)
    server.nowMs += dayMs
    const again = { status: "given", day: "2026-12-21", withdrawn: null }
    const renewed = "Поступать в колледж связи"
    const { receipts } = await anna.sync([
      anna.op("consent", consentOf(ivan), again, knowing),
      anna.op("recommendation", recommendation, { nextStep: renewed, gone: null }, knowing),
    ])
    expect(receipts).toMatchObject([{ verdict: "applied" }, { verdict: "applied" }])
    expect(await eraseAgain(server.services)).toBe(0)
    expect(await everything(server)).toContain(renewed)
  })
})

describe("a pupil whose name is taken away", () => {
  test("loses the answers and recommendations with it", async () => {
    const { client, server } = await aWithdrawal()
    await client.send(pathOf(api.erasePupil, ivan), {})
    const left = await everything(server)
    for (const word of [answer, advice, "человек"]) expect(left).not.toContain(word)
    expect(left).toContain("buttercup")
  })

  test("gets neither a sitting, nor a recommendation, nor a consent from a tablet that was away", async () => {
    const { client, server, anna } = await aWithdrawal()
    const late = [
      anna.op("sitting", anId(103), aSitting()),
      anna.op("recommendation", recommendation, { nextStep: "Поздний совет" }),
      anna.op("consent", consentOf(ivan), { guardian: "Поздняя подпись" }),
    ]
    await client.send(pathOf(api.erasePupil, ivan), {})
    const { receipts } = await anna.sync(late)
    expect(receipts.map(({ verdict }) => verdict)).toEqual(Array(3).fill("superseded"))
    expect(await everything(server)).not.toMatch(/lily|Поздн/)
  })

  test("with the whole year loses them, too", async () => {
    const school = await aWithdrawal()
    await theTermPasses(school, "2027-07-15")
    const reply = await school.client.send(pathOf(api.depersonalise, "2026"), {})
    expect(reply.body).toMatchObject({ kind: "done" })
    expect(await everything(school.server)).not.toMatch(/lily|buttercup|Кванториум/)
  })
})

describe("a sitting that was taken back", () => {
  test("leaves no answer in the history when its tombstone is collected", async () => {
    const { server, anna } = await aWithdrawal()
    await anna.sync([anna.op("sitting", ofOlga, { gone: true }, knowing)])
    const { store } = server.services
    const [school = ""] = await store.transaction((tx) => tx.door.schools())
    const scope = mintScope({ school, person: "server" })
    const past = () =>
      store.transaction((tx) => tx.school(scope).history({ rec: ofOlga, before: 1e12, limit: 10 }))
    expect(JSON.stringify(await past())).toContain("buttercup")
    await store.transaction(async (tx) => {
      const rows = tx.school(scope)
      for (const device of await rows.devices())
        await rows.putDevice({ ...device, safe: device.last })
    })
    server.nowMs += 401 * dayMs
    expect(await collectTombstones(server.services, scope)).toEqual({ collected: 1 })
    expect(await past()).toHaveLength(2)
    expect(JSON.stringify(await past())).not.toContain("buttercup")
  })
})

describe("a server that runs", () => {
  test("looks at the start and every few hours whose day has come", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    const school = await aWithdrawal()
    const { server } = school
    const faults: unknown[] = []
    const stop = await keepUp(server.services, (fault) => faults.push(fault))
    expect(await everything(server)).toContain(answer)
    await theTermPasses(school, "2026-12-20")
    vi.advanceTimersByTime(dayMs)
    await vi.waitFor(async () => expect(await everything(server)).not.toContain(answer))
    stop()
    expect(vi.getTimerCount()).toBe(0)
    expect(faults).toEqual([])
  })

  test("tells the tablets that listen, when there was something to erase", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    const school = await aWithdrawal()
    const nudges = createNudges()
    const heard: string[] = []
    nudges.subscribe((news) => heard.push(news.kind))
    const stop = await keepUp({ ...school.server.services, nudges }, (fault) => {
      throw fault
    })
    expect(heard).toEqual([])
    await theTermPasses(school, "2026-12-20")
    vi.advanceTimersByTime(dayMs / 4)
    await vi.waitFor(() => expect(heard).toEqual(["changed"]))
    stop()
  })

  test("says what went wrong and tries again at its next turn", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] })
    const school = await aWithdrawal()
    const { server } = school
    let isBroken = false
    const { store } = server.services
    const failing = {
      ...server.services,
      store: {
        transaction: ((work, by) =>
          isBroken
            ? Promise.reject(new Error("no room"))
            : store.transaction(work, by)) as typeof store.transaction,
        close: () => store.close(),
      },
    }
    const faults: unknown[] = []
    const stop = await keepUp(failing, (fault) => faults.push(fault))
    await theTermPasses(school, "2026-12-20")
    isBroken = true
    vi.advanceTimersByTime(dayMs / 4)
    await vi.waitFor(() => expect(faults).toHaveLength(1))
    isBroken = false
    vi.advanceTimersByTime(dayMs / 4)
    await vi.waitFor(async () => expect(await everything(server)).not.toContain(answer))
    stop()
  })
})
