import { School, type Tablet } from "#tests/support/school.ts"
import { describe, expect, test } from "vitest"

import { Queue } from "#/base/queue.ts"
import { deviceRow } from "#/data/journal.ts"
import { takeNewDevice } from "#/data/new-device.ts"
import { countInState, opsInState } from "#/data/ops-in-state.ts"
import { marksAfter } from "#/data/page-rules.ts"
import type { OpRow, OpState } from "#/data/rows.ts"
import { syncStoreOf } from "#/data/sync-store.ts"
import { write } from "#/data/write.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"

const year = 2021
const schoolClass = recordIds.schoolClass({ year, grade: 7, letter: "Б" })
const theClass: Edit = {
  id: schoolClass,
  kind: "class",
  cells: { year, grade: 7, letter: "Б" },
}

function pupil(index: number, last = `Петров${index}`): Edit {
  const id = `01890000-0000-7000-8000-${String(index).padStart(12, "0")}`
  return { id, kind: "pupil", cells: { class: schoolClass, last, first: "Иван" } }
}

async function anna(): Promise<Tablet> {
  const school = new School()
  await school.open()
  const tablet = await school.tablet("Иванова Анна")
  await tablet.sync()
  return tablet
}

function rows({ journal }: Tablet): Promise<readonly OpRow[]> {
  return journal.database.outbox.orderBy("n").toArray()
}

describe("how far ops have gone", () => {
  test("is said once for all of them: a push rewrites none", async () => {
    const tablet = await anna()
    await tablet.write(theClass)
    await tablet.sync()
    for (const index of [1, 2]) await tablet.write(pupil(index))
    const before = await rows(tablet)

    await tablet.sync()

    const { database } = tablet.journal
    expect(await rows(tablet)).toEqual(before)
    expect(await deviceRow(database)).toMatchObject({ n: 3, sentTo: 3, settledTo: 3 })
    expect(await opsInState(database, ["kept"])).toHaveLength(3)
    expect(await countInState(database, ["fresh", "sent", "receipted"])).toBe(0)
  })

  test("freezes what was sent: the next tap becomes an op of its own", async () => {
    const tablet = await anna()
    await tablet.write(theClass, pupil(1))
    tablet.network = "loses-answers"
    await tablet.sync()
    const sent = await rows(tablet)

    await tablet.write({ ...pupil(1), cells: { last: "Иванов" } })

    expect((await rows(tablet)).slice(0, 2)).toEqual(sent)
    expect(await opsInState(tablet.journal.database, ["sent"])).toHaveLength(2)
    expect(await opsInState(tablet.journal.database, ["fresh"])).toMatchObject([{ n: 3 }])
  })

  test("stands in an op's own row when it does not go the straight way", () => {
    const op = (n: number, state: OpState): OpRow => {
      const about = {
        rec: "r",
        kind: "register",
        v: 1,
        seen: 0,
        epoch: 1,
        at: n,
        open: {},
      } as const
      return { ...about, n, state }
    }
    const stored = [op(4, "fresh"), op(5, "fresh"), op(6, "fresh"), op(7, "sent"), op(8, "fresh")]
    const now = [op(4, "kept"), op(5, "aside"), op(6, "kept"), op(7, "kept"), op(8, "sent")]

    expect(marksAfter(stored, now, 3)).toEqual({ settledTo: 6, ops: [now[1], now[3]] })

    const late = [op(4, "sent"), op(5, "kept"), op(6, "receipted"), op(7, "kept"), op(8, "kept")]
    expect(marksAfter(stored, late, 3)).toEqual({
      settledTo: 3,
      ops: [late[1], late[2], late[3], late[4]],
    })
  })

  test("is read the same from rows that an earlier version of the app left", async () => {
    const tablet = await anna()
    await tablet.write(theClass)
    for (const index of [1, 2, 3, 4]) await tablet.write(pupil(index))
    const { database } = tablet.journal
    const stored: OpState[] = ["kept", "receipted", "sent", "sent", "fresh"]
    for (const [index, state] of stored.entries()) {
      await database.outbox.update(index + 1, { state, applied: true, seq: 1 })
    }
    const { sentTo: _sentTo, settledTo: _settledTo, ...bare } = await deviceRow(database)
    await database.meta.put(bare)

    expect(await countInState(database, ["fresh", "sent"])).toBe(3)
    expect((await opsInState(database, ["sent"])).map(({ n }) => n)).toEqual([3, 4])
    const frozen = await syncStoreOf(tablet.journal, () => ({
      nowMs: 1,
      random: (length) => new Uint8Array(length),
    })).outgoing(10)
    expect(frozen.request.ops.map(({ n }) => n)).toEqual([3, 4, 5])
    expect((await rows(tablet)).map((row) => row.state)).toEqual(stored)
    expect(await deviceRow(database)).toMatchObject({ sentTo: 5 })
  })

  test("begins anew with a new device id", async () => {
    const tablet = await anna()
    await tablet.write(theClass, pupil(1))
    await tablet.sync()
    await tablet.write(pupil(2))
    const { journal } = tablet

    await takeNewDevice(journal, "01890000-0000-7000-8000-0000000000ff")

    expect(await opsInState(journal.database, ["fresh"])).toMatchObject([{ n: 1 }])
    await tablet.sync()
    expect(await tablet.waits()).toBe(0)
    expect(await tablet.sees(pupil(2).id, "last")).toBe("Петров2")
  })
})

describe("what is read while the answer is under way", () => {
  test("is read again when another tab has written meanwhile", async () => {
    const tablet = await anna()
    await tablet.write(theClass, pupil(1))
    const { journal } = tablet
    const seeds = () => ({ nowMs: tablet.nowMs, random: tablet.school.random })
    const store = syncStoreOf(journal, seeds)
    const other = { ...journal, queue: new Queue() }

    const sent = await store.outgoing(10)
    const reply = await tablet.ask(sent.request)
    await write(other, [{ ...pupil(1), cells: { last: "Иванов" } }], tablet.nowMs + 5)
    expect(await store.accept(sent, reply, tablet.nowMs)).toMatchObject({ kind: "stored" })

    expect(await tablet.sees(pupil(1).id, "last")).toBe("Иванов")
    expect(await tablet.waits()).toBe(1)
    await tablet.sync()
    expect(await tablet.waits()).toBe(0)
    expect(await tablet.sees(pupil(1).id, "last")).toBe("Иванов")
  })
})
