import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { readHistory, undoEdit } from "#/data/history.ts"
import type { Journal } from "#/data/journal.ts"
import { readOpenOps } from "#/data/outbox.ts"
import { readById, readByKey } from "#/data/read.ts"
import { write } from "#/data/write.ts"
import { recordIds } from "#/domain/record-ids.ts"
import { recordKey } from "#/domain/record-keys.ts"
import type { Edit } from "#/domain/record.ts"
import { editName } from "#/sync/edit-name.ts"

const classId = recordIds.schoolClass({ year: 2021, grade: 7, letter: "Б" })
const pupilId = "01890000-0000-7000-8000-000000000001"
const otherId = "01890000-0000-7000-8000-000000000002"
const register = recordIds.register("01890000-0000-7000-8000-00000000000a")

const petrov: Edit = {
  id: pupilId,
  kind: "pupil",
  cells: { class: classId, last: "Петров", first: "Иван", born: "2008-02-11" },
}
const marks = (cells: Edit["cells"]): Edit => ({ id: register, kind: "register", cells })

async function ops(journal: Journal) {
  return journal.database.outbox.orderBy("n").toArray()
}

describe("a saved change", () => {
  test("stands in the record and in the outbox, in one transaction", async () => {
    const journal = await aJournal()

    const written = await write(journal, [petrov], 5_000)

    expect(written).toMatchObject({ kind: "saved", changed: 1 })
    const pupil = await readById(journal, pupilId)
    expect(pupil?.cells["last"]).toMatchObject({ value: "Петров", waits: true, by: "local" })
    expect(await ops(journal)).toMatchObject([{ n: 1, rec: pupilId, state: "fresh" }])
  })

  test("leaves neither record nor op when the transaction is cut", async () => {
    const journal = await aJournal()
    // The disk dies at the very last write of the transaction.
    journal.database.history.hook("creating", () => {
      throw new Error("cut")
    })

    await expect(write(journal, [petrov], 5_000)).rejects.toThrow("cut")

    expect(await journal.database.records.count()).toBe(0)
    expect(await journal.database.outbox.count()).toBe(0)
  })

  test("keeps names out of every open column", async () => {
    const journal = await aJournal()

    await write(journal, [petrov], 5_000)

    const { records, outbox, history } = journal.database
    const stored = [
      ...(await records.toArray()),
      ...(await outbox.toArray()),
      ...(await history.toArray()),
    ]
    expect(JSON.stringify(stored)).not.toMatch(/Петров|Иван|2008/)
  })

  test("is found under its class and not after it was deleted", async () => {
    const journal = await aJournal()
    await write(journal, [petrov], 5_000)
    expect(await readByKey(journal, recordKey.pupilsOf(classId))).toHaveLength(1)

    await write(journal, [{ id: pupilId, kind: "pupil", cells: { gone: true } }], 6_000)
    expect(await readByKey(journal, recordKey.pupilsOf(classId))).toHaveLength(0)
  })
})

describe("an op that was never sent", () => {
  test("takes in the next taps on the same record", async () => {
    const journal = await aJournal()

    await write(journal, [marks({ [`m:${pupilId}`]: "present" })], 5_000)
    await write(journal, [marks({ [`m:${otherId}`]: "absent" })], 6_000)
    await write(journal, [marks({ [`m:${pupilId}`]: "late" })], 7_000)

    const all = await ops(journal)
    expect(all).toHaveLength(1)
    expect(all[0]?.open).toMatchObject({
      [`m:${pupilId}`]: { value: "late", prev: null },
      [`m:${otherId}`]: { value: "absent", prev: null },
    })
  })

  test("is frozen once it is on its way: a further tap becomes a new op on top of it", async () => {
    const journal = await aJournal()
    await write(journal, [marks({ [`m:${pupilId}`]: "present" })], 5_000)
    const [first] = await ops(journal)
    await journal.database.outbox.update(1, { state: "sent" })

    await write(journal, [marks({ [`m:${pupilId}`]: "late" })], 6_000)

    const [sent, fresh] = await ops(journal)
    expect(sent).toMatchObject({ n: 1, open: first?.open })
    const device = await journal.database.meta.get("device")
    expect(device).toMatchObject({ n: 2 })
    expect(fresh?.open[`m:${pupilId}`]).toMatchObject({
      value: "late",
      prev: editName({ op: `${device?.key === "device" ? device.id : ""}.1`, value: "present" }),
    })
  })
})

