import { describe, expect, test } from "vitest"

import { classFeed, schoolFeed } from "#/domain/feeds.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { nextEpoch } from "#/server/epoch.ts"
import { api, type HistoryAnswer } from "#/sync/api.ts"
import { entriesPerAnswerMax, protocolVersion } from "#/sync/limits.ts"
import { syncPath } from "#/sync/protocol.ts"

import { anId, Client, Server, type Tablet } from "./a-server.ts"

const [class7, class8] = [anId(7), anId(8)]
const [pupil1, pupil2, activity] = [anId(101), anId(102), anId(201)]
const register = recordIds.register(activity)

async function aSchool(): Promise<{ server: Server; head: Client; anna: Tablet; boris: Tablet }> {
  const server = new Server()
  const head = await server.found()
  const anna = await head.hire("Анна", "navigator", [class7])
  const boris = await head.hire("Борис", "navigator", [class7])
  return { server, head, anna, boris }
}

const verdicts = ({ receipts }: { receipts: readonly { verdict: string }[] }): readonly string[] =>
  receipts.map(({ verdict }) => verdict)

describe("what a tablet sends", () => {
  test("reaches the other tablets of the class, with author and time", async () => {
    const { server, anna, boris } = await aSchool()
    const { receipts } = await anna.sync([
      anna.op("pupil", pupil1, { class: class7, last: "Ершов" }),
    ])
    expect(receipts).toMatchObject([{ n: 1, verdict: "applied" }])

    const { pages } = await boris.sync([], [{ feed: classFeed(class7), cursor: 0 }])
    expect(pages[0]?.entries).toMatchObject([
      {
        rec: pupil1,
        kind: "pupil",
        cells: {
          last: { value: "Ершов", by: anna.person, at: server.nowMs, op: `${anna.device}.1` },
        },
      },
    ])
  })

  test("is not told back when it stands as it was sent; the entry still says that it arrived", async () => {
    const { anna } = await aSchool()
    const feed = classFeed(class7)
    await anna.sync([anna.op("pupil", pupil1, { class: class7 })])
    const start = (await anna.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    const { pages, receipts } = await anna.sync(
      [anna.op("pupil", pupil1, { last: "Ершов" })],
      [{ feed, cursor: start }],
    )

    expect(pages[0]?.entries).toMatchObject([{ rec: pupil1, cells: {}, seq: receipts[0]?.seq }])
    expect(pages[0]?.cursor).toBe(receipts[0]?.seq)
  })

  test("is not told back when it made the record, whose feed has only just got it", async () => {
    const { anna } = await aSchool()
    const feed = classFeed(class7)
    await anna.sync([anna.op("pupil", pupil1, { class: class7 })])
    const cursor = (await anna.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    const { pages } = await anna.sync(
      [anna.op("pupil", pupil2, { class: class7, last: "Ершов" })],
      [{ feed, cursor }],
    )

    expect(pages[0]?.entries).toMatchObject([{ rec: pupil2 }])
    expect(pages[0]?.entries[0]?.cells).toEqual({})
  })

  test("is told back when the clock was ahead: the server's now is the latest there can be", async () => {
    const { server, anna } = await aSchool()
    const feed = classFeed(class7)
    await anna.sync([anna.op("pupil", pupil1, { class: class7 })])
    const cursor = (await anna.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    const op = anna.op("pupil", pupil1, { last: "Ершов" }, { at: server.nowMs + 86_400_000 })
    const { pages } = await anna.sync([op], [{ feed, cursor }])

    expect(pages[0]?.entries[0]?.cells["last"]?.at).toBe(server.nowMs)
  })

  test("is applied once, however often it comes, and gets the receipt it got", async () => {
    const { anna } = await aSchool()
    const op = anna.op("pupil", pupil1, { class: class7, last: "Ершов" })
    const first = await anna.sync([op])
    const again = await anna.sync([op])

    expect(again.receipts).toEqual(first.receipts)
    expect(again.last).toBe(1)
  })

  test("a bad op is refused by itself, with the cell at fault, and the queue goes on", async () => {
    const { anna } = await aSchool()
    const answer = await anna.sync([
      anna.op("pupil", pupil1, { class: class7, last: "Ершов" }),
      anna.op("pupil", pupil1, { born: "2011-02-31" }),
      anna.op("pupil", pupil1, { passport: "45 11" }),
      anna.op("pupil", "not-an-id", { class: class7 }),
      anna.op("person", anId(1), { role: "head" }),
      anna.op("pupil", pupil2, { class: class8 }),
      anna.op("pupil", pupil2, { class: class7 }),
    ])

    expect(answer.receipts).toMatchObject([
      { verdict: "applied" },
      { verdict: "invalid", reason: "bad-value", cell: "born" },
      { verdict: "invalid", reason: "unknown-field", cell: "passport" },
      { verdict: "invalid", reason: "bad-value" },
      { verdict: "forbidden", reason: "server-only" },
      { verdict: "forbidden", reason: "class-of-another" },
      { verdict: "applied" },
    ])
    expect(answer.last).toBe(7)
  })

  test("a kind of record from a newer app is refused by its number, not with its batch", async () => {
    const { anna } = await aSchool()
    anna.n = 2
    const packed = (kind: string, n: number): unknown => [
      n,
      pupil1,
      kind,
      0,
      0,
      1,
      [0],
      [class7],
      [0],
      [0],
      [],
    ]
    const body = {
      protocol: protocolVersion,
      marker: "m",
      device: anna.device,
      epoch: 0,
      confirm: 0,
    }
    const ops = [packed("hologram", 1), packed("pupil", 2), [3, "torn"]]
    const reply = await anna.client.send(syncPath, { ...body, feeds: [], strings: ["class"], ops })

    expect(reply.body).toMatchObject({
      receipts: [
        { n: 1, verdict: "invalid", reason: "unknown-kind" },
        { n: 2, verdict: "applied" },
        { n: 3, verdict: "invalid", reason: "bad-value" },
      ],
    })
  })

  test("the same number with another content is refused and noted", async () => {
    const { anna } = await aSchool()
    await anna.sync([anna.op("pupil", pupil1, { class: class7, last: "Ершов" })])
    anna.n = 0
    const answer = await anna.sync([anna.op("pupil", pupil1, { class: class7, last: "Зуев" })])

    expect(answer.receipts).toMatchObject([{ verdict: "invalid", reason: "changed-body" }])
    const { pages } = await anna.everything()
    const cells = pages.flatMap(({ entries }) => entries).find(({ rec }) => rec === pupil1)?.cells
    expect(cells?.["last"]?.value).toBe("Ершов")
  })

  test("what follows such a number is the queue of a copied tablet: nothing of it is taken", async () => {
    const { anna } = await aSchool()
    await anna.sync([anna.op("pupil", pupil1, { class: class7, last: "Ершов" })])
    anna.n = 0
    const answer = await anna.sync([
      anna.op("pupil", pupil1, { class: class7, last: "Зуев" }),
      anna.op("pupil", pupil2, { class: class7, last: "Ким" }),
    ])

    expect(answer.receipts).toMatchObject([
      { n: 1, verdict: "invalid", reason: "changed-body" },
      { n: 2, verdict: "invalid", reason: "changed-body" },
    ])
    expect(answer.last).toBe(1)
    const { pages } = await anna.everything()
    const told = pages.flatMap(({ entries }) => entries).map(({ rec }) => rec)
    expect(told).not.toContain(pupil2)
  })

  test("a missing number stops everything: nothing is applied and the tablet hears the last one known", async () => {
    const { anna } = await aSchool()
    const [first, , third] = [1, 2, 3].map(() => anna.op("pupil", pupil1, { class: class7 }))
    const answer = await anna.ask([first, third].filter((op) => op !== undefined))

    expect(answer).toMatchObject({ kind: "gap", last: 0 })
    expect((await anna.sync()).last).toBe(0)
  })

  test("a device of somebody else is a copy: it is told to take a new id", async () => {
    const { anna, boris } = await aSchool()
    await anna.sync()
    boris.device = anna.device
    expect((await boris.ask([boris.op("pupil", pupil1, { class: class7 })])).kind).toBe("cloned")
  })

  test("an app of another protocol is told which ones are served", async () => {
    const { anna } = await aSchool()
    expect(await anna.ask([], [], { protocol: protocolVersion + 1 })).toMatchObject({
      kind: "version",
      newest: protocolVersion,
    })
  })

  test("an app of the first protocol is served as before", async () => {
    const { anna } = await aSchool()
    expect(await anna.ask([], [], { protocol: 1 })).toMatchObject({ kind: "synced" })
  })

  test("one device is slowed down before it starves the school", async () => {
    const { anna, boris } = await aSchool()
    let status = 200
    for (let tries = 0; tries < 400 && status === 200; tries += 1) {
      const body = { protocol: 1, marker: "m", device: anna.device, epoch: 0, confirm: 0 }
      const sent = { ...body, feeds: [], strings: [], ops: [] }
      status = (await anna.client.send(syncPath, sent)).status
    }

    expect(status).toBe(429)
    expect((await boris.ask()).kind).toBe("synced")
  })
})

describe("two tablets that write the same cell", () => {
  test("an edit made on top of another wins, whatever the clocks say", async () => {
    const { server, anna, boris } = await aSchool()
    await anna.sync([anna.op("pupil", pupil1, { class: class7, last: "Ершов" })])
    const prev = `${anna.device}.1`
    const early = { prev, at: server.nowMs - 3_600_000 }
    await boris.sync([boris.op("pupil", pupil1, { last: "Ершова" }, early)])

    const { pages } = await anna.everything()
    const cells = pages.flatMap(({ entries }) => entries).find(({ rec }) => rec === pupil1)?.cells
    expect(cells?.["last"]).toMatchObject({ value: "Ершова", by: boris.person })
    expect(cells?.["last"]).not.toHaveProperty("rival")
  })

  test("edits that did not know each other: the later stands, the other stays beside it until a person chooses", async () => {
    const { server, anna, boris } = await aSchool()
    const mark = `m:${pupil1}`
    await anna.sync([
      anna.op("activity", activity, { kind: "lesson", classes: [class7] }),
      anna.op("register", register, { activity, [mark]: "present" }),
    ])
    const earlier = { at: server.nowMs - 1_000 }
    const answer = await boris.sync([boris.op("register", register, { [mark]: "absent" }, earlier)])
    expect(verdicts(answer)).toEqual(["superseded"])

    const told = async (): Promise<unknown> =>
      (await boris.everything()).pages
        .flatMap(({ entries }) => entries)
        .find(({ rec }) => rec === register)?.cells[mark]
    expect(await told()).toMatchObject({
      value: "present",
      rival: { value: "absent", by: boris.person },
    })

    const seen = (await boris.everything()).pages[0]?.top ?? 0
    await boris.sync([boris.op("register", register, { [mark]: "late" }, { seen, epoch: 1 })])
    expect(await told()).toMatchObject({ value: "late" })
    expect(await told()).not.toHaveProperty("rival")
  })

  test("the past of a record shows the value that lost, too, newest first", async () => {
    const { server, anna, boris } = await aSchool()
    await anna.sync([anna.op("pupil", pupil1, { class: class7, last: "Ершов" })])
    await boris.sync([boris.op("pupil", pupil1, { last: "Ершова" }, { at: server.nowMs - 5 })])
    const reply = await anna.client.look(`${api.history.path}?rec=${pupil1}`)

    expect((reply.body as HistoryAnswer).changes).toMatchObject([
      { by: boris.person, verdict: "superseded", cells: { last: "Ершова" } },
      { by: anna.person, verdict: "applied", cells: { class: class7, last: "Ершов" } },
    ])
  })
})

describe("what a tablet is told", () => {
  test("after a cursor only the cells that changed since", async () => {
    const { anna, boris } = await aSchool()
    const feed = classFeed(class7)
    await anna.sync([anna.op("pupil", pupil1, { class: class7, last: "Ершов", first: "Глеб" })])
    const cursor = (await boris.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    await anna.sync([anna.op("pupil", pupil1, { first: "Егор" })])

    const { pages } = await boris.sync([], [{ feed, cursor }])
    expect(Object.keys(pages[0]?.entries[0]?.cells ?? {})).toEqual(["first"])
  })

  test("a large feed comes in pages of whole records, and changes made between two pages are not missed", async () => {
    const { anna, boris } = await aSchool()
    const feed = classFeed(class7)
    const count = entriesPerAnswerMax + 200
    const rec = (index: number): string => anId(1_000 + index)
    const all = Array.from({ length: count }, (_, index) => index)
    for (let from = 0; from < count; from += 400) {
      await anna.sync(
        all
          .slice(from, from + 400)
          .map((index) =>
            anna.op("pupil", rec(index), { class: class7, last: `Имя ${index}`, first: "Глеб" }),
          ),
      )
    }
    const first = (await boris.sync([], [{ feed, cursor: 0 }])).pages[0]
    expect(first).toMatchObject({ more: true })
    await anna.sync([
      anna.op("pupil", rec(0), { last: "Новое" }),
      anna.op("pupil", rec(1_100), { last: "Новое" }),
    ])
    const cursor = first?.cursor ?? 0
    const second = (await boris.sync([], [{ feed, cursor, from: first?.top ?? 0 }])).pages[0]

    const told = new Map(
      [...(first?.entries ?? []), ...(second?.entries ?? [])].map((entry) => [
        entry.rec,
        entry.cells,
      ]),
    )
    expect(second).toMatchObject({ more: false })
    expect(told.size).toBe(count)
    expect(told.get(rec(1_100))).toMatchObject({
      last: { value: "Новое" },
      first: { value: "Глеб" },
    })
    expect(told.get(rec(0))).toMatchObject({ last: { value: "Новое" }, first: { value: "Глеб" } })
  })

  test("more news than one answer holds is told by building the feed anew, never in halves", async () => {
    const { anna, boris } = await aSchool()
    const feed = classFeed(class7)
    await anna.sync([anna.op("pupil", pupil1, { class: class7 })])
    const cursor = (await boris.sync([], [{ feed, cursor: 0 }])).pages[0]?.cursor ?? 0
    for (let from = 0; from <= entriesPerAnswerMax; from += 500) {
      const ids = Array.from({ length: 500 }, (_, index) => anId(5_000 + from + index))
      await anna.sync(ids.map((id) => anna.op("pupil", id, { class: class7 })))
    }

    const { pages } = await boris.sync([], [{ feed, cursor }])
    expect(pages).toMatchObject([{ since: cursor, reset: true, more: true, entries: [] }])
  })

  test("a cursor that this server never gave is answered by a new beginning", async () => {
    const { anna } = await aSchool()
    const { pages } = await anna.sync([], [{ feed: schoolFeed, cursor: 1_000_000 }])
    expect(pages).toMatchObject([{ reset: true }])
  })

  test("a feed of a class that is not one's own is not told, not even that it exists", async () => {
    const { head, anna } = await aSchool()
    const other = await head.hire("Вера", "navigator", [class8])
    await other.sync([other.op("pupil", pupil2, { class: class8, last: "Чужой" })])
    const feeds = [classFeed(class8), classFeed(class7)].map((feed) => ({ feed, cursor: 0 }))
    const { pages, access } = await anna.sync([], feeds)

    expect(pages.map(({ feed }) => feed)).toEqual([classFeed(class7)])
    expect(access).not.toContain(classFeed(class8))
    const past = await anna.client.look(`${api.history.path}?rec=${pupil2}`)
    expect(past).toMatchObject({ status: 404, body: { error: "not-found" } })
  })

  test("to no one who is not signed in", async () => {
    const { server } = await aSchool()
    const body = { protocol: 1, marker: "m", device: "device-x", epoch: 0, confirm: 0 }
    const sent = { ...body, feeds: [], strings: [], ops: [] }
    expect(await new Client(server).send(syncPath, sent)).toMatchObject({
      status: 401,
      body: { error: "signed-out" },
    })
  })
})

describe("a server restored from a backup", () => {
  test("takes nothing from a tablet of the former epoch, and tells it from where to send again", async () => {
    const { server, anna } = await aSchool()
    anna.epoch = (await anna.sync([anna.op("pupil", pupil1, { class: class7 })])).epoch
    const epoch = await nextEpoch(server.services)
    const late = anna.op("pupil", pupil1, { last: "Ершов" })
    expect(await anna.ask([late])).toMatchObject({ kind: "epoch", epoch, last: 1 })

    anna.epoch = epoch
    expect(verdicts(await anna.sync([late]))).toEqual(["applied"])
  })

  test("says so before it says that the access is gone", async () => {
    const { server, head, anna } = await aSchool()
    anna.epoch = (await anna.sync()).epoch
    await head.change(anna.person, { revoke: true })
    await nextEpoch(server.services)

    expect((await anna.ask()).kind).toBe("epoch")
    anna.epoch = 0
    expect((await anna.ask()).kind).toBe("revoked")
  })

  test("twice from the same copy has two epochs", async () => {
    const { server } = await aSchool()
    const before = await nextEpoch(server.services)
    await server.services.store.transaction(({ door }) => door.setEpoch(1))
    server.nowMs += 2_000
    expect(await nextEpoch(server.services)).toBeGreaterThan(before)
  })
})
