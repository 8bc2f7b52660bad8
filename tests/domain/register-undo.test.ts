import { aJournal } from "#tests/support/journal.ts"
import { describe, expect, test } from "vitest"

import { readById } from "#/data/read.ts"
import { write } from "#/data/write.ts"
import { keepOwnLists } from "#/domain/keep-own-lists.ts"
import { receiptCode } from "#/domain/receipt-code.ts"
import { recordIds } from "#/domain/record-ids.ts"
import type { Edit } from "#/domain/record.ts"
import { fillRestEdit, markEdit, registerOf, type Register } from "#/domain/register.ts"

const pupil = (n: number): string => recordIds.register(`pupil ${n}`)
const lesson = { id: recordIds.register("lesson"), group: [] }
const pupils = [1, 2, 3, 4].map((n) => ({ id: pupil(n) }))

async function aRegister() {
  const journal = await aJournal()
  const read = async (today = pupils): Promise<Register> =>
    registerOf(lesson, await readById(journal, recordIds.register(lesson.id)), today)
  const save = async (edit: Edit): Promise<readonly Edit[]> => {
    const written = await write(journal, [edit], 5_000)
    expect(written.kind).toBe("saved")
    return written.kind === "saved" ? keepOwnLists(written.undo) : []
  }
  return { read, save }
}

const marks = (register: Register): readonly string[] =>
  [...register.marks]
    .map(([id, { mark }]) => `${pupils.findIndex((p) => p.id === id) + 1} ${mark}`)
    .sort()

describe("Undo on a tablet", () => {
  test("takes a whole fill back and leaves the marks made before it", async () => {
    const { read, save } = await aRegister()
    await save(markEdit(await read(), pupil(2), "absent"))
    const undo = await save(fillRestEdit(await read(), "present"))
    expect(marks(await read())).toEqual(["1 present", "2 absent", "3 present", "4 present"])
    for (const edit of undo) await save(edit)
    expect(marks(await read())).toEqual(["2 absent"])
  })

  test("of a fill leaves what was changed after it", async () => {
    const { read, save } = await aRegister()
    const undo = await save(fillRestEdit(await read(), "present"))
    await save(markEdit(await read(), pupil(3), "late"))
    for (const edit of undo) await save(edit)
    expect(marks(await read())).toEqual(["3 late"])
  })

  test("of the first mark leaves the register its own list", async () => {
    const { read, save } = await aRegister()
    const undo = await save(markEdit(await read(), pupil(1), "present"))
    for (const edit of undo) await save(edit)
    const after = await read([{ id: pupil(9) }])
    expect(after.marks.size).toBe(0)
    expect(after.list).toEqual(pupils.map(({ id }) => id))
  })
})

describe("The code of a lesson", () => {
  test("is the same however the marks were made, and another for another mark", async () => {
    const one = await aRegister()
    const other = await aRegister()
    await one.save(fillRestEdit(await one.read(), "present"))
    for (const { id } of [...pupils].reverse()) {
      await other.save(markEdit(await other.read(), id, "present"))
    }
    const code = receiptCode(await one.read())
    expect(code).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/)
    expect(receiptCode(await other.read())).toBe(code)
    await other.save(markEdit(await other.read(), pupil(1), "absent"))
    expect(receiptCode(await other.read())).not.toBe(code)
  })

  test("is not given while nothing is marked", async () => {
    const { read } = await aRegister()
    expect(receiptCode(await read())).toBeUndefined()
  })
})