describe("two edits of one record in one save", () => {
  const twoEdits: readonly Edit[] = [
    { id: pupilId, kind: "pupil", cells: { last: "Петрова" } },
    { id: pupilId, kind: "pupil", cells: { status: "archived" } },
  ]

  test("travel together in the op that waits already", async () => {
    const journal = await aJournal()
    await write(journal, [petrov], 5_000)

    const written = await write(journal, twoEdits, 6_000)

    expect(written).toMatchObject({ kind: "saved", changed: 2 })
    const [op, ...others] = await readOpenOps(journal)
    expect(others).toEqual([])
    expect(op?.op.cells["last"]?.value).toBe("Петрова")
    expect(op?.op.cells["status"]?.value).toBe("archived")
  })

  test("travel together in an op of their own", async () => {
    const journal = await aJournal()

    await write(journal, twoEdits, 6_000)

    const open = await readOpenOps(journal)
    expect(open).toHaveLength(1)
    expect(open[0]?.op.cells).toMatchObject({
      last: { value: "Петрова", prev: null },
      status: { value: "archived", prev: null },
    })
  })
})

describe("an edit that changes nothing", () => {
  test("writes nothing: opening and closing a form leaves no trace", async () => {
    const journal = await aJournal()
    await write(journal, [petrov], 5_000)

    const again = await write(journal, [petrov], 6_000)

    expect(again).toMatchObject({ kind: "saved", changed: 0 })
    expect(await ops(journal)).toHaveLength(1)
    expect((await journal.database.records.get(pupilId))?.v).toBe(1)
  })
})

describe("a conditional edit", () => {
  test("fills only what was empty", async () => {
    const journal = await aJournal()
    await write(journal, [marks({ [`m:${pupilId}`]: "absent" })], 5_000)

    const rest = {
      ...marks({ [`m:${pupilId}`]: "present", [`m:${otherId}`]: "present" }),
      was: { [`m:${pupilId}`]: null, [`m:${otherId}`]: null },
    }
    const written = await write(journal, [rest], 6_000)

    const record = await readById(journal, register)
    expect(record?.cells[`m:${pupilId}`]?.value).toBe("absent")
    expect(record?.cells[`m:${otherId}`]?.value).toBe("present")
    const undo = written.kind === "saved" ? written.undo : []
    await write(journal, undo, 7_000)
    const undone = await readById(journal, register)
    expect(undone?.cells[`m:${pupilId}`]?.value).toBe("absent")
    expect(undone?.cells[`m:${otherId}`]?.value).toBeNull()
  })

  test("undoes from the lasting history, but not over a later change", async () => {
    const journal = await aJournal()
    await write(journal, [marks({ [`m:${pupilId}`]: "absent" })], 5_000)
    await write(journal, [marks({ [`m:${pupilId}`]: "late" })], 6_000)
    const [later, earlier] = await readHistory(journal, [register])

    if (earlier !== undefined) await write(journal, [undoEdit("register", earlier)], 7_000)
    const kept = await readById(journal, register)
    expect(kept?.cells[`m:${pupilId}`]?.value).toBe("late")

    if (later !== undefined) await write(journal, [undoEdit("register", later)], 8_000)
    const undone = await readById(journal, register)
    expect(undone?.cells[`m:${pupilId}`]?.value).toBe("absent")
  })
})

describe("what cannot be stored", () => {
  test.each([
    ["a name of 500 characters", { last: "я".repeat(500) }, "last"],
    ["a day that does not exist", { born: "2021-11-31" }, "born"],
    ["a field nobody knows", { passport: "0000" }, "passport"],
  ])("%s is refused with the cell at fault, and nothing is written", async (_, cells, cell) => {
    const journal = await aJournal()

    const written = await write(journal, [petrov, { ...petrov, cells }], 5_000)

    expect(written).toMatchObject({ kind: "refused", fault: { cell } })
    expect(await journal.database.records.count()).toBe(0)
  })

  test("a full disk is an outcome, and nothing is half-written", async () => {
    const journal = await aJournal()
    journal.database.outbox.hook("creating", () => {
      throw new DOMException("no room", "QuotaExceededError")
    })

    expect(await write(journal, [petrov], 5_000)).toEqual({ kind: "full" })
    expect(await journal.database.records.count()).toBe(0)
  })
})

describe("two tabs of one tablet", () => {
  test("number their ops without a gap or a double", async () => {
    const first = await aJournal("local", "shared")
    const second = await aJournal("local", "shared")

    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        write(
          index % 2 === 0 ? first : second,
          [
            marks({
              [`m:01890000-0000-7000-8000-0000000001${String(index).padStart(2, "0")}`]: "present",
            }),
          ],
          5_000 + index,
        ),
      ),
    )

    const record = await readById(first, register)
    expect(Object.keys(record?.cells ?? {})).toHaveLength(20)
    const all = await ops(first)
    expect(all.map((op) => op.n)).toEqual(all.map((_, index) => index + 1))
  })
})

describe("stamps", () => {
  test("grow even when the tablet's clock is set back by a year", async () => {
    const journal = await aJournal()
    await write(journal, [marks({ [`m:${pupilId}`]: "present" })], 1_000_000)
    await write(journal, [petrov], 1_000_000 - 31_536_000)

    const [first, second] = await ops(journal)
    expect(second?.at).toBe((first?.at ?? 0) + 1)
  })
})
