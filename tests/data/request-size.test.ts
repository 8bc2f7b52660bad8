import { School } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { firstOf } from "#/data/request-size.ts"
import type { OpRow } from "#/data/rows.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { bodyBytesMax } from "#/sync/limits.ts"
import { writeRequest } from "#/sync/wire.ts"

const schoolClass = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })

/** A lesson with a note as long as a note may be. */
function noted(index: number): Edit {
  const day = `2021-10-${String(1 + (index % 28)).padStart(2, "0")}`
  const about = { kind: "lesson", day, classes: [schoolClass], author: "" } as const
  const note = `Урок ${index}: ${"очень подробно о каждом, ".repeat(180)}`.slice(0, 4_000)
  const cells = { kind: "lesson", day, classes: [schoolClass], status: "planned", note }
  return { id: recordIds.activity(about, 1 + index), kind: "activity", cells }
}

describe("a request", () => {
  test("stays within the server's limit however long the notes are, and all of them arrive", async () => {
    const school = new School()
    await school.open()
    const anna = await school.tablet("Иванова Анна")
    await anna.sync()
    const edits = Array.from({ length: 300 }, (_, index) => noted(index))
    await anna.write(
      { id: schoolClass, kind: "class", cells: { year: 2021, grade: 7, letter: "Б" } },
      ...edits,
    )
    const store = syncStoreOf(anna.journal, () => ({ nowMs: anna.nowMs, random: school.random }))
    const sizes: number[] = []
    for (let more = true; more;) {
      const sent = await store.outgoing(500)
      sizes.push(new TextEncoder().encode(writeRequest({ ...sent.request, marker: "m" })).length)
      const accepted = await store.accept(sent, await anna.ask(sent.request), anna.nowMs)
      more = accepted.kind === "stored" && accepted.more
    }

    // 300 notes of some 7 kB are more than two requests hold; a request that is too small would cost time.
    expect(sizes.length).toBeGreaterThan(2)
    expect(Math.max(...sizes)).toBeLessThan(bodyBytesMax)
    expect(Math.max(...sizes)).toBeGreaterThan(bodyBytesMax / 2)
    expect(await anna.waits()).toBe(0)
    const boris = await school.tablet("Смирнов Борис", { classes: [schoolClass] })
    await boris.sync()
    for (const edit of edits) {
      expect(await boris.sees(edit.id, "note")).toBe(edit.cells["note"])
    }
  })

  test("carries a huge op alone, and is never empty", () => {
    const op = (n: number, length: number): OpRow => {
      const open = { title: { value: "я".repeat(length), prev: null, at: n } }
      const about = { rec: "r", kind: "activity", state: "fresh", v: 1, seen: 0, epoch: 1 } as const
      return { ...about, n, at: n, open }
    }
    expect(firstOf([op(1, bodyBytesMax), op(2, 1)]).map(({ n }) => n)).toEqual([1])
    expect(firstOf([op(1, 1), op(2, bodyBytesMax), op(3, 1)]).map(({ n }) => n)).toEqual([1])
    expect(firstOf([op(1, 1), op(2, 1)]).map(({ n }) => n)).toEqual([1, 2])
    expect(firstOf([])).toEqual([])
  })

  test("carries 400 registers of 25 at once", () => {
    const id = (part: number, index: number): string =>
      `0189000${part}-0000-7000-8000-${String(index).padStart(12, "0")}`
    const ops = Array.from({ length: 400 }, (_, place): OpRow => {
      const list = Array.from({ length: 25 }, (_none, index) => id(place % 16, index))
      const set = (value: string | readonly string[]) => ({
        value,
        prev: null,
        at: 1_600_000_000_000,
      })
      const marks = list.map((pupil) => [`m:${pupil}`, set("present")] as const)
      return {
        n: place + 1,
        rec: id(0, place),
        kind: "register",
        state: "fresh",
        v: 1,
        seen: 0,
        epoch: 1,
        at: 1,
        open: { activity: set(id(1, place)), list: set(list), ...Object.fromEntries(marks) },
      }
    })
    expect(firstOf(ops)).toHaveLength(400)
  })
})
