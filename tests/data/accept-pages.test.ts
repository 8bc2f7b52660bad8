import { aJournal, seededRandom } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { reopenAfterRestore } from "#/data/after-restore.ts"
import type { Journal } from "#/data/journal.ts"
import { readOpenOps } from "#/data/outbox.ts"
import { newsOf, withReceipts } from "#/data/page-rules.ts"
import { readById } from "#/data/read.ts"
import type { FeedRow, OpRow } from "#/data/rows.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { write } from "#/data/write.ts"
import { editName } from "#/sync/edit-name.ts"
import type { Entry, FeedPage } from "#/sync/protocol.ts"

const lesson = "01890000-0000-7000-8000-000000000001"
const feeds = ["class:a", "class:b"]
const told = { epoch: 1, serverNow: 1_000, marker: "m", last: 0, safe: 0, receipts: [] }

function entry(seq: number, note: string): Entry {
  const cell = { value: note, op: `other.${seq}`, by: "boris", at: seq }
  return { rec: lesson, kind: "activity", seq, left: false, cells: { note: cell } }
}

function page(feed: string, given: Partial<FeedPage>): FeedPage {
  return { feed, since: 0, cursor: 0, more: false, reset: false, top: 0, entries: [], ...given }
}

/** One request, answered with these pages. */
async function answered(
  journal: Journal,
  pages: readonly FeedPage[],
  more: { readonly epoch?: number } = {},
): Promise<void> {
  const store = syncStoreOf(journal, () => ({ nowMs: 1_000, random: seededRandom(3) }))
  const sent = await store.outgoing(500)
  await store.accept(sent, { kind: "synced", ...told, ...more, access: feeds, pages }, 1_000)
}

describe("a feed that is built while another stands", () => {
  test("does not bring back what it told before the other told something newer", async () => {
    const journal = await aJournal("joined")
    await answered(journal, [])
    await answered(journal, [
      page("class:a", { cursor: 6, more: true, top: 9, entries: [entry(6, "прежняя")] }),
      page("class:b", { cursor: 9, top: 9 }),
    ])
    // The lesson moves from one class to the other, before the rest of the first one has come.
    await answered(journal, [
      page("class:b", { since: 9, cursor: 10, top: 10, entries: [entry(10, "новая")] }),
      page("class:a", { since: 6, cursor: 8, more: true, top: 10 }),
    ])
    await answered(journal, [
      page("class:a", {
        since: 8,
        cursor: 10,
        top: 10,
        entries: [{ ...entry(10, ""), left: true, cells: {} }],
      }),
    ])

    expect((await readById(journal, lesson))?.cells["note"]?.value).toBe("новая")
  })

  test("lays aside what no edit made meanwhile may say that its author has seen", async () => {
    const journal = await aJournal("joined")
    await answered(journal, [])
    await answered(journal, [
      page("class:a", { cursor: 4, top: 4, entries: [entry(4, "прежняя")] }),
      page("class:b", { cursor: 4, top: 4 }),
    ])
    // Too much news: the first class is built anew, and its newer note is not on the screen yet.
    await answered(journal, [page("class:a", { since: 4, reset: true, more: true, top: 8 })])
    await answered(journal, [
      page("class:a", { cursor: 6, more: true, top: 8, entries: [entry(6, "новая")] }),
    ])

    await write(journal, [{ id: lesson, kind: "activity", cells: { note: "своя" } }], 2_000)

    const [op] = await journal.database.outbox.toArray()
    expect(op).toMatchObject({ seen: 0, open: {} })
    const onScreen = editName({ op: "other.4", value: "прежняя" })
    expect((await readOpenOps(journal))[0]?.op.cells["note"]?.prev).toBe(onScreen)
  })

  test("leaves nothing of a former epoch in a record that comes into one that stands already", async () => {
    const journal = await aJournal("joined")
    await answered(journal, [])
    await answered(journal, [
      page("class:a", { cursor: 15, top: 15, entries: [entry(15, "до восстановления")] }),
      page("class:b", { cursor: 15, top: 15 }),
    ])
    await reopenAfterRestore(journal, { epoch: 2, last: 0 }, "another")
    const next = { epoch: 2 }
    await answered(journal, [page("class:b", { cursor: 11, top: 11 })], next)
    await answered(
      journal,
      [page("class:b", { since: 11, cursor: 14, top: 14, entries: [entry(14, "после")] })],
      next,
    )
    await answered(journal, [page("class:a", { cursor: 14, top: 14 })], next)

    expect((await readById(journal, lesson))?.cells["note"]?.value).toBe("после")
  })
})

describe("the values of an applied op", () => {
  const op: OpRow = {
    n: 1,
    rec: lesson,
    kind: "activity",
    state: "sent",
    seen: 0,
    epoch: 1,
    at: 5,
    v: 1,
    open: {},
  }
  const receipts = [{ n: 1, verdict: "applied", seq: 9 }] as const
  const feed: FeedRow = {
    feed: "class:a",
    state: "live",
    cursor: 8,
    from: null,
    replaces: false,
  }
  const applied = (row: FeedRow, pages: readonly FeedPage[]): unknown =>
    withReceipts([op], receipts, newsOf(pages, new Map([[row.feed, row]])))[0]?.applied
  const news = page("class:a", { since: 8, cursor: 9, top: 9, entries: [entry(9, "")] })

  test("are brought in by the tablet when they are news, which the server does not tell back", () => {
    expect(applied(feed, [news])).toBe(true)
  })

  test("are left to the server where it tells records whole, or had the op before", () => {
    expect(applied({ ...feed, state: "building" }, [news])).toBe(false)
    expect(applied({ ...feed, cursor: 9 }, [{ ...news, since: 9, cursor: 12, top: 12 }])).toBe(
      false,
    )
    expect(applied(feed, [])).toBe(false)
  })
})
